"""Pixels as the sorted places where runs begin and end: what areas of pixels are added, cut and counted by.

Every pixel of the plane has an address, `y · STRIDE + x + HALF`, so that masks in boxes of their own share one order,
row by row. `Edges` are the addresses at which runs of set pixels begin and end, in turn and ascending. No run reaches
into another row, and no two runs touch, so equal areas have equal edges.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

STRIDE = 1 << 26
HALF = 1 << 25

LARGE = 4_000
"""Edges from which an array library, once loaded, counts faster than a plain loop."""

Edges: TypeAlias = tuple[int, ...]
Run: TypeAlias = tuple[int, int, int]
"""A row, its first set pixel, and the first after it that is not."""


def edges_of_runs(runs: Sequence[Run]) -> Edges:
    """The edges of runs in row-major order that neither touch nor overlap."""
    return tuple(row * STRIDE + HALF + x for row, *ends in runs for x in ends)


def runs_of(edges: Edges) -> Iterator[Run]:
    """The runs, row by row from the top, each row from the left."""
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        row, column = divmod(start, STRIDE)
        yield row, column - HALF, column - HALF + end - start


def edges_of_counts(x: int, y: int, width: int, counts: Sequence[int]) -> Edges:
    """The edges of row-major run lengths from zeros, in a box `width` wide whose first pixel is (x, y)."""
    edges: list[int] = []
    origin = y * STRIDE + HALF + x
    position = 0
    for zeros, ones in zip(counts[::2], counts[1::2], strict=False):
        position += zeros
        end = position + ones
        while position < end:
            row, column = divmod(position, width)
            length = min(end - position, width - column)
            start = origin + row * STRIDE + column
            if edges and edges[-1] == start:
                edges[-1] += length
            else:
                edges += (start, start + length)
            position += length
    return tuple(edges)


def counts_of_edges(edges: Edges) -> tuple[int, int, int, int, tuple[int, ...]]:
    """The tight box of edges and the run lengths in it: x, y, width, height, counts. There must be an edge."""
    runs = list(runs_of(edges))
    left, right = min(run[1] for run in runs), max(run[2] for run in runs)
    top, bottom = runs[0][0], runs[-1][0] + 1
    width = right - left
    counts: list[int] = []
    reached = 0
    for row, start, end in runs:
        first = (row - top) * width + start - left
        if counts and first == reached:
            counts[-1] += end - start
        else:
            counts += (first - reached, end - start)
        reached = first + end - start
    rest = width * (bottom - top) - reached
    return left, top, width, bottom - top, (*counts, rest) if rest else tuple(counts)


def count(edges: Edges) -> int:
    """How many pixels are set."""
    return sum(edges[1::2]) - sum(edges[::2])


def shared(first: Edges, second: Edges) -> int:
    """How many pixels are set in both."""
    if len(first) + len(second) > LARGE:
        return _shared_by_arrays(first, second)
    total, i, j = 0, 0, 0
    while i < len(first) and j < len(second):
        end, other = first[i + 1], second[j + 1]
        length = min(end, other) - max(first[i], second[j])
        if length > 0:
            total += length
        if end <= other:
            i += 2
        else:
            j += 2
    return total


def combined(layers: Sequence[Edges], keep: Callable[[int], bool]) -> Edges:
    """The pixels that `keep` says yes to, asked with the layers that cover them: bit i stands for layer i.

    It is asked once for each set of layers that occurs; pixels that no layer covers are left out.
    """
    events = sorted((edge, 1 << bit) for bit, edges in enumerate(layers) for edge in edges)
    kept: dict[int, bool] = {0: False}
    result: list[int] = []
    covering, on = 0, False
    for i, (edge, bit) in enumerate(events):
        covering ^= bit
        if i + 1 < len(events) and events[i + 1][0] == edge:
            continue
        if covering not in kept:
            kept[covering] = keep(covering)
        if kept[covering] != on:
            on = not on
            result.append(edge)
    return tuple(result)


def united(layers: Sequence[Edges]) -> Edges:
    """The pixels of any layer."""
    return layers[0] if len(layers) == 1 else combined(layers, bool)


def shifted(edges: Edges, dx: int, dy: int) -> Edges:
    """The same pixels elsewhere."""
    by = dy * STRIDE + dx
    return tuple(edge + by for edge in edges)


def transposed(runs: Iterable[Run]) -> list[Run]:
    """The same area with rows and columns exchanged, its runs in the order of the new rows.

    A run of a row toggles, in the column where it begins and in the one where it ends, the edges above and below the
    row; a column's runs are the edges toggled so far.
    """
    toggles: dict[int, set[int]] = {}
    for row, start, end in runs:
        for column in (start, end):
            toggles.setdefault(column, set()).symmetric_difference_update((row, row + 1))
    result: list[Run] = []
    open_: set[int] = set()
    columns = sorted(toggles)
    for column, following in pairwise(columns):
        open_ ^= toggles[column]
        ends = sorted(open_)
        pieces = list(zip(ends[::2], ends[1::2], strict=True))
        result += [(at, start, end) for at in range(column, following) for start, end in pieces]
    return result


def _shared_by_arrays(first: Edges, second: Edges) -> int:
    """By how many pixels of the first lie before each edge of the second, which is linear between the first's edges."""
    import numpy as np  # noqa: PLC0415 - only large masks pay for loading it

    edges = np.asarray(first, dtype=np.float64)
    before = np.concatenate(([0.0], np.cumsum(np.diff(edges) * (np.arange(len(edges) - 1) % 2 == 0))))
    at = np.interp(np.asarray(second, dtype=np.float64), edges, before)
    return round(float(at[1::2].sum() - at[::2].sum()))
