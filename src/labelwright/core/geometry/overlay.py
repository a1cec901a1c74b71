"""Areas laid over one another: what lies in one or in several of them, as clean parts with holes.

Points are brought onto a grid of hundredths of a pixel, the precision that the editor keeps, and from there on all is
done in whole numbers: what is left or right of what is never a matter of rounding. Where edges cross they are cut at
the nearest node of the grid. That bends them by less than a hundredth of a pixel and may make them cross anew, so it
is repeated until none do. It ends, because both pieces of an edge are shorter than it was, measured along the axes.
The twin of this file is `web/editor/geometry/overlay.ts`.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cmp_to_key
from itertools import islice, pairwise
from math import floor
from typing import TypeAlias

from labelwright.core.geometry.linking import Loop, Node, parts_of, side
from labelwright.core.views import Point, Ring

GRID = 100
"""Nodes of the grid along the side of a pixel."""

PAIRS_MAX = 10_000_000
MEETINGS_MAX = 300_000
"""Pairs of edges above one another, and places where edges meet. What has more was drawn by no hand: it is refused."""

Edge: TypeAlias = tuple[Node, Node]
"""The lesser end, by x and then by y, and the greater one."""


def overlay(
    layers: Sequence[Iterable[Ring]], keep: Callable[[int], bool]
) -> tuple[tuple[Ring, ...], ...] | None:
    """The parts of the plane where `keep` holds, each an outline followed by its holes; none where it is empty.

    `layers` are areas, each of rings that count by the even-odd rule. `keep` is asked with a number whose bit `i` is
    set where layer `i` covers a place; it must not hold where none does. None where the outlines are too tangled.
    """
    edges = _noded(_edges(layers))
    if edges is None:
        return None
    kept = cache(keep)
    borders = [
        (low, high) if kept(beneath) else (high, low)
        for (low, high), above, beneath in _covers(edges)
        if kept(above) != kept(beneath)
    ]
    return tuple(tuple(_ring(loop) for loop in part) for part in parts_of(borders))


def crossing(rings: Iterable[Ring]) -> Point | None:
    """A place where two edges of an area cross, to the precision of the grid. None where none do."""
    edges = _edges([rings])
    for (a, b), (c, d) in _close(edges) or ():
        if _cross(a, b, c, d):
            x, y = _meeting(a, b, c, d)
            return (x / GRID, y / GRID)
    return None


def _edges(layers: Sequence[Iterable[Ring]]) -> dict[Edge, int]:
    """The edges of all layers, each with the layers it bounds as bits. One that a layer has twice bounds nothing."""
    edges: dict[Edge, int] = defaultdict(int)
    for index, rings in enumerate(layers):
        for ring in rings:
            nodes = [(floor(x * GRID + 0.5), floor(y * GRID + 0.5)) for x, y in ring]
            for start, end in zip(nodes, nodes[1:] + nodes[:1], strict=True):
                if start != end:
                    edges[min(start, end), max(start, end)] ^= 1 << index
    return {edge: bounds for edge, bounds in edges.items() if bounds}


def _ring(loop: Loop) -> Ring:
    return tuple((x / GRID, y / GRID) for x, y in loop)


def _noded(edges: dict[Edge, int]) -> dict[Edge, int] | None:
    """The same areas by edges that meet at their ends alone, or None where they are too tangled."""
    while True:
        pairs = _close(edges)
        if pairs is None:
            return None
        meetings = list(islice((cut for pair in pairs for cut in _cuts(*pair)), MEETINGS_MAX + 1))
        if len(meetings) > MEETINGS_MAX:
            return None
        if not meetings:
            return edges
        edges = _cut(edges, meetings)


def _close(edges: Iterable[Edge]) -> Iterator[tuple[Edge, Edge]] | None:
    """The pairs of edges whose bounds meet, by a sweep from left to right. None where that would take too long."""
    ordered = sorted(edges)
    lefts = [low[0] for (low, _) in ordered]
    reach = sum(bisect_right(lefts, high[0]) - i for i, (_, high) in enumerate(ordered))
    return None if reach > PAIRS_MAX else _meetings(ordered)


def _meetings(ordered: Sequence[Edge]) -> Iterator[tuple[Edge, Edge]]:
    active: list[tuple[int, int, Edge]] = []
    for edge in ordered:
        (left, y0), (_, y1) = edge
        top, bottom = (y0, y1) if y0 < y1 else (y1, y0)
        active = [one for one in active if one[2][1][0] >= left]
        for other_top, other_bottom, other in active:
            if other_top <= bottom and top <= other_bottom:
                yield other, edge
        active.append((top, bottom, edge))


def _cuts(first: Edge, second: Edge) -> Iterator[tuple[Edge, Node]]:
    """Where edges must be cut so that these two meet at their ends alone."""
    (a, b), (c, d) = first, second
    if _cross(a, b, c, d):
        node = _meeting(a, b, c, d)
        for edge in (first, second):
            if node not in edge:
                yield edge, node
        return
    for edge, ends in ((first, second), (second, first)):
        for node in ends:
            if node not in edge and side(edge[0], edge[1], node) == 0 and _spans(edge, node):
                yield edge, node


def _cross(a: Node, b: Node, c: Node, d: Node) -> bool:
    """Whether two edges cross at a place that is no end of either."""
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def _meeting(a: Node, b: Node, c: Node, d: Node) -> Node:
    """The node nearest to where two edges cross."""
    from_c, from_d = side(c, d, a), side(c, d, b)
    share = from_c / (from_c - from_d)
    return (a[0] + floor(share * (b[0] - a[0]) + 0.5), a[1] + floor(share * (b[1] - a[1]) + 0.5))


def _spans(edge: Edge, node: Node) -> bool:
    """Whether a node on the line of an edge lies between its ends."""
    return edge[0] < node < edge[1]


def _cut(edges: Mapping[Edge, int], meetings: Iterable[tuple[Edge, Node]]) -> dict[Edge, int]:
    cuts: dict[Edge, set[Node]] = defaultdict(set)
    for edge, node in meetings:
        cuts[edge].add(node)
    pieces: dict[Edge, int] = defaultdict(int)
    for edge, bounds in edges.items():
        low, high = edge
        nodes = [low, *sorted(cuts.get(edge, ()), key=lambda node: (_along(edge, node), node)), high]
        for start, end in pairwise(nodes):
            pieces[min(start, end), max(start, end)] ^= bounds
    return {piece: bounds for piece, bounds in pieces.items() if bounds}


def _along(edge: Edge, node: Node) -> int:
    (x0, y0), (x1, y1) = edge
    return (node[0] - x0) * (x1 - x0) + (node[1] - y0) * (y1 - y0)


def _covers(edges: Mapping[Edge, int]) -> Iterator[tuple[Edge, int, int]]:
    """Each edge with the layers that cover its upper and its lower side on the screen, by a sweep from left to right.

    `status` are the edges at the sweep, from top to bottom: upright ones come as if the plane were tilted a little.
    """
    starting: dict[Node, list[Edge]] = defaultdict(list)
    for edge in edges:
        starting[edge[0]].append(edge)
    status: list[Edge] = []
    below: dict[Edge, int] = {}
    for node in sorted({node for edge in edges for node in edge}):
        first = bisect_left(status, True, key=lambda edge: side(edge[0], edge[1], node) <= 0)
        last = first
        while last < len(status) and status[last][1] == node:
            last += 1
        cover = below[status[first - 1]] if first else 0
        begun = sorted(starting.get(node, ()), key=cmp_to_key(_from_the_top))
        for edge in begun:
            below[edge] = cover ^ edges[edge]
            yield edge, cover, below[edge]
            cover = below[edge]
        status[first:last] = begun


def _from_the_top(one: Edge, other: Edge) -> int:
    """Which of two edges that begin at one node comes first: negative for the first of them."""
    return side(other[0], other[1], one[1])
