"""Lines through points: their lengths, what lies along them, how far they are, and what lies between two of them."""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TypeAlias

from labelwright.core.geometry.points import segment_gap
from labelwright.core.views import Point, Ring

Line: TypeAlias = tuple[Point, ...]

SAMPLES = 128
"""Places at which lines are measured, evenly along them."""

STARTS_MAX, STARTS_MEASURED_AT = 64, 32
"""How many corners of a ring are tried as the one that answers the first of another, and at how many places each."""

ALIKE = 1e-9
"""Shares of a length that differ by less are one."""


def closed(ring: Ring) -> Line:
    """The ring as a line that comes back to where it began."""
    return (*ring, ring[0])


def lengths(line: Line) -> list[float]:
    """How far along the line each of its points is; the last is its length."""
    steps = (math.sqrt(_squared(start, end)) for start, end in pairwise(line))
    return list(accumulate(steps, initial=0.0))


def gap(line: Line, x: float, y: float) -> float:
    """How far a point is from a line."""
    return min(segment_gap((x, y), start, end) for start, end in pairwise(line))


def mean_worth(first: Sequence[Line], second: Sequence[Line], worth: Callable[[float], float]) -> float:
    """What the gap to the other set is worth, as a mean over places evenly along two sets of lines."""
    length = total = 0.0
    for lines, others in ((first, second), (second, first)):
        own = sum(lengths(line)[-1] for line in lines)
        worths = [worth(min(gap(other, x, y) for other in others)) for x, y in _places(lines, own)]
        length += own
        total += own * sum(worths) / len(worths)
    return total / length


def simplified(line: Line, tolerance: float) -> Line:
    """The line with as few of its points as leave none of the others farther than `tolerance` from it.

    Douglas and Peucker, Algorithms for the reduction of the number of points, Cartographica 10 (1973).
    """
    kept = {0, len(line) - 1}
    stretches = [(0, len(line) - 1)]
    while stretches:
        first, last = stretches.pop()
        gaps = [segment_gap(point, line[first], line[last]) for point in line[first + 1 : last]]
        if gaps and max(gaps) > tolerance:
            middle = first + 1 + gaps.index(max(gaps))
            kept.add(middle)
            stretches += [(first, middle), (middle, last)]
    return tuple(line[i] for i in sorted(kept))


def aligned(lines: Sequence[Line]) -> list[Line]:
    """The same lines, all with points at the same shares of their lengths, all running the way the first does."""
    return _resampled([line[::-1] if _runs_against(lines[0], line) else line for line in lines])


def between_lines(a: Line, b: Line, t: float) -> Line:
    """The line at share `t` of the way between two: points at equal shares of both lengths answer one another."""
    return _mixed(aligned([a, b]), t)


def between_rings(a: Ring, b: Ring, t: float) -> Ring:
    """The ring at share `t` of the way between two, which are brought to run the same way round.

    The first corner of `a` answers the corner of `b` from which both rings, laid centre on centre, are most alike.
    """
    if (_twice_area(a) > 0) != (_twice_area(b) > 0):
        b = b[::-1]
    start = _start(a, b)
    return _mixed(_resampled([closed(a), closed(b[start:] + b[:start])]), t)[:-1]


def _places(lines: Sequence[Line], length: float) -> Iterator[Point]:
    """Places in the middle of equal stretches of lines that are `length` long together."""
    passed, number = 0.0, 0
    for line in lines:
        along = lengths(line)
        while number < SAMPLES and (place := length * (number + 0.5) / SAMPLES) < passed + along[-1]:
            yield _at(line, along, place - passed)
            number += 1
        passed += along[-1]


def _resampled(lines: Sequence[Line]) -> list[Line]:
    """The lines with a point at each share of the length at which any of them has one."""
    alongs = [lengths(line) for line in lines]
    shares: list[float] = []
    for share in sorted(place / along[-1] for along in alongs for place in along):
        if not shares or share - shares[-1] > ALIKE:
            shares.append(share)
    return [
        tuple(_at(line, along, share * along[-1]) for share in shares)
        for line, along in zip(lines, alongs, strict=True)
    ]


def _at(line: Line, along: list[float], place: float) -> Point:
    """The point at a distance along a line whose points are `along` it."""
    index = min(max(bisect_right(along, place), 1), len(line) - 1)
    (x0, y0), (x1, y1) = line[index - 1], line[index]
    step = along[index] - along[index - 1]
    share = (place - along[index - 1]) / step if step else 0.0
    return (x0 + share * (x1 - x0), y0 + share * (y1 - y0))


def _mixed(lines: Sequence[Line], t: float) -> Line:
    pairs = zip(*lines, strict=True)
    return tuple(((1 - t) * x0 + t * x1, (1 - t) * y0 + t * y1) for (x0, y0), (x1, y1) in pairs)


def _runs_against(first: Line, line: Line) -> bool:
    crosswise = _squared(first[0], line[-1]) + _squared(first[-1], line[0])
    return crosswise < _squared(first[0], line[0]) + _squared(first[-1], line[-1])


def _start(a: Ring, b: Ring) -> int:
    """The corner of `b` that answers the first of `a` best; of equally good ones the first."""
    target = _centred(closed(a), lengths(closed(a)), 0.0)
    path = closed(b)
    along = lengths(path)
    step = -(-len(b) // STARTS_MAX)
    costs = [
        sum(_squared(p, q) for p, q in zip(target, _centred(path, along, along[start]), strict=True))
        for start in range(0, len(b), step)
    ]
    good = min(costs) + ALIKE * max(costs)
    return step * next(i for i, cost in enumerate(costs) if cost <= good)


def _centred(path: Line, along: list[float], offset: float) -> list[Point]:
    """Places evenly around a closed path from an offset on, as seen from their middle."""
    places = (offset + along[-1] * i / STARTS_MEASURED_AT for i in range(STARTS_MEASURED_AT))
    points = [_at(path, along, place if place < along[-1] else place - along[-1]) for place in places]
    cx, cy = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    return [(x - cx, y - cy) for x, y in points]


def _squared(p: Point, q: Point) -> float:
    return (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2


def _twice_area(ring: Ring) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(closed(ring)))
