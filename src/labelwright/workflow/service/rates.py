"""What work costs in a project: a currency, and rates for everybody and for single people. They are set as a whole."""

import re
from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.errors import Invalid
from labelwright.storage import events
from labelwright.workflow.service import running

EVERYBODY = ""
MOST = 1_000_000.0
_CURRENCY = re.compile(r"[A-Z]{3}")


class Rate(Struct, frozen=True):
    """What an hour costs, and an answer or verdict beside it; of one person, or of everybody else (user_id "")."""

    user_id: str = EVERYBODY
    per_hour: float = 0.0
    per_answer: float = 0.0


class Rates(Struct, frozen=True):
    """The rates of a project, in one currency by its three letters (ISO 4217), such as EUR."""

    currency: str
    rates: tuple[Rate, ...] = ()


_READ = text(
    "SELECT user_id, per_hour, per_answer, currency FROM rates WHERE project_id = :project ORDER BY user_id"
)
_FORGET = text("DELETE FROM rates WHERE project_id = :project")
_WRITE = text(
    "INSERT INTO rates (project_id, user_id, currency, per_hour, per_answer, updated_at)"
    " VALUES (:project, :user, :currency, :hour, :answer, :now)"
)


def of(conn: Connection, project_id: str) -> Rates | None:
    """The rates of a project; None where nobody has set any."""
    rows = conn.execute(_READ, {"project": project_id}).all()
    if not rows:
        return None
    return Rates(rows[0].currency, tuple(Rate(row.user_id, row.per_hour, row.per_answer) for row in rows))


def set_rates(conn: Connection, actor: str, project_id: str, wish: Rates, now: int) -> None:
    """Let these rates be all there are. Raises `Invalid` with what is wrong with them."""
    project = running.hold(conn, project_id)
    running.must_run(project)
    _check(conn, project_id, wish)
    conn.execute(_FORGET, {"project": project_id})
    for rate in wish.rates:
        row = {"user": rate.user_id, "hour": rate.per_hour, "answer": rate.per_answer, "now": now}
        conn.execute(_WRITE, {"project": project_id, "currency": wish.currency, **row})
    # What people earn is not for the record, which more people read.
    told = {"currency": wish.currency, "people": sum(rate.user_id != EVERYBODY for rate in wish.rates)}
    events.append(conn, project_id, "rates.changed", actor, project_id, told, at=now)


def _check(conn: Connection, project_id: str, wish: Rates) -> None:
    if not _CURRENCY.fullmatch(wish.currency):
        raise Invalid(
            f"“{wish.currency[:20]}” is no currency.",
            where="currency",
            remedy="Say its three letters, such as EUR.",
        )
    people: Sequence[str] = [rate.user_id for rate in wish.rates]
    if len(set(people)) < len(people):
        raise Invalid("Somebody has two rates.", where="rates", remedy="Give each person one.")
    for rate in wish.rates:
        if not (0 <= rate.per_hour <= MOST and 0 <= rate.per_answer <= MOST):
            raise Invalid(f"A rate is between 0 and {MOST:,.0f}.", where="rates")
        if rate.user_id != EVERYBODY and not running.role_of(conn, project_id, rate.user_id):
            raise Invalid(
                "A rate is for somebody who is no member of the project.",
                where="rates",
                remedy="Leave it out: who has none of their own costs what everybody does.",
            )
