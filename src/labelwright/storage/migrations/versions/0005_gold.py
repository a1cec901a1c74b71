"""Gold and standings, answers set aside, calibrations, escalations, deadlines, strata, rates."""

from labelwright.storage.migrations.script import run

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    run(revision)
