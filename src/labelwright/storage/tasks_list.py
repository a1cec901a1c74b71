"""The data list: pages of tasks by any filter, in any order, at any size; their count; a walk over all.

How it stays quick: a filter that lets few tasks through is gathered and sorted; otherwise an index that is
already in the order wanted is walked along, and the other filters are asked task by task.
"""

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import Connection, bindparam, text

from labelwright.core.errors import Invalid
from labelwright.storage import cursors, search
from labelwright.storage.filters import FEW, FEW_WORDS, Filter, Posting, Query, has, how_many, prepare, within

Sort = Literal["seq", "-seq", "priority", "updated"]
SORTS: tuple[Sort, ...] = ("seq", "-seq", "priority", "updated")
COUNTED = 10_000
"""Tasks are counted one by one up to here; beyond, the count says “at least”."""
NEAR = 1_000
"""How many of the next tasks are looked at for words before all that have them are gathered."""


class TaskRow(Struct, frozen=True):
    """A task in a list. `classes` says how often each class stands in it; times are microseconds UTC."""

    id: str
    seq: int
    name: str
    stage: int
    round: int
    state: str
    priority: int
    votes_given: int
    votes_wanted: int
    agreement: float | None
    annotation_count: int
    truth_answer_id: str | None
    assigned_to: str | None
    updated_at: int
    item_id: str
    media: str
    blob_hash: str | None
    text_preview: str | None
    width: int | None
    height: int | None
    annotators: list[str]
    classes: dict[str, int]
    due_at: int | None = None


class Page(Struct, frozen=True):
    """Some rows, and the cursor of what follows or None at the end."""

    rows: list[TaskRow]
    next: str | None


class Count(Struct, frozen=True):
    """How many there are; where not `exact`, at least so many."""

    count: int
    exact: bool


class _Place(Struct, frozen=True, array_like=True):
    sort: Sort
    value: int
    seq: int


def page(
    conn: Connection,
    project_id: str,
    wanted: Filter,
    *,
    sort: str = "seq",
    cursor: str | None = None,
    limit: int = 50,
) -> Page:
    """One page. Sorts: seq, -seq, priority (highest first, then seq), updated (newest first).

    Raises `Invalid` for an unknown sort or a cursor of another list.
    """
    if sort not in SORTS:
        raise Invalid(
            f"Tasks cannot be sorted by “{sort}”.", where="sort", remedy=f"Take {', '.join(SORTS)}."
        )
    place = None if cursor is None else cursors.read(cursor, _Place)
    if place is not None and place.sort != sort:
        raise Invalid("This cursor is of a list in another order.", where="cursor", remedy="Begin anew.")
    query = prepare(conn, project_id, wanted)
    found = _find(conn, query, sort, place, limit + 1)
    rows = _rows(conn, found[:limit])
    return Page(rows, _cursor(sort, rows[-1]) if len(found) > limit else None)


def count(conn: Connection, project_id: str, wanted: Filter) -> Count:
    """How many tasks the filter lets through, exact up to 10,000 and wherever a counter is kept."""
    if wanted == Filter(stage=wanted.stage, state=wanted.state):
        return Count(_counted(conn, project_id, wanted), exact=True)
    query = prepare(conn, project_id, wanted)
    if len(query.postings) == 1 and not query.conditions:
        found = how_many(conn, query, query.postings[0], COUNTED + 1)
    else:
        found = len(_find(conn, query, "seq", None, COUNTED + 1, columns="t.seq"))
    return Count(min(found, COUNTED), exact=found <= COUNTED)


def walk(
    conn: Connection, project_id: str, wanted: Filter, *, batch: int = 1000
) -> Iterator[list[tuple[str, int]]]:
    """Every task that the filter lets through, as (id, seq) in rising seq, a batch at a time."""
    query = prepare(conn, project_id, wanted)
    place: _Place | None = None
    while found := _find(conn, query, "seq", place, batch, columns="t.id, t.seq"):
        yield [(row[0], row[1]) for row in found]
        place = _Place("seq", 0, found[-1][1])


_COLUMNS = (
    "t.id, t.seq, i.name, t.stage, t.round, t.state, t.priority, t.votes_given, t.votes_wanted, t.agreement,"
    " t.annotation_count, t.truth_answer_id, t.assigned_to, t.updated_at, t.item_id, i.media, i.blob_hash,"
    " substr(i.text, 1, 200) AS text_preview, i.width, i.height, t.due_at"
)
_ORDERS = {
    "seq": "{at}",
    "-seq": "{at} DESC",
    "priority": "t.priority DESC, t.seq",
    "updated": "t.updated_at DESC, t.seq DESC",
}
_INDEXES = {"priority": "ix_tasks_priority", "updated": "ix_tasks_updated"}


def _find(
    conn: Connection, query: Query, sort: str, place: _Place | None, limit: int, columns: str = _COLUMNS
) -> list[Any]:
    """Up to `limit` rows after `place`, in order."""
    near = _near(conn, query, sort, place, limit, columns)
    if len(near) == limit:
        return near
    driver, few = _driver(conn, query, sort)
    found: list[Any] = []
    for condition, params in _after(sort, place):
        if len(found) < limit:
            statement = _statement(query, sort, driver, few, condition, columns)
            given = query.params | _RANGE | params | {"limit": limit - len(found)}
            found += conn.execute(text(statement), given)
    return found


_RANGE = {"after": 0, "before": search.MOST_SEQ}


def _near(
    conn: Connection, query: Query, sort: str, place: _Place | None, limit: int, columns: str
) -> list[Any]:
    """The rows among the next tasks, where nothing but words is sought on PostgreSQL, in the order of seq.

    Its index of words has no order, so that all who have a word are gathered before the first are known. A word that
    is common fills a page from the next tasks already, and of one that is not they cost a few milliseconds.
    """
    alone = len(query.postings) == 1 and not query.conditions and query.postings[0].table == "item_words"
    if not alone or query.dialect == "sqlite" or sort not in ("seq", "-seq") or limit > NEAR:
        return []
    last = conn.execute(_LAST, {"project": query.project_id}).scalar() or 0
    if sort == "seq":
        after = place.seq if place else 0
        before = after + NEAR + 1
    else:
        before = place.seq if place else last + 1
        after = max(0, before - NEAR - 1)
    if after == 0 and before > last:  # few tasks: there is nothing to be spared
        return []
    statement = _statement(query, sort, query.postings[0], False, "", columns)
    given = query.params | {"after": after, "before": before, "limit": limit}
    return list(conn.execute(text(statement), given))


_LAST = text("SELECT max(seq) FROM item_words WHERE project_id = :project")


def _after(sort: str, place: _Place | None) -> list[tuple[str, dict[str, int]]]:
    """The conditions of the rows after a place, in the order in which to ask them."""
    if place is None:
        return [("", {})]
    match sort:
        case "seq":
            return [("", {"after": place.seq})]
        case "-seq":
            return [("", {"before": place.seq})]
        case "updated":
            at = {"at_value": place.value, "at_seq": place.seq}
            return [("(t.updated_at, t.seq) < (:at_value, :at_seq)", at)]
        case _:  # a row value cannot fall and rise: first the rest of this priority, then those below
            same = {"at_value": place.value, "at_seq": place.seq}
            below = {"at_value": place.value}
            return [("t.priority = :at_value AND t.seq > :at_seq", same), ("t.priority < :at_value", below)]


def _driver(conn: Connection, query: Query, sort: str) -> tuple[Posting | None, bool]:
    """Which filter to begin with (None: the tasks themselves), and whether it lets only few through.

    Among those that let many through, the text search comes first: it is the dearest to ask task by task.
    """
    words = [posting for posting in query.postings if posting.table == "item_words"]
    gathered = [posting for posting in query.postings if posting.asked]
    lists = [posting for posting in query.postings if posting not in words and posting not in gathered]
    choices: list[Posting | None] = [*words, *([None] if query.conditions else []), *lists, *gathered]
    in_order = sort in ("seq", "-seq")
    if not choices:
        return None, False
    if len(choices) == 1 and in_order and not gathered and (query.dialect == "sqlite" or not words):
        return choices[0], False
    bounds = [FEW_WORDS if choice in words and not in_order else FEW for choice in choices]
    sizes = [how_many(conn, query, choice, most) for choice, most in zip(choices, bounds, strict=True)]
    least = min(range(len(choices)), key=sizes.__getitem__)
    if sizes[least] < bounds[least]:
        return choices[least], True
    walked = choices[0] if in_order and choices[0] not in gathered else None
    return walked, False


def _statement(
    query: Query, sort: str, driver: Posting | None, few: bool, condition: str, columns: str
) -> str:
    asked = [has(posting) for posting in query.postings if posting is not driver]
    where = ["t.project_id = :project", *query.conditions, *asked]
    at = "t.seq"
    head = ""
    tasks = "tasks t"
    if driver is not None and few:
        within_driver = f"SELECT {driver.at} - :{driver.base} AS seq FROM {driver.table} WHERE {driver.where}"  # noqa: S608
        head = f"WITH few AS MATERIALIZED ({within_driver} AND {within(driver)}) "
        tasks = "few CROSS JOIN tasks t"
        where.append("t.seq = few.seq")
    elif driver is not None:
        tasks = f"{driver.table} CROSS JOIN tasks t"
        where += [driver.where, within(driver), f"t.seq = {driver.at} - :{driver.base}"]
        at = driver.at
    elif sort in _INDEXES and not few:
        tasks += f" INDEXED BY {_INDEXES[sort]}" if query.dialect == "sqlite" else ""
    if driver is None and sort in ("seq", "-seq"):
        where.append("t.seq > :after AND t.seq < :before")
    if condition:
        where.append(condition)
    joined = " CROSS JOIN items i" if "i." in columns else ""
    if joined:
        where.append("i.id = t.item_id")
    order = _ORDERS[sort].format(at=at)
    return f"{head}SELECT {columns} FROM {tasks}{joined} WHERE {' AND '.join(where)} ORDER BY {order} LIMIT :limit"  # noqa: S608


def _rows(conn: Connection, found: list[Any]) -> list[TaskRow]:
    ids = [row.id for row in found]
    annotators: dict[str, list[str]] = {}
    classes: dict[str, dict[str, int]] = {}
    if ids:
        for task, annotator in conn.execute(_ANNOTATORS, {"ids": ids}):
            annotators.setdefault(task, []).append(annotator)
        for task, name, n in conn.execute(_CLASSES, {"ids": ids}):
            classes.setdefault(task, {})[name] = n
    return [
        TaskRow(**row._mapping, annotators=annotators.get(row.id, []), classes=classes.get(row.id, {}))
        for row in found
    ]


_ANNOTATORS = text(
    "SELECT task_id, annotator_id FROM task_annotators WHERE task_id IN :ids ORDER BY annotator_id"
).bindparams(bindparam("ids", expanding=True))
_CLASSES = text(
    'SELECT task_id, "class", n FROM task_classes WHERE task_id IN :ids ORDER BY "class"'
).bindparams(bindparam("ids", expanding=True))


def _cursor(sort: str, last: TaskRow) -> str:
    value = {"priority": last.priority, "updated": last.updated_at}.get(sort, 0)
    return cursors.write([sort, value, last.seq])


def _counted(conn: Connection, project_id: str, wanted: Filter) -> int:
    where = ["project_id = :project"]
    params: dict[str, Any] = {"project": project_id}
    if wanted.stage is not None:
        where.append("stage = :stage")
        params["stage"] = wanted.stage
    if wanted.state is not None:
        where.append("state = :state")
        params["state"] = wanted.state
    statement = f"SELECT coalesce(sum(n), 0) FROM stage_counts WHERE {' AND '.join(where)}"  # noqa: S608
    return int(conn.execute(text(statement), params).scalar_one())
