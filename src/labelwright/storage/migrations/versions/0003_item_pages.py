"""Which page of its file an item is."""

from labelwright.storage.migrations.script import run

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run(revision)
