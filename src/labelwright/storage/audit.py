"""Proves that a chain of events is whole: walks it from the first event and says where it breaks. Changes nothing."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from sqlalchemy import Connection, select

from labelwright.storage.events import GENESIS, Event, seal
from labelwright.storage.tables import event_heads, events

BATCH = 5_000

Fault = Literal["missing", "changed", "unlinked", "head"]


class AuditResult(Struct, frozen=True):
    """What was found in the chain of one project ("" is the installation's own).

    `seq` is the first event that is wrong: `missing` it is not there, `changed` its content does not give its
    hash, `unlinked` it does not follow the event before it, `head` the chain does not end where it is said to.
    """

    project_id: str
    events: int
    fault: Fault | None = None
    seq: int | None = None
    message: str = ""

    @property
    def whole(self) -> bool:
        return self.fault is None


def chains(conn: Connection) -> list[str]:
    """The project ids of every chain, also of one that has lost its events or its head."""
    heads = select(event_heads.c.project_id)
    found = conn.execute(heads.union(select(events.c.project_id)).order_by("project_id")).scalars()
    return list(found)


def verify(conn: Connection, project_id: str) -> AuditResult:
    """Walk the chain of a project from its first event; stops at the first fault."""
    seq, last = 0, GENESIS
    for event in _walk(conn, project_id):
        seq += 1
        fault = _fault(event, seq, last)
        if fault is not None:
            return AuditResult(project_id, seq - 1, fault, seq, _MESSAGES[fault].format(seq=seq))
        last = event.hash
    return _verify_head(conn, project_id, seq, last)


_MESSAGES = {
    "missing": "Event {seq} is missing.",
    "changed": "Event {seq} has been changed: its content does not give its hash.",
    "unlinked": "Event {seq} does not follow the event before it.",
    "head": "The chain ends at event {seq}, but not where its head says: events have been cut off or added.",
}


def _fault(event: Event, seq: int, last: str) -> Fault | None:
    if event.seq != seq:
        return "missing" if event.seq > seq else "unlinked"
    sealed = seal(
        event.project_id,
        event.seq,
        event.kind,
        event.actor_id,
        event.subject,
        event.data,
        event.created_at,
        event.prev_hash,
    )
    if sealed != event.hash:
        return "changed"
    return None if event.prev_hash == last else "unlinked"


def _verify_head(conn: Connection, project_id: str, seq: int, last: str) -> AuditResult:
    head = conn.execute(
        select(event_heads.c.seq, event_heads.c.hash).where(event_heads.c.project_id == project_id)
    ).first()
    if (head is None and seq == 0) or (head is not None and (head.seq, head.hash) == (seq, last)):
        return AuditResult(project_id, seq)
    return AuditResult(project_id, seq, "head", seq, _MESSAGES["head"].format(seq=seq))


def _walk(conn: Connection, project_id: str) -> Iterator[Event]:
    after = -(2**31)
    wanted = select(*(events.c[name] for name in Event.__struct_fields__)).order_by(events.c.seq).limit(BATCH)
    while True:
        page = conn.execute(wanted.where(events.c.project_id == project_id, events.c.seq > after)).all()
        for row in page:
            yield Event(**row._mapping)
        if len(page) < BATCH:
            return
        after = page[-1].seq
