"""The figures of a project: progress, throughput, time left, agreement, classes, people."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from labelwright.api.context import Id, enter
from labelwright.api.days import day_of
from labelwright.api.describe import describe
from labelwright.api.reply import reply
from labelwright.insights.overview import RECENT_ANSWERS, Overview, overview
from labelwright.workflow import access
from labelwright.workflow.service import running

ROUTER = APIRouter()
DAY_S = 86_400


@ROUTER.get("/projects/{project_id}/overview", openapi_extra=describe("read", gives=dict[str, Any]))
def get_overview(project_id: Id, request: Request) -> Response:
    """The figures, from counters: the cost does not grow with the tasks."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "overview.view")
        stages = [stage.name for stage in running.read(conn, project_id).stages]
        return reply(_data(overview(conn, project_id, stages, here.now())))


def _data(found: Overview) -> dict[str, Any]:
    return {
        "tasks": found.tasks,
        "done": found.done,
        "archived": found.archived,
        "stages": found.stages,
        "throughput": [{"day": day_of(day.start), "answers": day.answers} for day in found.days],
        "seconds_left": None if found.days_left is None else found.days_left * DAY_S,
        "agreement": found.agreement,
        "classes": [{"name": c.name, "count": c.annotations, "tasks": c.tasks} for c in found.classes],
        "recent_answers": RECENT_ANSWERS,
        "annotators": [
            {
                "id": person.user_id,
                "name": person.name,
                "answers": person.answers,
                "seconds_median": person.seconds,
                "accepted": person.accepted,
                "fixed": person.fixed,
                "rejected": person.rejected,
                "agreement": person.agreement,
            }
            for person in found.annotators
        ],
    }
