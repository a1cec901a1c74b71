"""The first schema, written out for each database in `sql/`: one statement per paragraph."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    conn = op.get_bind()
    script = Path(__file__).parent / "sql" / f"{revision}.{conn.dialect.name}.sql"
    for statement in script.read_text(encoding="utf-8").split("\n\n"):
        conn.exec_driver_sql(statement.replace("%", "%%") if conn.dialect.name == "postgresql" else statement)
