"""A box: a rectangle on a picture, upright, or turned where its class allows."""

import math
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from msgspec import Meta, Struct

from labelwright.core.aggregation.median import weighted_median
from labelwright.core.geometry import Affine, Rectangle, turn
from labelwright.core.geometry.points import farthest
from labelwright.core.label import Label
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import Box, Point, Polygon, Ring, View

TOLERANCE = 1.0
"""Pixels that a box may reach beyond its picture: files from elsewhere round outwards."""

SQUARE = 1e-3
"""How far a ring of four corners may be from a rectangle, as a share of its diagonal: files keep few digits."""

Coordinate = Annotated[float, Meta(ge=-1e7, le=1e7)]
Length = Annotated[float, Meta(gt=0, le=1e7)]
Degrees = Annotated[float, Meta(ge=-360, le=360)]


class BoxValue(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Pixels of the upright picture: the top-left corner before rotation, the size, degrees clockwise."""

    x: Coordinate
    y: Coordinate
    width: Length
    height: Length
    angle: Degrees = 0.0


class BoxLabel(Label[BoxValue]):
    """Distance is 1 − IoU; several boxes of one object fuse to the weighted median of each side."""

    name = "box"
    title = "Box"
    media = frozenset({"image"})
    Value = BoxValue
    shows = frozenset({Box, Polygon})

    def options_schema(self) -> dict[str, Any]:
        rotated = {
            "type": "boolean",
            "default": False,
            "description": "Whether boxes of this class may be turned.",
        }
        return {"type": "object", "properties": {"rotated": rotated}, "additionalProperties": False}

    def encode(self, value: BoxValue) -> dict[str, Any]:
        """As data; the angle of an upright box is left out."""
        data = super().encode(value)
        if not value.angle:
            data.pop("angle", None)
        return data

    def check(self, value: BoxValue, item: Item, cls: Class) -> Iterator[str]:
        """A turned box may reach out of the picture with its corners, but not with its centre."""
        if value.angle and not cls.options.get("rotated", False):
            yield f"The box is turned by {value.angle:g}°, but boxes of class “{cls.name}” stand upright."
        if item.width is None or item.height is None:
            return
        rectangle = self.geometry(value)
        x, y = rectangle.centre
        left, top, right, bottom = (x, y, x, y) if value.angle else rectangle.bounds()
        within = left >= -TOLERANCE and right <= item.width + TOLERANCE
        if not (within and top >= -TOLERANCE and bottom <= item.height + TOLERANCE):
            yield f"The box reaches out of the picture, which is {item.width} × {item.height} pixels."

    def geometry(self, value: BoxValue) -> Rectangle:
        return Rectangle(value.x, value.y, value.width, value.height, value.angle)

    def farthest(self, a: BoxValue, b: BoxValue) -> float | None:
        return farthest(self.geometry(a).corners(), self.geometry(b).corners())

    def fuse(self, values: Sequence[BoxValue], weights: Sequence[float], item: Item) -> BoxValue:
        """The weighted median of each side; of turned boxes, of centre, size and angle."""
        if len(values) == 1:
            return values[0]
        if any(value.angle for value in values):
            middle = super().fuse(values, weights, item)
            return _fuse_turned([_alike(value, middle.angle) for value in values], weights, middle.angle)
        left = weighted_median([v.x for v in values], weights)
        top = weighted_median([v.y for v in values], weights)
        right = weighted_median([v.x + v.width for v in values], weights)
        bottom = weighted_median([v.y + v.height for v in values], weights)
        if right <= left or bottom <= top:  # a side so thin that rounding ate it
            return super().fuse(values, weights, item)
        return BoxValue(left, top, right - left, bottom - top)

    def views(self, value: BoxValue, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        box = Box(value.x, value.y, value.width, value.height, value.angle)
        return (box, Polygon(((self.geometry(value).corners(),),)))

    def from_view(self, view: View) -> BoxValue | None:
        """A box, or an area that is one ring of four corners at right angles."""
        if isinstance(view, Box):
            sized = view.width > 0 and view.height > 0
            return BoxValue(view.x, view.y, view.width, view.height, view.angle) if sized else None
        if isinstance(view, Polygon) and len(view.parts) == 1 and len(view.parts[0]) == 1:
            return _rectangular(view.parts[0][0])
        return None

    def transform(self, value: BoxValue, affine: Affine) -> BoxValue:
        """The image of the box, if that is a rectangle, else the one around it along its upper edge.

        An upright box stays upright under quarter turns and flips, with width and height exchanged as needed.
        """
        old = self.geometry(value)
        cosine, sine = math.cos(math.radians(value.angle)), math.sin(math.radians(value.angle))
        ux, uy = affine.direct((cosine * value.width, sine * value.width))
        vx, vy = affine.direct((-sine * value.height, cosine * value.height))
        centre = affine.apply(old.centre)
        if not value.angle and _upright((ux, uy), (vx, vy)):
            return _around(centre, abs(ux) + abs(vx), abs(uy) + abs(vy), 0.0)
        length = math.hypot(ux, uy)
        along = abs(ux * vx + uy * vy) / length
        across = abs(ux * vy - uy * vx) / length
        return _around(centre, length + along, across, turn(math.degrees(math.atan2(uy, ux))))

    def between(self, a: BoxValue, b: BoxValue, t: float) -> BoxValue:
        """Centre and size move in a straight line, the angle along the shorter way round."""
        x, y, width, height = (
            (1 - t) * p + t * q for p, q in ((a.x, b.x), (a.y, b.y), (a.width, b.width), (a.height, b.height))
        )
        return BoxValue(x, y, width, height, turn(a.angle + t * turn(b.angle - a.angle)))


def _around(centre: Point, width: float, height: float, angle: float) -> BoxValue:
    return BoxValue(centre[0] - width / 2, centre[1] - height / 2, width, height, angle)


def _upright(u: Point, v: Point) -> bool:
    """Whether two sides run along the axes, either one along x, but for rounding."""
    small = 1e-9 * (abs(u[0]) + abs(u[1]) + abs(v[0]) + abs(v[1]))
    return (abs(u[1]) <= small and abs(v[0]) <= small) or (abs(u[0]) <= small and abs(v[1]) <= small)


def _alike(value: BoxValue, angle: float) -> BoxValue:
    """The same rectangle, with the angle that is nearest to `angle`: width and height may change places."""
    quarters = round(turn(angle - value.angle) / 90.0)
    rectangle = Rectangle(value.x, value.y, value.width, value.height)
    width, height = (value.height, value.width) if quarters % 2 else (value.width, value.height)
    return _around(rectangle.centre, width, height, turn(value.angle + 90.0 * quarters))


def _fuse_turned(values: Sequence[BoxValue], weights: Sequence[float], angle: float) -> BoxValue:
    """Medians of boxes whose angles are all within 45° of `angle`."""
    x = weighted_median([v.x + v.width / 2 for v in values], weights)
    y = weighted_median([v.y + v.height / 2 for v in values], weights)
    width = weighted_median([v.width for v in values], weights)
    height = weighted_median([v.height for v in values], weights)
    off = weighted_median([turn(v.angle - angle) for v in values], weights)
    return _around((x, y), width, height, turn(angle + off))


def _rectangular(ring: Ring) -> BoxValue | None:
    """The box with these four corners, in either order round, or None where they are no rectangle's."""
    if len(ring) != 4:
        return None
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = ring
    ux, uy, vx, vy = x1 - x0, y1 - y0, x3 - x0, y3 - y0
    width, height = math.hypot(ux, uy), math.hypot(vx, vy)
    slack = SQUARE * math.hypot(width, height)
    slant = abs(ux * vx + uy * vy)
    if not width or not height or slant > slack * min(width, height):
        return None
    if math.hypot(x1 + x3 - x0 - x2, y1 + y3 - y0 - y2) > slack:
        return None
    centre = ((x0 + x1 + x2 + x3) / 4, (y0 + y1 + y2 + y3) / 4)
    if _upright((ux, uy), (vx, vy)):
        return _around(centre, abs(ux) + abs(vx), abs(uy) + abs(vy), 0.0)
    return _around(centre, width, height, turn(math.degrees(math.atan2(uy, ux))))


PART = BoxLabel()
