"""What the migrations make is what the tables say, on both databases."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError

from labelwright.storage import events, migrate
from labelwright.storage.database import Database
from labelwright.storage.tables import metadata

OURS_ALONE = ("item_words", "alembic_version")
"""Tables that the migrations make and the metadata do not know."""


def sqlite_schema(conn: Connection) -> dict[str, str]:
    rows = conn.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'"
    )
    return {name: " ".join(sql.split()) for name, sql in rows if not name.startswith(OURS_ALONE)}


POSTGRESQL_SCHEMA = """
    SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND NOT tablename = ANY(%(ours)s)
    UNION ALL
    SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND NOT conrelid::regclass::text = ANY(%(ours)s)
    UNION ALL
    SELECT table_name || '.' || column_name,
           concat_ws(' ', data_type, is_nullable, column_default, ordinal_position)
    FROM information_schema.columns WHERE table_schema = 'public' AND NOT table_name = ANY(%(ours)s)
"""


def postgresql_schema(conn: Connection) -> dict[str, str]:
    ours = {"ours": list(OURS_ALONE)}
    return {name: made for name, made in conn.exec_driver_sql(POSTGRESQL_SCHEMA, ours)}  # noqa: C416 (rows)


def test_sqlite_has_exactly_the_tables_of_the_metadata(sqlite_database: Database, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'metadata.db'}")
    with engine.begin() as conn:
        metadata.create_all(conn)
        expected = sqlite_schema(conn)
    engine.dispose()
    with sqlite_database.read() as conn:
        assert expected == sqlite_schema(conn)


def test_postgresql_has_exactly_the_tables_of_the_metadata(
    postgresql_database: Database, empty_postgresql_url: str
) -> None:
    engine = create_engine(empty_postgresql_url)
    with engine.begin() as conn:
        metadata.create_all(conn)
        expected = postgresql_schema(conn)
    engine.dispose()
    with postgresql_database.read() as conn:
        assert expected == postgresql_schema(conn)


def test_alembic_sees_no_difference(postgresql_database: Database) -> None:
    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return not (name or "").startswith(("item_words", "ix_item_words"))

    with postgresql_database.write() as conn:
        assert (
            compare_metadata(MigrationContext.configure(conn, opts={"include_object": ours}), metadata) == []
        )


@pytest.mark.parametrize("change", ["UPDATE events SET kind = 'x.y'", "DELETE FROM events"])
def test_what_is_append_only_cannot_be_changed(database: Database, change: str) -> None:
    with database.write() as conn:
        events.append(conn, "", "user.create", "someone", "them")
    with pytest.raises(DBAPIError, match="append-only"), database.write() as conn:
        conn.execute(text(change))


def test_a_database_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with database.write() as conn:
        migrate.upgrade(conn, "0001")
    with database.read() as conn:
        before = conn.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'answer_sources'").all()
    database.upgrade()
    with database.read() as conn:
        assert (before, migrate.current(conn)) == ([], migrate.head())
        assert conn.exec_driver_sql("SELECT count(*) FROM answer_sources").scalar_one() == 0
    database.close()
