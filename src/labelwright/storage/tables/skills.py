"""How right each person's answers were, and what follows for how much they are worth."""

from sqlalchemy import CheckConstraint, Column, Float, Index, PrimaryKeyConstraint, Table
from sqlalchemy import (
    text as sql,
)

from labelwright.storage.tables.metadata import metadata, one_of, reference, text, time

scores = Table(
    "scores",
    metadata,
    reference("project_id", "projects"),
    reference("task_id", "tasks"),
    reference("user_id", "users"),
    reference("answer_id", "answers"),
    text("source"),
    Column("score", Float(53), nullable=False),
    time("created_at"),
    text("stands_id", null=True),
    PrimaryKeyConstraint("task_id", "user_id"),
    one_of("source", "consensus", "verdict", "gold"),
    CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    Index(None, "project_id", "user_id", "created_at"),
    sqlite_with_rowid=False,
)
"""How alike an answer and what then stood are, 0 to 1; of each person the newest of a task. `stands_id` is
the answer that stood when both were compared class by class; null while that is still to be done."""
Index(
    "ix_scores_pending",
    scores.c.project_id,
    scores.c.task_id,
    sqlite_where=sql("stands_id IS NULL"),
    postgresql_where=sql("stands_id IS NULL"),
)

lessons = Table(
    "lessons",
    metadata,
    reference("project_id", "projects"),
    reference("task_id", "tasks"),
    reference("user_id", "users"),
    Column("right", Float(53), nullable=False),
    PrimaryKeyConstraint("task_id", "user_id"),
    CheckConstraint('"right" BETWEEN 0 AND 1', name="right"),
    sqlite_with_rowid=False,
)
"""What a task teaches of each person: how much of their answer is probably right, as far as one knows so far."""

skills = Table(
    "skills",
    metadata,
    reference("project_id", "projects"),
    reference("user_id", "users"),
    Column("given", Float(53), nullable=False),
    Column("right", Float(53), nullable=False),
    PrimaryKeyConstraint("project_id", "user_id"),
    CheckConstraint('given >= 0 AND "right" >= 0', name="counts"),
    sqlite_with_rowid=False,
)
"""The number and the sum of what all tasks of a project teach of a person."""
