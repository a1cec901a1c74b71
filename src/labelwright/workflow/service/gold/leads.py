"""What those who run a project say of a person: paused, working again, to qualify again, or passed."""

from sqlalchemy import Connection

from labelwright.core.errors import Conflict, Invalid, NotAllowed, NotFound
from labelwright.storage import events
from labelwright.workflow.service import running
from labelwright.workflow.service.gold import standing
from labelwright.workflow.service.gold.standing import Standing, State

MAX_REASON = 2000
DEEDS: dict[str, State] = {
    "pause": "paused", "resume": "working", "requalify": "qualifying", "pass": "working",
}  # fmt: skip


def decide(
    conn: Connection, actor: str, project_id: str, user_id: str, deed: str, reason: str, now: int
) -> Standing:
    """Let a person stand otherwise from now on; what counts of their gold is what they answer afterwards.

    Raises `NotFound` for who is no member, and `Conflict` for a qualification where the project has none.
    """
    if deed not in DEEDS:
        raise Invalid(f"“{deed[:50]}” cannot be done.", where="do", remedy=f"Say one of {', '.join(DEEDS)}.")
    if deed == "pause" and not reason.strip():
        raise Invalid("Say why you pause somebody: they will read it.", where="reason")
    if len(reason) > MAX_REASON:
        raise Invalid(f"The reason is longer than {MAX_REASON} characters.", where="reason")
    project = running.hold(conn, project_id)
    running.must_run(project)
    role = running.hold_role(conn, project_id, user_id)
    if not role:
        raise NotFound("There is no such member in this project.")
    if deed == "pause" and user_id == actor:
        raise NotAllowed("Nobody pauses themselves.", remedy="Leave the project.")
    if deed == "requalify" and (project.spec.qualify is None or not standing.is_tested(role)):
        raise Conflict(
            "There is nothing for them to qualify in.",
            remedy="Add “qualify” to the project; it is for annotators.",
        )
    before = standing.read(conn, project, user_id, role)
    after = Standing(DEEDS[deed], 0, now, reason.strip())
    standing.write(conn, project_id, user_id, after, now, actor)
    data = {"state": after.state, "before": before.state, "reason": after.reason}
    events.append(conn, project_id, "standing.changed", actor, user_id, data, at=now)
    return after
