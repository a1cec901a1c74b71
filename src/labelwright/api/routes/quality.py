"""How good labels and those who give them are: for those who run a project, and for each person of themselves."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from labelwright.api.context import Id, enter
from labelwright.api.describe import describe
from labelwright.api.reply import iso, reply
from labelwright.core.registry import LABELS
from labelwright.insights.quality import DayScore, PersonScore, Quality, own_quality, quality
from labelwright.workflow import access
from labelwright.workflow.service import running

ROUTER = APIRouter()


@ROUTER.get("/projects/{project_id}/quality", openapi_extra=describe("read", gives=dict[str, Any]))
def get_quality(project_id: Id, request: Request) -> Response:
    """Scores over time with their intervals, people, classes mixed up, who agrees with whom, the hardest tasks."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "overview.view")
        ontology = running.read(conn, project_id).spec.ontology
        return reply(_data(quality(conn, project_id, ontology, LABELS, here.now())))


@ROUTER.get("/projects/{project_id}/quality/me", openapi_extra=describe("read", gives=dict[str, Any]))
def get_own_quality(project_id: Id, request: Request) -> Response:
    """What the scores say of the person who asks; `person` is null where there are none yet."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "project.view")
        own = own_quality(conn, project_id, identity.actor.id, here.now())
        return reply({"person": None if own is None else _person(own)})


def _data(found: Quality) -> dict[str, Any]:
    return {
        "days": [_day(day) for day in found.days],
        "people": [_person(person) for person in found.people],
        "confusion": found.confusion,
        "couples": found.couples,
        "hardest": found.hardest,
        "sample": found.sample,
    }


def _person(person: PersonScore) -> dict[str, Any]:
    return {
        "id": person.user_id,
        "name": person.name,
        "skill": person.skill,
        "score": person.score,
        "days": [_day(day) for day in person.days],
    }


def _day(day: DayScore) -> dict[str, Any]:
    return {"day": (iso(day.start) or "")[:10], "score": day.score}
