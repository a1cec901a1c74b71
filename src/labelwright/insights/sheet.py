"""Annotations of one class, with where each lies, in an order that lets one look through many at once. Only reads."""

import math
import sys
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any, TypeAlias

from msgspec import Struct
from sqlalchemy import Connection, bindparam, text

from labelwright.core.errors import Invalid
from labelwright.core.geometry import Bounds
from labelwright.core.records import Annotation, decode_annotations
from labelwright.core.registry import LABELS
from labelwright.storage import cursors

LEAST_SPREAD = 0.05
"""How much sizes and ratios of a class vary at least, as a logarithm: 5 %. Beside stamped ones else all stand out."""

SORTS = ("seq", "newest", "smallest", "largest", "unusual", "suspect", "unsure", "annotator")
"""The orders of a sheet, each by what comes first."""

Key: TypeAlias = float | str


class Cell(Struct, frozen=True):
    """An annotation of an answer that stands, at `place` of its answer. Times are microseconds UTC.

    `bounds` are pixels, or characters along x; None where it has no place. `annotator` is nobody of a consensus;
    `wrong` is how probably it is wrong, where a model was asked.
    """

    task_id: str
    seq: int
    place: int
    item_id: str
    answer_id: str
    annotation: Annotation
    bounds: Bounds | None
    annotator: str | None
    at: int
    wrong: float | None = None


class Page(Struct, frozen=True):
    """Some cells of a sheet of `total`, and the cursor of what follows or None at the end."""

    cells: tuple[Cell, ...]
    next: str | None
    total: int


class _Place(Struct, frozen=True, array_like=True):
    sort: str
    key: Key
    seq: int
    place: int


_STANDING = text(
    "SELECT t.id, t.seq, t.item_id, a.id AS answer_id, a.annotator_id, a.annotations, a.created_at"
    " FROM tasks t JOIN answers a ON a.id = t.truth_answer_id WHERE t.id IN :ids ORDER BY t.seq"
).bindparams(bindparam("ids", expanding=True))


def cells(conn: Connection, task_ids: Sequence[str], cls: str) -> list[Cell]:
    """The annotations of a class in the answers that stand for these tasks."""
    if not task_ids:
        return []
    return [
        Cell(
            task_id=row.id,
            seq=row.seq,
            place=place,
            item_id=row.item_id,
            answer_id=row.answer_id,
            annotation=annotation,
            bounds=_bounds(annotation),
            annotator=row.annotator_id,
            at=row.created_at,
        )
        for row in conn.execute(_STANDING, {"ids": list(task_ids)})
        for place, annotation in enumerate(decode_annotations(row.annotations))
        if annotation.cls == cls
    ]


def page(found: Sequence[Cell], sort: str, cursor: str | None, limit: int, names: Mapping[str, str]) -> Page:
    """One page in an order of `SORTS`; `names` are those of annotators, by which they are sorted.

    Raises `Invalid` for an unknown order, and for a cursor of a list in another one.
    """
    keys = _keys(found, sort, names)
    ordered = sorted(
        (key, cell.seq, cell.place, index) for index, (key, cell) in enumerate(zip(keys, found, strict=True))
    )
    start = 0 if cursor is None else bisect_right(ordered, _after(cursor, sort))
    shown = ordered[start : start + limit]
    following = None
    if start + limit < len(ordered):
        key, seq, place, _ = shown[-1]
        following = cursors.write([sort, key, seq, place])
    return Page(tuple(found[index] for *_, index in shown), following, len(found))


def unusual(found: Sequence[Cell]) -> list[float]:
    """How far the size and the proportions of each are from what is usual among them; 0 for what has no place.

    The distance of the logarithm from its median over 1.4826 median absolute deviations, which of a normal
    distribution is its standard deviation (Iglewicz and Hoaglin, How to detect and handle outliers, 1993); the larger
    of both.
    """
    whole = [_size_and_ratio(cell.bounds) for cell in found if cell.bounds is not None]
    if not whole:
        return [0.0] * len(found)
    usual = [_usual(values) for values in zip(*whole, strict=True)]

    def distance(bounds: Bounds | None) -> float:
        if bounds is None:
            return 0.0
        return max(
            abs(v - mid) / spread for v, (mid, spread) in zip(_size_and_ratio(bounds), usual, strict=True)
        )

    return [distance(cell.bounds) for cell in found]


def _after(cursor: str, sort: str) -> tuple[Any, int, int, int]:
    """A place behind all that the cursor has seen."""
    at = cursors.read(cursor, _Place)
    if at.sort != sort or isinstance(at.key, str) != (sort == "annotator"):
        raise Invalid("This cursor is of a list in another order.", where="cursor", remedy="Begin anew.")
    return at.key, at.seq, at.place, sys.maxsize


def _keys(found: Sequence[Cell], sort: str, names: Mapping[str, str]) -> list[Key]:
    """What each is sorted by: the least comes first, and of equals the earlier item."""
    match sort:
        case "seq":
            return [0.0] * len(found)
        case "newest":
            return [-float(cell.at) for cell in found]
        case "smallest":
            return [_size(cell.bounds) for cell in found]
        case "largest":
            return [-_size(cell.bounds) for cell in found]
        case "unusual":
            return [-far for far in unusual(found)]
        case "suspect":
            return [-(cell.wrong or 0.0) for cell in found]
        case "unsure":
            return [1.0 if (sure := cell.annotation.confidence) is None else sure for cell in found]
        case "annotator":
            return [names.get(cell.annotator or "", "") for cell in found]
    raise Invalid(f"A sheet cannot be sorted by “{sort}”.", where="sort", remedy=f"Take {', '.join(SORTS)}.")


def _bounds(annotation: Annotation) -> Bounds | None:
    label = LABELS[annotation.type]
    geometry = label.geometry(label.decode(annotation.value))
    return None if geometry is None else geometry.bounds()


def _size(bounds: Bounds | None) -> float:
    if bounds is None:
        return 0.0
    left, top, right, bottom = bounds
    return (right - left) * (bottom - top)


def _size_and_ratio(bounds: Bounds) -> tuple[float, float]:
    """The logarithms of the area and of width over height; a side counts as a pixel at least."""
    left, top, right, bottom = bounds
    width, height = max(right - left, 1.0), max(bottom - top, 1.0)
    return math.log(width * height), math.log(width / height)


def _usual(values: Sequence[float]) -> tuple[float, float]:
    middle = median(values)
    return middle, max(1.4826 * median(abs(value - middle) for value in values), LEAST_SPREAD)
