"""Marks may not cover one another by more than this: two boxes on one cell, two spans on the same words."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Struct

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.places import neighbours, shared
from labelwright.core.checks.rule import ClassName, Likeness, Rule, Share, quoted, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.sizes import number
from labelwright.core.views import SIZED


class Overlap(Struct, frozen=True, forbid_unknown_fields=True):
    """How much may be shared. Without `iou` and `share` nothing may."""

    iou: Annotated[Likeness | None, told("IoU at most", "The greatest intersection over union.")] = None
    share: Annotated[
        Share | None, told("Of the smaller at most", "The greatest part of the smaller one that is shared.")
    ] = None
    against: Annotated[
        tuple[ClassName, ...],
        told("Against", "Other classes that they are held against."),
    ] = ()


class NoOverlap(Rule[Overlap]):
    """Marks of the classes with one another, whichever of them; or with those of other classes.

    Marks without a size, such as lines and points, cover nothing.
    """

    name = "no_overlap"
    title = "No overlap"
    summary = "Finds marks that cover one another: two boxes on one cell, two spans on the same words."
    Settings = Overlap
    views = SIZED

    def says(self, settings: Overlap) -> str:
        others = quoted(settings.against, "or")
        who = f"none may overlap {others}" if others else "no two may overlap"
        bounds = []
        if settings.iou is not None:
            bounds.append(f"with an IoU above {number(settings.iou)}")
        if settings.share is not None:
            bounds.append(f"by more than {number(settings.share * 100)} % of the smaller one")
        return " ".join([who, " or ".join(bounds)]).strip()

    def find(self, settings: Overlap, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        against = set(settings.against)
        others = [m for m in scene.marks if not against.isdisjoint(m.path)] if against else marks
        for one, other in neighbours(marks, others):
            sizes = shared(one, other)
            if sizes is None or sizes[2] <= 0:
                continue
            both, smaller = sizes[2], min(sizes[0], sizes[1])
            iou, share = both / (sizes[0] + sizes[1] - both), both / smaller
            said = _said(settings, iou, share)
            if said:
                yield Finding(f"{one.called} and {other.called} {said}.", (one.id, other.id))


def _said(settings: Overlap, iou: float, share: float) -> str:
    """What is wrong with an overlap, empty where it passes."""
    if settings.iou is not None and iou > settings.iou:
        return f"overlap with an IoU of {number(iou)}; at most {number(settings.iou)} is wanted"
    if settings.share is not None and share > settings.share:
        least = number(settings.share * 100)
        return f"share {number(share * 100)} % of the smaller one; at most {least} % are wanted"
    free = settings.iou is None and settings.share is None
    return "may not overlap, and do" if free and share > _ROUNDING else ""


_ROUNDING = 1e-6
"""Neighbours that touch share this much of the smaller one by rounding."""

PART = NoOverlap()
