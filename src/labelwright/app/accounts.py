"""Accounts: who there is, what they are called and prefer. Roles in projects are the workflow's business."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from labelwright.app.auth import links, sessions
from labelwright.app.auth.identity import INSTALLATION
from labelwright.core.errors import Conflict, Invalid, NotAllowed, NotFound, TooLarge
from labelwright.storage import events, tables
from labelwright.storage.ids import new_id
from labelwright.storage.tables import memberships, projects, users
from labelwright.workflow.access import Person

LONGEST_NAME = 200
LONGEST_EMAIL = 254
LARGEST_PREFERENCES = 64 * 1024
_PUBLIC = tuple(
    users.c[name] for name in ("id", "email", "name", "kind", "is_admin", "disabled", "created_at")
)


def require_admin(actor: Person) -> None:
    """Raises `NotAllowed` for all but administrators of the installation."""
    if not actor.is_admin:
        raise NotAllowed("Only an administrator of this installation may do this.")


def create_user(
    conn: Connection, actor_id: str | None, *, email: str, name: str, is_admin: bool, now: int
) -> str:
    """A new person without a password; the id. Raises `Invalid`, or `Conflict` where the address is taken."""
    email = _clean_email(email)
    if conn.execute(select(users.c.id).where(users.c.email == email)).first() is not None:
        raise Conflict(f"There is an account for {email} already.", where="email")
    user_id = new_id()
    conn.execute(
        insert(users).values(
            id=user_id,
            email=email,
            name=_clean_name(name or email.split("@")[0]),
            kind="person",
            is_admin=is_admin,
            disabled=False,
            preferences="{}",
            created_at=now,
        )
    )
    events.append(conn, INSTALLATION, "user.created", actor_id or "", user_id, {"is_admin": is_admin})
    return user_id


def get_user(conn: Connection, user_id: str) -> Mapping[str, Any]:
    """A person as others may see them. Raises `NotFound`."""
    row = conn.execute(select(*_PUBLIC).where(users.c.id == user_id)).mappings().first()
    if row is None:
        raise NotFound("There is no such person.")
    return dict(row)


def find_by_email(conn: Connection, email: str) -> str:
    """The id of the person with this address. Raises `NotFound`."""
    found = conn.execute(select(users.c.id).where(users.c.email == email.strip().lower())).scalar()
    if found is None:
        raise NotFound(f"Nobody here has the e-mail address {email}.", remedy="An administrator adds people.")
    return str(found)


def list_users(conn: Connection, *, after: str, limit: int) -> list[Mapping[str, Any]]:
    """People in the order in which they came, from the one after this id."""
    query = select(*_PUBLIC).where(users.c.id > after, users.c.kind == "person").order_by(users.c.id)
    return [dict(row) for row in conn.execute(query.limit(limit)).mappings()]


def every_user(conn: Connection) -> list[Mapping[str, Any]]:
    """Everybody with an account, in the order in which they came."""
    query = select(*_PUBLIC).where(users.c.kind == "person").order_by(users.c.id)
    return [dict(row) for row in conn.execute(query).mappings()]


def change_user(
    conn: Connection,
    actor_id: str | None,
    user_id: str,
    *,
    name: str | None = None,
    is_admin: bool | None = None,
    disabled: bool | None = None,
    now: int,
) -> Mapping[str, Any]:
    """Rename, make or unmake an administrator, disable or enable; a disabled person's sessions end.

    Raises `Conflict` where it would leave the installation without an administrator.
    """
    before = get_user(conn, user_id)
    changes: dict[str, Any] = {}
    if name is not None:
        changes["name"] = _clean_name(name)
    if is_admin is not None:
        changes["is_admin"] = is_admin
    if disabled is not None:
        changes["disabled"] = disabled
    changes = {key: value for key, value in changes.items() if before[key] != value}
    if not changes:
        return before
    loses = changes.get("disabled") or changes.get("is_admin") is False
    if loses and before["is_admin"] and not before["disabled"] and _admins(conn) == 1:
        raise Conflict("This is the only administrator.", remedy="Make somebody else one first.")
    conn.execute(update(users).where(users.c.id == user_id).values(**changes))
    if changes.get("disabled"):
        sessions.end_all(conn, user_id, now)
        links.discard(conn, user_id)
    events.append(conn, INSTALLATION, "user.changed", actor_id or "", user_id, changes)
    return get_user(conn, user_id)


def projects_of(conn: Connection, actor: Person) -> list[Mapping[str, Any]]:
    """The projects in which this person has a role, with the role, by name."""
    query = (
        select(projects.c.id, projects.c.name, memberships.c.role)
        .join(memberships, memberships.c.project_id == projects.c.id)
        .where(memberships.c.user_id == actor.id, projects.c.archived_at.is_(None))
        .order_by(projects.c.name, projects.c.id)
    )
    if actor.project_id is not None:
        query = query.where(projects.c.id == actor.project_id)
    return [dict(row) for row in conn.execute(query).mappings()]


def preferences(conn: Connection, user_id: str) -> bytes:
    """What a person prefers, as the JSON that was saved."""
    return str(conn.execute(select(users.c.preferences).where(users.c.id == user_id)).scalar_one()).encode()


def save_preferences(conn: Connection, user_id: str, document: bytes) -> None:
    """Keep what a person prefers: any JSON object of moderate size. Raises `TooLarge`, `Invalid`."""
    if len(document) > LARGEST_PREFERENCES:
        raise TooLarge(f"Preferences hold at most {LARGEST_PREFERENCES} bytes.")
    if not isinstance(msgspec.json.decode(document), dict):
        raise Invalid("Preferences are a JSON object.", where="body")
    conn.execute(update(users).where(users.c.id == user_id).values(preferences=document.decode()))


def is_empty(conn: Connection) -> bool:
    """Whether nobody has an account yet."""
    return conn.execute(select(users.c.id).where(users.c.kind == "person").limit(1)).first() is None


def waiting_first_admin(conn: Connection) -> str | None:
    """The id of the one person there is, if nobody has ever signed in; else None."""
    people = conn.execute(
        select(users.c.id, users.c.password_hash).where(users.c.kind == "person").limit(2)
    ).all()
    if len(people) != 1 or people[0].password_hash is not None:
        return None
    told = tables.events.c
    signed_in = (
        select(told.seq)
        .where(told.project_id == INSTALLATION, told.subject == people[0].id, told.kind == "user.signed-in")
        .limit(1)
    )
    return str(people[0].id) if conn.execute(signed_in).first() is None else None


def _admins(conn: Connection) -> int:
    query = select(users.c.id).where(users.c.is_admin.is_(True), users.c.disabled.is_(False))
    return len(conn.execute(query.with_for_update()).all())


def _clean_email(email: str) -> str:
    email = email.strip().lower()
    name, at, host = email.partition("@")
    plain = name and at and host and not any(c.isspace() or not c.isprintable() for c in email)
    if not plain or "@" in host or len(email) > LONGEST_EMAIL:
        raise Invalid(f"“{email[:80]}” is no e-mail address.", where="email")
    return email


def _clean_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Invalid(f"A name has 1 to {LONGEST_NAME} printable characters.", where="name")
    return name
