"""Two answers to one item held against one another: what is behind each figure of the quality page. Only reads.

All there are, in pages: the least alike first; those of one cell of the confusion by the number of their task.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Text, bindparam, text

from labelwright.core.records import Annotation, Item, decode_annotations
from labelwright.storage import cursors
from labelwright.storage.given import SCORED_GOLD

COUNTED = 10_000
"""Contrasts are counted one by one up to here; beyond, the count says “at least”."""


class Side(Struct, frozen=True):
    """One of the two answers; without a person it is what stands."""

    answer_id: str
    annotations: list[Annotation]
    person_id: str = ""
    person: str = ""


class Contrast(Struct, frozen=True):
    """Two answers to one item, and how alike they are, from 0 to 1."""

    task_id: str
    seq: int
    item_id: str
    item: Item
    first: Side
    second: Side
    alike: float


class Wanted(Struct, frozen=True):
    """Which contrasts: of a person with what stands, of two people with one another, or of any two people.

    Where `said` or `stands` is given, those in which that class was said where that one stands ("" is nothing);
    where `name` is given, those in which either answer has that class. `since` and `until` are times between which an
    answer of somebody was scored, microseconds UTC, the second not included. With `gold`, the newest so many answers
    of `person` to hidden gold, each with what is right.
    """

    person: str = ""
    other: str = ""
    said: str | None = None
    stands: str | None = None
    name: str = ""
    since: int | None = None
    until: int | None = None
    gold: int | None = None


class Contrasts(Struct, frozen=True):
    """Some contrasts, how many there are (where not `exact`, at least so many), and the cursor of those that follow."""

    contrasts: tuple[Contrast, ...]
    count: int
    exact: bool
    next: str | None


class _Place(Struct, frozen=True, array_like=True):
    """Where a page ended: the four columns by which contrasts are ordered."""

    rank: float
    seq: int
    first: str
    second: str


def contrasts(
    conn: Connection, project_id: str, wanted: Wanted, *, cursor: str = "", limit: int = 50
) -> Contrasts:
    """A page of those that are wanted. Raises `Invalid` where the cursor is not one of this list."""
    place = cursors.read(cursor, _Place) if cursor else None
    found = _query(conn, project_id, wanted)
    columns = _CELL_ORDER if _is_cell(wanted) else _ORDER
    params = {**_params(wanted), "project": project_id}
    upto = {**params, "most": COUNTED + 1}
    count = conn.execute(text(f"SELECT count(*) FROM ({found} LIMIT :most) x"), upto).scalar_one()  # noqa: S608
    after = f"WHERE ({columns}) > ({columns.replace('x.', ':at_')})" if place else ""
    if place:
        params |= {f"at_{name}": getattr(place, name) for name in _Place.__struct_fields__}
    ordered = f"SELECT * FROM ({found}) x {after} ORDER BY {columns} LIMIT :most"  # noqa: S608 (ours)
    rows = conn.execute(text(ordered), {**params, "most": limit + 1}).all()
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    following = cursors.write([float(last.rank), last.seq, last.first, last.second]) if last else None
    return Contrasts(_read(conn, shown), min(count, COUNTED), count <= COUNTED, following)


_ORDER = "x.rank, x.seq, x.first, x.second"
_CELL_ORDER = "x.seq, x.first, x.second"
_CELL = (
    "SELECT{} 0.0 AS rank, c.seq, c.user_id AS first, '' AS second, c.task_id, s.answer_id AS first_answer,"
    " s.stands_id AS second_answer, s.score AS alike FROM confusions c"
    " JOIN scores s ON s.task_id = c.task_id AND s.user_id = c.user_id WHERE c.project_id = :project"
)
_SCORED = (
    "SELECT s.score AS rank, t.seq, s.user_id AS first, '' AS second, s.task_id, s.answer_id AS first_answer,"
    " coalesce(s.stands_id, t.truth_answer_id) AS second_answer, s.score AS alike FROM scores s"
    " JOIN tasks t ON t.id = s.task_id WHERE s.project_id = :project"
    " AND coalesce(s.stands_id, t.truth_answer_id) IS NOT NULL"
)
_COUPLES = (
    "SELECT c.alike AS rank, c.seq, c.first_id AS first, c.second_id AS second, c.task_id,"
    " a.answer_id AS first_answer, b.answer_id AS second_answer, c.alike FROM contrasts c"
    " JOIN scores a ON a.task_id = c.task_id AND a.user_id = c.first_id"
    " JOIN scores b ON b.task_id = c.task_id AND b.user_id = c.second_id WHERE c.project_id = :project"
)
_GOLD = (
    "SELECT g.score AS rank, t.seq, g.user_id AS first, '' AS second, g.task_id, g.answer_id AS first_answer,"  # noqa: S608
    " g.gold_answer_id AS second_answer, g.score AS alike FROM (SELECT * FROM gold_answers g"
    f" WHERE project_id = :project AND user_id = :person AND {SCORED_GOLD}"
    " ORDER BY created_at DESC LIMIT :gold) g JOIN tasks t ON t.id = g.task_id WHERE 1 = 1"
)
_EVERYBODY = "(SELECT user_id FROM skills WHERE project_id = :project)"
"""Whose scores are figures: named, so that the index of scores by person and time is used."""
_HAS_CLASS = (
    " AND EXISTS (SELECT 1 FROM confusions f WHERE f.task_id = {0}.task_id AND f.user_id IN ({1})"
    " AND (f.said = :name{2}))"
)
_OR_STANDS = " OR f.stands = :name"
_OF_FEW = (
    " AND c.task_id IN (SELECT f.task_id FROM confusions f WHERE f.project_id = :project AND f.said = :name)"
)
"""Added where few said the class: these are gathered, instead of looking for them among all."""
_SAID = text(
    "SELECT count(*) FROM (SELECT 1 FROM confusions WHERE project_id = :project AND said = :name LIMIT :few) x"
)
FEW = 5_000


def _query(conn: Connection, project_id: str, wanted: Wanted) -> str:
    """All that are wanted, as a query in SQL."""
    timed = wanted.since is not None or wanted.until is not None
    if wanted.gold is not None:
        return _GOLD + (_HAS_CLASS.format("g", "g.user_id", _OR_STANDS) if wanted.name else "")
    if _is_cell(wanted):
        several = wanted.said is None or wanted.stands is None
        asked = [
            (" AND c.said = :said", wanted.said is not None),
            (" AND c.stands = :stands", wanted.stands is not None),
            (" AND c.user_id = :person", wanted.person),
            (_HAS_CLASS.format("c", "c.user_id", _OR_STANDS), wanted.name),
        ]
        return _CELL.format(" DISTINCT" if several else "") + _asked(asked)
    if timed or (wanted.person and not wanted.other):
        asked = [
            (" AND s.user_id = :person", wanted.person),
            (f" AND s.user_id IN {_EVERYBODY}", not wanted.person),
            (" AND s.created_at >= :since", wanted.since is not None),
            (" AND s.created_at < :until", wanted.until is not None),
            (_HAS_CLASS.format("s", "s.user_id", _OR_STANDS), wanted.name),
        ]
        return _SCORED + _asked(asked)
    asked = [
        (" AND c.first_id = :first AND c.second_id = :second", wanted.person),
        (_HAS_CLASS.format("c", "c.first_id, c.second_id", ""), wanted.name),
        (_OF_FEW, wanted.name and _is_rare(conn, project_id, wanted.name)),
    ]
    return _COUPLES + _asked(asked)


def _is_rare(conn: Connection, project_id: str, name: str) -> bool:
    """Whether few said a class."""
    said = conn.execute(_SAID, {"project": project_id, "name": name, "few": FEW}).scalar_one()
    return bool(said < FEW)


def _asked(conditions: Sequence[tuple[str, object]]) -> str:
    """Those conditions that something is said of."""
    return "".join(condition for condition, said in conditions if said)


def _is_cell(wanted: Wanted) -> bool:
    return wanted.gold is None and (wanted.said is not None or wanted.stands is not None)


def _params(wanted: Wanted) -> dict[str, Any]:
    first, second = sorted([wanted.person, wanted.other])
    return {
        "person": wanted.person, "first": first, "second": second, "said": wanted.said, "stands": wanted.stands,
        "name": wanted.name, "since": wanted.since, "until": wanted.until, "gold": wanted.gold,
    }  # fmt: skip


_ITEMS = text(
    "SELECT t.id, i.id AS item_id, i.name, i.media, i.content_hash, i.width, i.height, i.text"
    " FROM tasks t JOIN items i ON i.id = t.item_id WHERE t.id IN :ids"
).bindparams(bindparam("ids", expanding=True, type_=Text))
_ANSWERS = text("SELECT id, annotations FROM answers WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True, type_=Text)
)
_NAMES = text("SELECT id, name FROM users WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True, type_=Text)
)


def _read(conn: Connection, rows: Sequence[Any]) -> tuple[Contrast, ...]:
    """The contrasts of these rows, with their items, answers and people."""
    items = {row.id: row for row in conn.execute(_ITEMS, {"ids": [row.task_id for row in rows]})}
    ids = [answer for row in rows for answer in (row.first_answer, row.second_answer)]
    answers = {row.id: decode_annotations(row.annotations) for row in conn.execute(_ANSWERS, {"ids": ids})}
    people = [user for row in rows for user in (row.first, row.second) if user]
    names = {row.id: row.name for row in conn.execute(_NAMES, {"ids": people})}
    return tuple(_contrast(row, items[row.task_id], answers, names) for row in rows)


def _contrast(
    row: Any, item: Any, answers: Mapping[str, list[Annotation]], names: Mapping[str, str]
) -> Contrast:
    sides = [
        Side(answer, answers[answer], user, names.get(user, ""))
        for answer, user in ((row.first_answer, row.first), (row.second_answer, row.second))
    ]
    first, second = sorted(sides, key=lambda side: (not side.person_id, side.person, side.person_id))
    shown = Item(
        name=item.name,
        media=item.media,
        content_hash=item.content_hash,
        width=item.width,
        height=item.height,
        text=item.text,
    )
    return Contrast(row.task_id, row.seq, item.item_id, shown, first, second, row.alike)
