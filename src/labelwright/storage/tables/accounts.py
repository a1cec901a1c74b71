"""Who there is and how they sign in: users, tokens, sessions, one-time links, failed attempts."""

from sqlalchemy import Boolean, Column, Index, PrimaryKeyConstraint, Table, UniqueConstraint, false, func

from labelwright.storage.tables.metadata import key, metadata, number, one_of, reference, text, time

users = Table(
    "users",
    metadata,
    key(),
    text("kind", default="person"),
    text("email", null=True),
    text("name"),
    text("password_hash", null=True),
    Column("is_admin", Boolean, nullable=False, default=False, server_default=false()),
    Column("disabled", Boolean, nullable=False, default=False, server_default=false()),
    text("preferences", default="{}"),
    time("created_at"),
    one_of("kind", "person", "model", "crowd", "import"),
)
Index("uq_users_email", func.lower(users.c.email), unique=True)

tokens = Table(
    "tokens",
    metadata,
    key(),
    reference("user_id", "users"),
    reference("project_id", "projects", null=True),
    text("name"),
    text("hash"),
    text("scope"),
    time("created_at"),
    time("last_used_at", null=True),
    time("expires_at", null=True),
    time("revoked_at", null=True),
    UniqueConstraint("hash"),
    Index(None, "user_id"),
)

sessions = Table(
    "sessions",
    metadata,
    key(),
    reference("user_id", "users"),
    text("hash"),
    text("csrf", default=""),
    time("created_at"),
    time("seen_at"),
    time("expires_at"),
    time("ended_at", null=True),
    text("address", default=""),
    text("agent", default=""),
    UniqueConstraint("hash"),
    Index(None, "user_id"),
)

login_links = Table(
    "login_links",
    metadata,
    key(),
    reference("user_id", "users"),
    text("hash"),
    time("created_at"),
    time("expires_at"),
    time("used_at", null=True),
    UniqueConstraint("hash"),
    Index(None, "user_id"),
)

login_attempts = Table(
    "login_attempts", metadata, key(), text("key"), time("at"), Index(None, "key", "at"), Index(None, "at")
)

idempotency = Table(
    "idempotency",
    metadata,
    reference("user_id", "users"),
    text("key"),
    text("fingerprint"),
    number("status"),
    text("body"),
    time("created_at"),
    PrimaryKeyConstraint("user_id", "key"),
    Index(None, "created_at"),
)
