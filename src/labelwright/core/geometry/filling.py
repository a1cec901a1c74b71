"""From outlines to pixels: a pixel belongs to a shape where its centre does."""

import math
from collections.abc import Iterator, Sequence

from labelwright.core.geometry.affine import cosine_sine
from labelwright.core.geometry.edges import Edges, Run, edges_of_runs, united
from labelwright.core.views import Ellipse, Point, Ring


def filled(parts: Sequence[Sequence[Ring]]) -> Edges:
    """The pixels whose centres lie in any part; within a part the even-odd rule makes the holes.

    A centre that lies on a side belongs to the pixels right of and below it.
    """
    return united([_even_odd(part) for part in parts]) if parts else ()


def filled_ellipse(ellipse: Ellipse) -> Edges:
    """The pixels whose centres lie in an ellipse or on it: row by row the roots of its equation in x."""
    cosine, sine = cosine_sine(ellipse.angle)
    p, q = ellipse.rx**-2, ellipse.ry**-2
    a = cosine * cosine * p + sine * sine * q
    reach = math.hypot(ellipse.rx * sine, ellipse.ry * cosine)
    runs: list[Run] = []
    for row in range(math.ceil(ellipse.cy - reach - 0.5), math.floor(ellipse.cy + reach - 0.5) + 1):
        dy = row + 0.5 - ellipse.cy
        half = dy * cosine * sine * (p - q)
        root = half * half - a * (dy * dy * (sine * sine * p + cosine * cosine * q) - 1)
        if root >= 0:
            start = math.ceil(ellipse.cx + (-half - math.sqrt(root)) / a - 0.5)
            end = math.floor(ellipse.cx + (-half + math.sqrt(root)) / a - 0.5) + 1
            if start < end:
                runs.append((row, start, end))
    return edges_of_runs(runs)


def _even_odd(rings: Sequence[Ring]) -> Edges:
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
            for row, x in _crossed(a, b) if a[1] < b[1] else _crossed(b, a):
                crossings.setdefault(row, []).append(x)
    runs: list[Run] = []
    for row in sorted(crossings):
        places = sorted(crossings[row])
        for left, right in zip(places[::2], places[1::2], strict=True):
            start, end = math.ceil(left - 0.5), math.ceil(right - 0.5)
            if start == end:
                continue
            if runs and runs[-1][0] == row and runs[-1][2] == start:
                start = runs.pop()[1]
            runs.append((row, start, end))
    return edges_of_runs(runs)


def _crossed(upper: Point, lower: Point) -> Iterator[tuple[int, float]]:
    """The rows whose centres a side crosses, from its upper end up to its lower one, and where."""
    (x, y), (dx, dy) = upper, (lower[0] - upper[0], lower[1] - upper[1])
    for row in range(math.ceil(y - 0.5), math.ceil(lower[1] - 0.5)):
        yield row, dx * (row + 0.5 - y) / dy + x
