"""Projects, their revisions of the project document, who belongs to them, and what people keep of them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    false,
)

from labelwright.storage.tables.metadata import key, metadata, number, one_of, reference, text, time

projects = Table(
    "projects",
    metadata,
    key(),
    number("number"),  # 1, 2, 3 …: stands for the project where only an integer fits (the text search)
    text("name"),
    text("media"),
    text("description", default=""),
    number("spec_revision", default=0),
    number("task_count", default=0),  # also the newest task's seq: tasks are never removed
    Column("item_bytes", BigInteger, nullable=False, default=0, server_default="0"),
    reference("created_by", "users", null=True),
    time("created_at"),
    time("updated_at"),
    time("archived_at", null=True),
    UniqueConstraint("number"),
)

memberships = Table(
    "memberships",
    metadata,
    reference("project_id", "projects"),
    reference("user_id", "users"),
    text("role"),
    time("created_at"),
    PrimaryKeyConstraint("project_id", "user_id"),
    one_of("role", "owner", "manager", "expert", "reviewer", "annotator", "viewer"),
    Index(None, "user_id"),
)

specs = Table(
    "specs",
    metadata,
    reference("project_id", "projects"),
    number("revision"),
    text("document"),
    text("message", default=""),
    reference("author_id", "users", null=True),
    time("created_at"),
    PrimaryKeyConstraint("project_id", "revision"),
    CheckConstraint("revision > 0", name="revision"),
)

saved_views = Table(
    "saved_views",
    metadata,
    key(),
    reference("project_id", "projects"),
    reference("user_id", "users"),
    text("name"),
    text("filter"),
    Column("shared", Boolean, nullable=False, default=False, server_default=false()),
    time("created_at"),
    time("updated_at"),
    UniqueConstraint("project_id", "user_id", "name"),
)

pictures = Table(
    "pictures",
    metadata,
    reference("project_id", "projects"),
    text("hash"),
    text("mime"),
    text("name", default=""),
    time("created_at"),
    PrimaryKeyConstraint("project_id", "hash"),
)

stage_counts = Table(
    "stage_counts",
    metadata,
    reference("project_id", "projects"),
    number("stage"),
    text("state"),
    number("n", default=0),
    PrimaryKeyConstraint("project_id", "stage", "state"),
    CheckConstraint("n >= 0", name="n"),
)

rates = Table(
    "rates",
    metadata,
    reference("project_id", "projects"),
    text("user_id"),
    text("currency"),
    Column("per_hour", Float(53), nullable=False),
    Column("per_answer", Float(53), nullable=False),
    time("updated_at"),
    PrimaryKeyConstraint("project_id", "user_id"),
    CheckConstraint("per_hour >= 0 AND per_answer >= 0", name="amounts"),
    sqlite_with_rowid=False,
)
"""What work costs in a project: of one person, or of everybody else where `user_id` is empty."""
