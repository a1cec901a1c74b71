"""What the labels of a project cost, and at which rates: for those who run it."""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from msgspec import Meta, Struct
from starlette.responses import Response

from labelwright.api.context import Id, RawBody, decode, enter
from labelwright.api.days import day_of
from labelwright.api.describe import describe
from labelwright.api.reply import empty, reply
from labelwright.insights.cost import Cost, Price, Share, cost
from labelwright.insights.overview import first_day
from labelwright.sdk import shapes
from labelwright.workflow import access
from labelwright.workflow.service import rates, running
from labelwright.workflow.service.rates import Rate, Rates

ROUTER = APIRouter(prefix="/projects/{project_id}")
Days = Annotated[int, Query(ge=0, le=3660)]


class RatesBody(Struct, frozen=True, forbid_unknown_fields=True):
    """All rates of a project, in one currency; the one of `user_id` "" is for everybody who has none of their own."""

    currency: str
    rates: Annotated[list[Rate], Meta(max_length=1000)] = []


_RATES = msgspec.json.Decoder(RatesBody)
_EXAMPLE: dict[str, Any] = {
    "currency": "EUR",
    "rates": [{"user_id": "", "per_hour": 21.5, "per_answer": 0.0}],
}


@ROUTER.get("/rates", openapi_extra=describe("read", gives=shapes.Rates))
def get_rates(project_id: Id, request: Request) -> Response:
    """What an hour and an answer cost; no currency where nobody has said it yet."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "cost.view")
        return reply(rates.of(conn, project_id) or Rates(""))


@ROUTER.put(
    "/rates",
    status_code=204,
    openapi_extra=describe("manage", takes=RatesBody, example=_EXAMPLE, status=204),
)
def set_rates(project_id: Id, request: Request, body: RawBody) -> Response:
    """Set all rates at once; who is left out costs what everybody does."""
    here, identity = enter(request)
    wish, actor = decode(_RATES, body), identity.actor
    with here.database.write() as conn:
        access.project(conn, actor, project_id, "rates.edit")
        rates.set_rates(conn, actor.id, project_id, Rates(wish.currency, tuple(wish.rates)), here.now())
    return empty()


@ROUTER.get("/cost", openapi_extra=describe("read", gives=shapes.Cost))
def get_cost(project_id: Id, request: Request, days: Days = 30) -> Response:
    """What the answers and verdicts of the last days cost, in all and per accepted label; 0 days are all there are."""
    here, identity = enter(request)
    with here.database.read() as conn:
        access.project(conn, identity.actor, project_id, "cost.view")
        known = rates.of(conn, project_id) or Rates("")
        prices = {rate.user_id: Price(rate.per_hour, rate.per_answer) for rate in known.rates}
        stages = [stage.name for stage in running.read(conn, project_id).stages]
        since = first_day(days, here.now()) if days else 0
        found = cost(conn, project_id, stages, prices, since)
    return reply(_data(found, known.currency, since))


def _data(found: Cost, currency: str, since: int) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.structs.asdict(found)
    beginning = day_of(since) if since else None
    return told | {"currency": currency, "since": beginning, "days": [_day(share) for share in found.days]}


def _day(share: Share) -> Share:
    return msgspec.structs.replace(share, key=day_of(int(share.key)))
