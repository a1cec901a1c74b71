"""The neutral shapes that formats speak.

A label type says which views it has, a format which views it reads and writes, and neither knows the
other: n types and m formats, never n × m. Pixels are floats on the EXIF-upright image, corner origin, x right,
y down (the first pixel covers [0, 1] × [0, 1]); angles are degrees clockwise about the centre; text offsets
are Unicode code points, end exclusive; times are seconds.
"""

from typing import TypeAlias

from msgspec import Struct

Point: TypeAlias = tuple[float, float]
Ring: TypeAlias = tuple[Point, ...]


class Box(Struct, frozen=True, tag=True, omit_defaults=True):
    """A rectangle: the top-left corner before rotation, its size, its angle."""

    x: float
    y: float
    width: float
    height: float
    angle: float = 0.0


class Polygon(Struct, frozen=True, tag=True):
    """An area: parts, each an outer ring followed by its holes. Rings are not closed by a repeated point."""

    parts: tuple[tuple[Ring, ...], ...]


class Mask(Struct, frozen=True, tag=True):
    """Pixels: row-major run lengths, zeros first, inside a tight box at (x, y)."""

    x: int
    y: int
    width: int
    height: int
    counts: tuple[int, ...]


class Keypoint(Struct, frozen=True):
    """A named point; visibility is COCO's: 0 not labelled, 1 hidden, 2 visible."""

    name: str
    x: float
    y: float
    visibility: int = 2


class Keypoints(Struct, frozen=True, tag=True):
    points: tuple[Keypoint, ...]


class Line(Struct, frozen=True, tag=True):
    points: tuple[Point, ...]


class Ellipse(Struct, frozen=True, tag=True, omit_defaults=True):
    """An ellipse: its centre, its half axes before rotation, its angle."""

    cx: float
    cy: float
    rx: float
    ry: float
    angle: float = 0.0


class Cuboid(Struct, frozen=True, tag=True):
    """A box in space as a camera sees it: two faces of four corners each, the nearer first.

    Both faces run top left, top right, bottom right, bottom left: corner i of one is joined to corner i of the other.
    """

    front: tuple[Point, Point, Point, Point]
    back: tuple[Point, Point, Point, Point]


class Span(Struct, frozen=True, tag=True):
    """Characters [start, end) of a text, in code points."""

    start: int
    end: int


class Segment(Struct, frozen=True, tag=True):
    """Seconds [start, end) of a clip."""

    start: float
    end: float


class Tag(Struct, frozen=True, tag=True, omit_defaults=True):
    """The whole item is of a class. `path` runs from the topmost ancestor to the class itself."""

    group: str = ""
    path: tuple[str, ...] = ()


class Text(Struct, frozen=True, tag=True):
    text: str


class Relation(Struct, frozen=True, tag=True, omit_defaults=True):
    """A link between two annotations of the same answer, by their ids."""

    source: str
    target: str
    directed: bool = True


View: TypeAlias = (
    Box | Polygon | Mask | Keypoints | Line | Ellipse | Cuboid | Span | Segment | Tag | Text | Relation
)
ViewKinds: TypeAlias = frozenset[type[View]]

AREAS: ViewKinds = frozenset({Box, Polygon, Mask, Ellipse, Cuboid})
SIZED: ViewKinds = AREAS | {Span, Segment}
PLACED: ViewKinds = SIZED | {Keypoints, Line}
