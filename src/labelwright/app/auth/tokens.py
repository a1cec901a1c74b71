"""Personal access tokens `lw_…`: for programs, with a scope, perhaps for one project only, revocable."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from labelwright.app.auth.identity import INSTALLATION, SCOPES
from labelwright.app.auth.secrets import TOKEN_PREFIX, digest, new_secret
from labelwright.core.errors import Invalid, NotFound
from labelwright.storage import events
from labelwright.storage.ids import new_id
from labelwright.storage.tables import tokens

MOST = 100
MOST_DAYS = 3650
LONGEST_NAME = 100
DAY_US = 24 * 3600 * 1_000_000


def create(
    conn: Connection,
    user_id: str,
    *,
    name: str,
    scope: str,
    project_id: str | None,
    days: int | None,
    now: int,
) -> tuple[str, str]:
    """A new token: its id and the secret, which is shown once and kept nowhere. Without `days` it never expires."""
    if not 0 < len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        raise Invalid(f"A token has a name of 1 to {LONGEST_NAME} characters.", where="name")
    if days is not None and not 0 < days <= MOST_DAYS:
        raise Invalid(f"A token lasts 1 to {MOST_DAYS} days.", where="days")
    if scope not in SCOPES:
        raise Invalid(
            f"There is no scope “{scope}”.", where="scope", remedy=f"Take one of {', '.join(SCOPES)}."
        )
    if len(list_tokens(conn, user_id)) >= MOST:
        raise Invalid(f"One person has at most {MOST} tokens.", remedy="Revoke one that is no longer used.")
    secret, token_id = new_secret(TOKEN_PREFIX), new_id()
    conn.execute(
        insert(tokens).values(
            id=token_id,
            user_id=user_id,
            name=name,
            hash=digest(secret),
            scope=scope,
            project_id=project_id,
            created_at=now,
            expires_at=None if days is None else now + days * DAY_US,
        )
    )
    data = {"token": token_id, "scope": scope, "project": project_id}
    events.append(conn, INSTALLATION, "token.created", user_id, user_id, data)
    return token_id, secret


def list_tokens(conn: Connection, user_id: str) -> list[Mapping[str, Any]]:
    """The tokens of a person that are not revoked, without their secrets."""
    columns = ("id", "name", "scope", "project_id", "created_at", "last_used_at", "expires_at")
    query = (
        select(*(tokens.c[name] for name in columns))
        .where(tokens.c.user_id == user_id, tokens.c.revoked_at.is_(None))
        .order_by(tokens.c.id)
    )
    return [dict(row) for row in conn.execute(query).mappings()]


def revoke(conn: Connection, user_id: str, token_id: str, now: int) -> None:
    """Make a token of this person worthless. Raises `NotFound` where there is none."""
    changed = conn.execute(
        update(tokens)
        .where(tokens.c.id == token_id, tokens.c.user_id == user_id, tokens.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    if changed.rowcount == 0:
        raise NotFound("You have no such token.")
    events.append(conn, INSTALLATION, "token.revoked", user_id, user_id, {"token": token_id})
