"""Which of many bounds meet which of many others, without trying each with each."""

from collections.abc import Iterator, Sequence

from labelwright.core.geometry.geometry import Bounds

Open = tuple[int, Bounds]


def meetings(first: Sequence[Bounds], second: Sequence[Bounds]) -> Iterator[tuple[int, int]]:
    """The pairs of positions whose bounds share at least a point, by a sweep along the less crowded axis."""
    if _crowding(first, second, 0) > _crowding(first, second, 1):
        first, second = [_mirrored(b) for b in first], [_mirrored(b) for b in second]
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


def _crowding(first: Sequence[Bounds], second: Sequence[Bounds], axis: int) -> float:
    """How many of the bounds lie over a place of the axis, on average."""
    everything = [*first, *second]
    if not everything:
        return 0.0
    spread = max(b[axis + 2] for b in everything) - min(b[axis] for b in everything)
    return sum(b[axis + 2] - b[axis] for b in everything) / spread if spread > 0 else float(len(everything))


def _mirrored(bounds: Bounds) -> Bounds:
    left, top, right, bottom = bounds
    return (top, left, bottom, right)
