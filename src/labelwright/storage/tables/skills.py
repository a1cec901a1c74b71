"""How right each person's answers were, and what follows for how much they are worth."""

from sqlalchemy import CheckConstraint, Column, Float, Index, PrimaryKeyConstraint, Table

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
    PrimaryKeyConstraint("task_id", "user_id"),
    one_of("source", "consensus", "verdict", "gold"),
    CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    Index(None, "project_id", "user_id", "created_at"),
    sqlite_with_rowid=False,
)
"""How alike an answer and what then stood are, 0 to 1; of each person the newest of a task."""

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
"""The number and the sum of a person's scores in a project."""
