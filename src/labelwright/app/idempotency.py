"""A write that is sent twice is done once: the first answer is kept under the sender's key and given again."""

import hashlib
from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgresql
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from labelwright.core.errors import Conflict, Invalid, LabelwrightError
from labelwright.storage.database import Database
from labelwright.storage.tables import idempotency

KEPT_US = 24 * 3600 * 1_000_000
PATIENCE_US = 60 * 1_000_000
LONGEST_KEY = 200
UNDER_WAY, DONE = 0, 1


def once(
    conn: Connection, user_id: str, key: str | None, request: bytes, make: Callable[[], bytes], now: int
) -> bytes:
    """What `make` answers, or what it answered when this person sent the key first.

    The key is claimed in the same unit of work, so that two at once cannot both be done: the second waits
    for the first. Raises `Conflict` where the key came with another request before, `Invalid` for a bad key.
    """
    if key is None:
        return make()
    fingerprint = _fingerprint(key, request)
    if not _claim(conn, user_id, key, fingerprint, now):
        return _kept(conn, user_id, key, fingerprint)
    answer = make()
    _keep(conn, user_id, key, answer)
    return answer


def once_apart(
    database: Database, user_id: str, key: str | None, request: bytes, make: Callable[[], bytes], now: int
) -> bytes:
    """As `once`, where `make` has units of work of its own.

    A process that is killed between the work and the note of it leaves the key claimed; after `PATIENCE_US` it
    can be claimed again, and only then may the work be done twice.
    """
    if key is None:
        return make()
    fingerprint = _fingerprint(key, request)
    with database.write() as conn:
        dead = idempotency.c.status == UNDER_WAY, idempotency.c.created_at < now - PATIENCE_US
        conn.execute(delete(idempotency).where(*_is(user_id, key), *dead))
        if not _claim(conn, user_id, key, fingerprint, now):
            return _kept(conn, user_id, key, fingerprint)
    try:
        answer = make()
    except LabelwrightError:
        with database.write() as conn:
            conn.execute(delete(idempotency).where(*_is(user_id, key)))
        raise
    with database.write() as conn:
        _keep(conn, user_id, key, answer)
    return answer


def _fingerprint(key: str, request: bytes) -> str:
    if not key or len(key) > LONGEST_KEY or not key.isprintable():
        raise Invalid(f"A key has 1 to {LONGEST_KEY} printable characters.", where="Idempotency-Key")
    return hashlib.sha256(request).hexdigest()


def _keep(conn: Connection, user_id: str, key: str, answer: bytes) -> None:
    conn.execute(update(idempotency).where(*_is(user_id, key)).values(status=DONE, body=answer.decode()))


def _claim(conn: Connection, user_id: str, key: str, fingerprint: str, now: int) -> bool:
    conn.execute(delete(idempotency).where(*_is(user_id, key), idempotency.c.created_at < now - KEPT_US))
    upsert = upsert_sqlite if conn.dialect.name == "sqlite" else upsert_postgresql
    claim = upsert(idempotency).values(
        user_id=user_id, key=key, fingerprint=fingerprint, status=UNDER_WAY, body="", created_at=now
    )
    claimed = claim.on_conflict_do_nothing().returning(idempotency.c.key)
    return conn.execute(claimed).first() is not None


def _kept(conn: Connection, user_id: str, key: str, fingerprint: str) -> bytes:
    columns = idempotency.c.fingerprint, idempotency.c.body, idempotency.c.status
    kept = conn.execute(select(*columns).where(*_is(user_id, key))).one()
    if kept.fingerprint != fingerprint:
        raise Conflict("This key was used for another request.", where="Idempotency-Key")
    if kept.status == UNDER_WAY:
        raise Conflict(
            "The same request is under way.", where="Idempotency-Key", remedy="Send it again later."
        )
    return str(kept.body).encode()


def _is(user_id: str, key: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return idempotency.c.user_id == user_id, idempotency.c.key == key
