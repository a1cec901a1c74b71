"""Changes inside a value, as small as what changed: of a long outline, the corners that moved. Pure.

The twin of `web/editor/store/splices.ts`, with the same cases.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from labelwright.workflow.rows import is_row, rows_moved


class Splice(Struct, frozen=True):
    """At one place of a value, `before` gave way to `after`.

    `at` leads through keys and indices of nested JSON. Where it ends on a key, `before` and `after` hold the one member
    that stood and stands there, or nothing. Where it ends on an index, they are elements that stood and stand from
    there on, in an array that was `length` long. Where there are `rows`, it ends on an array of so many rows of
    numbers, such as corners, which all went as far as the first, to hundredths: that is what stood and stands there.
    """

    at: tuple[str | int, ...]
    before: tuple[Any, ...] = ()
    after: tuple[Any, ...] = ()
    length: int | None = None
    rows: int | None = None


class Misfit(Exception):
    """A value is not as a splice says that it was."""


def spliced(value: Any, splices: Iterable[Splice]) -> Any:
    """The value after the splices, each made on what those before it left; what is given stays as it is.

    Raises `Misfit` where one does not find what it says stood there.
    """
    for splice in splices:
        value = _spliced(value, splice.at, splice)
    return value


def inverse(splices: Sequence[Splice]) -> list[Splice]:
    """The splices that undo these."""
    return [Splice(one.at, one.after, one.before, _grown(one), one.rows) for one in reversed(splices)]


def _grown(splice: Splice) -> int | None:
    """How long the array is afterwards."""
    if splice.length is None:
        return None
    return splice.length - len(splice.before) + len(splice.after)


def _spliced(value: Any, path: Sequence[str | int], splice: Splice) -> Any:
    if not path:
        return _rows_spliced(value, splice)
    step = path[0]
    if isinstance(value, dict) and isinstance(step, str):
        return _member_spliced(value, step, path[1:], splice)
    if isinstance(value, list) and isinstance(step, int):
        return _array_spliced(value, step, path[1:], splice)
    raise Misfit


def _member_spliced(
    value: dict[str, Any], key: str, rest: Sequence[str | int], splice: Splice
) -> dict[str, Any]:
    if rest or splice.rows is not None:
        if key not in value:
            raise Misfit
        return {**value, key: _spliced(value[key], rest, splice)}
    stands = (value[key],) if key in value else ()
    if stands != splice.before or len(splice.after) > 1 or splice.length is not None:
        raise Misfit
    if splice.after:
        return {**value, key: splice.after[0]}
    return {name: member for name, member in value.items() if name != key}


def _array_spliced(value: list[Any], index: int, rest: Sequence[str | int], splice: Splice) -> list[Any]:
    if rest or splice.rows is not None:
        if not 0 <= index < len(value):
            raise Misfit
        return [*value[:index], _spliced(value[index], rest, splice), *value[index + 1 :]]
    end = index + len(splice.before)
    there = splice.length == len(value) and 0 <= index <= end <= len(value)
    if not there or tuple(value[index:end]) != splice.before:
        raise Misfit
    return [*value[:index], *splice.after, *value[end:]]


def _rows_spliced(value: Any, splice: Splice) -> list[list[float]]:
    if not isinstance(value, list) or splice.rows != len(value) or splice.length is not None:
        raise Misfit
    if not len(splice.before) == len(splice.after) == 1 or value[:1] != list(splice.before):
        raise Misfit
    start, end = splice.before[0], splice.after[0]
    fits = isinstance(start, list) and is_row(start, len(start)) and is_row(end, len(start))
    moved = rows_moved(value, start, end) if fits else None
    if moved is None:
        raise Misfit
    return moved
