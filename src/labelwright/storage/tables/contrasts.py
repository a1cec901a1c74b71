"""What comparing answers has shown: which class was said where which stands, and how alike two people's answers are.

All of it is made of scored answers and can be made anew of them; a row goes with the score that it belongs to.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    Table,
)

from labelwright.storage.tables.metadata import metadata, number, reference, text

_SCORE = ["scores.task_id", "scores.user_id"]

confusions = Table(
    "confusions",
    metadata,
    reference("project_id", "projects"),
    text("said"),
    text("stands"),
    number("seq"),
    reference("user_id", "users"),
    reference("task_id", "tasks"),
    number("n"),
    PrimaryKeyConstraint("project_id", "said", "stands", "seq", "user_id"),
    ForeignKeyConstraint(["task_id", "user_id"], _SCORE, name="fk_confusions_score", ondelete="CASCADE"),
    CheckConstraint("n > 0", name="n"),
    Index(None, "task_id", "user_id"),
    sqlite_with_rowid=False,
)
"""How often somebody said one class in a task where another stands; "" where nothing was said, or nothing stands."""

contrasts = Table(
    "contrasts",
    metadata,
    reference("project_id", "projects"),
    reference("first_id", "users"),
    reference("second_id", "users"),
    number("seq"),
    reference("task_id", "tasks"),
    Column("alike", Float(53), nullable=False),
    PrimaryKeyConstraint("project_id", "first_id", "second_id", "seq"),
    ForeignKeyConstraint(["task_id", "first_id"], _SCORE, name="fk_contrasts_first", ondelete="CASCADE"),
    ForeignKeyConstraint(["task_id", "second_id"], _SCORE, name="fk_contrasts_second", ondelete="CASCADE"),
    CheckConstraint("alike BETWEEN 0 AND 1", name="alike"),
    CheckConstraint("first_id < second_id", name="people"),
    Index(None, "project_id", "alike", "seq", "first_id", "second_id"),
    Index(None, "task_id"),
    sqlite_with_rowid=False,
)
"""How alike the scored answers of two people to one task are, 0 to 1."""
