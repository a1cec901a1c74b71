"""Gold of a project: each task of it with what its answers say, and how each annotator does on it. Only reads."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection, Text, bindparam, text

from labelwright.core.access import ROLES, may
from labelwright.core.gold.items import Given, Statistics, statistics
from labelwright.core.gold.window import Window, windowed
from labelwright.storage import cursors
from labelwright.storage.given import SCORED_GOLD

TESTED = tuple(role for role in ROLES if may(role, "label") and not may(role, "answers.view"))
"""The roles of people who are handed gold: of those who label, the ones who cannot look up what is right."""
LAST = 10
"""How many of a person's newest results are told one by one."""
SCANNED = 200
"""Gold tasks looked at together in search of those of which a finding is told."""


class GoldItem(Struct, frozen=True):
    """A gold task; `text_preview` is the beginning of a text. Times are microseconds UTC."""

    task_id: str
    seq: int
    item_id: str
    name: str
    media: str
    blob_hash: str | None
    text_preview: str | None
    width: int | None
    height: int | None
    answer_id: str
    pool: str
    note: str
    created_by: str | None
    created_at: int
    retired_at: int | None
    statistics: Statistics


class GoldItems(Struct, frozen=True):
    """Some gold tasks, newest first, and the cursor of those that follow, None at the end."""

    items: tuple[GoldItem, ...]
    next: str | None


class GoldResult(Struct, frozen=True):
    """How right one answer to gold was."""

    answer_id: str
    task_id: str
    name: str
    pool: str
    score: float
    passed: bool
    created_at: int


class GoldPerson(Struct, frozen=True):
    """An annotator: the mean of their newest answers to hidden gold, how many to any gold there are, and the last."""

    user_id: str
    name: str
    role: str
    score: Window | None
    answers: int
    last: tuple[GoldResult, ...]


class GoldPeople(Struct, frozen=True):
    """Some annotators by name, and the cursor of those that follow, None at the end."""

    people: tuple[GoldPerson, ...]
    next: str | None


_ITEMS = text(
    "SELECT g.task_id, t.seq, i.id AS item_id, i.name, i.media, i.blob_hash, substr(i.text, 1, 200) AS text_preview,"
    " i.width, i.height, g.answer_id, g.pool, g.note, g.created_by, g.created_at, g.retired_at"
    " FROM gold g JOIN tasks t ON t.id = g.task_id JOIN items i ON i.id = t.item_id"
    " WHERE g.project_id = :project AND (:pool = '' OR g.pool = :pool)"
    " AND (g.retired_at IS NOT NULL) = :retired AND (g.created_at, g.task_id) < (:at, :task)"
    " ORDER BY g.created_at DESC, g.task_id DESC LIMIT :most"
)
_COUNTS = text(
    "SELECT pool, count(*) FROM gold WHERE project_id = :project AND retired_at IS NULL GROUP BY pool"
)
_GIVEN = text(
    "SELECT task_id, user_id, score, passed, seconds FROM gold_answers"
    " WHERE task_id IN :tasks AND NOT void ORDER BY created_at, answer_id"
).bindparams(bindparam("tasks", expanding=True, type_=Text))
_TOTALS = text(
    "SELECT user_id, count(*), sum(CASE WHEN passed THEN 1 ELSE 0 END) FROM gold_answers"
    " WHERE project_id = :project AND user_id IN :people AND NOT void GROUP BY user_id"
).bindparams(bindparam("people", expanding=True, type_=Text))
_TESTED = text("SELECT count(*) FROM memberships WHERE project_id = :project AND role IN :roles").bindparams(
    bindparam("roles", expanding=True, type_=Text)
)
_MET = text(
    "SELECT a.task_id, count(DISTINCT a.annotator_id) FROM answers a"
    " JOIN memberships m ON m.project_id = :project AND m.user_id = a.annotator_id AND m.role IN :roles"
    " WHERE a.task_id IN :tasks GROUP BY a.task_id"
).bindparams(bindparam("roles", expanding=True, type_=Text), bindparam("tasks", expanding=True, type_=Text))
_PEOPLE = text(
    "SELECT u.id, u.name, m.role FROM memberships m JOIN users u ON u.id = m.user_id"
    " WHERE m.project_id = :project AND m.role IN :roles AND (u.name, u.id) > (:name, :user)"
    " ORDER BY u.name, u.id LIMIT :most"
).bindparams(bindparam("roles", expanding=True, type_=Text))
_NEWEST = text(
    "SELECT user_id, score FROM (SELECT user_id, score, created_at,"  # noqa: S608 (ours)
    " row_number() OVER (PARTITION BY user_id ORDER BY created_at DESC) AS place FROM gold_answers g"
    f" WHERE project_id = :project AND user_id IN :people AND {SCORED_GOLD}) newest"
    " WHERE place <= :most ORDER BY user_id, created_at"
).bindparams(bindparam("people", expanding=True, type_=Text))
_LAST = text(
    "SELECT n.user_id, n.answer_id, n.task_id, i.name, n.pool, n.score, n.passed, n.created_at"
    " FROM (SELECT user_id, answer_id, task_id, pool, score, passed, created_at,"
    " row_number() OVER (PARTITION BY user_id ORDER BY created_at DESC) AS place FROM gold_answers"
    " WHERE project_id = :project AND user_id IN :people AND NOT void) n"
    " JOIN tasks t ON t.id = n.task_id JOIN items i ON i.id = t.item_id"
    " WHERE n.place <= :most ORDER BY n.user_id, n.created_at DESC"
).bindparams(bindparam("people", expanding=True, type_=Text))


def gold_items(
    conn: Connection,
    project_id: str,
    *,
    pool: str = "",
    finding: str = "",
    retired: bool = False,
    cursor: str = "",
    limit: int = 50,
) -> GoldItems:
    """The gold tasks of a pool, or those of which a finding is told, that are in use or have been `retired`.

    Raises `Invalid` where the cursor is not one of this list.
    """
    place = cursors.read(cursor, tuple[int, str]) if cursor else (1 << 62, "")
    people = _tested(conn, project_id)
    found: list[GoldItem] = []
    while len(found) <= limit:
        wanted = max(SCANNED, limit + 1) if finding else limit + 1
        chunk = list(_items(conn, project_id, pool, place, people, retired=retired, most=wanted))
        found += [item for item in chunk if not finding or finding in item.statistics.findings]
        if len(chunk) < wanted:
            break
        place = (chunk[-1].created_at, chunk[-1].task_id)
    more = len(found) > limit
    last = found[limit - 1] if more else None
    return GoldItems(tuple(found[:limit]), cursors.write((last.created_at, last.task_id)) if last else None)


def gold_counts(conn: Connection, project_id: str) -> dict[str, int]:
    """How many gold tasks of each pool are in use; of those that have any."""
    return {row[0]: row[1] for row in conn.execute(_COUNTS, {"project": project_id})}


def gold_people(
    conn: Connection, project_id: str, window: int, *, cursor: str = "", limit: int = 50
) -> GoldPeople:
    """The annotators of a project; `window` is how many of their newest answers to hidden gold make their score.

    Raises `Invalid` where the cursor is not one of this list.
    """
    name, user_id = cursors.read(cursor, tuple[str, str]) if cursor else ("", "")
    where = {"project": project_id, "roles": TESTED, "name": name, "user": user_id, "most": limit + 1}
    rows = conn.execute(_PEOPLE, where).all()
    shown = rows[:limit]
    ids = {"project": project_id, "people": [row.id for row in shown]}
    scores = gold_scores(conn, project_id, ids["people"], window)
    last: dict[str, list[GoldResult]] = defaultdict(list)
    for user, *result in conn.execute(_LAST, {**ids, "most": LAST}):
        last[user].append(GoldResult(*result))
    totals = _totals(conn, project_id, ids["people"])
    people = tuple(
        GoldPerson(
            row.id, row.name, row.role, scores.get(row.id), totals.get(row.id, (0, 0))[0],
            tuple(last[row.id]),
        )
        for row in shown
    )  # fmt: skip
    more = shown[-1] if len(rows) > limit else None
    return GoldPeople(people, cursors.write((more.name, more.id)) if more else None)


def gold_scores(conn: Connection, project_id: str, people: Sequence[str], window: int) -> dict[str, Window]:
    """The score of each person who has answered hidden gold: of the newest so many answers to it."""
    scores: dict[str, list[float]] = defaultdict(list)
    for user, score in conn.execute(_NEWEST, {"project": project_id, "people": people, "most": window}):
        scores[user].append(score)
    return {user: found for user, newest in scores.items() if (found := windowed(newest, window)) is not None}


def _items(
    conn: Connection,
    project_id: str,
    pool: str,
    place: tuple[int, str],
    people: int,
    *,
    retired: bool,
    most: int,
) -> Iterator[GoldItem]:
    """The gold tasks after a place, with their statistics; so many people are handed gold."""
    where = {
        "project": project_id, "pool": pool, "retired": retired, "at": place[0], "task": place[1], "most": most,
    }  # fmt: skip
    rows = conn.execute(_ITEMS, where).all()
    tasks = [row.task_id for row in rows]
    given = _given(conn, project_id, tasks)
    met = {
        row[0]: row[1] for row in conn.execute(_MET, {"project": project_id, "roles": TESTED, "tasks": tasks})
    }
    for row in rows:
        found = statistics(given[row.task_id], people=people, left=people - met.get(row.task_id, 0))
        yield GoldItem(**row._asdict(), statistics=found)


def _given(conn: Connection, project_id: str, tasks: Sequence[str]) -> Mapping[str, list[Given]]:
    """The answers to each task that count, the oldest first, with how their annotators do on the rest of the gold."""
    rows = conn.execute(_GIVEN, {"tasks": tasks}).all()
    own: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row in rows:
        own[row.task_id, row.user_id].append(bool(row.passed))
    totals = _totals(conn, project_id, sorted({row.user_id for row in rows}))
    given: dict[str, list[Given]] = defaultdict(list)
    for row in rows:
        here = own[row.task_id, row.user_id]
        answers, passed = totals[row.user_id]
        others = answers - len(here)
        rest = (passed - sum(here)) / others if others else None
        given[row.task_id].append(Given(row.score, bool(row.passed), row.seconds, rest))
    return given


def _totals(conn: Connection, project_id: str, people: Sequence[str]) -> dict[str, tuple[int, int]]:
    """How many answers to gold that count each person has given, and how many of them passed."""
    rows = conn.execute(_TOTALS, {"project": project_id, "people": people})
    return {user: (answers, passed) for user, answers, passed in rows}


def _tested(conn: Connection, project_id: str) -> int:
    """How many people are handed gold."""
    found: int = conn.execute(_TESTED, {"project": project_id, "roles": TESTED}).scalar_one()
    return found
