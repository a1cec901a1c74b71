"""Runs the SQL of a migration, written out for each database in `versions/sql/`: one statement per paragraph."""

from pathlib import Path

from alembic import op

_SQL = Path(__file__).parent / "versions" / "sql"


def run(revision: str) -> None:
    """Every statement of this revision, on the connection that Alembic holds."""
    conn = op.get_bind()
    script = _SQL / f"{revision}.{conn.dialect.name}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n\n"):
        conn.exec_driver_sql(statement.replace("%", "%%") if conn.dialect.name == "postgresql" else statement)
