"""A bundle, and what comes after it, as JSON: ids become addresses of media, times become text."""

from typing import Any

from labelwright.api.reply import iso
from labelwright.core.access import may
from labelwright.workflow.service.answers import Answer
from labelwright.workflow.service.bundle import Bundle, ItemShown
from labelwright.workflow.service.deadlines import given
from labelwright.workflow.service.escalations import Escalation
from labelwright.workflow.service.gold.feedback import Feedback
from labelwright.workflow.service.submit import Submitted

ITEMS = "/api/v1/items"


def bundle_data(found: Bundle) -> dict[str, Any]:
    """All that an editor needs for one assignment."""
    task, held = found.task, found.assignment
    return {
        "assignment": {
            "id": held.id,
            "lease_until": iso(held.lease_until),
            "heartbeat_s": found.heartbeat_s,
        },
        "stage": found.stage,
        "task": {
            "id": task.id,
            "seq": None if found.unnumbered else task.seq,
            "name": found.item.name,
            "round": task.round,
            "priority": given(task.priority),
            "due_at": iso(task.due_at),
            "project_id": task.project_id,
        },
        "item": item_data(found.item),
        "spec_revision": found.spec_revision,
        "start": found.start,
        "draft": found.draft,
        "judged": _judged(found.judged, found.judged_by) if found.judged else None,
        "compared": [_judged(answer, author) for answer, author in found.compared],
        "things": found.things,
        "previous": [_rejected(rejected) for rejected in found.previous],
        "threads": found.threads,
        "escalated": _escalated(found.escalated) if found.escalated else None,
        "escalates_to": found.above or None,
        "test": found.test,
        "calibration": found.calibration,
    }


def submitted_data(done: Submitted, role: str, feedback: Feedback | None = None) -> dict[str, Any]:
    """What became of a submission. Who may not see how tasks stand is not told of this one either: gold never moves."""
    seen = may(role, "tasks.list")
    return {
        "answer_id": done.answer_id,
        "task": {"state": done.task.state, "stage": done.task.stage} if seen else None,
        "counted": done.counted or not seen,
        "warnings": done.warnings,
        "feedback": feedback,
    }


def upcoming_data(items: list[tuple[str, ItemShown]]) -> list[dict[str, Any]]:
    """Tasks that are kept for later, so that their media can be fetched ahead."""
    return [{"task_id": task_id, "item": item_data(item)} for task_id, item in items]


def item_data(item: ItemShown) -> dict[str, Any]:
    """An item with the addresses of its media."""
    return {
        "id": item.id,
        "name": item.name,
        "media": item.media,
        "width": item.width,
        "height": item.height,
        "text": item.text,
        **addresses(item.id, item.media),
        "metadata": item.metadata,
        "page": item.page,
        "pages": item.pages,
    }


def addresses(item_id: str, media: str) -> dict[str, str | None]:
    """Where the bytes of an item are, as a browser can show them; a text has none, it comes along."""
    if media == "text":
        return {"media_url": None, "thumbnail_url": None}
    what = "view" if media == "image" else "media"
    return {"media_url": f"{ITEMS}/{item_id}/{what}", "thumbnail_url": thumbnail_url(item_id)}


def thumbnail_url(item_id: str) -> str:
    return f"{ITEMS}/{item_id}/thumbnail?size=256"


def _judged(answer: Answer, author: tuple[str, str] | None) -> dict[str, Any]:
    return {
        "answer_id": answer.id,
        "annotator": {"id": author[0], "name": author[1]} if author else None,
        "annotations": answer.annotations,
    }


def _escalated(told: Escalation) -> dict[str, Any]:
    return handed_up(told) | {"stage": told.stage}


def handed_up(told: Escalation) -> dict[str, Any]:
    """How a task was handed up: by whom and why, or because it was due."""
    return {
        "by": {"id": told.user_id, "name": told.name} if told.user_id else None,
        "reason": told.reason,
        "due_at": iso(told.due_at),
        "created_at": iso(told.created_at),
    }


def _rejected(rejected: Any) -> dict[str, Any]:
    return {
        "answer_id": rejected.answer_id,
        "annotations": rejected.annotations,
        "verdict": {"outcome": rejected.outcome, "reason": rejected.reason},
    }
