"""Many rows at once: new items with their tasks, facts and words, and any rows of one table.

On SQLite prepared statements on the raw cursor, on PostgreSQL COPY. Runs in the caller's transaction.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Table, select, text

from labelwright.core.errors import Conflict, NotFound
from labelwright.storage import search
from labelwright.storage.ids import CHANCE, new_ids, now_us, pairs_like
from labelwright.storage.tables import item_facts, item_pages, items, tasks

BATCH = 2_000
SAMPLE = 500
"""From how many items at most the times of others are taken."""
ANALYZED = (items, tasks, item_facts)
"""What PostgreSQL has to know the size of anew while it grows by leaps, beside the words."""
MOST_FACT = 200
"""A metadata value longer than this many characters is kept, but no list is filtered by it."""


class NewItem(Struct, frozen=True):
    """An item to be added, and where its task begins. `metadata` is what a list can be filtered by, and more.

    `page` says which one the item is of the `pages` of its file, counted from 1.
    """

    name: str
    media: str
    content_hash: str
    blob_hash: str | None = None
    mime: str = ""
    bytes: int = 0
    width: int | None = None
    height: int | None = None
    text: str | None = None
    metadata: dict[str, Any] = {}
    stage: int = 0
    state: str = "open"
    votes_wanted: int = 1
    priority: int = 0
    page: int = 1
    pages: int = 1
    due_at: int | None = None


class Added(Struct, frozen=True):
    """What was made of a `NewItem`."""

    name: str
    item_id: str
    task_id: str
    seq: int


def add_items(
    conn: Connection, project_id: str, new: Iterable[NewItem], *, timeless: bool = False
) -> list[Added]:
    """Add items with their tasks, in order, and keep the project's and the stages' counters right.

    Ids of `timeless` ones have the times of items that are there already, so that nobody sees by them which came
    together. Pass some thousands at a time: all of them are in memory. Raises `Conflict` naming the names that the
    project has already, and `NotFound` where there is no such project.
    """
    given = list(new)
    project = _project(conn, project_id)
    _refuse_known_names(conn, project_id, [item.name for item in given])
    now = now_us()
    first = project.task_count + 1
    others = _some_pairs(conn, project_id, project.task_count) if timeless else []
    ids_of = pairs_like(others, len(given)) if others else _id_pairs(len(given))
    added = [
        Added(item.name, *ids, first + n) for n, (item, ids) in enumerate(zip(given, ids_of, strict=True))
    ]
    pairs = list(zip(given, added, strict=True))
    insert_rows(conn, items, _ITEM, (_item_row(project_id, i, a, now) for i, a in pairs))
    insert_rows(conn, tasks, _TASK, (_task_row(project_id, i, a, now) for i, a in pairs))
    insert_rows(conn, item_facts, _FACT, (row for i, a in pairs for row in _fact_rows(project_id, i, a)))
    insert_rows(conn, item_pages, _PAGE, ((a.item_id, i.page, i.pages) for i, a in pairs if i.pages > 1))
    insert_words(conn, ((project_id, project.number, a.seq, i.name, i.text) for i, a in pairs))
    _count(conn, project_id, given, now)
    if _leaps(project.task_count, len(given)):
        learn_sizes(conn)
    return added


def learn_sizes(conn: Connection) -> None:
    """Let PostgreSQL look at tables that grew by leaps, and put the new words into their index.

    It would do both by itself within minutes. Until then its plans are those for an empty table, also the ones that
    other connections have made and keep. SQLite needs none of it.
    """
    if conn.dialect.name == "sqlite":
        return
    for table in ANALYZED:
        conn.execute(text(f"ANALYZE {table.name}"))
    conn.execute(text("ANALYZE item_words"))
    conn.execute(text("SELECT gin_clean_pending_list('ix_item_words_words')"))


def insert_rows(
    conn: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows of one table, given as values in the order of `columns`; the rows may be a stream."""
    quote = conn.dialect.identifier_preparer.quote
    target = f"{table.name} ({', '.join(quote(name) for name in columns)})"
    if conn.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        _many(conn, f"INSERT INTO {target} VALUES ({marks})", rows)  # noqa: S608
    else:
        _copy(conn, f"COPY {target} FROM STDIN", rows)


def insert_words(conn: Connection, found: Iterable[tuple[str, int, int, str, str | None]]) -> None:
    """Make items searchable: rows of project id, the project's number, seq, name and text; may be a stream."""
    if conn.dialect.name == "sqlite":
        rows = (
            (search.row_base(number) + seq, search.document("sqlite", name, content or ""))
            for _, number, seq, name, content in found
        )
        _many(conn, "INSERT INTO item_words (rowid, words) VALUES (?, ?)", rows)
    else:
        stream = iter(found)
        while batch := list(islice(stream, BATCH)):  # a COPY cannot run while rows are still being fetched
            documents = (
                (project_id, seq, search.document("postgresql", name, content or ""))
                for project_id, _, seq, name, content in batch
            )
            _copy(conn, "COPY item_words (project_id, seq, words) FROM STDIN", documents)


def facts(metadata: dict[str, Any]) -> list[tuple[str, str]]:
    """What of an item's metadata a list can be filtered by: its plain values, as text."""
    found = []
    for key, value in metadata.items():
        if isinstance(value, str):
            plain = value
        elif isinstance(value, int | float):
            plain = msgspec.json.encode(value).decode()
        else:
            continue
        if len(plain) <= MOST_FACT:
            found.append((key, plain))
    return found


_ITEM = [
    "id",
    "project_id",
    "seq",
    "name",
    "media",
    "content_hash",
    "blob_hash",
    "mime",
    "bytes",
    "width",
    "height",
    "text",
    "metadata",
    "created_at",
]
_TASK = [
    "id",
    "project_id",
    "item_id",
    "seq",
    "stage",
    "round",
    "state",
    "priority",
    "votes_wanted",
    "votes_given",
    "free",
    "annotation_count",
    "created_at",
    "updated_at",
    "due_at",
]
_PAGE = ("item_id", "page", "pages")
_FACT = ("project_id", "key", "value", "seq")


def _leaps(before: int, new: int) -> bool:
    """Whether so many more make a project pass 2,000 items, 8,000, 32,000 and so on."""
    step = BATCH
    while step <= before:
        step *= 4
    return before + new >= step


def _id_pairs(n: int) -> Iterator[tuple[str, str]]:
    return zip(new_ids(n), new_ids(n), strict=True)


def _some_pairs(conn: Connection, project_id: str, count: int) -> list[tuple[str, str]]:
    """The ids of items of a project and of their tasks, drawn by their numbers."""
    drawn = CHANCE.sample(range(1, count + 1), min(count, SAMPLE))
    chosen = select(tasks.c.item_id, tasks.c.id).where(
        tasks.c.project_id == project_id, tasks.c.seq.in_(drawn)
    )
    return [(item_id, task_id) for item_id, task_id in conn.execute(chosen)]


def _item_row(project_id: str, item: NewItem, added: Added, now: int) -> tuple[Any, ...]:
    metadata = msgspec.json.encode(item.metadata).decode()
    start = (added.item_id, project_id, added.seq, item.name, item.media, item.content_hash, item.blob_hash)
    return (*start, item.mime, item.bytes, item.width, item.height, item.text, metadata, now)


def _task_row(project_id: str, item: NewItem, added: Added, now: int) -> tuple[Any, ...]:
    free = item.votes_wanted if item.state == "open" else 0
    start = (added.task_id, project_id, added.item_id, added.seq, item.stage, 0, item.state, item.priority)
    return (*start, item.votes_wanted, 0, free, 0, now, now, item.due_at)


def _fact_rows(project_id: str, item: NewItem, added: Added) -> Iterator[tuple[Any, ...]]:
    for key, value in facts(item.metadata):
        yield project_id, key, value, added.seq


def _project(conn: Connection, project_id: str) -> Any:
    lock = " FOR UPDATE" if conn.dialect.name == "postgresql" else ""
    statement = text("SELECT number, task_count FROM projects WHERE id = :id" + lock)  # noqa: S608 (ours)
    row = conn.execute(statement, {"id": project_id}).first()
    if row is None:
        raise NotFound("There is no such project.")
    return row


def _refuse_known_names(conn: Connection, project_id: str, names: list[str]) -> None:
    listed = msgspec.json.encode(names).decode()
    each = (
        "json_each(:names)"
        if conn.dialect.name == "sqlite"
        else "json_array_elements_text(CAST(:names AS json)) AS value"
    )
    known = text(f"SELECT name FROM items WHERE project_id = :project AND name IN (SELECT value FROM {each})")  # noqa: S608
    found = set(conn.execute(known, {"project": project_id, "names": listed}).scalars())
    found |= {name for name, n in Counter(names).items() if n > 1}
    if found:
        shown = ", ".join(sorted(found)[:3])
        raise Conflict(
            f"The project has items of these names already: {shown}.", remedy="Rename or leave them out."
        )


def _count(conn: Connection, project_id: str, given: list[NewItem], now: int) -> None:
    size = sum(item.bytes for item in given)
    conn.execute(
        text(
            "UPDATE projects SET task_count = task_count + :n, item_bytes = item_bytes + :size, updated_at = :now"
            " WHERE id = :id"
        ),
        {"n": len(given), "size": size, "now": now, "id": project_id},
    )
    counts: dict[tuple[int, str], int] = {}
    for item in given:
        counts[item.stage, item.state] = counts.get((item.stage, item.state), 0) + 1
    for (stage, state), n in sorted(counts.items()):
        conn.execute(
            text(
                "INSERT INTO stage_counts (project_id, stage, state, n) VALUES (:id, :stage, :state, :n)"
                " ON CONFLICT (project_id, stage, state) DO UPDATE SET n = stage_counts.n + excluded.n"
            ),
            {"id": project_id, "stage": stage, "state": state, "n": n},
        )


def _many(conn: Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    cursor = conn.connection.cursor()
    try:
        stream = iter(rows)
        while batch := list(islice(stream, BATCH)):
            cursor.executemany(statement, batch)
    finally:
        cursor.close()


def _copy(conn: Connection, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    cursor = conn.connection.cursor()
    try:
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    finally:
        cursor.close()
