"""Answers known to be right, what people made of them, and what follows for those people and their other answers."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    Index,
    PrimaryKeyConstraint,
    Table,
    false,
)

from labelwright.storage.tables.metadata import metadata, number, one_of, reference, text, time

gold = Table(
    "gold",
    metadata,
    reference("task_id", "tasks", primary=True),
    reference("project_id", "projects"),
    reference("answer_id", "answers"),
    text("pool"),
    text("note", default=""),
    reference("created_by", "users", null=True),
    time("created_at"),
    time("retired_at", null=True),
    one_of("pool", "hidden", "training", "qualify"),
    Index(None, "project_id", "pool", "task_id"),
)
"""Tasks of which the right answer is known. One that is retired is handed out as gold no more."""

gold_answers = Table(
    "gold_answers",
    metadata,
    reference("answer_id", "answers", primary=True),
    reference("project_id", "projects"),
    reference("task_id", "tasks"),
    reference("user_id", "users"),
    reference("gold_answer_id", "answers"),
    text("pool"),
    Column("score", Float(53), nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("seconds", Float(53), nullable=True),
    Column("void", Boolean, nullable=False, default=False, server_default=false()),
    time("created_at"),
    one_of("pool", "hidden", "training", "qualify"),
    CheckConstraint("score BETWEEN 0 AND 1", name="score"),
    Index(None, "project_id", "user_id", "created_at"),
    Index(None, "task_id"),
)
"""How right an answer to gold was. One is `void` where the gold itself was wrong, or a correction took its place."""

standings = Table(
    "standings",
    metadata,
    reference("project_id", "projects"),
    reference("user_id", "users"),
    text("state"),
    number("tries", default=0),
    time("since"),
    text("reason", default=""),
    reference("updated_by", "users", null=True),
    time("updated_at"),
    PrimaryKeyConstraint("project_id", "user_id"),
    one_of("state", "training", "qualifying", "working", "paused", "failed"),
)
"""What a person may do in a project by their gold so far, which counts from `since` on. Nobody's row means working."""

set_aside = Table(
    "set_aside",
    metadata,
    reference("answer_id", "answers", primary=True),
    reference("project_id", "projects"),
    reference("user_id", "users"),
    text("mode"),
    text("batch"),
    text("reason", default=""),
    reference("created_by", "users", null=True),
    time("created_at"),
    time("undone_at", null=True),
    one_of("mode", "void", "discount", "taken-back"),
    Index(None, "project_id", "batch"),
)
"""Answers that count no more (`void`) or not alone (`discount`), in batches that are undone together; and what a
reviewer's fix had made, `taken-back` with that verdict, which is their batch."""
