"""Named points that must be placed: a hand without its wrist is not done."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Rule, quoted, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.views import Keypoints

PointName = Annotated[str, Meta(min_length=1, max_length=200)]


class Wanted(Struct, frozen=True, forbid_unknown_fields=True):
    """Which points; all that the class names where none is given."""

    points: Annotated[
        tuple[PointName, ...],
        told("Points", "Those that must be placed; all that the class names where none is given."),
    ] = ()
    visible: Annotated[bool, told("Must be visible", "Whether a hidden point does not do.")] = False


class Points(Rule[Wanted]):
    name = "points"
    title = "Required points"
    summary = "Finds skeletons with points that nobody placed: a hand without its wrist is not done."
    Settings = Wanted
    views = frozenset({Keypoints})

    def says(self, settings: Wanted) -> str:
        names = quoted(settings.points, "and")
        seen = ", hidden ones do not do" if settings.visible else ""
        return f"{f'{names} must' if names else 'all points must'} be placed{seen}"

    def find(self, settings: Wanted, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        least = 2 if settings.visible else 1
        for mark in marks:
            view = mark.view(Keypoints)
            if view is None:
                continue
            placed = {point.name for point in view.points if point.visibility >= least}
            wanted = settings.points or tuple(point.name for point in view.points)
            missing = [f"“{name}”" for name in wanted if name not in placed]
            if missing:
                yield Finding(f"{mark.called} lacks {', '.join(missing)}.", (mark.id,))


PART = Points()
