"""Whether a person should be given tasks whose votes leave doubt before others, or after them.

A task is doubted where it has the votes that it needs at least and waits for more. What another vote is expected to
tell of it, the mutual information of vote and truth, grows with the voter's skill. So who is right more often than most
of those at work gets doubted tasks first, and who is right less often leaves them to the others for a while.
"""

from collections.abc import Sequence
from statistics import median
from typing import Literal, TypeAlias

from sqlalchemy import Connection

from labelwright.core.aggregation.believed import Shown
from labelwright.storage.sql import Sql
from labelwright.workflow import routing
from labelwright.workflow.service import skills
from labelwright.workflow.service.running import Running

Leaning: TypeAlias = Literal["doubted", "others", ""]
"""Which tasks a person is given first; "" for whatever comes first."""

ALIKE = 0.02
"""People whose skills differ by no more than this tell the same, as far as one can know."""
_AT_WORK = Sql(
    'SELECT DISTINCT a.user_id, coalesce(s.given, 0), coalesce(s."right", 0) FROM assignments a'
    " LEFT JOIN skills s ON s.project_id = a.project_id AND s.user_id = a.user_id"
    " WHERE a.project_id = :project AND a.state = 'active' AND a.stage = :stage AND a.user_id <> :but LIMIT 20"
)


def of(conn: Connection, project: Running, stage: int, user_id: str) -> Leaning:
    """To which tasks of a stage this person leans, beside twenty of those who have some of it in hand now."""
    settings = project.stages[stage]
    if routing.judges(settings) or settings.votes_min == settings.votes_max:
        return ""
    people = _AT_WORK(conn, {"project": project.id, "stage": stage, "but": user_id}).fetchall()
    others = [Shown(given, right).skill() for _, given, right in people]
    return beside(skills.shown(conn, project.id, user_id).skill(), others) if others else ""


def beside(skill: float, others: Sequence[float]) -> Leaning:
    """To which tasks somebody of this skill leans beside others of theirs."""
    more = skill - median(others)
    if abs(more) <= ALIKE:
        return ""
    return "doubted" if more > 0 else "others"
