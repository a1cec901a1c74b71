"""A mask: the pixels of a picture that belong to an object, or to a class."""

import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, Any

from msgspec import Meta, Struct

from labelwright.core.errors import Invalid
from labelwright.core.geometry import Affine, Raster, Rectangle, meetings
from labelwright.core.geometry.edges import Edges, combined, edges_of_counts, shared
from labelwright.core.geometry.filling import filled, filled_ellipse
from labelwright.core.geometry.outline import outlined
from labelwright.core.geometry.raster import AREA_MAX, SIDE_MAX
from labelwright.core.label import Label
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import Box, Ellipse, Mask, Point, Polygon, Ring, View

RUNS_MAX = 1_000_000
REACH = 10_000_000
"""How far from its picture's corner a mask may lie, in pixels, before it is moved back."""

Place = Annotated[int, Meta(ge=-REACH, le=REACH)]
Side = Annotated[int, Meta(ge=1, le=SIDE_MAX)]
Count = Annotated[int, Meta(ge=0, le=AREA_MAX)]
Counts = Annotated[tuple[Count, ...], Meta(min_length=2, max_length=RUNS_MAX)]


class MaskValue(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Pixels of the upright picture: the tight box around them, and run lengths row by row in it, zeros first.

    Equal masks have equal values: only the first run may be empty, the runs fill the box, and every side of the box
    touches a pixel that is set. Raises `ValueError` for any other.
    """

    x: Place
    y: Place
    width: Side
    height: Side
    counts: Counts

    def __post_init__(self) -> None:
        fault = _fault(self.width, self.height, self.counts)
        if fault:
            raise ValueError(fault)

    @cached_property
    def raster(self) -> Raster:
        return Raster(self.x, self.y, self.width, self.height, self.counts)


class MaskLabel(Label[MaskValue]):
    """Distance is 1 − IoU; several masks of one object fuse by a vote on each pixel.

    Classes with `semantic` share the picture out among them: one mask each, and no pixel in two. `overlap` says what
    becomes of pixels that a mask of another object has: they stay with both (`allow`), with the mask of the class
    above (`on_top`, `below`), or an answer that has such pixels is refused (`forbid`).
    """

    name = "mask"
    title = "Mask"
    media = frozenset({"image"})
    Value = MaskValue
    shows = frozenset({Mask})

    def options_schema(self) -> dict[str, Any]:
        semantic = {
            "type": "boolean",
            "default": False,
            "description": "Whether the class has one mask a picture and shares no pixel with other such classes.",
        }
        overlap = {
            "type": "string",
            "enum": ["allow", "on_top", "below", "forbid"],
            "default": "allow",
            "description": "What becomes of pixels that another mask has too.",
        }
        properties = {"semantic": semantic, "overlap": overlap}
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def check(self, value: MaskValue, item: Item, cls: Class) -> Iterator[str]:
        if item.width is None or item.height is None:
            return
        within = value.x >= 0 and value.x + value.width <= item.width
        if not (within and value.y >= 0 and value.y + value.height <= item.height):
            yield f"The mask reaches out of the picture, which is {item.width} × {item.height} pixels."

    def check_set(self, marks: Sequence[tuple[MaskValue, Class]], item: Item) -> Iterator[tuple[int, str]]:
        """The later of two masks is at fault where they share what may not be shared."""
        seen: set[str] = set()
        for index, (_, cls) in enumerate(marks):
            if _is_semantic(cls) and cls.name in seen:
                yield (
                    index,
                    f"There are several masks of class “{cls.name}”, which has one a picture; join them.",
                )
            seen.add(cls.name)
        jealous = [i for i, (_, cls) in enumerate(marks) if _is_semantic(cls) or _forbids(cls)]
        places = [value.raster.bounds() for value, _ in marks]
        pairs = ((jealous[i], j) for i, j in meetings([places[i] for i in jealous], places))
        faults: dict[int, str] = {}
        for first, second in sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}):
            (a, cls), (b, other) = marks[first], marks[second]
            apart = (_is_semantic(cls) and _is_semantic(other) and cls.name != other.name) or (
                _forbids(cls) or _forbids(other)
            )
            count = shared(a.raster.edges, b.raster.edges) if apart else 0
            if count:
                faults.setdefault(second, f"The mask shares {count} pixels with one of class “{cls.name}”.")
        yield from faults.items()

    def geometry(self, value: MaskValue) -> Raster:
        return value.raster

    def fuse(self, values: Sequence[MaskValue], weights: Sequence[float], item: Item) -> MaskValue:
        """The pixels that more than half of the weight says are set; where it is even, the first mask decides.

        Where no pixel has so much, the weighted medoid. STAPLE would weigh the annotators anew by each single object,
        from a handful of votes and a guess at the background around it; what is known of them stands in `weights`
        already, and without that it comes close to this vote (Van Leemput and Sabuncu, A cautionary analysis of STAPLE
        using direct inference of segmentation truth, 2014).
        """
        half = math.fsum(weights) / 2

        def keep(covering: int) -> bool:
            weight = math.fsum(w for i, w in enumerate(weights) if covering >> i & 1)
            even = math.isclose(weight, half)
            return bool(covering & 1) if even else weight > half

        voted = _of(combined([value.raster.edges for value in values], keep))
        return voted or super().fuse(values, weights, item)

    def views(self, value: MaskValue, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        return (Mask(value.x, value.y, value.width, value.height, value.counts),)

    def from_view(self, view: View) -> MaskValue | None:
        """The pixels whose centres lie in an area; None where there is none, or the area is larger than any picture."""
        if isinstance(view, Mask):
            return _brought_to_form(view)
        if isinstance(view, Ellipse):
            return _of_ellipse(view)
        parts: Sequence[Sequence[Ring]] = ()
        if isinstance(view, Polygon):
            parts = view.parts
        elif isinstance(view, Box) and view.width > 0 and view.height > 0:
            parts = ((Rectangle(view.x, view.y, view.width, view.height, view.angle).corners(),),)
        within = _is_small([point for part in parts for ring in part for point in ring])
        return _of(filled(parts)) if within else None

    def transform(self, value: MaskValue, affine: Affine) -> MaskValue:
        """The pixels whose centres come from a pixel that is set, which is nearest-neighbour resampling.

        Shifts by whole pixels, flips and quarter turns lose nothing. Where nothing is left, the middle pixel stays.
        """
        corners = [
            affine.apply(corner)
            for corner in Rectangle(value.x, value.y, value.width, value.height).corners()
        ]
        if not _is_small(corners):
            raise Invalid("The mask would be larger than any picture, or too far away.")
        parts = [
            [tuple(affine.apply(corner) for corner in ring) for ring in part]
            for part in outlined(value.raster.edges)
        ]
        x, y = affine.apply(value.raster.centre())
        return _of(filled(parts)) or MaskValue(math.floor(x), math.floor(y), 1, 1, (0, 1))

    def between(self, a: MaskValue, b: MaskValue, t: float) -> MaskValue:
        """The nearer of the two, moved by whole pixels so that its centre lies on the way from centre to centre."""
        (ax, ay), (bx, by) = a.raster.centre(), b.raster.centre()
        near, share = (a, t) if t < 0.5 else (b, t - 1)
        dx, dy = math.floor(share * (bx - ax) + 0.5), math.floor(share * (by - ay) + 0.5)
        return MaskValue(near.x + dx, near.y + dy, near.width, near.height, near.counts)


def _fault(width: int, height: int, counts: Sequence[int]) -> str:
    """What keeps run lengths from being the one form of a mask; empty where nothing does."""
    total = width * height
    if total > AREA_MAX:
        return f"a mask's box has at most {AREA_MAX} pixels, not {total}"
    if sum(counts) != total:
        return f"the runs cover {sum(counts)} pixels, but the box has {total}"
    if min(counts[1:]) < 1:
        return "only the first run may be empty"
    below = counts[-1] if len(counts) % 2 else 0
    if counts[0] >= width or below >= width or not _reaches_both_sides(width, counts):
        return "the box is larger than the pixels that are set"
    return ""


def _reaches_both_sides(width: int, counts: Sequence[int]) -> bool:
    """Whether a set pixel lies in the first column and one in the last."""
    left = right = False
    end = 0
    for zeros, ones in zip(counts[::2], counts[1::2], strict=False):
        start = end + zeros
        end = start + ones
        wraps = start // width != (end - 1) // width
        left = left or wraps or start % width == 0
        right = right or wraps or end % width == 0
        if left and right:
            return True
    return False


def _of(edges: Edges) -> MaskValue | None:
    raster = Raster.of(edges)
    if raster is None:
        return None
    return MaskValue(raster.x, raster.y, raster.width, raster.height, raster.counts)


def _of_ellipse(view: Ellipse) -> MaskValue | None:
    reach = max(view.rx, view.ry)
    corners = [(view.cx - reach, view.cy - reach), (view.cx + reach, view.cy + reach)]
    return _of(filled_ellipse(view)) if view.rx > 0 and view.ry > 0 and _is_small(corners) else None


def _brought_to_form(view: Mask) -> MaskValue | None:
    """The value of a mask that may have a wider box or empty runs."""
    corners = [(view.x, view.y), (view.x + view.width, view.y + view.height)]
    sound = view.width > 0 and view.height > 0 and min(view.counts, default=-1) >= 0
    if not sound or sum(view.counts) != view.width * view.height or not _is_small(corners):
        return None
    return _of(edges_of_counts(view.x, view.y, view.width, view.counts))


def _is_small(points: Sequence[Point]) -> bool:
    """Whether the box around points is one that a mask can have."""
    if not points:
        return False
    xs, ys = zip(*points, strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    near = all(abs(place) <= REACH for place in (min(xs), min(ys), max(xs), max(ys)))
    return near and max(width, height) <= SIDE_MAX - 2 and (width + 2) * (height + 2) <= AREA_MAX


def _is_semantic(cls: Class) -> bool:
    return bool(cls.options.get("semantic", False))


def _forbids(cls: Class) -> bool:
    return cls.options.get("overlap") == "forbid"


PART = MaskLabel()
