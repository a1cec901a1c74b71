"""Marks must lie within one of another class: a nucleus in a cell, a plate on a car."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.places import neighbours, share_within
from labelwright.core.checks.rule import ClassName, Rule, Share, quoted, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.sizes import number
from labelwright.core.views import PLACED


class Within(Struct, frozen=True, forbid_unknown_fields=True):
    """In what, and how much of it."""

    of: Annotated[tuple[ClassName, ...], Meta(min_length=1), told("Inside of", "The classes that hold them.")]
    share: Annotated[Share, told("At least", "The least part that must lie within.")] = 0.9


class Inside(Rule[Within]):
    """Points count by how many of them lie within."""

    name = "inside"
    title = "Inside another"
    summary = "Finds what lies outside of what must hold it: a nucleus in a cell, a plate on a car."
    Settings = Within
    views = PLACED

    def says(self, settings: Within) -> str:
        return f"inside {quoted(settings.of, 'or')}, with at least {number(settings.share * 100)} % of it"

    def find(self, settings: Within, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        holding = set(settings.of)
        holders = [mark for mark in scene.marks if not holding.isdisjoint(mark.path)]
        met: dict[str, list[Seen]] = defaultdict(list)
        for one, other in neighbours(marks, holders):
            met[one.id].append(other)
            met[other.id].append(one)
        names = quoted(settings.of, "or")
        around = {mark.id for mark in holders}
        for mark in marks:
            if mark.geometry is None:
                continue
            shares = (share_within(mark, other) for other in met[mark.id] if other.id in around)
            most = max(shares, default=0.0)
            if most < settings.share - _ROUNDING:
                yield Finding(
                    f"{mark.called} must lie in {names}; {number(most * 100)} % of it does; "
                    f"at least {number(settings.share * 100)} % are wanted.",
                    (mark.id,),
                )


_ROUNDING = 1e-9

PART = Inside()
