"""An ellipse that may be turned about its centre. Areas and overlaps are exact, not those of a polygon."""

import math
from collections.abc import Iterator

from msgspec import Struct

from labelwright.core.geometry.affine import cosine_sine
from labelwright.core.geometry.convex import ring_area
from labelwright.core.geometry.crossings import crossings
from labelwright.core.geometry.geometry import Bounds, Geometry
from labelwright.core.views import Point, Ring

HALVINGS = 200
NO_HEIGHT = 1e-30
"""A point lies on the longer axis where its share of the shorter one is less."""

COINCIDENT = 1e-9
"""Outlines that leave each other by a smaller share of the unit circle are taken for the same."""

EIGHTHS = tuple(math.pi / 4 * i for i in range(8))

ON_OUTLINE = 1e-3
"""How far a corner may lie off an ellipse, as a share of its radius there: files keep few digits."""

CORNERS_MIN = 16
"""A ring of fewer corners is a polygon, though they lie on an ellipse: a stop sign is no circle."""


class Ellipse(Struct, frozen=True):
    """The centre, the half axes before rotation, and degrees clockwise about the centre."""

    cx: float
    cy: float
    rx: float
    ry: float
    angle: float = 0.0

    def bounds(self) -> Bounds:
        cosine, sine = cosine_sine(self.angle)
        dx, dy = math.hypot(self.rx * cosine, self.ry * sine), math.hypot(self.rx * sine, self.ry * cosine)
        return (self.cx - dx, self.cy - dy, self.cx + dx, self.cy + dy)

    def area(self) -> float:
        return math.pi * self.rx * self.ry

    def at(self, degrees: float) -> Point:
        """The point of the outline where the unturned circle it is stretched from has this angle."""
        (cosine, sine), (along, across) = cosine_sine(self.angle), cosine_sine(degrees)
        x, y = self.rx * along, self.ry * across
        return (self.cx + cosine * x - sine * y, self.cy + sine * x + cosine * y)

    def outline(self, corners: int) -> Ring:
        """Corners on the outline, clockwise from the right end of the unturned ellipse.

        The area inside is smaller by a share of 1 − sin(2π/n)/(2π/n): 0.16 % for 64 corners.
        """
        return tuple(self.at(360.0 * i / corners) for i in range(corners))

    def iou(self, other: Geometry) -> float:
        """Exact but for rounding; the browser's half agrees to 1e-9."""
        if not isinstance(other, Ellipse):
            raise TypeError(f"An ellipse cannot be laid over a {type(other).__name__}.")
        if self == other:
            return 1.0
        shared = _shared(*sorted((self, other), key=_order))
        return min(1.0, shared / (self.area() + other.area() - shared)) if shared > 0 else 0.0

    def gap(self, x: float, y: float) -> float:
        return 0.0 if self.contains(x, y) else self.to_outline(x, y)

    def contains(self, x: float, y: float) -> bool:
        px, py = self._local(x, y)
        return (px / self.rx) ** 2 + (py / self.ry) ** 2 <= 1

    def to_outline(self, x: float, y: float) -> float:
        """The distance from a point, inside or outside, to the outline.

        By bisection on the root that Eberly gives in “Distance from a point to an ellipse”, safe for any ratio.
        """
        px, py = (abs(side) for side in self._local(x, y))
        a, b, px, py = (self.rx, self.ry, px, py) if self.rx >= self.ry else (self.ry, self.rx, py, px)
        if py < NO_HEIGHT * b:
            if px >= (a * a - b * b) / a:
                return abs(px - a)
            at = a * a * px / (a * a - b * b)
            return math.hypot(at - px, b * math.sqrt(max(0.0, 1 - (at / a) ** 2)))
        # Eberly's t, counted from −b² so that nothing cancels near the longer axis.
        rest, low, high = a * a - b * b, b * py, math.hypot(a * px, b * py)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if (a * px / (middle + rest)) ** 2 + (b * py / middle) ** 2 > 1:
                low = middle
            else:
                high = middle
        middle = (low + high) / 2
        return math.hypot(px - a * a * px / (middle + rest), py - b * b * py / middle)

    def _local(self, x: float, y: float) -> Point:
        """A point seen from the centre along the axes."""
        cosine, sine = cosine_sine(self.angle)
        dx, dy = x - self.cx, y - self.cy
        return (cosine * dx + sine * dy, cosine * dy - sine * dx)


def half_turn(degrees: float) -> float:
    """The same axis as an angle in (−90, 90]."""
    rest = math.fmod(degrees, 180.0)
    if rest > 90.0:
        return rest - 180.0
    return rest + 180.0 if rest <= -90.0 else rest + 0.0


def through(ring: Ring) -> Ellipse | None:
    """The ellipse that the corners of a ring lie on evenly, the longer axis first; None where they do not.

    Its axes are those of the second moments of the area, which an ellipse shares with its evenly cut polygon.
    """
    fitted = _by_moments(ring) if len(ring) >= CORNERS_MIN else None
    if fitted is None:
        return None
    local = [fitted._local(x, y) for x, y in ring]
    radii = [math.hypot(x / fitted.rx, y / fitted.ry) for x, y in local]
    scale = math.fsum(radii) / len(radii)
    if any(abs(radius / scale - 1) > ON_OUTLINE for radius in radii):
        return None
    rx, ry = scale * fitted.rx, scale * fitted.ry
    if (
        not 0.95 < ring_area(ring) / (math.pi * rx * ry) < 1.01
    ):  # corners on one side only, or several times round
        return None
    if rx - ry <= ON_OUTLINE * ry:  # a circle has no angle
        return Ellipse(fitted.cx, fitted.cy, (rx + ry) / 2, (rx + ry) / 2)
    return Ellipse(fitted.cx, fitted.cy, rx, ry, fitted.angle)


def _by_moments(ring: Ring) -> Ellipse | None:
    """The ellipse with the area's centre and second moments, or None where the ring has no area."""
    ox, oy = ring[0]
    area = sx = sy = sxx = sxy = syy = 0.0
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        ax, ay, bx, by = ax - ox, ay - oy, bx - ox, by - oy
        cross = ax * by - bx * ay
        area += cross / 2
        sx += cross * (ax + bx) / 6
        sy += cross * (ay + by) / 6
        sxx += cross * (ax * ax + ax * bx + bx * bx) / 12
        syy += cross * (ay * ay + ay * by + by * by) / 12
        sxy += cross * (2 * ax * ay + ax * by + bx * ay + 2 * bx * by) / 24
    if area == 0:
        return None
    x, y = sx / area, sy / area
    return of_moments((ox + x, oy + y), sxx / area - x * x, sxy / area - x * y, syy / area - y * y)


def of_moments(centre: Point, xx: float, xy: float, yy: float) -> Ellipse | None:
    """The ellipse whose area has these central second moments, a mean over its area; None where it would be flat."""
    middle, spread = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
    if middle - spread <= 0:
        return None
    angle = math.degrees(math.atan2(2 * xy, xx - yy)) / 2 if spread else 0.0
    return Ellipse(*centre, 2 * math.sqrt(middle + spread), 2 * math.sqrt(middle - spread), half_turn(angle))


def _order(ellipse: Ellipse) -> tuple[float, ...]:
    return (-ellipse.rx * ellipse.ry, ellipse.cx, ellipse.cy, ellipse.rx, ellipse.angle)


def _shared(first: Ellipse, second: Ellipse) -> float:
    """The area that two ellipses have in common.

    The plane is mapped so that the first is the unit circle and the second the image of it by `m` about `c`. The
    common area is then ½ ∮ (x dy − y dx) along the arcs of each that lie in the other (Green), cut where they cross:
    as Hughes and Chraibi, Calculating ellipse overlap areas, Computing and Visualization in Science 15 (2012).
    """
    cosine, sine = cosine_sine(second.angle - first.angle)
    m = (
        (second.rx * cosine / first.rx, -second.ry * sine / first.rx),
        (second.rx * sine / first.ry, second.ry * cosine / first.ry),
    )
    x, y = first._local(second.cx, second.cy)
    return first.rx * first.ry * _shared_with_circle(m, (x / first.rx, y / first.ry))


def _shared_with_circle(m: tuple[Point, Point], c: Point) -> float:
    (m11, m12), (m21, m22) = m
    cx, cy = c
    det = m11 * m22 - m12 * m21
    n11, n12, n21, n22 = m22 / det, -m12 / det, -m21 / det, m11 / det
    q11, q12, q22 = n11 * n11 + n21 * n21, n11 * n12 + n21 * n22, n12 * n12 + n22 * n22
    qx, qy = q11 * cx + q12 * cy, q12 * cx + q22 * cy
    # Below zero where the circle's point at an angle lies in the ellipse.
    wave = ((q11 + q22) / 2 + cx * qx + cy * qy - 1, -2 * qx, -2 * qy, (q11 - q22) / 2, q12)
    if sum(abs(part) for part in wave) < COINCIDENT:
        return math.pi
    turns = crossings(wave)
    if not turns:
        inside = max((_value(wave, turn) for turn in EIGHTHS), key=abs) < 0
        return math.pi if inside else math.pi * det if math.hypot(cx, cy) < 1 else 0.0

    def place(turn: float) -> Point:
        along, across = math.cos(turn), math.sin(turn)
        return (cx + m11 * along + m12 * across, cy + m21 * along + m22 * across)

    twice = sum(end - start for start, end in _arcs(turns) if _value(wave, (start + end) / 2) < 0)
    own = []
    for turn in turns:
        dx, dy = math.cos(turn) - cx, math.sin(turn) - cy
        own.append(math.atan2(n21 * dx + n22 * dy, n11 * dx + n12 * dy))
    for start, end in _arcs(sorted(own)):
        if math.hypot(*place((start + end) / 2)) < 1:
            (ax, ay), (bx, by) = place(start), place(end)
            twice += det * (end - start) + cx * (by - ay) - cy * (bx - ax)
    return max(0.0, twice / 2)


def _arcs(turns: list[float]) -> Iterator[tuple[float, float]]:
    """From each of the sorted angles to the next, all the way round."""
    return zip(turns, [*turns[1:], turns[0] + 2 * math.pi], strict=True)


def _value(wave: tuple[float, float, float, float, float], turn: float) -> float:
    a, b, c, d, e = wave
    return a + b * math.cos(turn) + c * math.sin(turn) + d * math.cos(2 * turn) + e * math.sin(2 * turn)
