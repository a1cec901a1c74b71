"""From the edges of an area to its rings, and from rings to parts with their holes. On whole numbers, so exact."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

Node: TypeAlias = tuple[int, int]
"""A point of the grid."""

Loop: TypeAlias = list[Node]
"""A ring of the grid; the last node is joined to the first."""


def parts_of(edges: Iterable[tuple[Node, Node]]) -> list[list[Loop]]:
    """The parts of an area: each an outline, clockwise on the screen, followed by its holes, the other way round.

    Every edge runs so that the area lies right of it on the screen. Edges meet at their ends alone, and as many
    arrive at a node as leave it. No ring passes a node twice: what touches itself is told apart there. Rings begin
    at their leftmost node and are in order, so the same area always has the same parts.
    """
    loops = sorted((_begun_leftmost(_corners(loop)), _middle(loop)) for loop in _loops(edges))
    outlines = sorted((area, loop) for loop, _ in loops if (area := twice_area(loop)) > 0)
    parts = {id(loop): [loop] for loop, _ in loops if twice_area(loop) > 0}
    for hole, place in loops:
        if twice_area(hole) < 0:
            around = next(loop for _, loop in outlines if _holds(loop, place))
            parts[id(around)].append(hole)
    return list(parts.values())


def twice_area(loop: Sequence[Node]) -> int:
    """Twice the area of a ring by the shoelace formula: positive where it runs clockwise on the screen."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(loop, [*loop[1:], *loop[:1]], strict=True))


def side(start: Node, end: Node, point: Node) -> int:
    """Where a point lies as seen along a line: positive right of it on the screen, 0 on it, negative left of it."""
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


def _loops(edges: Iterable[tuple[Node, Node]]) -> Iterator[Loop]:
    leaving: dict[Node, list[Node]] = defaultdict(list)
    for start, end in sorted(edges):
        leaving[start].append(end)
    for start, ends in leaving.items():
        while ends:
            yield from _walk(start, leaving)


def _walk(start: Node, leaving: Mapping[Node, list[Node]]) -> Iterator[Loop]:
    """The loops on the way along edges from a node back to it. Each edge that is passed is used up.

    Where the way comes back to a node it has closed a loop, which is left aside; of two nodes alone, there and
    back, nothing is left.
    """
    path, places = [start], {start: 0}
    node = leaving[start].pop(0)
    while True:
        before = path[-1]
        if node in places:
            place = places[node]
            loop = path[place:]
            del path[place + 1 :]
            for passed in loop[1:]:
                del places[passed]
            if len(loop) > 2:
                yield loop
            if place == 0:
                return
        else:
            places[node] = len(path)
            path.append(node)
        node = _next(before, node, leaving[node])


def _next(before: Node, node: Node, ends: list[Node]) -> Node:
    """Where the way goes on: the first edge met in turning from the one it came by, through the area, back to it."""
    chosen = ends[0]
    for end in ends[1:]:
        if _sooner(before, node, end, chosen):
            chosen = end
    ends.remove(chosen)
    return chosen


def _sooner(before: Node, node: Node, one: Node, other: Node) -> bool:
    first, second = _quarter(before, node, one), _quarter(before, node, other)
    return first < second if first != second else side(node, one, other) < 0


def _quarter(before: Node, node: Node, end: Node) -> int:
    """How far one turns from the edge that led to a node: less than half a turn, half, more than half, or all of it."""
    turned = side(node, before, end)
    if turned:
        return 0 if turned < 0 else 2
    ahead = (before[0] - node[0]) * (end[0] - node[0]) + (before[1] - node[1]) * (end[1] - node[1])
    return 1 if ahead < 0 else 3


def _corners(loop: Loop) -> Loop:
    """The nodes at which a ring turns."""
    around = zip([loop[-1], *loop[:-1]], loop, [*loop[1:], loop[0]], strict=True)
    return [node for before, node, after in around if side(before, node, after)]


def _begun_leftmost(loop: Loop) -> Loop:
    place = loop.index(min(loop)) if loop else 0
    return loop[place:] + loop[:place]


def _middle(loop: Loop) -> Node:
    """Twice the middle of the first edge: a place of the ring where no other ring can touch it."""
    return (loop[0][0] + loop[1][0], loop[0][1] + loop[1][1])


def _holds(outline: Loop, twice: Node) -> bool:
    """Whether a place, of which twice the coordinates are given, lies within a ring."""
    x, y = twice
    inside = False
    for (x0, y0), (x1, y1) in zip(outline, [*outline[1:], outline[0]], strict=True):
        if (2 * y0 > y) != (2 * y1 > y):
            beyond = side((2 * x0, 2 * y0), (2 * x1, 2 * y1), (x, y)) > 0
            inside ^= beyond == (y1 > y0)
    return inside
