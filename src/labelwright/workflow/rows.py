"""Rows of numbers, such as the corners of an outline, that all went as far as the first of them. Pure.

The twin of `web/editor/store/rows.ts`, with the same cases.
"""

import math
from collections.abc import Sequence
from typing import Any, TypeAlias, TypeGuard

Row: TypeAlias = Sequence[float]

GRID = 100
"""Places are told in hundredths: as whole numbers of them sums come out alike in every language."""

MEASURE_MAX = 2**53 // GRID
"""Of larger numbers the hundredths cannot be counted in the numbers of JSON."""


def rows_moved(rows: Sequence[Any], start: Row, end: Row) -> list[list[float]] | None:
    """The rows after the first of them went from `start` to `end`; None where they are no rows that could go so."""
    by = [_steps(to) - _steps(of) for of, to in zip(start, end, strict=True)]
    if not all(is_row(row, len(by)) for row in rows):
        return None
    return [[_value(_steps(one) + far) for one, far in zip(row, by, strict=True)] for row in rows]


def is_row(data: Any, length: int) -> TypeGuard[Row]:
    """Whether something is so many numbers, each of a size that hundredths of it can be counted."""
    return isinstance(data, list) and 0 < length == len(data) and all(map(_is_number, data))


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and abs(value) <= MEASURE_MAX


def _steps(value: float) -> int:
    return math.floor(value * GRID + 0.5)


def _value(steps: int) -> float:
    """As JSON from a browser has it: whole numbers without a point."""
    return steps // GRID if steps % GRID == 0 else steps / GRID
