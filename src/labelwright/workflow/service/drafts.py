"""What is drawn and not yet submitted: saved as patches, each fitted to what it was made on, never overwritten."""

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.errors import Conflict, StaleRevision, TooLarge
from labelwright.core.records import Annotation, decode_annotations, encode_annotations
from labelwright.storage.sql import Sql
from labelwright.workflow import patches
from labelwright.workflow.patches import Patch
from labelwright.workflow.service import beginning, leases
from labelwright.workflow.service.assignments import Assignment

MAX_BYTES = 16 << 20
"""The most bytes a draft may have."""


class Draft(Struct, frozen=True):
    """A draft as it stands. Revision 0 is what the assignment began with."""

    revision: int
    annotations: list[Annotation]


_ONE = "SELECT revision, annotations FROM drafts WHERE assignment_id = :assignment"
_READ = Sql(_ONE)
_LOCK = Sql(_ONE, "FOR UPDATE")
_BEGIN = Sql(
    "INSERT INTO drafts (assignment_id, revision, annotations, updated_at) VALUES (:assignment, 0, :annotations, :now)"
    " ON CONFLICT DO NOTHING"
)
_WRITE = Sql(
    "UPDATE drafts SET revision = :revision, annotations = :annotations, updated_at = :now"
    " WHERE assignment_id = :assignment"
)
_KEY = Sql("SELECT revision FROM draft_keys WHERE assignment_id = :assignment AND key = :key")
_KEEP_KEY = Sql(
    "INSERT INTO draft_keys (assignment_id, key, revision, created_at) VALUES (:assignment, :key, :revision, :now)"
)


def read(conn: Connection, assignment_id: str) -> Draft | None:
    """The draft of an assignment, or None where nothing was saved."""
    row = _READ(conn, {"assignment": assignment_id}).fetchone()
    return Draft(row[0], decode_annotations(row[1])) if row is not None else None


def save(
    conn: Connection,
    actor: str,
    assignment_id: str,
    revision: int,
    changes: list[Patch],
    key: str | None,
    now: int,
) -> int:
    """Apply patches made on `revision` and return the new revision. Revision 0 is what the assignment began with.

    The same `key` again returns the same revision and changes nothing. A draft is saved whether or not its lease
    still runs: it is its person's own. Raises `StaleRevision` where somebody else saved first, or where an object
    is not as a patch says it was; the caller then shows what `read` gives. Raises `Conflict` after the submit.
    """
    held = leases.own(conn, actor, assignment_id)
    if key is not None:
        before = _KEY.scalar(conn, {"assignment": held.id, "key": key})
        if before is not None:
            return int(before)
    if held.state == "submitted":
        raise Conflict(
            "This assignment was submitted before.", remedy="Open the task to correct your answer."
        )
    draft = _locked(conn, held, now)
    if revision != draft.revision:
        raise StaleRevision(
            "This draft was saved from elsewhere in the meantime.",
            current=draft.revision,
            remedy="Look at both and choose.",
        )
    patched = patches.apply(draft.annotations, changes)
    if patched.conflicts:
        raise StaleRevision(
            f"{len(patched.conflicts)} objects are not as they were when they were changed.",
            current=draft.revision,
            remedy="Look at both and choose.",
        )
    return _write(conn, held.id, Draft(draft.revision + 1, patched.annotations), key, now)


def _locked(conn: Connection, held: Assignment, now: int) -> Draft:
    params = {"assignment": held.id}
    row = _LOCK(conn, params).fetchone()
    if row is None:
        data = encode_annotations(beginning.of(conn, held).annotations).decode()
        _BEGIN(conn, {**params, "annotations": data, "now": now})
        row = _LOCK(conn, params).fetchone()
    return Draft(row[0], decode_annotations(row[1]))


def _write(conn: Connection, assignment_id: str, draft: Draft, key: str | None, now: int) -> int:
    data = encode_annotations(draft.annotations)
    if len(data) > MAX_BYTES:
        raise TooLarge(f"The draft is larger than {MAX_BYTES >> 20} MiB.", remedy="Delete some annotations.")
    params = {"assignment": assignment_id, "revision": draft.revision, "now": now}
    _WRITE(conn, {**params, "annotations": data.decode()})
    if key is not None:
        _KEEP_KEY(conn, {**params, "key": key})
    return draft.revision
