"""From pixels to polygons: which pixels hang together, and the outlines that run along their sides."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from labelwright.core.geometry.edges import Edges, Run, edges_of_runs, runs_of
from labelwright.core.views import Ring

Corner: TypeAlias = tuple[int, int]
"""Column and row of a corner of pixels."""

Part: TypeAlias = tuple[Ring, ...]
"""An outer ring and its holes."""


def pieces_of(edges: Edges) -> list[Edges]:
    """The pieces that hang together by the sides of pixels, in the order of their first pixels."""
    runs = list(runs_of(edges))
    pieces: dict[int, list[Run]] = {}
    for run, root in zip(runs, _roots(runs), strict=True):
        pieces.setdefault(root, []).append(run)
    return [edges_of_runs(piece) for piece in pieces.values()]


def outlined(edges: Edges) -> tuple[Part, ...]:
    """The rings of each piece, as corners of pixels: the outer one clockwise on the screen, the holes the other way.

    No ring meets itself, though a hole may touch its outer ring or another in a corner. Each ring begins at its topmost
    corner, of several the leftmost, and holes follow in the order in which they begin.
    """
    runs = list(runs_of(edges))
    roots = _roots(runs)
    begins = {(start, row): root for (row, start, _), root in zip(runs, roots, strict=True)}
    ends = {(end, row): root for (row, _, end), root in zip(runs, roots, strict=True)}
    outer: dict[int, list[Corner]] = {}
    holes: dict[int, list[list[Corner]]] = {root: [] for root in roots}
    for ring in sorted(map(_from_the_top, _rings(runs)), key=lambda ring: (ring[0][1], ring[0][0])):
        first, second = ring[0], ring[1]
        if second[0] > first[0]:
            outer[begins[first]] = ring
        else:
            holes[ends[first]].append(ring)
    return tuple(tuple(map(tuple, (ring, *holes[root]))) for root, ring in outer.items())


def _roots(runs: Sequence[Run]) -> list[int]:
    """For each run the first run of its piece: runs of neighbouring rows hang together where they share a column."""
    parents = list(range(len(runs)))

    def root(i: int) -> int:
        while parents[i] != i:
            parents[i] = parents[parents[i]]
            i = parents[i]
        return i

    above = 0
    for i, (row, start, end) in enumerate(runs):
        while runs[above][0] < row - 1 or (runs[above][0] == row - 1 and runs[above][2] <= start):
            above += 1
        j = above
        while runs[j][0] == row - 1 and runs[j][1] < end:
            a, b = root(i), root(j)
            parents[max(a, b)] = min(a, b)
            j += 1
    return [root(i) for i in range(len(runs))]


def _rings(runs: Sequence[Run]) -> Iterator[list[Corner]]:
    """The closed ways along the sides of the pixels, set ones on the right hand, as the corners in which they turn.

    Where two set pixels touch in a corner alone, a way turns right and stays with its own.
    """
    lefts = {(start, row) for row, start, _ in runs}
    rights = {(end, row) for row, _, end in runs}
    tops, bottoms = _level(runs)

    def climbed(x: int, y: int, east: bool) -> tuple[Corner, bool]:
        """From the end of a level side along upright ones to the next level one, and whether that leads east."""
        if (x, y) in rights if east else (x, y - 1) not in lefts:
            y += 1
            while (x, y) not in bottoms and (x, y) in rights:
                y += 1
            return (x, y), (x, y) not in bottoms
        y -= 1
        while (x, y) not in tops and (x, y - 1) in lefts:
            y -= 1
        return (x, y), (x, y) in tops

    seen: set[Corner] = set()
    for first in tops:
        if first in seen:
            continue
        at, east = first, True
        way: list[Corner] = []
        while not (east and at in seen):
            if east:
                seen.add(at)
            end = tops[at] if east else bottoms[at]
            way += (at, end)
            at, east = climbed(*end, east)
        yield from _simple(way)


def _level(runs: Sequence[Run]) -> tuple[dict[Corner, Corner], dict[Corner, Corner]]:
    """The sides above set pixels, from west to east, and those below them, from east to west: beginnings to ends."""
    rows: dict[int, list[tuple[int, int]]] = {}
    for row, start, end in runs:
        rows.setdefault(row, []).append((start, end))
    tops, bottoms = {}, {}
    for row, own in rows.items():
        for start, end in _uncovered(own, rows.get(row - 1, [])):
            tops[(start, row)] = (end, row)
        for start, end in _uncovered(own, rows.get(row + 1, [])):
            bottoms[(end, row + 1)] = (start, row + 1)
    return tops, bottoms


def _uncovered(
    own: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The stretches of `own` that no other covers; both ascend."""
    i = 0
    for start, end in own:
        while i < len(others) and others[i][1] <= start:
            i += 1
        j = i
        while start < end and j < len(others) and others[j][0] < end:
            if start < others[j][0]:
                yield start, others[j][0]
            start = max(start, others[j][1])
            j += 1
        if start < end:
            yield start, end


def _simple(way: Sequence[Corner]) -> Iterator[list[Corner]]:
    """A closed way as rings that meet no corner twice."""
    ring: list[Corner] = []
    places: dict[Corner, int] = {}
    for corner in way:
        if corner in places:
            loop = ring[places[corner] :]
            yield loop
            del ring[places[corner] :]
            for passed in loop:
                del places[passed]
        places[corner] = len(ring)
        ring.append(corner)
    yield ring


def _from_the_top(ring: list[Corner]) -> list[Corner]:
    """The same ring, begun at its topmost corner, of several the leftmost."""
    first = min(range(len(ring)), key=lambda i: (ring[i][1], ring[i][0]))
    return ring[first:] + ring[:first]
