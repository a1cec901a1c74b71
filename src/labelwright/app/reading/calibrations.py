"""Calibrations as far as somebody may see them: its people see one another's answers once the discussion has begun.

In a double-blind project they know one another by letters, the same in the whole session; who runs it sees names.
"""

import math
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.access import may
from labelwright.core.aggregation.things import THRESHOLD, things
from labelwright.core.agreement.percent import likeness
from labelwright.core.errors import NotFound
from labelwright.core.gold.differences import Difference, differences
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item, decode_annotations
from labelwright.core.registry import LABELS
from labelwright.insights.calibration import Agreement, agreement
from labelwright.storage import cursors
from labelwright.workflow import access
from labelwright.workflow.access import Person, Place
from labelwright.workflow.service import answers, blinding, bundle, running, tasks
from labelwright.workflow.service.bundle import ItemShown
from labelwright.workflow.service.calibrations import kept
from labelwright.workflow.service.calibrations.kept import Done, Session
from labelwright.workflow.service.running import Running


class Listed(Struct, frozen=True):
    """A session in a list: how many items it has, how many of them are done, and its people."""

    session: Session
    items: int
    settled: int
    people: tuple[Done, ...]


class Sessions(Struct, frozen=True):
    """Some sessions, the newest first, and the cursor of those that follow, None at the end."""

    sessions: tuple[Listed, ...]
    next: str | None


class Entry(Struct, frozen=True):
    """An item of a session; `agreement` is None before the discussion, or where fewer than two answered."""

    task_id: str
    seq: int
    item: ItemShown
    state: str
    truth_answer_id: str | None
    answers: int
    gold: bool
    agreement: float | None


class Shown(Struct, frozen=True):
    """A session with its items; `agreement` is None before the discussion."""

    listed: Listed
    entries: tuple[Entry, ...]
    agreement: Agreement | None


class Given(Struct, frozen=True):
    """Somebody's answer to an item of a session."""

    answer_id: str
    user_id: str
    name: str
    annotations: list[Annotation]
    seconds: float | None
    created_at: int


class Compared(Struct, frozen=True):
    """The answers to one item beside one another.

    `things` says which annotations are of one thing, each as the place of its answer and its id. `differences` are of
    each answer, in their order, from the one named by `against`: what was chosen, else the one that is most like all.
    """

    entry: Entry
    given: tuple[Given, ...]
    things: tuple[tuple[tuple[int, str], ...], ...]
    against: str | None
    differences: tuple[tuple[Difference, ...], ...]


_LIST = text(
    "SELECT id FROM calibrations c WHERE project_id = :project AND (created_at, id) < (:at, :id)"
    " AND (:every OR EXISTS (SELECT 1 FROM calibration_people p WHERE p.calibration_id = c.id AND p.user_id = :user))"
    " ORDER BY created_at DESC, id DESC LIMIT :most"
)
_SETTLED = text(
    "SELECT count(*), count(CASE WHEN t.state = 'done' THEN 1 END) FROM calibration_tasks m"
    " JOIN tasks t ON t.id = m.task_id WHERE m.calibration_id = :id"
)
_ENTRIES = text(
    "SELECT t.id, t.seq, t.state, t.truth_answer_id, (SELECT count(*) FROM assignments a WHERE a.task_id = t.id"
    " AND a.purpose = 'calibration' AND a.state = 'submitted') AS answers,"
    " EXISTS (SELECT 1 FROM gold g WHERE g.task_id = t.id AND g.retired_at IS NULL) AS gold"
    " FROM calibration_tasks m JOIN tasks t ON t.id = m.task_id WHERE m.calibration_id = :id ORDER BY m.place"
)
_GIVEN = text(
    "SELECT b.id, b.annotator_id, u.name, b.annotations, b.seconds, b.created_at FROM assignments a"
    " JOIN answers b ON b.assignment_id = a.id JOIN users u ON u.id = b.annotator_id"
    " JOIN calibration_people p ON p.user_id = a.user_id AND p.calibration_id = :id"
    " WHERE a.task_id = :task AND a.purpose = 'calibration' ORDER BY u.name, b.annotator_id, b.created_at"
)


def list_sessions(conn: Connection, who: Person, place: Place, *, cursor: str, limit: int) -> Sessions:
    """The sessions of a project that a person runs, or their own."""
    at, session_id = cursors.read(cursor, tuple[int, str]) if cursor else (1 << 62, "")
    where = {
        "project": place.project_id, "user": who.id, "every": may(place.role, "tasks.manage"), "at": at,
        "id": session_id, "most": limit + 1,
    }  # fmt: skip
    ids = list(conn.execute(_LIST, where).scalars())
    project = running.read(conn, place.project_id)
    found = tuple(_listed(conn, kept.read(conn, one), _names(conn, project, one, who)) for one in ids[:limit])
    last = found[-1].session if len(ids) > limit else None
    return Sessions(found, cursors.write((last.created_at, last.id)) if last else None)


def get_listed(conn: Connection, who: Person, session_id: str) -> Listed:
    """A session as a list shows it."""
    session = kept.read(conn, session_id)
    project = running.read(conn, session.project_id)
    return _listed(conn, session, _names(conn, project, session_id, who))


def get_session(conn: Connection, who: Person, session_id: str) -> Shown:
    """A session with its items. Raises `NotFound` for who is none of its people and does not run the project."""
    access.calibration(conn, who, session_id)
    session = kept.read(conn, session_id)
    project = running.read(conn, session.project_id)
    names = _names(conn, project, session_id, who)
    found = None
    if session.state != "open":
        found = _masked(agreement(conn, session_id, project.spec.ontology, LABELS), names)
    return Shown(_listed(conn, session, names), _entries(conn, session_id, found), found)


def get_item(conn: Connection, who: Person, session_id: str, task_id: str, against: str = "") -> Compared:
    """The answers to an item; before the discussion its people see only their own. Raises `NotFound`."""
    place = access.calibration(conn, who, session_id)
    session = kept.read(conn, session_id)
    entry = next((one for one in _entries(conn, session_id, None) if one.task_id == task_id), None)
    if entry is None:
        raise NotFound("There is no such item in this calibration.")
    project = running.read(conn, session.project_id)
    given = _given(conn, session_id, task_id, _names(conn, project, session_id, who))
    if session.state == "open" and place.own:
        given = tuple(one for one in given if one.user_id == who.id)
    ontology = project.spec.ontology
    item = answers.item(conn, tasks.read(conn, task_id).item_id)
    said = [one.annotations for one in given]
    found = things(said, item, ontology, LABELS, THRESHOLD)
    middle = _middle(given, against or entry.truth_answer_id or "", item, ontology)
    return Compared(
        entry, given,
        tuple(tuple((m.answer, m.annotation.id) for m in thing) for thing in found),
        middle.answer_id if middle else None,
        tuple(
            differences(one.annotations, middle.annotations, item, ontology, LABELS) if middle else ()
            for one in given
        ),
    )  # fmt: skip


class _Names(Struct, frozen=True):
    """How a reader knows the people of a session: by their `letters`, where there are any."""

    letters: Mapping[str, str]
    reader: str

    def id(self, user_id: str) -> str:
        hidden = user_id in self.letters and user_id != self.reader
        return blinding.mask(self.letters[user_id]) if hidden else user_id

    def name(self, user_id: str, name: str) -> str:
        """The letter of a person who has one, with the name where it is the reader's own."""
        if user_id not in self.letters:
            return name
        return f"{name} ({self.letters[user_id]})" if user_id == self.reader else self.letters[user_id]

    def order(self, user_id: str) -> str:
        """What people are sorted by, so that their places tell no more than their letters."""
        return self.letters.get(user_id, "")


def _names(conn: Connection, project: Running, session_id: str, who: Person) -> _Names:
    return _Names(blinding.in_session(conn, project, session_id, who.id), who.id)


def _listed(conn: Connection, session: Session, names: _Names) -> Listed:
    items, settled = conn.execute(_SETTLED, {"id": session.id}).one()
    people = sorted(kept.done(conn, session.id), key=lambda one: names.order(one.user_id))
    shown = (
        msgspec.structs.replace(one, user_id=names.id(one.user_id), name=names.name(one.user_id, one.name))
        for one in people
    )
    return Listed(session, items, settled, tuple(shown))


def _masked(found: Agreement, names: _Names) -> Agreement:
    couples = [
        msgspec.structs.replace(one, first=names.id(one.first), second=names.id(one.second))
        for one in found.couples
    ]
    return msgspec.structs.replace(
        found, couples=tuple(sorted(couples, key=lambda one: (one.first, one.second)))
    )


def _entries(conn: Connection, session_id: str, found: Agreement | None) -> tuple[Entry, ...]:
    rows = conn.execute(_ENTRIES, {"id": session_id}).all()
    items = bundle.items_of(conn, [row.id for row in rows])
    alike: Mapping[str, float] = found.items if found is not None else {}
    return tuple(
        Entry(
            row.id, row.seq, items[row.id], row.state, row.truth_answer_id, row.answers, bool(row.gold),
            alike.get(row.id),
        )
        for row in rows
    )  # fmt: skip


def _given(conn: Connection, session_id: str, task_id: str, names: _Names) -> tuple[Given, ...]:
    """The answers to an item, of each person the newest, by their names or letters."""
    newest: dict[str, Given] = {}
    for answer, user, name, said, seconds, at in conn.execute(_GIVEN, {"id": session_id, "task": task_id}):
        shown = names.name(user, name)
        newest[user] = Given(answer, names.id(user), shown, decode_annotations(said), seconds, at)
    return tuple(newest[user] for user in sorted(newest, key=names.order))


def _middle(given: Sequence[Given], wanted: str, item: Item, ontology: Ontology) -> Given | None:
    """The answer that is asked for, else the one that is most like all others; of equals the first."""
    named = next((one for one in given if one.answer_id == wanted), None)
    if named is not None or not given:
        return named
    alike = [
        math.fsum(likeness(one.annotations, other.annotations, item, ontology, LABELS) for other in given)
        for one in given
    ]
    return given[alike.index(max(alike))]
