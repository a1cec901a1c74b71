"""What a person may do in a project by their gold: train, qualify, work; or nothing, where paused or failed.

Whoever may see the answers of others could look up what is right, so they are neither tested nor taken to be.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.access import may
from labelwright.storage.sql import Sql
from labelwright.workflow.service import assignments
from labelwright.workflow.service.running import Running

State: TypeAlias = Literal["training", "qualifying", "working", "paused", "failed"]
TESTING: tuple[State, ...] = ("training", "qualifying")
SHUT: tuple[State, ...] = ("paused", "failed")
MESSAGES: Mapping[str, str] = {
    "paused": "Your work in this project is paused. Ask those who run it.",
    "failed": "You did not pass the test of this project. Ask those who run it for another try.",
    "no-gold": "You begin with a test, but the project has no test tasks yet. Ask those who run it.",
    "training": "You begin with a training. Take the next task.",
    "qualifying": "You begin with a test. Take the next task.",
}
"""What somebody is told who is given no work."""


class Standing(Struct, frozen=True):
    """A person's standing. `tries` are the rounds of qualification they failed; what counts came after `since`.

    `updated_by` is the lead who said so last, None where it followed from answers. Times are microseconds UTC.
    """

    state: State = "working"
    tries: int = 0
    since: int = 0
    reason: str = ""
    updated_by: str | None = None
    updated_at: int | None = None


_READ = Sql(
    "SELECT state, tries, since, reason, updated_by, updated_at FROM standings"
    " WHERE project_id = :project AND user_id = :user"
)
_WRITE = Sql(
    "INSERT INTO standings (project_id, user_id, state, tries, since, reason, updated_by, updated_at)"
    " VALUES (:project, :user, :state, :tries, :since, :reason, :by, :now)"
    " ON CONFLICT (project_id, user_id) DO UPDATE SET state = excluded.state, tries = excluded.tries,"
    " since = excluded.since, reason = excluded.reason, updated_by = excluded.updated_by,"
    " updated_at = excluded.updated_at"
)
_ANSWERED = Sql("SELECT 1 FROM answers WHERE project_id = :project AND annotator_id = :user LIMIT 1")

PLANS = {"standing": (_READ, "pk_standings")}
"""What every handout asks, in projects without gold too, and the index it is to use."""


def is_tested(role: str) -> bool:
    """Whether gold says anything of people of this role: whether they cannot see what others answered."""
    return may(role, "label") and not may(role, "answers.view")


def read(conn: Connection, project: Running, user_id: str, role: str) -> Standing:
    """The standing of a person as it counts now. Nothing is written.

    Who must qualify and has answered nothing yet is to begin; who has, did before the project asked for it.
    """
    row = _READ(conn, {"project": project.id, "user": user_id}).fetchone()
    if row is None:
        fresh = (
            project.spec.qualify is not None and is_tested(role) and not _answered(conn, project.id, user_id)
        )
        return Standing("training" if fresh else "working")
    found = Standing(*row)
    trusted = found.state != "paused" and not is_tested(role)
    if trusted or (found.state in TESTING and project.spec.qualify is None):
        return msgspec.structs.replace(found, state="working")
    return found


def kept(conn: Connection, project_id: str, user_id: str) -> Standing:
    """The standing that is written down; of who has none, that they are working."""
    row = _READ(conn, {"project": project_id, "user": user_id}).fetchone()
    return Standing(*row) if row is not None else Standing()


def write(
    conn: Connection, project_id: str, user_id: str, standing: Standing, now: int, by: str | None = None
) -> None:
    """Let a person stand so from now on, and begin with nothing in hand; `by` is the lead who says so."""
    assignments.run_out(conn, project_id, user_id, now)
    keep(conn, project_id, user_id, standing, now, by)


def keep(
    conn: Connection, project_id: str, user_id: str, standing: Standing, now: int, by: str | None = None
) -> None:
    """As `write`, and what they hold stays theirs."""
    row = {
        "state": standing.state,
        "tries": standing.tries,
        "since": standing.since,
        "reason": standing.reason,
    }
    _WRITE(conn, {**row, "project": project_id, "user": user_id, "by": by, "now": now})


def is_shut(conn: Connection, project_id: str, user_id: str) -> bool:
    """Whether a person may do nothing now."""
    return kept(conn, project_id, user_id).state in SHUT


def _answered(conn: Connection, project_id: str, user_id: str) -> bool:
    return _ANSWERED(conn, {"project": project_id, "user": user_id}).fetchone() is not None
