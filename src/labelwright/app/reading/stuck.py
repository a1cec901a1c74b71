"""Stuck tasks as those who run a project see them: with why, and what this person can do about each."""

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.access import may, may_take
from labelwright.workflow import access, routing
from labelwright.workflow.access import Person
from labelwright.workflow.service import queue, running, tasks
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.stuck import finding, mending
from labelwright.workflow.service.stuck.finding import Stuck

MOST = 200


class Shown(Struct, frozen=True):
    """A stuck task. Who asks may `take` it themselves, let its answer stand (`accept`), or hand it up to a stage."""

    stuck: Stuck
    stage_name: str
    judges: bool
    take: bool
    accept: bool
    hand_up: str | None


class Found(Struct, frozen=True):
    """The first stuck tasks, and whether there are more."""

    shown: tuple[Shown, ...]
    more: bool


def list_stuck(conn: Connection, who: Person, project_id: str) -> Found:
    """The stuck tasks of a project, stage by stage."""
    role = access.project(conn, who, project_id, "stuck.view").role
    project = running.read(conn, project_id)
    found = finding.find(conn, project, MOST + 1)
    shown = tuple(_shown(conn, project, who, role, one) for one in found[:MOST])
    return Found(shown, len(found) > MOST)


def _shown(conn: Connection, project: Running, who: Person, role: str, one: Stuck) -> Shown:
    settings = project.stages[one.stage]
    judges = routing.judges(settings)
    task = tasks.read(conn, one.task_id)
    mine = may_take(role, settings.by) and task.assigned_to in (None, who.id)
    to = mending.target(project, one.stage)
    return Shown(
        one,
        settings.name,
        judges,
        mine and queue.suits(conn, task, who.id, judging=judges),
        may(role, "review") and (task.truth_answer_id is not None or task.votes_given > 0),
        project.stages[to].name if to is not None and may(role, "review") else None,
    )
