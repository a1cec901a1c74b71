"""The share that stages take of each stratum: counted task by task, so that no annotator and no class goes unseen."""

from collections.abc import Callable, Mapping

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.conditions import Case
from labelwright.core.judging import is_behind, is_drawn
from labelwright.storage.sql import Sql
from labelwright.workflow.routing import Place
from labelwright.workflow.service import facts
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Task
from labelwright.workflow.spec import StageSpec

NOBODY = ("",)
"""The stratum of tasks that belong to no other: nothing stands in them, or nobody made it."""

_MEET = Sql(
    "INSERT INTO strata (project_id, stage, stratum, seen, taken) VALUES (:project, :stage, :stratum, 0, 0)"
    " ON CONFLICT DO NOTHING"
)
_LOCK = Sql(
    "SELECT seen, taken FROM strata WHERE project_id = :project AND stage = :stage AND stratum = :stratum",
    "FOR UPDATE",
)
_COUNT = Sql(
    "UPDATE strata SET seen = seen + 1, taken = taken + :taken"
    " WHERE project_id = :project AND stage = :stage AND stratum = :stratum"
)
_OF: Mapping[str, Callable[[Connection, Task], tuple[str, ...]]] = {
    "annotator": facts.annotators,
    "class": facts.classes,
}


class Ahead(Struct, frozen=True):
    """The strata of a task in the stages ahead of it, by the stage, kept from others until the unit of work ends."""

    strata: tuple[tuple[StageSpec, tuple[str, ...]], ...]
    behind: Mapping[str, bool]


def ahead(conn: Connection, project: Running, task: Task, start: int) -> Ahead:
    """What the stages from `start` on that take a share of each stratum have had of those of a task."""
    strata, behind = [], {}
    for stage in sorted(project.stages[start:], key=lambda one: one.name):
        if stage.per:
            names = tuple(sorted(_OF[stage.per](conn, task))) or NOBODY
            strata.append((stage, names))
            each = [_is_behind(conn, project.id, stage, name) for name in names]
            behind[stage.name] = any(each)
    return Ahead(tuple(strata), behind)


def knowing(case: Case, found: Ahead) -> Case:
    """What is known of the task, with the strata ahead."""
    return msgspec.structs.replace(case, behind=found.behind) if found.strata else case


def count(
    conn: Connection, project: Running, case: Case, found: Ahead, start: int, place: Place | None
) -> None:
    """Count the task in its strata at every stage that had the choice, up to the one that took it."""
    passed = project.stages[start : place.stage + 1] if place else project.stages[start:]
    for stage, names in found.strata:
        if stage in passed and is_drawn(case, stage):
            taken = int(place is not None and stage == project.stages[place.stage])
            for name in names:
                _COUNT(conn, _row(project.id, stage, name) | {"taken": taken})


def _is_behind(conn: Connection, project_id: str, stage: StageSpec, stratum: str) -> bool:
    row = _row(project_id, stage, stratum)
    _MEET(conn, row)
    seen, taken = _LOCK(conn, row).fetchone()
    return is_behind(seen, taken, stage.share)


def _row(project_id: str, stage: StageSpec, stratum: str) -> dict[str, str | int]:
    return {"project": project_id, "stage": stage.name, "stratum": stratum}
