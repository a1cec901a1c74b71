"""A case from the work becomes an example in the guideline, so that what was settled once need not be settled again."""

import msgspec
from sqlalchemy import Connection

from labelwright.core.errors import Conflict, Invalid
from labelwright.storage.sql import Sql
from labelwright.workflow.service import revisions, running
from labelwright.workflow.spec.parse import with_guideline

MAX_TITLE = 120
MAX_TEXT = 20_000

_AUTHOR = Sql("SELECT author_id, message FROM specs WHERE project_id = :project AND revision = :revision")


def add(
    conn: Connection, actor: str, project_id: str, title: str, text: str, now: int, *, expected: int | None
) -> int:
    """Append a section “Example: title” to the guideline, `text` (Markdown) below it; the new revision.

    Nothing else of the project changes. Raises `StaleRevision` where `expected` is no longer the newest, so that nobody
    adds to a guideline they have not seen, and `Invalid` for a title of several lines or none.
    """
    heading = title.strip()
    if not heading or "\n" in heading or len(heading) > MAX_TITLE:
        raise Invalid(f"An example needs a title of one line, at most {MAX_TITLE} characters.", where="title")
    if not text.strip() or len(text) > MAX_TEXT:
        raise Invalid(f"An example says something, in at most {MAX_TEXT} characters.", where="text")
    spec = running.claim(conn, project_id).spec
    section = f"### Example: {heading}\n\n{text.strip()}\n"
    before = spec.guideline.rstrip()
    whole = with_guideline(spec, f"{before}\n\n{section}" if before else section)
    return revisions.apply(conn, actor, project_id, whole, now, expected=expected, message=_message(heading))


def take_back(conn: Connection, actor: str, project_id: str, revision: int, now: int) -> int:
    """Undo an example of one's own by restoring the revision before it, while nothing has changed since.

    Raises `Conflict` for a revision of others, one that is no example, or one that is not the newest.
    """
    project = running.claim(conn, project_id)
    row = _AUTHOR(conn, {"project": project_id, "revision": revision}).fetchone()
    is_own = row is not None and row[0] == actor and row[1].startswith(_message("")[:-2])
    if not is_own or project.revision != revision:
        raise Conflict("The guideline has changed since.", remedy="Edit it in the settings of the project.")
    before = revisions.document(conn, project_id, revision - 1)
    spec = msgspec.structs.replace(project.spec, guideline=before.guideline)
    message = f"Takes back revision {revision}."
    return revisions.apply(conn, actor, project_id, spec, now, expected=revision, message=message)


def _message(title: str) -> str:
    return f"Adds the example “{title}”."
