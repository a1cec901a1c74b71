"""Calibrations: a team answers the same items, each alone, and then talks about the differences."""

from random import SystemRandom
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from msgspec import Struct
from starlette.responses import Response

from labelwright.api.bundles import item_data
from labelwright.api.context import Cursor, Id, Limit, RawBody, decode, enter, once
from labelwright.api.describe import describe
from labelwright.api.reply import iso, reply, reply_list
from labelwright.app.reading import calibrations as reading
from labelwright.app.reading.calibrations import Compared, Entry, Listed, Shown
from labelwright.sdk import calibration_shapes as shapes
from labelwright.workflow import access
from labelwright.workflow.service.calibrations import sessions
from labelwright.workflow.service.calibrations.sessions import Wanted

ROUTER = APIRouter()
Named = Annotated[str, Query(max_length=50)]


class CalibrationBody(Struct, frozen=True, forbid_unknown_fields=True):
    """Its people by their ids, and the tasks named, or so many as `sample` drawn from those that nobody has begun."""

    people: list[str]
    name: str = ""
    task_ids: list[str] = []
    sample: int = 0


class ChoiceBody(Struct, frozen=True, forbid_unknown_fields=True):
    """The answer that is to stand."""

    answer_id: str


_BEGIN = msgspec.json.Decoder(CalibrationBody)
_CHOICE = msgspec.json.Decoder(ChoiceBody)
_EXAMPLE = {
    "name": "First week",
    "people": ["0198f3a1c0d87000d4e5f60718293a4b", "0198f3a1c0d97000e5f60718293a4b5c"],
    "sample": 5,
}
_CHOSEN = {"answer_id": "0198f3a1c1027000f60718293a4b5c6d"}


@ROUTER.get(
    "/projects/{project_id}/calibrations", openapi_extra=describe("read", lists=shapes.CalibrationSession)
)
def list_calibrations(project_id: Id, request: Request, cursor: Cursor = "", limit: Limit = 50) -> Response:
    """The sessions of a project, the newest first: all for those who run it, for others their own."""
    here, identity = enter(request)
    with here.database.read() as conn:
        place = access.project(conn, identity.actor, project_id, "project.view")
        found = reading.list_sessions(conn, identity.actor, place, cursor=cursor, limit=limit)
    return reply_list(request, [_session(one, identity.actor.id) for one in found.sessions], found.next)


@ROUTER.post(
    "/projects/{project_id}/calibrations",
    status_code=201,
    openapi_extra=describe(
        "manage",
        takes=CalibrationBody,
        gives=shapes.CalibrationSession,
        example=_EXAMPLE,
        once=True,
        status=201,
    ),
)
def begin_calibration(project_id: Id, request: Request, body: RawBody) -> Response:
    """Begin a session. Its people are handed its items first; nobody else is, until it is over."""
    here, identity = enter(request)
    wish = decode(_BEGIN, body)
    wanted = Wanted(wish.name, tuple(wish.people), tuple(wish.task_ids), wish.sample)
    with here.database.write() as conn:
        access.project(conn, identity.actor, project_id, "tasks.manage")

        def make() -> object:
            actor = identity.actor.id
            session_id = sessions.begin(conn, actor, project_id, wanted, here.now(), SystemRandom())
            return _session(reading.get_listed(conn, identity.actor, session_id), actor)

        return once(request, here, identity, conn, body, make)


@ROUTER.get("/calibrations/{session_id}", openapi_extra=describe("read", gives=shapes.Calibration))
def get_calibration(session_id: Id, request: Request) -> Response:
    """A session with its items and, from the discussion on, how alike the answers are."""
    here, identity = enter(request)
    with here.database.read() as conn:
        return reply(_shown(reading.get_session(conn, identity.actor, session_id), identity.actor.id))


@ROUTER.post(
    "/calibrations/{session_id}/discuss", openapi_extra=describe("manage", gives=shapes.CalibrationSession)
)
def discuss_calibration(session_id: Id, request: Request) -> Response:
    """Open the discussion: everybody of the session sees all answers, and what comes later is no vote."""
    here, identity = enter(request)
    with here.database.write() as conn:
        access.calibration(conn, identity.actor, session_id, "tasks.manage")
        sessions.discuss(conn, identity.actor.id, session_id, here.now())
        return reply(_session(reading.get_listed(conn, identity.actor, session_id), identity.actor.id))


@ROUTER.post(
    "/calibrations/{session_id}/close", openapi_extra=describe("manage", gives=shapes.CalibrationSession)
)
def close_calibration(session_id: Id, request: Request) -> Response:
    """Close a session: items of which nothing was chosen go on by the votes given."""
    here, identity = enter(request)
    with here.database.write() as conn:
        access.calibration(conn, identity.actor, session_id, "tasks.manage")
        sessions.close(conn, identity.actor.id, session_id, here.now())
        return reply(_session(reading.get_listed(conn, identity.actor, session_id), identity.actor.id))


@ROUTER.get(
    "/calibrations/{session_id}/items/{task_id}",
    openapi_extra=describe("read", gives=shapes.CalibrationAnswers),
)
def get_calibration_item(session_id: Id, task_id: Id, request: Request, against: Named = "") -> Response:
    """The answers to an item, and how they differ from the one named, chosen, or most like all.

    Before the discussion the people of a session see nothing but their own answer.
    """
    here, identity = enter(request)
    with here.database.read() as conn:
        return reply(_compared(reading.get_item(conn, identity.actor, session_id, task_id, against)))


@ROUTER.post(
    "/calibrations/{session_id}/items/{task_id}/choose",
    openapi_extra=describe("manage", takes=ChoiceBody, gives=shapes.Settled, example=_CHOSEN),
)
def choose_answer(session_id: Id, task_id: Id, request: Request, body: RawBody) -> Response:
    """Let an answer stand: its task is done, and everybody's answer is scored by it."""
    here, identity = enter(request)
    wish = decode(_CHOICE, body)
    with here.database.write() as conn:
        access.calibration(conn, identity.actor, session_id, "tasks.manage")
        task = sessions.choose(conn, identity.actor.id, session_id, task_id, wish.answer_id, here.now())
        return reply({"task_id": task.id, "state": task.state, "truth_answer_id": task.truth_answer_id})


def _session(found: Listed, reader: str) -> dict[str, Any]:
    session = found.session
    return {
        "id": session.id,
        "project_id": session.project_id,
        "name": session.name,
        "state": session.state,
        "items": found.items,
        "settled": found.settled,
        "people": [
            {"id": one.user_id, "name": one.name, "answered": one.answered, "skipped": one.skipped}
            for one in found.people
        ],
        "own": any(one.user_id == reader for one in found.people),
        "created_at": iso(session.created_at),
    }


def _shown(found: Shown, reader: str) -> dict[str, Any]:
    return {
        "session": _session(found.listed, reader),
        "items": [_entry(entry) for entry in found.entries],
        "overall": found.agreement.overall if found.agreement else None,
        "couples": found.agreement.couples if found.agreement else (),
        "alpha": found.agreement.alpha if found.agreement else None,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "task_id": entry.task_id,
        "seq": entry.seq,
        "item": item_data(entry.item),
        "state": entry.state,
        "answers": entry.answers,
        "truth_answer_id": entry.truth_answer_id,
        "gold": entry.gold,
        "agreement": entry.agreement,
    }


def _compared(found: Compared) -> dict[str, Any]:
    return {
        "item": _entry(found.entry),
        "answers": [
            {
                "id": one.answer_id,
                "annotator": {"id": one.user_id, "name": one.name},
                "annotations": one.annotations,
                "differences": differences,
                "seconds": one.seconds,
                "created_at": iso(one.created_at),
            }
            for one, differences in zip(found.given, found.differences, strict=True)
        ],
        "things": found.things,
        "against": found.against,
    }
