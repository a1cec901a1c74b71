"""What each person is worth in a project: how right their answers were, as far as one knows.

Each task teaches something of everybody who answered it, from the second answer on, and more surely with every answer
that comes in: an incremental EM algorithm, in which one task at a time is judged anew (Neal and Hinton, 1998). What a
task teaches does not count where that task is judged, so that nobody proves themselves right.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from labelwright.core.aggregation.believed import Shown
from labelwright.storage.sql import Sql

_SHOWN = Sql(
    'SELECT s.given, s."right", l."right" FROM skills s'
    " LEFT JOIN lessons l ON l.task_id = :but AND l.user_id = s.user_id"
    " WHERE s.project_id = :project AND s.user_id = :user"
)
_LESSON = Sql('SELECT "right" FROM lessons WHERE task_id = :task AND user_id = :user')
_SCORE = Sql(
    "INSERT INTO scores (project_id, task_id, user_id, answer_id, source, score, created_at)"
    " VALUES (:project, :task, :user, :answer, :source, :score, :now)"
    " ON CONFLICT (task_id, user_id) DO UPDATE SET answer_id = excluded.answer_id, source = excluded.source,"
    " score = excluded.score, created_at = excluded.created_at, stands_id = NULL"
)
_LEARN = Sql(
    'INSERT INTO lessons (project_id, task_id, user_id, "right") VALUES (:project, :task, :user, :right)'
    ' ON CONFLICT (task_id, user_id) DO UPDATE SET "right" = excluded."right"'
)
_COUNT = Sql(
    'INSERT INTO skills (project_id, user_id, given, "right") VALUES (:project, :user, 1, :right)'
    ' ON CONFLICT (project_id, user_id) DO UPDATE SET given = skills.given + 1, "right" = skills."right" + :right'
)
_RECOUNT = Sql(
    'UPDATE skills SET "right" = "right" + :change WHERE project_id = :project AND user_id = :user'
)
_FORGET = Sql("DELETE FROM scores WHERE task_id = :task AND user_id = :user AND source = :source")
_UNLEARN = Sql("DELETE FROM lessons WHERE task_id = :task AND user_id = :user")
_DISCOUNT = Sql(
    'UPDATE skills SET given = given - 1, "right" = "right" - :right WHERE project_id = :project AND user_id = :user'
)
STEP = 2.0**-20
"""What is learned are multiples of it, so that their sums are exact however often they are added and taken back."""


def shown(conn: Connection, project_id: str, user: str, but: str = "") -> Shown:
    """What a person has shown in a project; without what the task `but` teaches."""
    row = _SHOWN(conn, {"project": project_id, "user": user, "but": but}).fetchone()
    if row is None:
        return Shown()
    given, right, taught = row
    return Shown(given, right) if taught is None else Shown(given - 1, right - taught)


def learn(conn: Connection, project_id: str, task_id: str, right: Mapping[str, float]) -> None:
    """Let a task teach how right each person's answer probably is, 0 to 1, in place of what it taught before.

    People are counted in one order, so that no two units of work wait for each other.
    """
    for user in sorted(right):
        value = round(right[user] / STEP) * STEP
        row = {"project": project_id, "task": task_id, "user": user, "right": value}
        before = _LESSON.scalar(conn, row)
        _LEARN(conn, row)
        if before is None:
            _COUNT(conn, row)
        else:
            _RECOUNT(conn, {**row, "change": value - before})


def keep(
    conn: Connection,
    project_id: str,
    task_id: str,
    source: str,
    scores: Mapping[str, tuple[str, float]],
    now: int,
) -> None:
    """Keep how alike people's answers to a task and what stands are, by person: the answer and its score, 0 to 1.

    A newer score of the same task takes the place of the older. `source` is what they were compared with: consensus,
    verdict or gold.
    """
    for user in sorted(scores):
        answer, score = scores[user]
        row = {"project": project_id, "task": task_id, "user": user, "answer": answer, "source": source}
        _SCORE(conn, {**row, "score": score, "now": now})


def score(
    conn: Connection,
    project_id: str,
    task_id: str,
    source: str,
    scores: Mapping[str, tuple[str, float]],
    now: int,
) -> None:
    """Keep scores by what is known to be right, and learn from them."""
    keep(conn, project_id, task_id, source, scores, now)
    learn(conn, project_id, task_id, {user: value for user, (_, value) in scores.items()})


def forget(conn: Connection, project_id: str, task_id: str, users: Sequence[str], source: str) -> None:
    """Take back scores of a task and what it teaches of these people; they come in one order, as ever."""
    for user in sorted(users):
        params = {"project": project_id, "task": task_id, "user": user, "source": source}
        before = _LESSON.scalar(conn, params)
        if _FORGET(conn, params).rowcount and before is not None:
            _UNLEARN(conn, params)
            _DISCOUNT(conn, {**params, "right": before})
