"""How good labels and those who give them are: for those who run a project, and for each person of themselves."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from labelwright.api.bundles import thumbnail_url
from labelwright.api.context import Cursor, Id, Limit, enter
from labelwright.api.days import day_of, period
from labelwright.api.describe import describe
from labelwright.api.reply import reply, reply_list
from labelwright.app import comparing
from labelwright.app.reading import contrasts
from labelwright.app.reading.gold import gold_of_people
from labelwright.core.access import may
from labelwright.core.gold.window import Window
from labelwright.insights.contrasts import Contrast, Side, Wanted
from labelwright.insights.overview import own_pace
from labelwright.insights.quality import DayScore, PersonScore, Quality, own_quality, quality
from labelwright.insights.reviews import reviews
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service import running

ROUTER = APIRouter()
Word = Annotated[str, Query(max_length=200)]
LONGEST_TEXT = 600
"""Characters of a text that are shown beside others."""


@ROUTER.get("/projects/{project_id}/quality", openapi_extra=describe("read", gives=dict[str, Any]))
def get_quality(project_id: Id, request: Request) -> Response:
    """Scores over time with their intervals, people, classes mixed up, who agrees with whom, the hardest tasks."""
    here, identity = enter(request)
    with here.database.read() as conn:
        place = access.project(conn, identity.actor, project_id, "overview.view")
    comparing.catch_up(here.database, project_id)
    with here.database.read() as conn:
        found = quality(conn, project_id, here.now())
        told = may(place.role, "gold.view")
        gold = gold_of_people(conn, project_id, [person.user_id for person in found.people]) if told else {}
    return reply(_data(found, gold))


@ROUTER.get("/projects/{project_id}/quality/me", openapi_extra=describe("read", gives=dict[str, Any]))
def get_own_quality(project_id: Id, request: Request) -> Response:
    """What the scores say of the person who asks, null where there are none yet; and how much they did, how fast."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "project.view")
        own = own_quality(conn, project_id, identity.actor.id, here.now())
        pace = own_pace(conn, project_id, identity.actor.id)
        return reply({"person": None if own is None else _person(own), "pace": pace})


@ROUTER.get("/projects/{project_id}/quality/contrasts", openapi_extra=describe("read", lists=shapes.Contrast))
def list_contrasts(
    project_id: Id,
    request: Request,
    person: Word = "",
    other: Word = "",
    said: Word | None = None,
    stands: Word | None = None,
    name: Annotated[str, Query(alias="class", max_length=200)] = "",
    since: date | None = None,
    until: date | None = None,
    gold: bool = False,
    cursor: Cursor = "",
    limit: Limit = 24,
) -> Response:
    """The answers behind a figure, each beside what stands, another person's, or what is right of gold; the least
    alike first. `count` is how many there are; where not `exact`, at least so many."""
    here, identity = enter(request)
    wanted = Wanted(person, other, said, stands, name, *period(since, until))
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "answers.view")
    comparing.catch_up(here.database, project_id)
    with here.database.read() as conn:
        found = contrasts.list_contrasts(
            conn, identity.actor, project_id, wanted, gold=gold, cursor=cursor, limit=limit
        )
    shown = [_contrast(one) for one in found.contrasts]
    return reply_list(request, shown, found.next, count=found.count, exact=found.exact)


@ROUTER.get("/projects/{project_id}/quality/reviews", openapi_extra=describe("read", gives=shapes.Reviews))
def get_reviews(project_id: Id, request: Request) -> Response:
    """What reviewers said in the last 30 days: by who said it, of whom, in which stage, and why."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "overview.view")
        stages = [stage.name for stage in running.read(conn, project_id).stages]
        found = reviews(conn, project_id, stages, here.now())
    return reply(msgspec.structs.asdict(found) | {"since": day_of(found.since)})


def _contrast(found: Contrast) -> dict[str, Any]:
    item = found.item
    return {
        "task_id": found.task_id,
        "seq": found.seq,
        "name": item.name,
        "media": item.media,
        "width": item.width,
        "height": item.height,
        "thumbnail": thumbnail_url(found.item_id) if item.media == "image" else None,
        "text": item.text[:LONGEST_TEXT] if item.text is not None else None,
        "first": _side(found.first),
        "second": _side(found.second),
        "alike": found.alike,
    }


def _side(side: Side) -> dict[str, Any]:
    person = {"id": side.person_id, "name": side.person} if side.person_id else None
    return {"answer_id": side.answer_id, "person": person, "annotations": side.annotations}


def _data(found: Quality, gold: Mapping[str, Window]) -> dict[str, Any]:
    return {
        "since": day_of(found.since),
        "days": [_day(day) for day in found.days],
        "people": [{**_person(person), "gold": gold.get(person.user_id)} for person in found.people],
        "confusion": found.confusion,
        "couples": found.couples,
        "compared": found.compared,
        "hardest": found.hardest,
        "recent": found.recent,
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
    return {"day": day_of(day.start), "score": day.score}
