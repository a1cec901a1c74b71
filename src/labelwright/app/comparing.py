"""Catches up with comparing scored answers, a unit of work for each task; small projects are always up to date."""

import time

from labelwright.storage.database import Database
from labelwright.workflow.service import comparing, running

AT_ONCE = 10
"""Tasks that are read together."""
WHILE_ONE_WAITS_S = 1.0
"""How long somebody who looks at the figures is kept waiting for those that are not compared yet."""
IN_A_ROUND_S = 30.0
"""How long housekeeping goes on in one project before it looks after the next."""


def catch_up(database: Database, project_id: str, seconds: float = WHILE_ONE_WAITS_S) -> int:
    """Compare what waits in a project, for about so long at most; how many tasks that were."""
    end = time.monotonic() + seconds
    done = 0
    while True:
        with database.read() as conn:
            project = running.read(conn, project_id)
            found = comparing.compared(conn, project, AT_ONCE)
        for one in found:
            with database.write() as conn:
                comparing.keep(conn, project, one)
        done += len(found)
        if len(found) < AT_ONCE or time.monotonic() > end:
            return done


def catch_up_everywhere(database: Database) -> int:
    """The same in every project; how many tasks that were."""
    with database.read() as conn:
        projects = comparing.waiting_projects(conn)
    return sum(catch_up(database, project_id, IN_A_ROUND_S) for project_id in projects)
