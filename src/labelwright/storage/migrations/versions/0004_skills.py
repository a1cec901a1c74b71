"""How probable each truth is, how right answers were, and what people are worth by that."""

from labelwright.storage.migrations.script import run

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run(revision)
