"""What is behind the figures of the quality page, for those who may know who answered what."""

from sqlalchemy import Connection

from labelwright.core.errors import NotAllowed
from labelwright.core.registry import LABELS
from labelwright.insights.contrasts import Contrast, Wanted, contrasts
from labelwright.workflow import access
from labelwright.workflow.access import Person
from labelwright.workflow.service import blinding, running


def list_contrasts(
    conn: Connection, who: Person, project_id: str, wanted: Wanted, start: int, limit: int
) -> tuple[list[Contrast], int | None]:
    """Some contrasts from a place on, and the place of the next one where there are more.

    Raises `NotAllowed` where the project hides from this person who answered what.
    """
    access.project(conn, who, project_id, "answers.view")
    project = running.read(conn, project_id)
    if blinding.hides(conn, project, who.id):
        raise NotAllowed("Reviews of this project are blind, so who answered what is not told.")
    found = contrasts(conn, project_id, project.spec.ontology, LABELS, wanted)
    end = start + limit
    return found[start:end], end if end < len(found) else None
