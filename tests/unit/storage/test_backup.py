"""A backup brings everything back, into either database, and never half of it."""

import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, text, update

from labelwright.app import maintenance
from labelwright.core.errors import Conflict, InvalidFile
from labelwright.storage import audit, migrate
from labelwright.storage.backup import back_up, restore
from labelwright.storage.blobs import Blobs, open_blobs
from labelwright.storage.database import Database
from labelwright.storage.filters import Filter
from labelwright.storage.tables import metadata, projects, tasks
from labelwright.storage.tasks_list import page

Make = Callable[..., Any]


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return open_blobs(f"file://{tmp_path / 'blobs'}")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Blobs:
    return open_blobs(f"file://{tmp_path / 'elsewhere'}")


@pytest.fixture
def full(sqlite_database: Database, blobs: Blobs, settle: Make, new_item: Make) -> Any:
    """A SQLite database with something of everything that is awkward to carry."""
    world = settle(sqlite_database)
    stored = blobs.put(b"the picture")
    awkward = 'naïve 🙂 "quotes" \\N \t\n and \\ more'
    made = world.add(
        new_item("a.png", blob_hash=stored.hash, bytes=stored.size, metadata={"split": "train", "n": 1.5}),
        new_item("b.txt", text=awkward),
    )
    answer = world.answer(made[0], '[{"id":"1","type":"tag","class":"\\u00e9","value":{}}]')
    world.run(
        update(tasks).where(tasks.c.id == made[0].task_id).values(truth_answer_id=answer, agreement=1 / 3)
    )
    return world


def content(database: Database) -> dict[str, set[tuple[Any, ...]]]:
    with database.read() as conn:
        return {
            table.name: {tuple(row) for row in conn.execute(select(table))}
            for table in metadata.sorted_tables
        }


def test_sqlite_to_postgresql_and_back_is_the_same(
    full: Any, postgresql_database: Database, tmp_path: Path, blobs: Blobs, elsewhere: Blobs
) -> None:
    first = back_up(full.database, blobs, tmp_path / "first.zip")
    restore(postgresql_database, elsewhere, tmp_path / "first.zip")
    second = back_up(postgresql_database, elsewhere, tmp_path / "second.zip")
    third = Database(f"sqlite:///{tmp_path / 'third.db'}")
    restore(third, open_blobs(f"file://{tmp_path / 'third'}"), tmp_path / "second.zip")
    assert first.tables == second.tables
    assert content(full.database) == content(postgresql_database) == content(third)
    assert (first.blobs, first.bytes, list(elsewhere.walk())) == (1, 11, list(blobs.walk()))
    for database in (postgresql_database, third):
        with database.read() as conn:
            assert audit.verify(conn, full.project).whole
            found = page(conn, full.project, Filter(text="NAIVE quotes")).rows
            assert [row.name for row in found] == ["b.txt"]
    third.close()


def test_what_is_restored_is_guarded_again(
    full: Any, database: Database, tmp_path: Path, blobs: Blobs
) -> None:
    back_up(full.database, blobs, tmp_path / "b.zip")
    restore(database, blobs, tmp_path / "b.zip", replace=True)
    with pytest.raises(Exception, match="append-only"), database.write() as conn:
        conn.execute(text("UPDATE answers SET annotations = '[]'"))


def test_a_backup_while_others_write_is_of_one_moment(
    database: Database, settle: Make, new_item: Make, tmp_path: Path, blobs: Blobs
) -> None:
    world = settle(database)
    world.add(*(new_item(f"before {n}") for n in range(300)))
    stop = threading.Event()
    written = threading.Event()

    def keep_writing() -> None:
        n = 0
        while not stop.is_set():
            world.add(new_item(f"meanwhile {n}", metadata={"n": n}))
            n += 1
            written.set()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    written.wait()
    try:
        kept = back_up(database, blobs, tmp_path / "b.zip")
    finally:
        stop.set()
        writer.join()
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    restore(other, blobs, tmp_path / "b.zip")
    there = content(other)
    n = kept.tables["items"].rows
    assert n > 300
    assert (n, n, n - 300) == (len(there["tasks"]), len(there["items"]), len(there["item_facts"]))
    with other.read() as conn:
        assert n == conn.execute(select(projects.c.task_count)).scalar_one()
    other.close()


def test_a_database_that_holds_something_is_left_alone(
    full: Any, postgresql_database: Database, settle: Make, tmp_path: Path, blobs: Blobs
) -> None:
    back_up(full.database, blobs, tmp_path / "b.zip")
    settle(postgresql_database, 7)
    before = content(postgresql_database)
    with pytest.raises(Conflict, match="not empty"):
        restore(postgresql_database, blobs, tmp_path / "b.zip")
    assert before == content(postgresql_database)
    restore(postgresql_database, blobs, tmp_path / "b.zip", replace=True)
    assert content(full.database) == content(postgresql_database)


def rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The backup with its members changed, or left out where the change gives None."""
    other = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for info in source.infolist():
            data = change(info.filename, source.read(info))
            if data is not None:
                target.writestr(info.filename, data)
    return other


def damage(name: str, data: bytes) -> Iterator[tuple[str, bytes | None]]:
    match name:
        case "tables/items.jsonl":
            yield "a changed row", data.replace(b"hash of a", b"hash of c")
            yield "a lost row", data[: data.index(b"\n") + 1]
            yield "a broken row", data[:-9]
            yield "no table", None
        case "manifest.json":
            yield "no manifest", None
            yield "a newer schema", data.replace(f'"{migrate.head()}"'.encode(), b'"9999"')
            yield "a strange table", data.replace(b'"items": {', b'"sqlite_master": {')
        case _ if name.startswith("blobs/"):
            yield "another blob", b"another picture"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("a changed row", "not what it was"),
        ("a lost row", "not what it was|FOREIGN KEY|foreign key"),
        ("a broken row", "damaged"),
        ("no table", "damaged"),
        ("no manifest", "not a whole one"),
        ("a newer schema", "9999"),
        ("a strange table", "does not belong"),
        ("another blob", "another content"),
    ],
)
def test_a_restore_that_fails_leaves_everything_as_it_was(
    full: Any,
    postgresql_database: Database,
    settle: Make,
    tmp_path: Path,
    blobs: Blobs,
    elsewhere: Blobs,
    fault: str,
    error: str,
) -> None:
    back_up(full.database, blobs, tmp_path / "b.zip")

    def change(name: str, data: bytes) -> bytes | None:
        return dict(damage(name, data)).get(fault, data)

    broken = rewritten(tmp_path / "b.zip", change)
    small = Database(f"sqlite:///{tmp_path / 'small.db'}")
    small.upgrade()
    for database in (postgresql_database, small):
        settle(database, 7)
        before = content(database)
        with pytest.raises(Exception, match=error):
            restore(database, elsewhere, broken, replace=True)
        assert before == content(database)
        assert list(elsewhere.walk()) == []
    small.close()


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_a_file_that_is_no_backup_is_refused(
    sqlite_database: Database, tmp_path: Path, blobs: Blobs, data: bytes
) -> None:
    (tmp_path / "b.zip").write_bytes(data)
    with pytest.raises(InvalidFile, match="no backup"):
        restore(sqlite_database, blobs, tmp_path / "b.zip")


def test_a_file_that_exists_is_not_overwritten(full: Any, tmp_path: Path, blobs: Blobs) -> None:
    (tmp_path / "b.zip").write_bytes(b"precious")
    with pytest.raises(Conflict, match="already"):
        back_up(full.database, blobs, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == b"precious"


def test_a_blob_that_is_gone_is_said(full: Any, tmp_path: Path, blobs: Blobs) -> None:
    lost = next(blobs.walk())
    blobs.delete(lost)
    kept = back_up(full.database, blobs, tmp_path / "b.zip")
    assert ([lost], 0) == (kept.missing, kept.blobs)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert msgspec.json.decode(archive.read("manifest.json"))["missing"] == [lost]
    assert list(tmp_path.glob("*.part")) == []


def test_an_operator_can_do_it_all_by_url(full: Any, postgresql_url: str, tmp_path: Path) -> None:
    here, there = f"file://{tmp_path / 'blobs'}", f"file://{tmp_path / 'there'}"
    told: list[str] = []
    kept = maintenance.back_up(full.database.url, here, tmp_path / "b.zip", told.append)
    assert kept == maintenance.restore(postgresql_url, there, tmp_path / "b.zip")
    assert [(full.project, 1, True)] == [
        (found.project_id, found.events, found.whole) for found in maintenance.verify_audit(postgresql_url)
    ]
    assert {"items", "answers", "blobs"} <= set(told)
