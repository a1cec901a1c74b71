"""Which answers a consensus was made of."""

from labelwright.storage.migrations.script import run

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run(revision)
