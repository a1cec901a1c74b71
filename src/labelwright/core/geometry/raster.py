"""Pixels of an image, as row-major run lengths in the tight box around them."""

import math
from bisect import bisect_left, bisect_right
from functools import cached_property

from msgspec import Struct

from labelwright.core.geometry.edges import (
    HALF,
    STRIDE,
    Edges,
    counts_of_edges,
    edges_of_counts,
    shared,
)
from labelwright.core.geometry.geometry import Bounds, Geometry

SIDE_MAX = 1 << 17
"""Pixels along a side of a box of pixels: more than any picture has."""

AREA_MAX = 1 << 31
"""Pixels in a box of pixels: two gigapixels."""


class Raster(Struct, frozen=True, dict=True):
    """The pixels that `counts` sets, zeros first, in a box whose first pixel is (`x`, `y`)."""

    x: int
    y: int
    width: int
    height: int
    counts: tuple[int, ...]

    @classmethod
    def of(cls, edges: Edges) -> "Raster | None":
        """These pixels in their tight box; None where there is none."""
        return cls(*counts_of_edges(edges)) if edges else None

    @cached_property
    def edges(self) -> Edges:
        return edges_of_counts(self.x, self.y, self.width, self.counts)

    def bounds(self) -> Bounds:
        return (self.x, self.y, self.x + self.width, self.y + self.height)

    def area(self) -> float:
        return float(sum(self.counts[1::2]))

    def centre(self) -> tuple[float, float]:
        """The mean of the set pixels' centres."""
        total = x = y = 0
        for start, end in zip(self.edges[::2], self.edges[1::2], strict=True):
            row, column = divmod(start, STRIDE)
            length = end - start
            total += length
            x += length * (2 * (column - HALF) + length)
            y += length * (2 * row + 1)
        return x / (2 * total), y / (2 * total)

    def iou(self, other: Geometry) -> float:
        if not isinstance(other, Raster):
            raise TypeError(f"Pixels cannot be laid over a {type(other).__name__}.")
        if self == other:
            return 1.0
        if not self._meets(other):
            return 0.0
        both = shared(self.edges, other.edges)
        return both / (self.area() + other.area() - both)

    def gap(self, x: float, y: float) -> float:
        least = math.inf
        nearest = min(max(math.floor(y), self.y), self.y + self.height - 1)
        for step in range(self.height):
            rows = [row for row in {nearest - step, nearest + step} if 0 <= row - self.y < self.height]
            if all(_beside(row, y) >= least for row in rows):
                break
            least = min(least, *(math.hypot(self._aside(row, x), _beside(row, y)) for row in rows))
        return least

    def contains(self, x: float, y: float) -> bool:
        return bisect_right(self.edges, math.floor(y) * STRIDE + HALF + math.floor(x)) % 2 == 1

    def _meets(self, other: "Raster") -> bool:
        across = min(self.x + self.width, other.x + other.width) > max(self.x, other.x)
        return across and min(self.y + self.height, other.y + other.height) > max(self.y, other.y)

    def _aside(self, row: int, x: float) -> float:
        """How far along x the nearest set pixel of a row is."""
        begin = bisect_left(self.edges, row * STRIDE)
        end = bisect_left(self.edges, (row + 1) * STRIDE)
        ends = [edge - row * STRIDE - HALF for edge in self.edges[begin:end]]
        return min(
            (max(left - x, x - right, 0.0) for left, right in zip(ends[::2], ends[1::2], strict=True)),
            default=math.inf,
        )


def _beside(row: int, y: float) -> float:
    """How far a row is from a height."""
    return max(row - y, y - row - 1, 0.0)
