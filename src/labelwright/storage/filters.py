"""What a list of tasks can be filtered by, and the lists of seqs that make each filter quick."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.errors import Invalid, NotFound
from labelwright.storage import given, search
from labelwright.storage.given import Given

FEW = 5_000
"""A filter with fewer tasks than this is gathered and sorted; one with more is walked along in order."""

FEW_WORDS = 50_000
"""The same for a text search in an order other than by seq: asking it of a single task is dear."""


MOST_FACTS = 8
"""Each fact is one more table to plan for, and the work of planning grows faster than their number."""


class Filter(Struct, frozen=True, omit_defaults=True):
    """Which tasks; what is not given does not matter. `metadata` holds the values that keys must have.

    `late` is a time in microseconds UTC: those are meant which had been due by then and still wait. `given` are those
    to which this was given.
    """

    stage: int | None = None
    state: str | None = None
    cls: str | None = None
    annotator: str | None = None
    metadata: dict[str, str] = {}
    text: str | None = None
    late: int | None = None
    given: Given | None = None


class Posting(Struct, frozen=True):
    """One filter as a list of seqs in rising order, in SQL: the rows of `table` `where` they match.

    `at` is the column that holds the seq, with `base` (a parameter) added to it. One that has to be gathered before the
    first seq is known says in `asked` how a single task `t` is asked instead.
    """

    table: str
    where: str
    at: str
    base: str
    asked: str = ""


class Query(Struct):
    """A filter made ready: its postings, the conditions on tasks, and the parameters of both."""

    project_id: str
    dialect: str
    postings: list[Posting]
    conditions: list[str]
    params: dict[str, Any]


def prepare(conn: Connection, project_id: str, wanted: Filter) -> Query:
    """The filter in SQL. Raises `NotFound` where there is no such project, `Invalid` for too many facts."""
    if len(wanted.metadata) > MOST_FACTS:
        raise Invalid(f"Tasks are filtered by at most {MOST_FACTS} facts of their metadata.", where="meta")
    query = Query(project_id, conn.dialect.name, [], [], {"project": project_id, "zero": 0})
    for column in ("stage", "state"):
        value = getattr(wanted, column)
        if value is not None:
            query.conditions.append(f"t.{column} = :{column}")
            query.params[column] = value
    for number, (key, value) in enumerate(sorted(wanted.metadata.items())):
        _add_fact(query, number, key, value)
    if wanted.cls is not None:
        _add_list(query, "task_classes", '"class"', wanted.cls)
    if wanted.annotator is not None:
        _add_list(query, "task_annotators", "annotator_id", wanted.annotator)
    if wanted.late is not None:
        where = "due.project_id = :project AND due.due_at <= :late AND due.state IN ('open', 'waiting')"
        query.postings.append(Posting("tasks due", where, "due.seq", "zero"))
        query.params["late"] = wanted.late
    if wanted.given is not None:
        table = f"({given.of_project(wanted.given)}) given"
        asked = given.of_task(wanted.given)
        query.postings.append(Posting(table, "given.seq > 0", "given.seq", "zero", asked))
        query.params |= given.params(wanted.given)
    if wanted.text is not None and wanted.text.strip():
        _add_text(conn, query, wanted.text)
    return query


def how_many(conn: Connection, query: Query, posting: Posting | None, most: int) -> int:
    """How many tasks a posting, or the conditions on tasks where None, let through; counted up to `most`."""
    if posting is None:
        where = " AND ".join(["t.project_id = :project", *query.conditions])
        source = f"tasks t WHERE {where}"
    else:
        source = f"{posting.table} WHERE {posting.where} AND {within(posting)}"
    statement = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT :most) AS found"  # noqa: S608 (ours)
    given = query.params | {"after": 0, "before": search.MOST_SEQ, "most": most}
    return int(conn.execute(text(statement), given).scalar_one())


def within(posting: Posting) -> str:
    """The posting between the seqs :after and :before, neither included."""
    return f"{posting.at} > :{posting.base} + :after AND {posting.at} < :{posting.base} + :before"


def has(posting: Posting) -> str:
    """Whether the task `t` is in the posting, asked of that task alone."""
    if posting.asked:
        return posting.asked
    found = f"SELECT 1 FROM {posting.table} WHERE {posting.where} AND {posting.at} = :{posting.base} + t.seq"  # noqa: S608
    return f"EXISTS ({found})"


def _add_fact(query: Query, number: int, key: str, value: str) -> None:
    name = f"fact{number}"
    where = f"{name}.project_id = :project AND {name}.key = :{name}_key AND {name}.value = :{name}_value"
    query.postings.append(Posting(f"item_facts {name}", where, f"{name}.seq", "zero"))
    query.params |= {f"{name}_key": key, f"{name}_value": value}


def _add_list(query: Query, table: str, column: str, value: str) -> None:
    where = f"{table}.project_id = :project AND {table}.{column} = :{table}"
    query.postings.append(Posting(table, where, f"{table}.seq", "zero"))
    query.params[table] = value


def _add_text(conn: Connection, query: Query, wanted: str) -> None:
    matched = search.match(query.dialect, wanted)
    if matched is None:
        query.conditions.append("1 = 0")
        return
    query.params["words"] = matched
    if query.dialect == "sqlite":
        query.postings.append(Posting("item_words", "item_words MATCH :words", "item_words.rowid", "base"))
        query.params["base"] = search.row_base(_number(conn, query.project_id))
    else:
        where = "item_words.project_id = :project AND item_words.words @@ CAST(:words AS tsquery)"
        query.postings.append(Posting("item_words", where, "item_words.seq", "zero"))


def _number(conn: Connection, project_id: str) -> int:
    found = conn.execute(text("SELECT number FROM projects WHERE id = :id"), {"id": project_id}).scalar()
    if found is None:
        raise NotFound("There is no such project.")
    return int(found)
