"""Puts a chunk of items with their answers into a project, in the caller's transaction.

Names are unique in a project: an item whose name is there already is left alone, so a chunk can be put again.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, select, text

from labelwright.core.records import Annotation, encode_annotations
from labelwright.storage import bulk
from labelwright.storage.ids import new_id, now_us
from labelwright.storage.tables import answers, items, projects, task_annotators, task_classes
from labelwright.workflow.spec import Spec

_NAMES = select(items.c.name, items.c.content_hash).where(
    items.c.project_id == bindparam("project"), items.c.name.in_(bindparam("names", expanding=True))
)
_SAME = select(items.c.content_hash, items.c.name).where(
    items.c.project_id == bindparam("project"), items.c.content_hash.in_(bindparam("hashes", expanding=True))
)
_BLOB = text(
    "INSERT INTO blobs (hash, size, mime, created_at) VALUES (:hash, :size, :mime, :now) ON CONFLICT DO NOTHING"
)
_RENDITION = text(
    "INSERT INTO renditions (blob_hash, kind, hash, created_at) VALUES (:of, :kind, :hash, :now)"
    " ON CONFLICT DO NOTHING"
)
_SHOWN = text("UPDATE tasks SET truth_answer_id = :truth, annotation_count = :count WHERE id = :id")
_ANSWER = (
    "id", "project_id", "task_id", "stage", "round", "annotator_id", "kind", "annotations", "extra",
    "spec_revision", "created_at",
)  # fmt: skip
_CLASS = ("project_id", "class", "seq", "task_id", "n")
_ANNOTATOR = ("project_id", "annotator_id", "seq", "task_id")


class NewAnswer(Struct):
    """An answer that comes with an item. `truth` makes it the one that stands, and the task done."""

    annotator_id: str
    annotations: list[Annotation]
    truth: bool = False


class Incoming(Struct):
    """An item to be, with its answers, and the hashes of what was made of its picture, by their kinds."""

    item: bulk.NewItem
    answers: Sequence[NewAnswer] = ()
    renditions: Mapping[str, str] = {}


class Target(Struct, frozen=True):
    """The project that is filled, at the revision of its document that answers are checked against."""

    project_id: str
    revision: int
    spec: Spec


class Loaded(Struct, frozen=True):
    """What became of a chunk: how many items and answers are new, the names that were known with the same content
    and those known with another, pairs of names that have the same content, and the tasks whose truth came with them.
    """

    new: int
    answers: int
    known: tuple[str, ...] = ()
    clashing: tuple[str, ...] = ()
    duplicates: tuple[tuple[str, str], ...] = ()
    done: tuple[str, ...] = ()


def load(conn: Connection, target: Target, chunk: Sequence[Incoming], *, gold: bool = False) -> Loaded:
    """Add what is new of a chunk. The project's row stays locked until the transaction ends.

    Where there is gold, or this is to be, ids do not tell what came in together (ADR 0016).
    """
    conn.execute(select(projects.c.id).where(projects.c.id == target.project_id).with_for_update())
    fresh, known, clashing = _sift(conn, target.project_id, chunk)
    duplicates = _duplicates(conn, target.project_id, fresh)
    timeless = gold or target.spec.gold is not None
    added = bulk.add_items(conn, target.project_id, (one.item for one in fresh), timeless=timeless)
    pairs = list(zip(fresh, added, strict=True))
    count = _add_answers(conn, target, [(i, a) for i, a in pairs if i.answers])
    _add_blobs(conn, fresh)
    done = tuple(a.task_id for i, a in pairs if any(answer.truth for answer in i.answers))
    return Loaded(len(fresh), count, known, clashing, duplicates, done)


def begun(target: Target, item: bulk.NewItem, *, done: bool) -> bulk.NewItem:
    """The item with the place where its task begins: the first stage, or past the last one."""
    stages = target.spec.stages
    return msgspec.structs.replace(
        item,
        stage=len(stages) - 1 if done else 0,
        state="done" if done else "open",
        votes_wanted=stages[0].votes_min,
        due_at=None if done or not stages[0].deadline_s else now_us() + stages[0].deadline_s * 1_000_000,
    )


def _sift(
    conn: Connection, project_id: str, chunk: Sequence[Incoming]
) -> tuple[list[Incoming], tuple[str, ...], tuple[str, ...]]:
    names = [incoming.item.name for incoming in chunk]
    present: dict[str, str] = dict(conn.execute(_NAMES, {"project": project_id, "names": names}).all())
    fresh: list[Incoming] = []
    known: list[str] = []
    clashing: list[str] = []
    for incoming in chunk:
        name, content = incoming.item.name, incoming.item.content_hash
        if name not in present:
            present[name] = content
            fresh.append(incoming)
        else:
            (known if present[name] == content else clashing).append(name)
    return fresh, tuple(known), tuple(clashing)


def _duplicates(conn: Connection, project_id: str, fresh: Sequence[Incoming]) -> tuple[tuple[str, str], ...]:
    hashes = [incoming.item.content_hash for incoming in fresh]
    first: dict[str, str] = dict(conn.execute(_SAME, {"project": project_id, "hashes": hashes}).all())
    pairs = []
    for incoming in fresh:
        item = incoming.item
        other = first.setdefault(item.content_hash, item.name)
        if other != item.name:
            pairs.append((item.name, other))
    return tuple(pairs)


def _add_answers(conn: Connection, target: Target, pairs: Sequence[tuple[Incoming, bulk.Added]]) -> int:
    """Keep the answers, and note what lists show of them: the truth, else the newest."""
    now, rows, classes, annotators, shown = now_us(), [], [], [], []
    for incoming, added in pairs:
        ids = [new_id() for _ in incoming.answers]
        for answer_id, answer in zip(ids, incoming.answers, strict=True):
            text_of = encode_annotations(answer.annotations).decode()
            start = (
                answer_id,
                target.project_id,
                added.task_id,
                0,
                0,
                answer.annotator_id,
                "import",
                text_of,
            )
            rows.append((*start, True, target.revision, now))
        place = next((i for i, answer in enumerate(incoming.answers) if answer.truth), len(ids) - 1)
        seen = incoming.answers[place]
        truth = ids[place] if seen.truth else None
        shown.append({"truth": truth, "count": len(seen.annotations), "id": added.task_id})
        counts = Counter(annotation.cls for annotation in seen.annotations)
        classes += [(target.project_id, name, added.seq, added.task_id, n) for name, n in counts.items()]
        people = {answer.annotator_id for answer in incoming.answers}
        annotators += [(target.project_id, person, added.seq, added.task_id) for person in people]
    bulk.insert_rows(conn, answers, _ANSWER, rows)
    bulk.insert_rows(conn, task_classes, _CLASS, classes)
    bulk.insert_rows(conn, task_annotators, _ANNOTATOR, annotators)
    if shown:
        conn.execute(_SHOWN, shown)
    return len(rows)


def _add_blobs(conn: Connection, fresh: Sequence[Incoming]) -> None:
    now = now_us()
    blobs: list[Mapping[str, Any]] = []
    renditions: list[Mapping[str, Any]] = []
    for incoming in fresh:
        item = incoming.item
        if item.blob_hash is not None:
            blobs.append({"hash": item.blob_hash, "size": item.bytes, "mime": item.mime, "now": now})
        for kind, made in incoming.renditions.items():
            renditions.append({"of": item.blob_hash, "kind": kind, "hash": made, "now": now})
    if blobs:
        conn.execute(_BLOB, blobs)
    if renditions:
        conn.execute(_RENDITION, renditions)
