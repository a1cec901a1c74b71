"""From a cookie or a token to the person behind it, remembered for a moment.

What is remembered is forgotten at once in the process where a session ends, a token is revoked or a user
changes; in every other process when it hears of the event (`app.events`, within a second or two), and after
`REMEMBER_US` in any case.
"""

import threading

from msgspec import Struct
from sqlalchemy import Connection, select, update

from labelwright.app.auth.secrets import digest
from labelwright.core.errors import NotSignedIn
from labelwright.storage.tables import sessions, tokens, users
from labelwright.workflow.access import Person

INSTALLATION = ""
"""The project id under which events of the installation itself are chained."""
REMEMBER_US = 5_000_000
MOST_REMEMBERED = 10_000
SEEN_EVERY_US = 3600 * 1_000_000
SCOPES = ("read", "label", "manage", "admin")
"""What a token may be used for; each includes the ones before it. A session has the widest."""


class Identity(Struct, frozen=True):
    """Who is asking, by which session or token, and how far it reaches."""

    actor: Person
    email: str
    scope: str
    session_id: str | None = None
    token_id: str | None = None
    used_at: int = 0
    expires_at: int | None = None

    def worth_noting(self, now: int) -> bool:
        """Whether its last use that is kept lies more than an hour back."""
        return self.used_at < now - SEEN_EVERY_US

    def covers(self, scope: str) -> bool:
        """Whether what was presented reaches as far as this scope."""
        return SCOPES.index(scope) <= SCOPES.index(self.scope)


class Identities:
    """Who presented a secret a moment ago; each process has one. Times are microseconds."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Identity, int]] = {}
        self._lock = threading.Lock()

    def remembered(self, secret_hash: str, now: int) -> Identity | None:
        """The identity if it was found a moment ago and is not over."""
        entry = self._known.get(secret_hash)
        if entry is None or not entry[1] - REMEMBER_US <= now < entry[1]:
            return None
        identity = entry[0]
        return None if identity.expires_at is not None and identity.expires_at <= now else identity

    def remember(self, secret_hash: str, identity: Identity, now: int) -> None:
        with self._lock:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[secret_hash] = (identity, now + REMEMBER_US)

    def drop(self, secret_hash: str) -> None:
        """Look this secret up anew from now on. Call it after the change is committed."""
        with self._lock:
            self._known.pop(secret_hash, None)

    def forget(self, user_id: str) -> None:
        """Look this person up anew from now on. Call it after the change is committed."""
        with self._lock:
            self._known = {key: e for key, e in self._known.items() if e[0].actor.id != user_id}


def find_session(conn: Connection, secret: str, now: int) -> Identity:
    """Who holds this session cookie. Raises `NotSignedIn` where it is unknown, over, or its user disabled."""
    row = conn.execute(
        select(sessions.c.id, sessions.c.seen_at, sessions.c.expires_at, *_WHO)
        .join(users, users.c.id == sessions.c.user_id)
        .where(sessions.c.hash == digest(secret), sessions.c.expires_at > now, sessions.c.ended_at.is_(None))
    ).first()
    if row is None or row.disabled:
        raise NotSignedIn("You are not signed in, or no longer.", remedy="Sign in.")
    actor = Person(row.user_id, bool(row.is_admin))
    return Identity(
        actor, row.email, "admin", session_id=row.id, used_at=row.seen_at, expires_at=row.expires_at
    )


def find_token(conn: Connection, secret: str, now: int) -> Identity:
    """Who holds this personal access token. Raises `NotSignedIn` where it is unknown, expired or revoked.

    A token that does not reach as far as `admin` makes nobody an administrator.
    """
    row = conn.execute(
        select(
            tokens.c.id,
            tokens.c.scope,
            tokens.c.project_id,
            tokens.c.expires_at,
            tokens.c.last_used_at,
            *_WHO,
        )
        .join(users, users.c.id == tokens.c.user_id)
        .where(tokens.c.hash == digest(secret), tokens.c.revoked_at.is_(None))
    ).first()
    if row is None or row.disabled or (row.expires_at is not None and row.expires_at <= now):
        raise NotSignedIn("This token is not valid, or no longer.", remedy="Create another one.")
    actor = Person(
        row.user_id,
        is_admin=bool(row.is_admin) and row.scope == "admin" and row.project_id is None,
        project_id=row.project_id,
        read_only=row.scope == "read",
    )
    return Identity(
        actor,
        row.email,
        row.scope,
        token_id=row.id,
        used_at=row.last_used_at or 0,
        expires_at=row.expires_at,
    )


def note_use(conn: Connection, identity: Identity, now: int) -> None:
    """Keep when a session or token was last used."""
    if identity.session_id is not None:
        conn.execute(update(sessions).where(sessions.c.id == identity.session_id).values(seen_at=now))
    else:
        conn.execute(update(tokens).where(tokens.c.id == identity.token_id).values(last_used_at=now))


_WHO = (users.c.id.label("user_id"), users.c.email, users.c.is_admin, users.c.disabled)
