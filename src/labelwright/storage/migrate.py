"""Brings the schema of a database up to date by Alembic, within the caller's transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from labelwright.core.errors import Conflict

LOCK = 0x1ABE1
"""The number of the advisory lock that migrations hold on PostgreSQL."""


def upgrade(conn: Connection, to: str = "head") -> None:
    """Run what is missing up to the revision `to`.

    Two processes at once are safe: the second waits, then finds nothing to do.
    Raises `Conflict` where the schema is newer than this Labelwright.
    """
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    config = _config(conn)
    scripts = ScriptDirectory.from_config(config)
    revision = current(conn)
    if revision == (scripts.get_current_head() if to == "head" else to):
        return
    if revision is not None and revision not in {script.revision for script in scripts.walk_revisions()}:
        raise too_new(revision)
    command.upgrade(config, to)


def current(conn: Connection) -> str | None:
    """The revision of the database's schema, or None where there is none yet."""
    return MigrationContext.configure(conn).get_current_revision()


def head() -> str | None:
    """The revision that this Labelwright brings a schema to."""
    return ScriptDirectory.from_config(_config(None)).get_current_head()


def known(revision: str) -> bool:
    """Whether a schema of this revision can be brought up to date."""
    scripts = ScriptDirectory.from_config(_config(None))
    return revision in {script.revision for script in scripts.walk_revisions()}


def too_new(revision: str) -> Conflict:
    return Conflict(
        f"The schema is of revision {revision}, which this Labelwright does not know.",
        remedy="Install the newer version that wrote it.",
    )


def _config(conn: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = conn
    return config
