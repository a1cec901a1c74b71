"""Past answers of a person set aside, or let count again, worked off in chunks: one unit of work each."""

from collections.abc import Callable

import msgspec

from labelwright.storage.database import Database
from labelwright.workflow.service.gold import aside, unfinished
from labelwright.workflow.service.gold.aside import Step, Wish
from labelwright.workflow.service.gold.policy import Due


def set_aside(database: Database, project_id: str, wish: Wish, now: Callable[[], int]) -> Step:
    """Do it to all answers that are meant; the sum of what was done."""
    done = Step(more=True)
    while done.more:
        with database.write() as conn:
            done = _sum(done, aside.set_aside(conn, project_id, wish, now()))
    return done


def undo(database: Database, actor: str, project_id: str, batch: str, now: Callable[[], int]) -> Step:
    """Let all answers of a batch count again; the sum of what was done."""
    done = Step(more=True)
    while done.more:
        with database.write() as conn:
            done = _sum(done, aside.undo(conn, actor, project_id, batch, now()))
    return done


def follow(database: Database, due: Due | None, now: Callable[[], int]) -> None:
    """Set aside what is due by the project document after an answer to gold that is already kept."""
    if due is not None:
        set_aside(database, due.project_id, due.wish, now)


def catch_up(database: Database, now: Callable[[], int]) -> int:
    """Set aside what was due and not brought to its end. Returns how many answers that were."""
    with database.read() as conn:
        found = [
            Due(project, wish)
            for project in unfinished.projects(conn)
            for wish in unfinished.wishes(conn, project)
        ]
    return sum(set_aside(database, due.project_id, due.wish, now).answers for due in found)


def _sum(before: Step, step: Step) -> Step:
    added = {name: getattr(before, name) + getattr(step, name) for name in ("answers", "tasks", "reopened")}
    return msgspec.structs.replace(step, **added)
