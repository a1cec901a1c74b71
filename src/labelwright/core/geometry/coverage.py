"""How much areas cover, alone and together: exact for outlines of any kind, crossed, holed or in several parts.

The plane is cut into strips at every corner and every crossing. Within a strip no edge begins, ends or meets another,
so what lies between two neighbouring edges is a trapezoid, and sums of trapezoids need no case for what is degenerate.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from labelwright.core.views import Ring

STEPS_MAX = 2_000_000
"""Edges times strips. Outlines tangled beyond that, which no hand draws, are measured at fewer places."""

Edge = tuple[float, float, float, float, int]
"""x and y of its left end, x and y of its right end, and which area it bounds: 0 or 1."""

Crossing = tuple[float, float, int]
"""Where an edge enters a strip on the left, where it leaves on the right, and which area it bounds."""


def covered(first: Sequence[Ring], second: Sequence[Ring] = ()) -> tuple[float, float, float]:
    """Square pixels of the first area, of the second, and of what both cover. Rings count by the even-odd rule."""
    edges = [*_edges(first, 0), *_edges(second, 1)]
    columns = sorted({x for edge in edges for x in (edge[0], edge[2])})
    steps = sum(bisect_left(columns, right) - bisect_left(columns, left) for left, _, right, _, _ in edges)
    if steps > STEPS_MAX:
        columns = _evenly(columns[0], columns[-1], max(1, 4 * STEPS_MAX // len(edges)))
    spare = max(0, STEPS_MAX - steps)
    sums = [0.0, 0.0, 0.0]
    for width, crossings in _strips(edges, columns, exact=steps <= STEPS_MAX):
        spare = _measure(width, crossings, sums, spare)
    return (sums[0], sums[1], sums[2])


def _edges(rings: Sequence[Ring], area: int) -> Iterator[Edge]:
    """The edges that are not upright: those bound no trapezoid."""
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            if x0 < x1:
                yield (x0, y0, x1, y1, area)
            elif x1 < x0:
                yield (x1, y1, x0, y0, area)


def _evenly(start: float, end: float, count: int) -> list[float]:
    return [start + (end - start) * i / count for i in range(count + 1)]


def _strips(
    edges: list[Edge], columns: list[float], *, exact: bool
) -> Iterator[tuple[float, list[Crossing]]]:
    """The width of each strip, and the edges that cross it. Not exact: as they lie at its middle."""
    edges.sort()
    active: list[Edge] = []
    following = 0
    for left, right in pairwise(columns):
        enter, leave = (left, right) if exact else ((left + right) / 2,) * 2
        while following < len(edges) and edges[following][0] <= enter:
            active.append(edges[following])
            following += 1
        active = [edge for edge in active if edge[2] > enter]
        yield right - left, [(_height(edge, enter), _height(edge, leave), edge[4]) for edge in active]


def _height(edge: Edge, x: float) -> float:
    """Where the edge lies at `x`; exactly on its end where it ends there."""
    x0, y0, x1, y1, _ = edge
    if x == x0:
        return y0
    return y1 if x == x1 else y0 + (x - x0) * ((y1 - y0) / (x1 - x0))


def _measure(width: float, crossings: list[Crossing], sums: list[float], spare: int) -> int:
    """Add what a strip holds, cut where edges cross within it. Returns how many steps are left to spare."""
    crossings.sort()
    cuts = _cuts(crossings, spare)
    for start, end in pairwise((0.0, *cuts, 1.0)):
        middle = (start + end) / 2
        heights = [(enter + (leave - enter) * middle, area) for enter, leave, area in crossings]
        if cuts:
            heights.sort()
        _add(width * (end - start), heights, sums)
    return spare - len(cuts) * len(crossings)


def _cuts(crossings: list[Crossing], spare: int) -> list[float]:
    """At which shares of the strip its edges cross; none where that would be more than can be spared."""
    passed: list[Crossing] = []
    cuts: set[float] = set()
    for enter, leave, area in crossings:
        place = len(passed)
        while place and passed[place - 1][1] > leave:
            place -= 1
            above, below, _ = passed[place]
            cuts.add((enter - above) / ((enter - above) + (below - leave)))
        if len(cuts) * len(crossings) > spare:
            return []
        passed.insert(place, (enter, leave, area))
    return sorted(cuts)


def _add(width: float, heights: list[tuple[float, int]], sums: list[float]) -> None:
    """Add the stretches between neighbouring edges to the areas they lie in."""
    inside = [False, False]
    below = 0.0
    for height, area in heights:
        size = width * (height - below)
        if inside[0]:
            sums[0] += size
        if inside[1]:
            sums[1] += size
            if inside[0]:
                sums[2] += size
        inside[area] = not inside[area]
        below = height
