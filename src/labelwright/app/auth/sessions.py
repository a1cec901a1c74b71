"""Sessions: begun at each sign-in with a fresh secret, ended on sign-out, password change and disabling."""

from sqlalchemy import ColumnElement, Connection, delete, insert, update

from labelwright.app.auth.secrets import digest, new_secret
from labelwright.storage.ids import new_id
from labelwright.storage.tables import sessions


def begin(conn: Connection, user_id: str, *, address: str, agent: str, now: int, lasts_s: int) -> str:
    """A new session; its secret goes into the cookie and is kept nowhere."""
    conn.execute(delete(sessions).where(sessions.c.user_id == user_id, sessions.c.expires_at <= now))
    secret = new_secret()
    conn.execute(
        insert(sessions).values(
            id=new_id(),
            user_id=user_id,
            hash=digest(secret),
            created_at=now,
            seen_at=now,
            expires_at=now + lasts_s * 1_000_000,
            address=address[:64],
            agent=agent[:200],
        )
    )
    return secret


def end(conn: Connection, secret: str, now: int) -> None:
    """End the session that this cookie holds, if it still goes on."""
    _end(conn, now, sessions.c.hash == digest(secret))


def end_all(conn: Connection, user_id: str, now: int) -> None:
    """End every session of a person."""
    _end(conn, now, sessions.c.user_id == user_id)


def _end(conn: Connection, now: int, which: ColumnElement[bool]) -> None:
    conn.execute(update(sessions).where(which, sessions.c.ended_at.is_(None)).values(ended_at=now))
