"""Labels that change their meaning over time: from some day on a class is given more often, or hardly any more."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from labelwright.core.checks.finding import WARNING, Finding
from labelwright.core.checks.rule import Rule, Share, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.sizes import number

CHANCE = 0.001
"""How probably chance alone may bring about any finding of a walk."""


class Windows(Struct, frozen=True, forbid_unknown_fields=True):
    """How finely time is looked at, and which change is worth a word."""

    items: Annotated[
        int,
        Meta(ge=20, le=100_000),
        told("Items in a window", "How many items, by their time, are held together."),
    ] = 200
    change: Annotated[
        Share, told("Least change", "From which change of the share of items with a class on it is told.")
    ] = 0.1


class Answered(NamedTuple):
    """When an item was answered, which, and with what classes."""

    at: float
    key: str
    classes: tuple[str, ...]


class Drift(Rule[Windows]):
    """Compares the share of items that have a class with the windows before, back to the last change that was found.

    Items count, not marks: a crowd on one picture is one observation. Both shares are tested against their pool with
    the normal approximation of two binomials, at `CHANCE` over the number of tests (Bonferroni).
    """

    name = "drift"
    title = "Drift over time"
    summary = "Finds the day from which on a class is given more often than before, or hardly any more."
    Settings = Windows
    severity = WARNING

    def says(self, settings: Windows) -> str:
        change = number(settings.change * 100)
        return f"on as many of each {settings.items} items as before, give or take {change} %"

    def survey(self, settings: Windows) -> "Walk":
        return Walk(settings)


class Walk:
    """All items with their times; where none is known, the order in which they came."""

    def __init__(self, settings: Windows) -> None:
        self._settings = settings
        self._answered: list[Answered] = []
        self._sets: dict[tuple[str, ...], tuple[str, ...]] = {}

    def see(self, scene: Scene, marks: Sequence[Seen]) -> None:
        classes = tuple(sorted({mark.cls.name for mark in marks}))
        at = scene.at if scene.at is not None else float(len(self._answered))
        self._answered.append(Answered(at, scene.key, self._sets.setdefault(classes, classes)))

    def findings(self) -> Iterator[Finding]:
        ordered = sorted(self._answered)
        size = self._settings.items
        windows = [ordered[start : start + size] for start in range(0, len(ordered) - size + 1, size)]
        counts = [Counter(name for answered in window for name in answered.classes) for window in windows]
        classes = sorted(set().union(*counts))
        tests = max(1, len(classes) * (len(windows) - 1))
        for name in classes:
            since = 0
            for place in range(1, len(windows)):
                before = sum(count[name] for count in counts[since:place])
                many = size * (place - since)
                now = counts[place][name]
                changed = abs(now / size - before / many) >= self._settings.change
                if changed and _chance(now, size, before, many) * tests <= CHANCE:
                    since = place
                    yield _finding(name, windows[place], before / many, now / size)


def _finding(name: str, window: Sequence[Answered], before: float, now: float) -> Finding:
    return Finding(
        f"From this item on, “{name}” stands on {number(round(now * 100, 1))} % of {len(window)} items; "
        f"before it stood on {number(round(before * 100, 1))} %.",
        item=window[0].key,
    )


def _chance(now: int, size: int, before: int, many: int) -> float:
    """How probably two shares differ by as much or more, if there is but one."""
    pooled = (now + before) / (size + many)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / size + 1 / many))
    return math.erfc(abs(now / size - before / many) / spread / math.sqrt(2)) if spread > 0 else 1.0


PART = Drift()
