"""Signing in and out, and finding who asks: the units of work around passwords, sessions, links and tokens."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, select, update

from labelwright.app.auth import links, sessions, throttle
from labelwright.app.auth.identity import (
    INSTALLATION,
    Identities,
    Identity,
    find_session,
    find_token,
    note_use,
)
from labelwright.app.auth.passwords import Passwords, check
from labelwright.app.auth.secrets import digest
from labelwright.core.errors import Invalid, NotSignedIn
from labelwright.storage import events
from labelwright.storage.database import Database
from labelwright.storage.tables import users


class Visitor(Struct, frozen=True):
    """Where a request comes from, as far as it can be known."""

    address: str = ""
    agent: str = ""


class SignIn:
    """`now` gives microseconds since 1970; a session and a link last as many seconds as told."""

    def __init__(
        self,
        database: Database,
        passwords: Passwords,
        *,
        now: Callable[[], int],
        session_s: int,
        link_s: int,
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._now = now
        self._session_s = session_s
        self._link_s = link_s
        self.identities = Identities()

    def with_password(self, email: str, password: str, visitor: Visitor, replaces: str | None) -> str:
        """The secret of a new session; the one it `replaces` ends.

        Raises `NotSignedIn` alike for an unknown account, a wrong password and a disabled user, after the
        same work, the event among it; `TooMany` where somebody is guessing.
        """
        with self._database.write() as conn:
            attempt = throttle.count_attempt(conn, email, visitor.address, self._now())
        with self._database.read() as conn:
            user = _by_email(conn, email)
        right = self._passwords.verify(user.password_hash if user else None, password)
        if user is None or not right or user.disabled:
            self._note(user.id if user else "", "user.sign-in-failed", visitor)
            raise NotSignedIn("The e-mail address or the password is wrong.")
        with self._database.write() as conn:
            throttle.forget_attempts(conn, email, attempt)
            secret = self._begin(conn, user.id, "password", visitor, replaces)
        self._replaced(replaces)
        return secret

    def with_link(self, secret: str, visitor: Visitor, replaces: str | None) -> str:
        """The secret of a new session for the owner of a one-time link. Raises `NotSignedIn`, `TooMany`."""
        link = f"link:{digest(secret)}"
        with self._database.write() as conn:
            attempt = throttle.count_attempt(conn, link, visitor.address, self._now())
        with self._database.write() as conn:
            user_id = links.redeem(conn, secret, self._now())
            throttle.forget_attempts(conn, link, attempt)
            session = self._begin(conn, user_id, "link", visitor, replaces)
        self._replaced(replaces)
        return session

    def out(self, secret: str) -> None:
        """End this session."""
        identity = self.by_session(secret)
        with self._database.write() as conn:
            sessions.end(conn, secret, self._now())
            events.append(conn, INSTALLATION, "user.signed-out", identity.actor.id, identity.actor.id, {})
        self.identities.forget(identity.actor.id)

    def by_session(self, secret: str) -> Identity:
        """Who holds this cookie. Raises `NotSignedIn`."""
        return self._find(secret, find_session)

    def by_token(self, secret: str) -> Identity:
        """Who holds this token. Raises `NotSignedIn`."""
        return self._find(secret, find_token)

    def change_password(self, user_id: str, old: str | None, new: str, visitor: Visitor) -> str:
        """Set a password; every session of the person ends, and the secret of a fresh one is returned.

        The old one must be right where there is one. Raises `Invalid`, `TooMany`.
        """
        check(new)
        with self._database.write() as conn:
            user = _by_id(conn, user_id)
            throttle.count_attempt(conn, user.email, visitor.address, self._now())
        if user.password_hash is not None and not self._passwords.verify(user.password_hash, old or ""):
            raise Invalid("The old password is wrong.", where="old")
        secret = self.set_password(user_id, new, visitor)
        self.identities.forget(user_id)
        return secret

    def set_password(self, user_id: str, new: str, visitor: Visitor) -> str:
        """Set a password without asking for the old one, as an operator may; ends sessions, begins one."""
        hashed = self._passwords.hash(new)
        with self._database.write() as conn:
            user = _by_id(conn, user_id)
            conn.execute(update(users).where(users.c.id == user_id).values(password_hash=hashed))
            throttle.forget_attempts(conn, user.email)
            sessions.end_all(conn, user_id, self._now())
            links.discard(conn, user_id)
            events.append(conn, INSTALLATION, "user.password-changed", user_id, user_id, {})
            secret = self._begin(conn, user_id, "password change", visitor, None)
        self.identities.forget(user_id)
        return secret

    def new_link(self, conn: Connection, user_id: str) -> str:
        """The secret of a one-time link for this person."""
        return links.create(conn, user_id, now=self._now(), lasts_s=self._link_s)

    def _find(self, secret: str, find: Callable[[Connection, str, int], Identity]) -> Identity:
        secret_hash = digest(secret)
        now = self._now()
        known = self.identities.remembered(secret_hash, now)
        if known is not None:
            return known
        with self._database.read() as conn:
            identity = find(conn, secret, now)
        if identity.worth_noting(now):
            with self._database.write() as conn:
                note_use(conn, identity, now)
        self.identities.remember(secret_hash, identity, now)
        return identity

    def _begin(
        self, conn: Connection, user_id: str, means: str, visitor: Visitor, replaces: str | None
    ) -> str:
        if replaces is not None:
            sessions.end(conn, replaces, self._now())
        secret = sessions.begin(
            conn,
            user_id,
            address=visitor.address,
            agent=visitor.agent,
            now=self._now(),
            lasts_s=self._session_s,
        )
        events.append(conn, INSTALLATION, "user.signed-in", user_id, user_id, {"by": means})
        return secret

    def _replaced(self, secret: str | None) -> None:
        if secret is not None:
            self.identities.drop(digest(secret))

    def _note(self, user_id: str, kind: str, visitor: Visitor) -> None:
        with self._database.write() as conn:
            events.append(conn, INSTALLATION, kind, "", user_id, {"address": visitor.address})


def _by_email(conn: Connection, email: str) -> Row[Any, Any, Any] | None:
    columns = select(users.c.id, users.c.password_hash, users.c.disabled)
    return conn.execute(columns.where(users.c.email == email.strip().lower())).first()


def _by_id(conn: Connection, user_id: str) -> Row[Any, Any]:
    return conn.execute(select(users.c.email, users.c.password_hash).where(users.c.id == user_id)).one()
