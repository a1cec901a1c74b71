"""Which of many bounds meet which of many others, without trying each with each."""

from collections.abc import Iterator, Sequence

from labelwright.core.geometry.geometry import Bounds

Open = tuple[int, Bounds]


def meetings(first: Sequence[Bounds], second: Sequence[Bounds]) -> Iterator[tuple[int, int]]:
    """The pairs of positions whose bounds share at least a point, by a sweep from left to right."""
    edges = [(bounds[0], 0, i, bounds) for i, bounds in enumerate(first)]
    edges += [(bounds[0], 1, j, bounds) for j, bounds in enumerate(second)]
    edges.sort()
    reached: tuple[list[Open], list[Open]] = ([], [])
    for left, side, index, bounds in edges:
        others = [entry for entry in reached[1 - side] if entry[1][2] >= left]
        reached[1 - side][:] = others
        for other, (_, top, _, bottom) in others:
            if top <= bounds[3] and bounds[1] <= bottom:
                yield (index, other) if side == 0 else (other, index)
        reached[side].append((index, bounds))
