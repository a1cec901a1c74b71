"""The best one-to-one assignment where most pairs are out of the question.

Plain Python over the few pairs that count: a library for dense matrices would cost every process a second of
start-up and 50 MB, and time that grows with all pairs.
"""

import heapq
from collections.abc import Mapping, Sequence

Rows = Sequence[Mapping[int, float]]


def assign(rows: Rows) -> dict[int, int]:
    """The pairs {row: column} with the greatest sum of weights, each row and column in one pair at most.

    `rows[i]` maps columns to weights in (0, 1]; pairs that are absent are never made. Shortest augmenting paths
    with potentials: Jonker and Volgenant, A shortest augmenting path algorithm for dense and sparse linear
    assignment problems, Computing 38 (1987). A row may also stay alone, which weighs 0.
    """
    state = _State(rows)
    for row in range(len(rows)):
        state.place(row)
    return {row: column for row, column in enumerate(state.column_of) if column is not None}


class _State:
    """A cheapest assignment of the rows placed so far, at cost 1 − weight for a pair and 1 for a row alone."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.column_of: list[int | None] = [None] * len(rows)
        self.row_of: dict[int, int] = {}
        self.row_price = [0.0] * len(rows)
        self.column_price: dict[int, float] = {}

    def place(self, start: int) -> None:
        """Add a row by the cheapest chain of changes, which ends at a free column or leaves one row alone."""
        reached = {start: 0.0}
        settled: dict[int, float] = {}
        came_from: dict[int, int] = {}
        best: dict[int, float] = {}
        heap: list[tuple[float, int]] = []
        alone, total = start, 1.0 - self.row_price[start]
        row = start
        while True:
            so_far = reached[row] - self.row_price[row]
            if so_far + 1.0 < total:
                alone, total = row, so_far + 1.0
            for column, weight in self.rows[row].items():
                cost = so_far + 1.0 - weight - self.column_price.get(column, 0.0)
                if column not in settled and cost < best.get(column, total):
                    best[column] = cost
                    came_from[column] = row
                    heapq.heappush(heap, (cost, column))
            while heap and (heap[0][1] in settled or heap[0][0] > best[heap[0][1]]):
                heapq.heappop(heap)
            if not heap or heap[0][0] >= total:
                column_end = self.column_of[alone]
                self._free(alone, column_end)
                break
            cost, column_end = heapq.heappop(heap)
            if column_end not in self.row_of:
                total = cost
                break
            settled[column_end] = cost
            row = self.row_of[column_end]
            reached[row] = cost
        for row, cost in reached.items():
            self.row_price[row] += total - cost
        for column, cost in settled.items():
            self.column_price[column] = self.column_price.get(column, 0.0) + cost - total
        self._shift(start, column_end, came_from)

    def _free(self, row: int, column: int | None) -> None:
        """Leave a row alone, so that its column can be taken."""
        self.column_of[row] = None
        if column is not None:
            del self.row_of[column]

    def _shift(self, start: int, column: int | None, came_from: Mapping[int, int]) -> None:
        """Give each row of the chain the column that it reached, from the free end back to the start."""
        while column is not None:
            row = came_from[column]
            column_before = self.column_of[row]
            self.column_of[row], self.row_of[column] = column, row
            column = None if row == start else column_before
