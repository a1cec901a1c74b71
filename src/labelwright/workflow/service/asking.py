"""Why a task waits for another vote, as its stage would say now."""

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.stage import Because, Evidence
from labelwright.workflow import routing
from labelwright.workflow.service import answers
from labelwright.workflow.service.running import Running
from labelwright.workflow.service.tasks import Task


class Asked(Struct, frozen=True):
    """The number of the vote that is asked for, counted from 1, and because of what."""

    vote: int
    because: Because


def asked(conn: Connection, project: Running, task: Task) -> Asked | None:
    """Why a task wants one more vote than it has; None where it has none, wants none, or its stage does not say."""
    if task.state != "waiting" or task.stage >= len(project.stages):
        return None
    votes = [vote for vote, _ in answers.votes(conn, task)]
    decision = routing.decide(project.stages[task.stage], votes, Evidence(task.agreement, task.probability))
    return Asked(len(votes) + 1, decision.because) if decision.because is not None else None
