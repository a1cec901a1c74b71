"""What an operator does to a whole installation: prove the audit chains, back up, restore. Labels nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from labelwright.core.errors import NotFound
from labelwright.storage import audit
from labelwright.storage.audit import AuditResult
from labelwright.storage.backup import Kept
from labelwright.storage.backup import back_up as save
from labelwright.storage.backup import restore as bring_back
from labelwright.storage.blobs import open_blobs
from labelwright.storage.database import Database

Tell = Callable[[str], None]


def verify_audit(database_url: str, project_id: str | None = None) -> list[AuditResult]:
    """What became of each chain of events, or of one project's alone. Raises `NotFound` where it has none."""
    with _opened(database_url) as database, database.read() as conn:
        chains = audit.chains(conn)
        if project_id is not None and project_id not in chains:
            raise NotFound(f"There is no chain of events for the project {project_id}.")
        return [audit.verify(conn, chain) for chain in chains if project_id in (None, chain)]


def back_up(database_url: str, blobs_url: str, path: Path, tell: Tell = lambda _: None) -> Kept:
    """Write the database and the blobs to one new file; work may go on meanwhile. `tell` hears what is written."""
    with _opened(database_url) as database:
        return save(database, open_blobs(blobs_url), path, tell=tell)


def restore(
    database_url: str, blobs_url: str, path: Path, *, replace: bool = False, tell: Tell = lambda _: None
) -> Kept:
    """Bring a backup back into this installation, whichever database it uses; all of it or nothing."""
    with _opened(database_url) as database:
        return bring_back(database, open_blobs(blobs_url), path, replace=replace, tell=tell)


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database(url)
    try:
        yield database
    finally:
        database.close()
