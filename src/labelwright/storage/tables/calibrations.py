"""Sessions in which a team labels the same items and talks about the differences."""

from sqlalchemy import Index, PrimaryKeyConstraint, Table

from labelwright.storage.tables.metadata import key, metadata, number, one_of, reference, text, time

calibrations = Table(
    "calibrations",
    metadata,
    key(),
    reference("project_id", "projects"),
    text("name"),
    text("state", default="open"),
    reference("created_by", "users"),
    time("created_at"),
    time("updated_at"),
    one_of("state", "open", "discussing", "closed"),
    Index(None, "project_id", "created_at"),
)

calibration_tasks = Table(
    "calibration_tasks",
    metadata,
    reference("calibration_id", "calibrations"),
    reference("task_id", "tasks"),
    number("place"),
    PrimaryKeyConstraint("calibration_id", "task_id"),
    Index(None, "task_id"),
    sqlite_with_rowid=False,
)

calibration_people = Table(
    "calibration_people",
    metadata,
    reference("calibration_id", "calibrations"),
    reference("user_id", "users"),
    PrimaryKeyConstraint("calibration_id", "user_id"),
    Index(None, "user_id"),
    sqlite_with_rowid=False,
)
