"""Nothing may reach out of its item: the picture, the text or the clip."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct, structs

from labelwright.core.checks.finding import Finding, Fix
from labelwright.core.checks.rule import Rule, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.sizes import number
from labelwright.core.geometry import Interval
from labelwright.core.geometry.overlay import overlay
from labelwright.core.records import Item
from labelwright.core.views import (
    PLACED,
    Box,
    Keypoints,
    Line,
    Polygon,
    Ring,
    Segment,
    Span,
    View,
)

_BOTH = 3


class Tolerance(Struct, frozen=True, forbid_unknown_fields=True):
    """How far beyond the edge still passes."""

    pixels: Annotated[
        float,
        Meta(ge=0),
        told("Beyond the picture", "Pixels that still pass.", unit="px", media=("image", "video")),
    ] = 0.0
    seconds: Annotated[
        float,
        Meta(ge=0),
        told("Beyond the clip", "Seconds that still pass.", unit="s", media=("audio", "video")),
    ] = 0.0


class Bounds(Rule[Tolerance]):
    """The fix cuts off what is outside; a turned box or an ellipse would be another shape, and is left to people."""

    name = "bounds"
    title = "Inside the item"
    summary = "Finds what reaches out of its picture, text or clip, and cuts that off."
    Settings = Tolerance
    views = PLACED
    usual = True

    def says(self, settings: Tolerance) -> str:
        past = ((settings.pixels, "pixels"), (settings.seconds, "s"))
        passing = " and ".join(f"{number(most)} {unit}" for most, unit in past if most)
        return f"inside the item{f'; up to {passing} beyond it still pass' if passing else ''}"

    def find(self, settings: Tolerance, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        for mark in marks:
            beyond, unit, what = _beyond(mark, scene.item)
            if beyond <= (settings.seconds if unit == "s" else settings.pixels if unit == "pixels" else 0):
                continue
            yield Finding(
                f"{mark.called} reaches {number(beyond)} {unit} out of the {what}.",
                (mark.id,),
                _fix(mark, scene.item),
            )


def _beyond(mark: Seen, item: Item) -> tuple[float, str, str]:
    """How far a mark reaches out, in which unit, of what."""
    geometry = mark.geometry
    if geometry is None:
        return 0.0, "", ""
    left, top, right, bottom = geometry.bounds()
    if isinstance(geometry, Interval):
        if mark.view(Span) is not None:
            end = float(len(item.text)) if item.text is not None else right
            return max(0.0, -left, right - end), "characters", "text"
        end = item.duration if item.duration is not None else right
        return max(0.0, -left, right - end), "s", "clip"
    if item.width is None or item.height is None:
        return 0.0, "pixels", "picture"
    return max(0.0, -left, -top, right - item.width, bottom - item.height), "pixels", "picture"


def _fix(mark: Seen, item: Item) -> Fix | None:
    for view in mark.views:
        cut = _cut(view, item)
        change = mark.become(cut) if cut is not None else None
        if change is not None:
            return Fix("Cut off what is outside", (change,))
    return None


def _cut(view: View, item: Item) -> View | None:
    """The part of a view that lies in the item; None where there is none or it has another shape."""
    match view:
        case Span():
            last = min(view.end, len(item.text or ""))
            return Span(max(view.start, 0), last) if view.start < last else None
        case Segment():
            end = view.end if item.duration is None else min(view.end, item.duration)
            return Segment(max(view.start, 0.0), end) if view.start < end else None
    if item.width is None or item.height is None:
        return None
    return _cut_area(view, float(item.width), float(item.height))


def _cut_area(view: View, wide: float, high: float) -> View | None:
    """The part of a view that lies in a picture of this size."""
    match view:
        case Box(angle=0.0):
            left, top = max(view.x, 0.0), max(view.y, 0.0)
            right, bottom = min(view.x + view.width, wide), min(view.y + view.height, high)
            return _box(left, top, right, bottom, wide, high) if left < right and top < bottom else None
        case Polygon():
            edge: Ring = ((0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high))
            rings = [ring for part in view.parts for ring in part]
            parts = overlay([rings, [edge]], lambda layers: layers == _BOTH)
            return Polygon(parts) if parts else None
        case Line():
            return Line(tuple((min(max(x, 0.0), wide), min(max(y, 0.0), high)) for x, y in view.points))
        case Keypoints():
            return Keypoints(
                tuple(
                    structs.replace(p, x=min(max(p.x, 0.0), wide), y=min(max(p.y, 0.0), high))
                    for p in view.points
                )
            )
    return None


def _box(left: float, top: float, right: float, bottom: float, wide: float, high: float) -> Box:
    """A box whose far sides do not reach out again by the rounding of a sum."""
    width, height = right - left, bottom - top
    while left + width > wide:
        width = _less(width)
    while top + height > high:
        height = _less(height)
    return Box(left, top, width, height)


def _less(length: float) -> float:
    return length * (1.0 - 2**-52)


PART = Bounds()
