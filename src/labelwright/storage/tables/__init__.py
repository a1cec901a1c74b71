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
from labelwright.storage.tables.calibrations import calibration_people, calibration_tasks, calibrations
from labelwright.storage.tables.contrasts import confusions, contrasts
from labelwright.storage.tables.gold import gold, gold_answers, set_aside, standings
from labelwright.storage.tables.items import item_facts, item_pages, items
from labelwright.storage.tables.jobs import job_steps, jobs, uploads, workers
from labelwright.storage.tables.metadata import metadata
from labelwright.storage.tables.projects import (
    memberships,
    pictures,
    projects,
    rates,
    saved_views,
    specs,
    stage_counts,
)
from labelwright.storage.tables.skills import lessons, scores, skills
from labelwright.storage.tables.tasks import queue_positions, strata, task_annotators, task_classes, tasks
from labelwright.storage.tables.work import (
    answer_sources,
    answers,
    assignments,
    comments,
    draft_keys,
    drafts,
    escalations,
    threads,
    verdicts,
)

__all__ = [
    "answer_sources",
    "answers",
    "assignments",
    "blobs",
    "calibration_people",
    "calibration_tasks",
    "calibrations",
    "comments",
    "confusions",
    "contrasts",
    "draft_keys",
    "drafts",
    "escalations",
    "event_heads",
    "events",
    "gold",
    "gold_answers",
    "idempotency",
    "item_facts",
    "item_pages",
    "items",
    "job_steps",
    "jobs",
    "lessons",
    "login_attempts",
    "login_links",
    "memberships",
    "metadata",
    "pictures",
    "projects",
    "queue_positions",
    "rates",
    "renditions",
    "saved_views",
    "scores",
    "sessions",
    "set_aside",
    "skills",
    "specs",
    "stage_counts",
    "standings",
    "strata",
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
