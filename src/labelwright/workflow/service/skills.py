"""What each person is worth in a project: how alike their answers and what then stood were."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from labelwright.core.aggregation.believed import skill_of
from labelwright.storage.sql import Sql

_SKILL = Sql('SELECT given, "right" FROM skills WHERE project_id = :project AND user_id = :user')
_PROVEN = Sql(
    "SELECT count(*), sum(score) FROM (SELECT score, source FROM scores WHERE project_id = :project AND user_id = :user"
    " ORDER BY created_at DESC LIMIT :newest) newest WHERE source <> 'consensus'"
)
_BEFORE = Sql("SELECT score FROM scores WHERE task_id = :task AND user_id = :user")
_SCORE = Sql(
    "INSERT INTO scores (project_id, task_id, user_id, answer_id, source, score, created_at)"
    " VALUES (:project, :task, :user, :answer, :source, :score, :now)"
    " ON CONFLICT (task_id, user_id) DO UPDATE SET answer_id = excluded.answer_id, source = excluded.source,"
    " score = excluded.score, created_at = excluded.created_at"
)
_COUNT = Sql(
    'INSERT INTO skills (project_id, user_id, given, "right") VALUES (:project, :user, 1, :score)'
    ' ON CONFLICT (project_id, user_id) DO UPDATE SET given = skills.given + 1, "right" = skills."right" + :score'
)
_RECOUNT = Sql(
    'UPDATE skills SET "right" = "right" + :change WHERE project_id = :project AND user_id = :user'
)
_FORGET = Sql("DELETE FROM scores WHERE task_id = :task AND user_id = :user AND source = :source")
_DISCOUNT = Sql(
    'UPDATE skills SET given = given - 1, "right" = "right" - :score WHERE project_id = :project AND user_id = :user'
)
NEWEST = 200
"""How many of a person's answers are looked at for what is proven of them."""
STEP = 2.0**-20
"""Scores are multiples of it, so that their sums are exact however often they are added and taken back."""


def of(conn: Connection, project_id: str, users: Sequence[str]) -> list[float]:
    """How probably each of these people is right, as far as it is known."""
    found = []
    for user in users:
        row = _SKILL(conn, {"project": project_id, "user": user}).fetchone()
        found.append(skill_of(*row) if row is not None else skill_of(0.0, 0.0))
    return found


def proven(conn: Connection, project_id: str, user: str) -> float:
    """How probably a person is right, by gold and judges on their newest answers; as usual where they say nothing.

    Consensus proves nobody: people who err alike would prove one another right.
    """
    row = _PROVEN(conn, {"project": project_id, "user": user, "newest": NEWEST}).fetchone()
    return skill_of(float(row[0]), row[1] or 0.0)


def score(
    conn: Connection,
    project_id: str,
    task_id: str,
    source: str,
    scores: Mapping[str, tuple[str, float]],
    now: int,
) -> None:
    """Keep how right people's answers to a task were, by person: the answer and its score from 0 to 1.

    A newer score of the same task takes the place of the older. `source` is what they were compared with: consensus,
    verdict or gold. People are counted in one order, so that no two units of work wait for each other.
    """
    for user in sorted(scores):
        answer, exact = scores[user]
        value = round(exact / STEP) * STEP
        before = _BEFORE.scalar(conn, {"task": task_id, "user": user})
        row = {"project": project_id, "task": task_id, "user": user, "answer": answer, "source": source}
        _SCORE(conn, {**row, "score": value, "now": now})
        who = {"project": project_id, "user": user}
        if before is None:
            _COUNT(conn, {**who, "score": value})
        else:
            _RECOUNT(conn, {**who, "change": value - before})


def forget(conn: Connection, project_id: str, task_id: str, users: Sequence[str], source: str) -> None:
    """Take back how right people's answers to a task were by a source; the people come in one order, as ever."""
    for user in sorted(users):
        params = {"project": project_id, "task": task_id, "user": user, "source": source}
        before = _BEFORE.scalar(conn, params)
        if _FORGET(conn, params).rowcount:
            _DISCOUNT(conn, {**params, "score": before})
