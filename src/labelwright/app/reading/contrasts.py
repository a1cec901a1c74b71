"""What is behind the figures of the quality page, for those who may know who answered what."""

import msgspec
from sqlalchemy import Connection

from labelwright.app.reading.gold import window_of
from labelwright.core.errors import Invalid, NotAllowed
from labelwright.insights.contrasts import Contrasts, Wanted, contrasts
from labelwright.workflow import access
from labelwright.workflow.access import Person
from labelwright.workflow.service import blinding, running


def list_contrasts(
    conn: Connection, who: Person, project_id: str, wanted: Wanted, *, gold: bool, cursor: str, limit: int
) -> Contrasts:
    """A page of contrasts; with `gold`, of those answers of a person to gold of which their score is the mean.

    Raises `NotAllowed` where the project hides from this person who answered what, or what gold is.
    """
    access.project(conn, who, project_id, "answers.view")
    project = running.read(conn, project_id)
    if blinding.hides(conn, project, who.id):
        raise NotAllowed("Reviews of this project are blind, so who answered what is not told.")
    if gold:
        access.project(conn, who, project_id, "gold.view")
        if not wanted.person:
            raise Invalid("Say whose answers to gold.", where="person")
        wanted = msgspec.structs.replace(wanted, gold=window_of(project))
    return contrasts(conn, project_id, wanted, cursor=cursor, limit=limit)
