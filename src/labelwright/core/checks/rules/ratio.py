"""Width over height must lie between two bounds: number plates are wide, people are tall."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Rule, asked_of, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.sizes import extent, number
from labelwright.core.geometry import Path
from labelwright.core.views import AREAS, Keypoints

Quotient = Annotated[float, Meta(ge=0)]


class Ratios(Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds on width over height; of a turned box along its own sides."""

    min: Annotated[Quotient | None, told("At least", "The least width over height.")] = None
    max: Annotated[Quotient | None, told("At most", "The greatest width over height.")] = None


class Ratio(Rule[Ratios]):
    name = "ratio"
    title = "Width over height"
    summary = "Finds shapes that cannot be: number plates are wide, people are tall."
    Settings = Ratios
    views = AREAS | {Keypoints}

    def says(self, settings: Ratios) -> str:
        least = f"at least {number(settings.min)}" if settings.min is not None else ""
        most = f"at most {number(settings.max)}" if settings.max is not None else ""
        return f"{' and '.join(filter(None, (least, most)))} times as wide as high"

    def faults(self, settings: Ratios) -> Iterator[str]:
        yield from asked_of({"min": settings.min, "max": settings.max})
        if settings.min is not None and settings.max is not None and settings.min > settings.max:
            yield f"The least ratio, {number(settings.min)}, is above the greatest, {number(settings.max)}."

    def find(self, settings: Ratios, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        for mark in marks:
            size = None if isinstance(mark.geometry, Path) else extent(mark)
            if size is None or size.width <= 0 or size.height <= 0:
                continue
            ratio = size.width / size.height
            if settings.min is not None and ratio < settings.min:
                said = f"at least {number(settings.min)}"
            elif settings.max is not None and ratio > settings.max:
                said = f"at most {number(settings.max)}"
            else:
                continue
            yield Finding(
                f"{mark.called} is {number(ratio)} times as wide as high; {said} is wanted.", (mark.id,)
            )


PART = Ratio()
