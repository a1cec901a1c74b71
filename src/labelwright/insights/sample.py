"""A recent sample of scored answers, each beside what stands: what figures that look into answers are made of."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.records import Annotation, Item, decode_annotations

SAMPLE = 400
"""How many scored answers are looked into."""


class Sampled(Struct, frozen=True):
    """What somebody said of a task, what stands, and the score: how alike both were when it was decided."""

    person_id: str
    person: str
    task_id: str
    seq: int
    item_id: str
    item: Item
    answer_id: str
    said: list[Annotation]
    truth_id: str
    stands: list[Annotation]
    score: float
    at: int


_SCORED = text(
    "SELECT s.user_id, u.name AS person, s.task_id, s.answer_id, s.score, s.created_at, t.seq, t.item_id,"
    " t.truth_answer_id, a.annotations AS said, b.annotations AS stands,"
    " i.name, i.media, i.content_hash, i.width, i.height, i.text"
    " FROM (SELECT user_id, task_id, answer_id, score, created_at FROM scores WHERE project_id = :project"
    " AND user_id = :user AND created_at >= :since AND created_at < :until"
    " ORDER BY created_at DESC LIMIT :most) s"
    " JOIN users u ON u.id = s.user_id JOIN answers a ON a.id = s.answer_id JOIN tasks t ON t.id = s.task_id"
    " JOIN answers b ON b.id = t.truth_answer_id JOIN items i ON i.id = t.item_id"
)
_ALWAYS = (0, 1 << 62)


def sampled(
    conn: Connection, project_id: str, user_id: str, most: int, within: tuple[int, int] = _ALWAYS
) -> Iterator[Sampled]:
    """The newest scored answers of one person, at most so many, given from and until these microseconds UTC."""
    since, until = within
    params = {"project": project_id, "user": user_id, "most": most, "since": since, "until": until}
    for row in conn.execute(_SCORED, params).all():
        yield Sampled(
            row.user_id, row.person, row.task_id, row.seq, row.item_id, _item(row), row.answer_id,
            decode_annotations(row.said), row.truth_answer_id, decode_annotations(row.stands), row.score,
            row.created_at,
        )  # fmt: skip


def share(people: int) -> int:
    """How many answers of each are in the sample of so many people."""
    return max(1, SAMPLE // max(1, people))


def _item(row: Any) -> Item:
    return Item(
        name=row.name,
        media=row.media,
        content_hash=row.content_hash,
        width=row.width,
        height=row.height,
        text=row.text,
    )
