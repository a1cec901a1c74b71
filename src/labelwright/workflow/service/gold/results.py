"""How right people's answers to gold were: one row an answer, which counts until it is void."""

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.storage.sql import Sql


class Result(Struct, frozen=True):
    """How right an answer to gold was, 0 to 1, against the answer that was gold then."""

    answer_id: str
    task_id: str
    user_id: str
    gold_answer_id: str
    pool: str
    score: float
    passed: bool
    created_at: int


_FIELDS = ", ".join(Result.__struct_fields__)
_READ = Sql(f"SELECT {_FIELDS} FROM gold_answers WHERE answer_id = :answer AND NOT void")  # noqa: S608
_KEEP = Sql(
    "INSERT INTO gold_answers (answer_id, project_id, task_id, user_id, gold_answer_id, pool, score, passed, seconds,"
    " void, created_at) VALUES (:answer, :project, :task, :user, :gold, :pool, :score, :passed, :seconds, false, :now)"
)
_OF_TASK = Sql(
    f"SELECT {_FIELDS} FROM gold_answers WHERE task_id = :task AND void = :void ORDER BY created_at"  # noqa: S608
)
_SCORES = Sql(
    "SELECT score, created_at FROM gold_answers WHERE project_id = :project AND user_id = :user AND pool = :pool"
    " AND created_at > :since AND NOT void ORDER BY created_at DESC LIMIT :most"
)
_VOID = Sql("UPDATE gold_answers SET void = :void WHERE answer_id = :answer")
_SCORE = Sql(
    "UPDATE gold_answers SET gold_answer_id = :gold, score = :score, passed = :passed WHERE answer_id = :answer"
)

PLANS = {"gold results": (_SCORES, "ix_gold_answers_project_id_user_id_created_at")}
"""What each answer to hidden gold asks, and the index it is to use."""


def read(conn: Connection, answer_id: str) -> Result | None:
    """The result of an answer that counts; None where it was to no gold, or is void."""
    row = _READ(conn, {"answer": answer_id}).fetchone()
    return result_of(row) if row is not None else None


def keep(conn: Connection, project_id: str, result: Result, seconds: float | None) -> None:
    """Keep the result of a new answer; `seconds` is the working time."""
    row = {name: getattr(result, name) for name in ("pool", "score", "passed")}
    who = {"answer": result.answer_id, "task": result.task_id, "user": result.user_id}
    where = {
        "project": project_id,
        "gold": result.gold_answer_id,
        "seconds": seconds,
        "now": result.created_at,
    }
    _KEEP(conn, row | who | where)


def of_task(conn: Connection, task_id: str, *, void: bool = False) -> list[Result]:
    """The results of a task that count, or those that are void, the oldest first."""
    return [result_of(row) for row in _OF_TASK(conn, {"task": task_id, "void": void}).fetchall()]


def newest(
    conn: Connection, project_id: str, user_id: str, pool: str, since: int, most: int
) -> list[tuple[float, int]]:
    """A person's newest scores of a pool after `since`, at most so many, with their times, the oldest first."""
    params = {"project": project_id, "user": user_id, "pool": pool, "since": since, "most": most}
    return [(row[0], row[1]) for row in _SCORES(conn, params).fetchall()[::-1]]


def set_void(conn: Connection, answer_id: str, *, void: bool) -> None:
    """Let a result count no more, or again."""
    _VOID(conn, {"answer": answer_id, "void": void})


def rescore(conn: Connection, answer_id: str, gold_answer_id: str, score: float, *, passed: bool) -> None:
    """Let a result be against another gold answer."""
    _SCORE(conn, {"answer": answer_id, "gold": gold_answer_id, "score": score, "passed": passed})


def result_of(row: tuple[object, ...]) -> Result:
    """The result that a row holds, its columns as the fields are."""
    fields = dict(zip(Result.__struct_fields__, row, strict=True))
    return Result(**{**fields, "passed": bool(fields["passed"])})  # type: ignore[arg-type]
