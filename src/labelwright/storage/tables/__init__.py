"""Every table, one file per aggregate, in one MetaData."""

from labelwright.storage.tables.accounts import (
    idempotency,
    login_attempts,
    login_links,
    sessions,
    tokens,
    users,
)
from labelwright.storage.tables.audit import event_heads, events
from labelwright.storage.tables.blobs import blobs, renditions
from labelwright.storage.tables.items import item_facts, item_pages, items
from labelwright.storage.tables.jobs import job_steps, jobs, uploads, workers
from labelwright.storage.tables.metadata import metadata
from labelwright.storage.tables.projects import (
    memberships,
    pictures,
    projects,
    saved_views,
    specs,
    stage_counts,
)
from labelwright.storage.tables.skills import scores, skills
from labelwright.storage.tables.tasks import queue_positions, task_annotators, task_classes, tasks
from labelwright.storage.tables.work import (
    answer_sources,
    answers,
    assignments,
    comments,
    draft_keys,
    drafts,
    threads,
    verdicts,
)

__all__ = [
    "answer_sources",
    "answers",
    "assignments",
    "blobs",
    "comments",
    "draft_keys",
    "drafts",
    "event_heads",
    "events",
    "idempotency",
    "item_facts",
    "item_pages",
    "items",
    "job_steps",
    "jobs",
    "login_attempts",
    "login_links",
    "memberships",
    "metadata",
    "pictures",
    "projects",
    "queue_positions",
    "renditions",
    "saved_views",
    "scores",
    "sessions",
    "skills",
    "specs",
    "stage_counts",
    "task_annotators",
    "task_classes",
    "tasks",
    "threads",
    "tokens",
    "uploads",
    "users",
    "verdicts",
    "workers",
]
