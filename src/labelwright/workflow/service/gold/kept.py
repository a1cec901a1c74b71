"""Gold as it is kept: which answer of a task is right, and what the task is used for."""

from msgspec import Struct
from sqlalchemy import Connection

from labelwright.storage.sql import Sql

HIDDEN, TRAINING, QUALIFY = POOLS = ("hidden", "training", "qualify")
"""What gold is for: mixed in with the work without a trace, shown right at once, or passed before work begins. What a
person is handed of a pool has its name as the purpose of the assignment."""


class Gold(Struct, frozen=True):
    """A task of which `answer_id` is right. `note` is for who got it wrong; times are microseconds UTC."""

    task_id: str
    project_id: str
    answer_id: str
    pool: str
    note: str
    created_by: str | None
    created_at: int
    retired_at: int | None


_READ = Sql(f"SELECT {', '.join(Gold.__struct_fields__)} FROM gold WHERE task_id = :task")  # noqa: S608


def read(conn: Connection, task_id: str) -> Gold | None:
    """The gold of a task, retired or not; None where it is none."""
    row = _READ(conn, {"task": task_id}).fetchone()
    return Gold(*row) if row is not None else None
