"""The audit chain: what happened, each event sealed with the hash of the one before it. Only appends."""

import hashlib
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from labelwright.storage.ids import now_us
from labelwright.storage.sql import Sql

GENESIS = "0" * 64
"""What the first event of a chain follows."""

_ENCODER = msgspec.json.Encoder(order="sorted")

_HEAD = Sql("SELECT seq, hash FROM event_heads WHERE project_id = :project_id", "FOR UPDATE")
_INSERT = Sql(
    "INSERT INTO events (project_id, seq, kind, actor_id, subject, data, created_at, prev_hash, hash)"
    " VALUES (:project_id, :seq, :kind, :actor_id, :subject, :data, :created_at, :prev_hash, :hash)"
)
_BEGIN = Sql(
    "INSERT INTO event_heads (project_id, seq, hash) VALUES (:project_id, 0, :hash) ON CONFLICT DO NOTHING"
)
_MOVE = Sql("UPDATE event_heads SET seq = :seq, hash = :hash WHERE project_id = :project_id")


class Event(Struct, frozen=True):
    """One thing that happened. `data` is canonical JSON, kept as the text that was hashed."""

    project_id: str
    seq: int
    kind: str
    actor_id: str
    subject: str
    data: str
    created_at: int
    prev_hash: str
    hash: str


def append(
    conn: Connection,
    project_id: str,
    kind: str,
    actor_id: str,
    subject: str,
    data: dict[str, Any] | None = None,
    *,
    at: int | None = None,
) -> Event:
    """Add one event to the chain of a project ("" is the installation's own) in the caller's transaction.

    `kind` is `noun.verb`, `subject` the id of what it is about. On PostgreSQL the head of the chain stays
    locked until the transaction ends, so append last.
    """
    chain = {"project_id": project_id}
    head = _HEAD(conn, chain).fetchone()
    if head is None:
        _BEGIN(conn, {**chain, "hash": GENESIS})
        head = _HEAD(conn, chain).fetchone()
    seq, prev_hash = head[0] + 1, head[1]
    text = _ENCODER.encode(data or {}).decode()
    created_at = now_us() if at is None else at
    hash_ = seal(project_id, seq, kind, actor_id, subject, text, created_at, prev_hash)
    event = Event(project_id, seq, kind, actor_id, subject, text, created_at, prev_hash, hash_)
    sealed = msgspec.structs.asdict(event)
    _INSERT(conn, sealed)
    _MOVE(conn, sealed)
    return event


def seal(
    project_id: str,
    seq: int,
    kind: str,
    actor_id: str,
    subject: str,
    data: str,
    created_at: int,
    prev_hash: str,
) -> str:
    """SHA-256, in hex, of the event's canonical JSON: an object with sorted keys and no spaces.

    `data` goes in as a string, so that no two events can be written as the same bytes.
    """
    content = {
        "actor_id": actor_id,
        "created_at": created_at,
        "data": data,
        "kind": kind,
        "prev_hash": prev_hash,
        "project_id": project_id,
        "seq": seq,
        "subject": subject,
    }
    return hashlib.sha256(_ENCODER.encode(content)).hexdigest()
