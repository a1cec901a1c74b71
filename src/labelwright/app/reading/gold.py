"""Gold as those who run a project see it, and a person's own standing, as far as they may know it."""

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.app.reading.tasks import people
from labelwright.core.gold.window import Window, windowed
from labelwright.insights.gold import GoldItems, GoldPeople, GoldResult, gold_items, gold_people, gold_scores
from labelwright.storage import cursors
from labelwright.workflow import access
from labelwright.workflow.access import Person
from labelwright.workflow.service import running
from labelwright.workflow.service.gold import feedback, results, standing, testing
from labelwright.workflow.service.gold.kept import HIDDEN, QUALIFY
from labelwright.workflow.service.gold.standing import Standing
from labelwright.workflow.service.gold.testing import Part
from labelwright.workflow.service.running import Running
from labelwright.workflow.spec import GoldSpec

NEWEST = 20
"""How many of their own results a person is shown."""


class Listed(Struct, frozen=True):
    """Gold tasks, and the names of those who made them gold."""

    gold: GoldItems
    people: Mapping[str, str]


class Team(Struct, frozen=True):
    """Annotators on gold with their standings, and the names of the leads who decided on them."""

    gold: GoldPeople
    standings: Mapping[str, Standing]
    people: Mapping[str, str]
    project: Running


class Batch(Struct, frozen=True):
    """Answers of one person that were set aside together; `created_by` is None where the document asked for it."""

    batch: str
    user_id: str
    mode: str
    reason: str
    created_by: str | None
    answers: int
    created_at: int
    undone_at: int | None


class Batches(Struct, frozen=True):
    """Some batches, the newest first, the names of the people in them, and the cursor of those that follow."""

    batches: tuple[Batch, ...]
    people: Mapping[str, str]
    next: str | None


class OwnStanding(Struct, frozen=True):
    """Where a person stands: how far they are in a qualification, and what they may know of their gold."""

    stands: Standing
    tries_left: int | None = None
    training: Part | None = None
    qualify: Part | None = None
    pass_mark: float | None = None
    mean: float | None = None
    score: Window | None = None
    feedback: tuple[GoldResult, ...] = ()


_BATCHES = text(
    "SELECT batch, user_id, mode, max(reason), max(created_by), count(*), max(created_at), max(undone_at)"
    " FROM set_aside WHERE project_id = :project AND mode <> 'taken-back' GROUP BY batch, user_id, mode"
    " HAVING (max(created_at), batch) < (:at, :batch) ORDER BY max(created_at) DESC, batch DESC LIMIT :most"
)
_OWN = text(
    "SELECT r.answer_id, r.task_id, r.user_id, r.gold_answer_id, r.pool, r.score, r.passed, r.created_at, i.name"
    " FROM gold_answers r JOIN tasks t ON t.id = r.task_id JOIN items i ON i.id = t.item_id"
    " WHERE r.project_id = :project AND r.user_id = :user AND NOT r.void ORDER BY r.created_at DESC LIMIT 500"
)


def list_gold(
    conn: Connection,
    project_id: str,
    *,
    pool: str,
    finding: str,
    retired: bool,
    cursor: str,
    limit: int,
) -> Listed:
    """A page of the gold of a project."""
    found = gold_items(
        conn, project_id, pool=pool, finding=finding, retired=retired, cursor=cursor, limit=limit
    )
    return Listed(found, people(conn, [item.created_by for item in found.items if item.created_by]))


def list_people(conn: Connection, project_id: str, *, cursor: str = "", limit: int = 50) -> Team:
    """A page of the people who are handed gold."""
    project = running.read(conn, project_id)
    found = gold_people(conn, project_id, window_of(project), cursor=cursor, limit=limit)
    stands = {one.user_id: standing.read(conn, project, one.user_id, one.role) for one in found.people}
    leads = people(conn, [one.updated_by for one in stands.values() if one.updated_by])
    return Team(found, stands, leads, project)


def gold_of_people(conn: Connection, project_id: str, people: Sequence[str]) -> dict[str, Window]:
    """The windowed score of each of these people who has answered hidden gold."""
    return gold_scores(conn, project_id, people, window_of(running.read(conn, project_id)))


def window_of(project: Running) -> int:
    """Of how many of a person's newest answers to hidden gold their score is."""
    return (project.spec.gold or GoldSpec()).window


def list_batches(conn: Connection, project_id: str, *, cursor: str, limit: int) -> Batches:
    """The batches of answers that were set aside, the newest first. Raises `Invalid` for a bad cursor."""
    at, batch = cursors.read(cursor, tuple[int, str]) if cursor else (1 << 62, "")
    where = {"project": project_id, "at": at, "batch": batch, "most": limit + 1}
    found = tuple(Batch(*row) for row in conn.execute(_BATCHES, where))
    shown = found[:limit]
    following = cursors.write((shown[-1].created_at, shown[-1].batch)) if len(found) > limit else None
    named = {one.user_id for one in shown} | {one.created_by for one in shown if one.created_by}
    return Batches(shown, people(conn, named), following)


def own_standing(conn: Connection, who: Person, project_id: str) -> OwnStanding:
    """Where the person who asks stands. While they work nothing of it moves with an answer to gold."""
    role = access.project(conn, who, project_id, "project.view").role
    project = running.read(conn, project_id)
    stands = standing.read(conn, project, who.id, role)
    told = _told(conn, project, who.id, stands)
    if not standing.is_tested(role):
        return OwnStanding(_seen(stands), feedback=told)
    score = _score(conn, project, who.id)
    qualify = project.spec.qualify
    rounds = results.newest(conn, project_id, who.id, QUALIFY, 0, qualify.items) if qualify else []
    if qualify is None or (stands.state == "working" and not rounds):
        return OwnStanding(_seen(stands), score=score, feedback=told)
    training, test = testing.parts(conn, project, who.id, stands)
    between = rounds and (stands.state != "qualifying" or not test.done)
    mean = math.fsum(value for value, _ in rounds) / len(rounds) if between else None
    left = None if stands.state == "working" else max(0, qualify.tries - stands.tries)
    return OwnStanding(_seen(stands), left, training, test, qualify.pass_mark, mean, score, told)


def _seen(stands: Standing) -> Standing:
    """What a person is told of their standing. That gold was counted anew while they work is none of it."""
    return Standing("working") if stands.state == "working" else stands


def _score(conn: Connection, project: Running, user_id: str) -> Window | None:
    gold = project.spec.gold
    if gold is None or gold.feedback == "none":
        return None
    found = results.newest(conn, project.id, user_id, HIDDEN, 0, gold.window)
    return windowed([score for score, _ in found], gold.window)


def _told(conn: Connection, project: Running, user_id: str, stands: Standing) -> tuple[GoldResult, ...]:
    """The newest own results of which the person may see what was right."""
    rows: Sequence[tuple[object, ...]] = [
        tuple(row) for row in conn.execute(_OWN, {"project": project.id, "user": user_id})
    ]
    due = (
        GoldResult(one.answer_id, one.task_id, str(name), one.pool, one.score, one.passed, one.created_at)
        for *fields, name in rows
        if feedback.is_due(project, one := results.result_of(tuple(fields)), stands)
    )
    return tuple(due)[:NEWEST]
