"""Tasks and where they stand, with the lists that make filters and the queue quick.

A task is one item's way through its project. `free` is the number of votes that can still be handed out now.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)
from sqlalchemy import (
    text as sql,
)

from labelwright.storage.tables.metadata import key, later, metadata, number, one_of, reference, text, time

tasks = Table(
    "tasks",
    metadata,
    key(),
    reference("project_id", "projects"),
    reference("item_id", "items"),
    number("seq"),
    number("stage", default=0),
    number("round", default=0),
    text("state", default="open"),
    number("priority", default=0),
    number("votes_wanted", default=1),
    number("votes_given", default=0),
    number("free", default=1),
    text("truth_answer_id", null=True),
    Column("agreement", Float(53), nullable=True),
    number("annotation_count", default=0),
    reference("assigned_to", "users", null=True),
    time("created_at"),
    time("updated_at"),
    Column("probability", Float(53), nullable=True),
    time("due_at", null=True),
    UniqueConstraint("item_id"),
    UniqueConstraint("project_id", "seq"),
    later("truth_answer_id", "answers"),
    one_of("state", "open", "waiting", "done", "skipped", "archived"),
    CheckConstraint("free >= 0", name="free"),
    CheckConstraint("votes_given >= 0 AND votes_wanted >= 0", name="votes"),
)
Index(
    "ix_tasks_queue",
    tasks.c.project_id,
    tasks.c.stage,
    tasks.c.priority.desc(),
    tasks.c.seq,
    sqlite_where=sql("free > 0"),
    postgresql_where=sql("free > 0"),
)
Index(
    "ix_tasks_assigned",
    tasks.c.assigned_to,
    tasks.c.project_id,
    tasks.c.stage,
    tasks.c.priority.desc(),
    tasks.c.seq,
    sqlite_where=sql("assigned_to IS NOT NULL"),
    postgresql_where=sql("assigned_to IS NOT NULL"),
)
Index(
    "ix_tasks_due",
    tasks.c.project_id,
    tasks.c.due_at,
    sqlite_where=sql("due_at IS NOT NULL"),
    postgresql_where=sql("due_at IS NOT NULL"),
)
_DOUBTED = sql("free > 0 AND state = 'waiting' AND probability IS NOT NULL")
Index(
    "ix_tasks_doubted",
    tasks.c.project_id,
    tasks.c.stage,
    tasks.c.priority,
    tasks.c.probability,
    tasks.c.seq,
    sqlite_where=_DOUBTED,
    postgresql_where=_DOUBTED,
)
Index("ix_tasks_stage", tasks.c.project_id, tasks.c.stage, tasks.c.seq)
Index("ix_tasks_state", tasks.c.project_id, tasks.c.state, tasks.c.seq)
Index("ix_tasks_stage_state", tasks.c.project_id, tasks.c.stage, tasks.c.state, tasks.c.seq)
Index("ix_tasks_priority", tasks.c.project_id, tasks.c.priority.desc(), tasks.c.seq)
Index("ix_tasks_updated", tasks.c.project_id, tasks.c.updated_at, tasks.c.seq)

task_classes = Table(
    "task_classes",
    metadata,
    reference("project_id", "projects"),
    text("class"),
    number("seq"),
    reference("task_id", "tasks"),
    number("n"),
    PrimaryKeyConstraint("project_id", "class", "seq"),
    Index(None, "task_id"),
    CheckConstraint("n > 0", name="n"),
    sqlite_with_rowid=False,
)
"""How often each class stands in a task's truth, or in its newest answer while it has none."""

task_annotators = Table(
    "task_annotators",
    metadata,
    reference("project_id", "projects"),
    reference("annotator_id", "users"),
    number("seq"),
    reference("task_id", "tasks"),
    PrimaryKeyConstraint("project_id", "annotator_id", "seq"),
    Index(None, "task_id"),
    sqlite_with_rowid=False,
)
"""Who has answered a task."""

queue_positions = Table(
    "queue_positions",
    metadata,
    reference("project_id", "projects"),
    reference("user_id", "users"),
    number("stage"),
    number("priority"),
    number("seq"),
    PrimaryKeyConstraint("project_id", "user_id", "stage", "priority"),
    sqlite_with_rowid=False,
)
"""Up to which task of a stage and priority a person has been through the queue, so none is looked at twice."""

strata = Table(
    "strata",
    metadata,
    reference("project_id", "projects"),
    text("stage"),
    text("stratum"),
    number("seen", default=0),
    number("taken", default=0),
    PrimaryKeyConstraint("project_id", "stage", "stratum"),
    CheckConstraint("seen >= taken AND taken >= 0", name="counts"),
    sqlite_with_rowid=False,
)
"""How many tasks of each kind a stage that takes a share has met, and how many of them it took."""
