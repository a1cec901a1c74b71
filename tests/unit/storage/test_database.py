import threading
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import InternalError, OperationalError

from labelwright.core.errors import Conflict, Invalid, Unavailable
from labelwright.storage.database import Database
from labelwright.storage.tables import workers


def add(database: Database, name: str) -> None:
    with database.write() as conn:
        conn.execute(insert(workers).values(id=name, host="h", pid=1, started_at=1, seen_at=1))


def names(database: Database) -> list[str]:
    with database.read() as conn:
        return list(conn.execute(select(workers.c.id).order_by(workers.c.id)).scalars())


def test_what_is_written_can_be_read(database: Database) -> None:
    add(database, "a")
    assert names(database) == ["a"]


def test_a_block_that_raises_writes_nothing(database: Database) -> None:
    def write_and_fail() -> None:
        with database.write() as conn:
            conn.execute(insert(workers).values(id="a", host="h", pid=1, started_at=1, seen_at=1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert names(database) == []


def test_a_reader_sees_one_moment(database: Database) -> None:
    with database.read() as conn:
        before = list(conn.execute(select(workers.c.id)).scalars())
        add(database, "a")
        after = list(conn.execute(select(workers.c.id)).scalars())
    assert (before, after, names(database)) == ([], [], ["a"])


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises((OperationalError, InternalError)), database.read() as conn:
        conn.execute(insert(workers).values(id="a", host="h", pid=1, started_at=1, seen_at=1))
    assert names(database) == []


def test_many_threads_lose_nothing(database: Database) -> None:
    def work(thread: int) -> None:
        for n in range(20):
            add(database, f"{thread}-{n:02}")

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(database)) == 160


def test_writing_within_writing_is_refused_and_not_waited_for(sqlite_database: Database) -> None:
    with sqlite_database.write(), pytest.raises(RuntimeError, match="write"), sqlite_database.write():
        pass
    add(sqlite_database, "a")
    assert names(sqlite_database) == ["a"]


def test_two_that_start_at_once_both_find_the_schema(empty_postgresql_url: str, tmp_path: Path) -> None:
    for url in (empty_postgresql_url, f"sqlite:///{tmp_path / 'new.db'}"):
        opened = [Database(url) for _ in range(3)]
        failed: list[BaseException] = []

        def start(database: Database, failed: list[BaseException] = failed) -> None:
            try:
                database.upgrade()
            except BaseException as error:
                failed.append(error)
                raise

        threads = [threading.Thread(target=start, args=(database,)) for database in opened]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        add(opened[0], "a")
        assert names(opened[2]) == ["a"]
        for database in opened:
            database.close()


def test_a_newer_schema_is_refused(database: Database) -> None:
    with database.write() as conn:
        conn.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Conflict, match="9999"):
        database.upgrade()


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite://", "postgresql://x/y"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(Invalid, match="no database Labelwright can use"):
        Database(url)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="does not exist"):
        Database(f"sqlite:///{tmp_path / 'missing' / 'x.db'}")


def test_a_server_that_is_away_is_unavailable() -> None:
    database = Database("postgresql+psycopg://nobody@127.0.0.1:1/none")
    with pytest.raises(Unavailable, match="cannot be used"):
        database.upgrade()
    database.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, and there are many of them" * 100)
    database = Database(f"sqlite:///{path}")
    with pytest.raises(Unavailable, match="not a database"):
        database.upgrade()
    database.close()


def test_durable_full_waits_for_the_disk(sqlite_url: str) -> None:
    for durable, level in (("normal", 1), ("full", 2)):
        database = Database(sqlite_url, durable=durable)
        with database.write() as conn:
            assert conn.exec_driver_sql("PRAGMA synchronous").scalar_one() == level
            assert conn.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
            assert conn.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        database.close()
