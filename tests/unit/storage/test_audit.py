"""Whoever changes the past is found out, whichever column they touch."""

import hashlib

import pytest
from sqlalchemy import Connection, text

from labelwright.storage import audit, events
from labelwright.storage.audit import AuditResult
from labelwright.storage.database import Database

PROJECT = "p"


def history(database: Database, length: int = 5) -> None:
    with database.write() as conn:
        for n in range(length):
            events.append(conn, PROJECT, "task.move", "ann", f"task-{n}", {"stage": n, "a": "é"}, at=1000 + n)
            events.append(conn, "", "user.create", "root", f"user-{n}", at=1000 + n)


def tamper(database: Database, change: str) -> None:
    with database.write() as conn:
        _lift_triggers(conn)
        conn.execute(text(change))


def _lift_triggers(conn: Connection) -> None:
    if conn.dialect.name == "sqlite":
        for operation in ("update", "delete"):
            conn.exec_driver_sql(f"DROP TRIGGER events_refuse_{operation}")
    else:
        conn.exec_driver_sql("ALTER TABLE events DISABLE TRIGGER ALL")


def verdict(database: Database, project_id: str = PROJECT) -> AuditResult:
    with database.read() as conn:
        return audit.verify(conn, project_id)


def test_a_chain_that_was_left_alone_is_whole(database: Database) -> None:
    history(database)
    assert verdict(database) == AuditResult(PROJECT, 5)
    assert verdict(database, "") == AuditResult("", 5)


def test_no_events_are_a_whole_chain(database: Database) -> None:
    assert verdict(database) == AuditResult(PROJECT, 0)


def test_each_event_follows_the_one_before(database: Database) -> None:
    with database.write() as conn:
        made = [events.append(conn, PROJECT, "a.b", "ann", "x") for _ in range(3)]
    assert [event.seq for event in made] == [1, 2, 3]
    assert [event.prev_hash for event in made] == [events.GENESIS, made[0].hash, made[1].hash]


def test_the_hash_is_that_of_the_documented_form() -> None:
    content = (
        '{"actor_id":"ann","created_at":7,"data":"{\\"n\\":1}","kind":"a.b","prev_hash":"00",'
        '"project_id":"p","seq":1,"subject":"x"}'
    )
    expected = hashlib.sha256(content.encode()).hexdigest()
    assert expected == events.seal("p", 1, "a.b", "ann", "x", '{"n":1}', 7, "00")


@pytest.mark.parametrize(
    ("change", "fault", "seq"),
    [
        ("kind = 'task.keep'", "changed", 3),
        ("actor_id = 'bob'", "changed", 3),
        ("subject = 'task-9'", "changed", 3),
        ("data = '{}'", "changed", 3),
        ("created_at = 1", "changed", 3),
        ("prev_hash = 'x'", "changed", 3),
        ("hash = 'x'", "changed", 3),
        ("seq = 30", "missing", 3),
        ("seq = 0", "unlinked", 1),
        ("project_id = 'q'", "missing", 3),
    ],
)
def test_a_changed_column_is_found(database: Database, change: str, fault: str, seq: int) -> None:
    history(database)
    tamper(database, f"UPDATE events SET {change} WHERE project_id = 'p' AND seq = 3")
    found = verdict(database)
    assert (fault, seq, False) == (found.fault, found.seq, found.whole)
    assert verdict(database, "").whole


def test_an_event_sealed_anew_no_longer_has_a_successor(database: Database) -> None:
    history(database)
    with database.read() as conn:
        row = conn.execute(text("SELECT prev_hash FROM events WHERE project_id = 'p' AND seq = 3")).one()
    forged = events.seal(PROJECT, 3, "task.move", "ann", "task-2", "{}", 1002, row.prev_hash)
    tamper(database, f"UPDATE events SET data = '{{}}', hash = '{forged}' WHERE project_id = 'p' AND seq = 3")
    found = verdict(database)
    assert (found.fault, found.seq) == ("unlinked", 4)


@pytest.mark.parametrize(("seq", "fault"), [(1, "missing"), (3, "missing"), (5, "head")])
def test_a_removed_event_is_missed(database: Database, seq: int, fault: str) -> None:
    history(database)
    tamper(database, f"DELETE FROM events WHERE project_id = 'p' AND seq = {seq}")
    assert verdict(database).fault == fault


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event_heads SET seq = 4 WHERE project_id = 'p'",
        "UPDATE event_heads SET hash = 'x' WHERE project_id = 'p'",
        "DELETE FROM event_heads WHERE project_id = 'p'",
        "DELETE FROM events WHERE project_id = 'p'",
    ],
)
def test_a_head_that_does_not_fit_is_found(database: Database, change: str) -> None:
    history(database)
    tamper(database, change)
    assert verdict(database).fault == "head"
    with database.read() as conn:
        assert audit.chains(conn) == ["", "p"]


def test_a_chain_longer_than_a_batch_is_walked_to_its_end(
    sqlite_database: Database,
) -> None:
    history(sqlite_database, audit.BATCH + 3)
    assert verdict(sqlite_database) == AuditResult(PROJECT, audit.BATCH + 3)
