"""Which tasks are stuck: they wait for somebody in a stage, and none of its people may be given them.

Looked for among those that come first in each stage. A task that is stuck is not far from there: whatever comes before
it is done, and it stays.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Text, bindparam, text

from labelwright.workflow import routing
from labelwright.workflow.service import queue
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.stuck import crew
from labelwright.workflow.service.stuck.crew import Crew, Why

WINDOW = 2_000
"""How many tasks are looked at of each stage."""
NAMED = 5
"""How many people are named for each reason."""


class Stuck(Struct, frozen=True):
    """A task that nobody of its stage may be given, with why in a sentence; `leads` run the project and may take it."""

    task_id: str
    seq: int
    name: str
    stage: int
    why: str
    leads: tuple[str, ...] = ()


_NOBODY = (
    "SELECT tasks.id, tasks.seq, i.name, tasks.round, tasks.assigned_to, u.name AS kept_for"
    " FROM (SELECT * FROM tasks WHERE project_id = :project AND stage = :stage AND free > 0{more}"
    " ORDER BY priority DESC, seq LIMIT :window) tasks JOIN items i ON i.id = tasks.item_id"
    " LEFT JOIN users u ON u.id = tasks.assigned_to WHERE NOT EXISTS (SELECT 1 FROM memberships m"
    " WHERE m.project_id = :project AND m.user_id IN :able"
    " AND (tasks.assigned_to IS NULL OR tasks.assigned_to = m.user_id) AND {suits})"
    " ORDER BY tasks.priority DESC, tasks.seq LIMIT :limit"
)


def _sql(judging: bool, more: str = "") -> Any:
    suits = queue.FOR_ME[judging].replace(":user", "m.user_id")
    names = ("able", "tasks") if more else ("able",)
    found = text(_NOBODY.format(more=more, suits=suits))
    return found.bindparams(*(bindparam(name, expanding=True, type_=Text) for name in names))


_FRONT = {judging: _sql(judging) for judging in (False, True)}
_AMONG = {judging: _sql(judging, " AND id IN :tasks") for judging in (False, True)}


def find(conn: Connection, project: Running, limit: int) -> list[Stuck]:
    """The first stuck tasks, stage by stage, as they come in the queue; none of an archived project."""
    found: list[Stuck] = []
    for stage in range(len(project.stages) if not project.archived else 0):
        found += _of_stage(conn, project, stage, _FRONT, {"limit": limit - len(found)})
        if len(found) >= limit:
            break
    return found


def among(conn: Connection, project: Running, stages: dict[str, int]) -> dict[str, Stuck]:
    """Those of some tasks that are stuck, by their ids; given with their stages."""
    by_stage: defaultdict[int, list[str]] = defaultdict(list)
    for task_id, stage in stages.items():
        by_stage[stage].append(task_id)
    found: dict[str, Stuck] = {}
    for stage, ids in by_stage.items():
        rows = _of_stage(conn, project, stage, _AMONG, {"limit": len(ids), "tasks": ids})
        found |= {one.task_id: one for one in rows}
    return found


def _of_stage(
    conn: Connection, project: Running, stage: int, statements: dict[bool, Any], params: dict[str, Any]
) -> list[Stuck]:
    settings = project.stages[stage]
    judging = routing.judges(settings)
    people = crew.of(conn, project, settings)
    able = [one.id for one in people.people if one.shut is None]
    where = {"project": project.id, "stage": stage, "window": WINDOW, "able": able, **params}
    rows = conn.execute(statements[judging], where).all()
    return [_told(conn, people, stage, row, settings.by, judging=judging) for row in rows]


def _told(conn: Connection, people: Crew, stage: int, row: Any, by: str, *, judging: bool) -> Stuck:
    free = [one for one in people.leads if one.shut is None and row.assigned_to in (None, one.id)]
    leads = tuple(one.name for one in free if queue.suits_in(conn, row.id, one.id, judging=judging))
    told = crew.hindrances(conn, people.people, (row.id, stage, row.round), row.assigned_to)
    return Stuck(
        row.id, row.seq, row.name, stage, _sentence(told, by, row.kept_for, leads, judging=judging), leads
    )


def _sentence(
    told: Sequence[tuple[str, Why]], by: str, kept_for: str | None, leads: Sequence[str], *, judging: bool
) -> str:
    deed = "judge" if judging else "answer"
    head = f"It is kept for {kept_for}" if kept_for else f"Nobody is left who may {deed} it"
    groups: defaultdict[Why, list[str]] = defaultdict(list)
    for name, why in told:
        if why != "kept":
            groups[why].append(name)
    because = "; ".join(f"{_names(names)} {_WORDS[why][len(names) > 1]}" for why, names in groups.items())
    if kept_for and not because:
        because = f"who may not {deed} it"
    because = because or f"nobody here has the role of {by} or one trusted more"
    told_leads = f" Of those who run the project {_names(leads)} may." if leads else ""
    return f"{head}: {because}.{told_leads}"


_WORDS: dict[Why, tuple[str, str]] = {
    "answered": ("has answered it", "have answered it"),
    "mended": ("has mended it", "have mended it"),
    "judged": ("has judged it", "have judged it"),
    "holding": ("is at work on it", "are at work on it"),
    "skipped": ("has skipped it", "have skipped it"),
    "paused": ("is paused", "are paused"),
    "failed": ("has not passed the test", "have not passed the test"),
    "learning": ("has still to qualify", "have still to qualify"),
}  # fmt: skip
"""Why somebody is not given a task, and why several are not."""


def _names(names: Sequence[str]) -> str:
    shown = list(names[:NAMED]) + ([f"{len(names) - NAMED} more"] if len(names) > NAMED else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
