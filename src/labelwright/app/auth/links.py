"""One-time links: sign their owner in once, before they expire; kept as a hash only."""

from sqlalchemy import Connection, delete, insert, select, update

from labelwright.app.auth.secrets import digest, new_secret
from labelwright.core.errors import NotSignedIn
from labelwright.storage.ids import new_id
from labelwright.storage.tables import login_links, users


def create(conn: Connection, user_id: str, *, now: int, lasts_s: int) -> str:
    """The secret of a new link. Earlier links of the same person no longer work."""
    conn.execute(delete(login_links).where(login_links.c.user_id == user_id))
    secret = new_secret()
    conn.execute(
        insert(login_links).values(
            id=new_id(),
            user_id=user_id,
            hash=digest(secret),
            created_at=now,
            expires_at=now + lasts_s * 1_000_000,
        )
    )
    return secret


def redeem(conn: Connection, secret: str, now: int) -> str:
    """The id of the user that the link is for; it works no second time.

    Raises `NotSignedIn` where it is unknown, used, expired, or its user disabled, without saying which.
    """
    found = conn.execute(
        select(login_links.c.id, login_links.c.user_id)
        .join(users, users.c.id == login_links.c.user_id)
        .where(
            login_links.c.hash == digest(secret),
            login_links.c.used_at.is_(None),
            login_links.c.expires_at > now,
            users.c.disabled.is_(False),
        )
    ).first()
    if found is not None:
        taken = conn.execute(
            update(login_links)
            .where(login_links.c.id == found.id, login_links.c.used_at.is_(None))
            .values(used_at=now)
        )
        if taken.rowcount == 1:
            return str(found.user_id)
    raise NotSignedIn(
        "This link does not work, or no longer.", remedy="Ask an administrator for another one."
    )


def discard(conn: Connection, user_id: str) -> None:
    """Make every link of a person worthless."""
    conn.execute(delete(login_links).where(login_links.c.user_id == user_id))
