"""A clip must be covered from end to end: where nothing is said, something must say so."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Rule, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.sizes import number
from labelwright.core.views import Segment


class Gaps(Struct, frozen=True, forbid_unknown_fields=True):
    """Which gaps still pass."""

    seconds: Annotated[
        float, Meta(ge=0), told("Longest gap", "The longest gap that still passes.", unit="s")
    ] = 0.0
    ends: Annotated[
        bool, told("Ends of the clip too", "Whether the ends of the clip must be covered too.")
    ] = False


class NoGaps(Rule[Gaps]):
    """Between the stretches of the classes together. The finding names the marks on both sides of a gap."""

    name = "no_gaps"
    title = "No gaps"
    summary = "Finds stretches of a clip where nothing is marked."
    Settings = Gaps
    views = frozenset({Segment})

    def says(self, settings: Gaps) -> str:
        gap = f"no gap longer than {number(settings.seconds)} s" if settings.seconds else "no gap"
        return f"{gap} {'from one end of the clip to the other' if settings.ends else 'between them'}"

    def find(self, settings: Gaps, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        stretches = sorted(
            (segment.start, segment.end, mark.id)
            for mark in marks
            if (segment := mark.view(Segment)) is not None
        )
        reached, last = (0.0, "") if settings.ends else (stretches[0][0] if stretches else 0.0, "")
        for start, end, name in stretches:
            if start - reached > settings.seconds + _ROUNDING:
                yield _gap(reached, start, [last, name])
            if end > reached:
                reached, last = end, name
        duration = scene.item.duration
        if settings.ends and duration is not None and duration - reached > settings.seconds + _ROUNDING:
            yield _gap(reached, duration, [last])


def _gap(start: float, end: float, beside: Sequence[str]) -> Finding:
    ids = tuple(name for name in beside if name)
    return Finding(f"Nothing is marked from {number(start)} s to {number(end)} s.", ids)


_ROUNDING = 1e-9

PART = NoGaps()
