"""What people do with tasks: assignments, drafts, answers, verdicts, comment threads.

Answers and verdicts are append-only: triggers (`storage.triggers`) refuse to change or remove one.
"""

from sqlalchemy import (
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
from sqlalchemy import (
    text as sql,
)

from labelwright.storage.tables.metadata import key, later, metadata, number, one_of, reference, text, time

assignments = Table(
    "assignments",
    metadata,
    key(),
    reference("project_id", "projects"),
    reference("task_id", "tasks"),
    number("stage"),
    number("round"),
    reference("user_id", "users"),
    text("state", default="active"),
    text("judged_answer_id", null=True),
    text("reason", default=""),
    time("lease_until"),
    time("created_at"),
    time("updated_at"),
    text("purpose", default="work"),
    later("judged_answer_id", "answers"),
    one_of("state", "active", "submitted", "skipped", "released", "expired"),
    Index(None, "task_id", "stage", "round"),
)
_HELD = sql("state IN ('active', 'submitted')")
_ACTIVE = sql("state = 'active'")
Index(
    "uq_assignments_held",
    assignments.c.task_id,
    assignments.c.stage,
    assignments.c.round,
    assignments.c.user_id,
    unique=True,
    sqlite_where=_HELD,
    postgresql_where=_HELD,
)
Index("ix_assignments_lease", assignments.c.lease_until, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE)
Index(
    "ix_assignments_active",
    assignments.c.project_id,
    assignments.c.user_id,
    sqlite_where=_ACTIVE,
    postgresql_where=_ACTIVE,
)

drafts = Table(
    "drafts",
    metadata,
    reference("assignment_id", "assignments", primary=True),
    number("revision"),
    text("annotations"),
    time("updated_at"),
    CheckConstraint("revision >= 0", name="revision"),
)

draft_keys = Table(
    "draft_keys",
    metadata,
    reference("assignment_id", "assignments"),
    text("key"),
    number("revision"),
    time("created_at"),
    PrimaryKeyConstraint("assignment_id", "key"),
    sqlite_with_rowid=False,
)
"""Which saves of a draft have been made, so that a repeated one changes nothing."""

answers = Table(
    "answers",
    metadata,
    key(),
    reference("project_id", "projects"),
    reference("task_id", "tasks"),
    number("stage"),
    number("round"),
    reference("annotator_id", "users", null=True),
    reference("assignment_id", "assignments", null=True),
    reference("parent_id", "answers", null=True),
    text("kind", default="person"),
    text("annotations"),
    Column("seconds", Float(53), nullable=True),
    text("key", null=True),
    Column("extra", Boolean, nullable=False, default=False, server_default=false()),
    number("spec_revision"),
    time("created_at"),
    UniqueConstraint("assignment_id", "key"),
    one_of("kind", "person", "model", "crowd", "import", "consensus"),
    CheckConstraint("annotator_id IS NOT NULL OR kind = 'consensus'", name="annotator"),
    Index(None, "task_id", "stage", "round"),
    Index(None, "project_id", "created_at"),
    Index(None, "project_id", "annotator_id", "created_at"),
)

answer_sources = Table(
    "answer_sources",
    metadata,
    reference("answer_id", "answers"),
    reference("source_id", "answers"),
    PrimaryKeyConstraint("answer_id", "source_id"),
    sqlite_with_rowid=False,
)
"""Which answers a consensus was made of."""

verdicts = Table(
    "verdicts",
    metadata,
    key(),
    reference("project_id", "projects"),
    reference("task_id", "tasks"),
    number("stage"),
    number("round"),
    reference("answer_id", "answers"),
    reference("reviewer_id", "users"),
    reference("assignment_id", "assignments", null=True),
    reference("fix_answer_id", "answers", null=True),
    text("outcome"),
    text("reason", default=""),
    time("created_at"),
    Column("seconds", Float(53), nullable=True),
    UniqueConstraint("assignment_id"),
    one_of("outcome", "accept", "fix", "reject"),
    CheckConstraint("(outcome = 'fix') = (fix_answer_id IS NOT NULL)", name="fix"),
    Index(None, "task_id", "stage", "round"),
    Index(None, "answer_id"),
    Index(None, "project_id", "created_at"),
)

escalations = Table(
    "escalations",
    metadata,
    key(),
    reference("project_id", "projects"),
    reference("task_id", "tasks"),
    number("stage"),
    number("round"),
    number("to_stage"),
    reference("user_id", "users", null=True),
    reference("assignment_id", "assignments", null=True),
    text("reason"),
    time("due_at", null=True),
    time("created_at"),
    Index(None, "task_id"),
    Index(None, "project_id", "created_at"),
)
"""Tasks that were handed up to a later stage: by whom and why, or because they had been due at `due_at`."""

threads = Table(
    "threads",
    metadata,
    key(),
    reference("project_id", "projects"),
    reference("task_id", "tasks"),
    text("annotation_id", null=True),
    text("point", null=True),
    Column("resolved", Boolean, nullable=False, default=False, server_default=false()),
    reference("created_by", "users"),
    time("created_at"),
    reference("resolved_by", "users", null=True),
    time("resolved_at", null=True),
    Index(None, "task_id"),
    Index(None, "project_id", "resolved"),
)

comments = Table(
    "comments",
    metadata,
    key(),
    reference("thread_id", "threads"),
    reference("author_id", "users"),
    text("body"),
    time("created_at"),
    Index(None, "thread_id"),
)
