"""An affine map of the plane: what moving, scaling, turning and flipping an item does to its marks."""

import math

from msgspec import Struct

from labelwright.core.errors import Invalid
from labelwright.core.views import Point


class Affine(Struct, frozen=True):
    """The map x' = a·x + b·y + c, y' = d·x + e·y + f.

    Pixels, y down: positive angles turn clockwise on the screen. `first @ second` maps by `second`
    first, as matrices do; `first.then(second)` reads in the order of time.
    """

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    @classmethod
    def identity(cls) -> "Affine":
        return cls()

    @classmethod
    def translate(cls, dx: float, dy: float) -> "Affine":
        return cls(c=dx, f=dy)

    @classmethod
    def scale(cls, sx: float, sy: float | None = None) -> "Affine":
        """Scaling about the origin; one factor scales both axes."""
        return cls(a=sx, e=sx if sy is None else sy)

    @classmethod
    def rotate(cls, degrees: float, about: Point = (0.0, 0.0)) -> "Affine":
        """A turn, clockwise on the screen, about a point. Quarter turns are exact."""
        cosine, sine = cosine_sine(degrees)
        x, y = about
        return cls(cosine, -sine, x - cosine * x + sine * y, sine, cosine, y - sine * x - cosine * y)

    @classmethod
    def flip_horizontally(cls, width: float) -> "Affine":
        """Left becomes right, in an image that is `width` pixels wide."""
        return cls(a=-1.0, c=width)

    @classmethod
    def flip_vertically(cls, height: float) -> "Affine":
        """Top becomes bottom, in an image that is `height` pixels high."""
        return cls(e=-1.0, f=height)

    def apply(self, point: Point) -> Point:
        x, y = point
        return (self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f)

    def direct(self, vector: Point) -> Point:
        """The image of a direction: as `apply`, without the shift."""
        x, y = vector
        return (self.a * x + self.b * y, self.d * x + self.e * y)

    def then(self, later: "Affine") -> "Affine":
        """The map that does this first and `later` after it."""
        return later @ self

    def __matmul__(self, first: "Affine") -> "Affine":
        a, d = self.direct((first.a, first.d))
        b, e = self.direct((first.b, first.e))
        c, f = self.apply((first.c, first.f))
        return Affine(a, b, c, d, e, f)

    @property
    def determinant(self) -> float:
        """How much areas grow; negative where the map mirrors."""
        return self.a * self.e - self.b * self.d

    @property
    def mirrors(self) -> bool:
        return self.determinant < 0

    @property
    def rotation(self) -> float:
        """The angle that the x axis is turned by: degrees clockwise, in (−180, 180]."""
        return turn(math.degrees(math.atan2(self.d, self.a)))

    @property
    def scales(self) -> Point:
        """By how much lengths along the image's x axis and y axis grow."""
        return (math.hypot(self.a, self.d), math.hypot(self.b, self.e))

    def inverse(self) -> "Affine":
        """The map back. Raises `Invalid` where this one flattens the plane."""
        determinant = self.determinant
        if determinant == 0 or not math.isfinite(determinant):
            raise Invalid("This map flattens the plane: none leads back.", remedy="Use scales other than 0.")
        a, b = self.e / determinant, -self.b / determinant
        d, e = -self.d / determinant, self.a / determinant
        return Affine(a, b, -a * self.c - b * self.f, d, e, -d * self.c - e * self.f)


def turn(degrees: float) -> float:
    """The same direction as an angle in (−180, 180]."""
    rest = math.fmod(degrees, 360.0)
    if rest > 180.0:
        return rest - 360.0
    if rest <= -180.0:
        return rest + 360.0
    return rest + 0.0


def cosine_sine(degrees: float) -> Point:
    """Cosine and sine of an angle in degrees, exact at quarter turns."""
    angle = turn(degrees)
    if angle % 90.0 == 0.0:
        return {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), -90.0: (0.0, -1.0)}[angle]
    radians = math.radians(angle)
    return (math.cos(radians), math.sin(radians))
