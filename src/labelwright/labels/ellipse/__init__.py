"""An ellipse on a picture: a cell, a wheel, a pupil. It may be turned."""

import math
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from msgspec import Meta, Struct

from labelwright.core.aggregation.median import weighted_median
from labelwright.core.geometry import Affine, Ellipse
from labelwright.core.geometry.ellipse import half_turn, of_moments, through
from labelwright.core.geometry.points import farthest
from labelwright.core.label import Label
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import Ellipse as EllipseView
from labelwright.core.views import Polygon, View

Coordinate = Annotated[float, Meta(ge=-1e7, le=1e7)]
Length = Annotated[float, Meta(gt=0, le=1e7)]
Degrees = Annotated[float, Meta(ge=-360, le=360)]


class EllipseValue(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Pixels of the upright picture: the centre, the half axes before rotation, degrees clockwise."""

    cx: Coordinate
    cy: Coordinate
    rx: Length
    ry: Length
    angle: Degrees = 0.0


class EllipseLabel(Label[EllipseValue]):
    """Distance is 1 − IoU, exact; several of one object fuse to the weighted medians of centre, axes and angle."""

    name = "ellipse"
    title = "Ellipse"
    media = frozenset({"image"})
    Value = EllipseValue
    shows = frozenset({EllipseView})

    def encode(self, value: EllipseValue) -> dict[str, Any]:
        """As data; the angle of an upright ellipse is left out."""
        data = super().encode(value)
        if not value.angle:
            data.pop("angle", None)
        return data

    def check(self, value: EllipseValue, item: Item, cls: Class) -> Iterator[str]:
        """What is cut off by the border is drawn whole, so that only the centre must lie in the picture."""
        if item.width is None or item.height is None:
            return
        if not (0 <= value.cx <= item.width and 0 <= value.cy <= item.height):
            yield f"The centre of the ellipse lies outside the picture, which is {item.width} × {item.height} pixels."

    def geometry(self, value: EllipseValue) -> Ellipse:
        return Ellipse(value.cx, value.cy, value.rx, value.ry, value.angle)

    def farthest(self, a: EllipseValue, b: EllipseValue) -> float | None:
        """Of points along the outline, near enough to one another to be right to one per cent."""
        return farthest(self.geometry(a).outline(24), self.geometry(b).outline(24))

    def fuse(self, values: Sequence[EllipseValue], weights: Sequence[float], item: Item) -> EllipseValue:
        """The weighted medians of centre, axes and angle, of ellipses that all call the same axis the first."""
        if len(values) == 1:
            return values[0]
        angle = super().fuse(values, weights, item).angle
        alike = [_alike(value, angle) for value in values]

        def middle(name: str) -> float:
            return weighted_median([getattr(value, name) for value in alike], weights)

        off = weighted_median([half_turn(value.angle - angle) for value in alike], weights)
        return EllipseValue(middle("cx"), middle("cy"), middle("rx"), middle("ry"), half_turn(angle + off))

    def views(self, value: EllipseValue, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        return (EllipseView(value.cx, value.cy, value.rx, value.ry, value.angle),)

    def from_view(self, view: View) -> EllipseValue | None:
        """An ellipse, or an area of many corners that all lie on one."""
        if isinstance(view, EllipseView):
            sized = view.rx > 0 and view.ry > 0
            return EllipseValue(view.cx, view.cy, view.rx, view.ry, view.angle) if sized else None
        if isinstance(view, Polygon) and len(view.parts) == 1 and len(view.parts[0]) == 1:
            found = through(view.parts[0][0])
            return _value(found) if found is not None else None
        return None

    def transform(self, value: EllipseValue, affine: Affine) -> EllipseValue:
        """The image, which is an ellipse again. Which axis comes first is kept where the map keeps angles."""
        cosine, sine = math.cos(math.radians(value.angle)), math.sin(math.radians(value.angle))
        ux, uy = affine.direct((cosine * value.rx, sine * value.rx))
        vx, vy = affine.direct((-sine * value.ry, cosine * value.ry))
        cx, cy = affine.apply((value.cx, value.cy))
        if abs(ux * vx + uy * vy) <= 1e-9 * (math.hypot(ux, uy) * math.hypot(vx, vy)):
            angle = half_turn(math.degrees(math.atan2(uy, ux)))
            return EllipseValue(cx, cy, math.hypot(ux, uy), math.hypot(vx, vy), angle)
        # The second moments of a disc with these conjugate half diameters.
        image = of_moments(
            (cx, cy), (ux * ux + vx * vx) / 4, (ux * uy + vx * vy) / 4, (uy * uy + vy * vy) / 4
        )
        return value if image is None else _value(image)

    def between(self, a: EllipseValue, b: EllipseValue, t: float) -> EllipseValue:
        """Centre and axes move in a straight line, the angle along the shorter way to an axis that looks the same."""
        cx, cy, rx, ry = (
            (1 - t) * p + t * q for p, q in ((a.cx, b.cx), (a.cy, b.cy), (a.rx, b.rx), (a.ry, b.ry))
        )
        return EllipseValue(cx, cy, rx, ry, half_turn(a.angle + t * half_turn(b.angle - a.angle)))


def _value(ellipse: Ellipse) -> EllipseValue:
    return EllipseValue(ellipse.cx, ellipse.cy, ellipse.rx, ellipse.ry, ellipse.angle)


def _alike(value: EllipseValue, angle: float) -> EllipseValue:
    """The same ellipse with the angle within 45° of `angle`: its axes may change places."""
    swapped = abs(half_turn(value.angle - angle)) > 45.0
    if not swapped:
        return value
    return EllipseValue(value.cx, value.cy, value.ry, value.rx, half_turn(value.angle + 90.0))


PART = EllipseLabel()
