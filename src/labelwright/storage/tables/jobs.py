"""Durable jobs and their steps, the workers that run them, and resumable uploads."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Index, PrimaryKeyConstraint, Table, false

from labelwright.storage.tables.metadata import key, metadata, number, one_of, reference, text, time

jobs = Table(
    "jobs",
    metadata,
    key(),
    reference("project_id", "projects", null=True),
    text("kind"),
    text("state", default="queued"),
    text("params", default="{}"),
    number("done", default=0),
    number("total", null=True),
    text("report", null=True),
    text("error", null=True),
    text("result", null=True),
    Column("cancel_wanted", Boolean, nullable=False, default=False, server_default=false()),
    number("attempt", default=0),
    text("worker_id", null=True),
    time("lease_until", null=True),
    reference("created_by", "users", null=True),
    time("created_at"),
    time("started_at", null=True),
    time("ended_at", null=True),
    time("updated_at"),
    one_of("state", "queued", "running", "done", "failed", "cancelled"),
    Index(None, "state", "created_at"),
    Index(None, "project_id", "created_at"),
    Index(None, "updated_at"),
)

job_steps = Table(
    "job_steps",
    metadata,
    reference("job_id", "jobs"),
    text("step"),
    number("attempt"),
    text("output"),
    time("created_at"),
    PrimaryKeyConstraint("job_id", "step"),
)
"""What the steps of a job gave, so that a resumed job goes on after the last one."""

workers = Table(
    "workers",
    metadata,
    key(),
    text("host"),
    number("pid"),
    time("started_at"),
    time("seen_at"),
    Index(None, "seen_at"),
)

uploads = Table(
    "uploads",
    metadata,
    key(),
    reference("user_id", "users"),
    reference("project_id", "projects", null=True),
    text("name"),
    Column("size", BigInteger, nullable=False),
    Column("received", BigInteger, nullable=False, default=0, server_default="0"),
    text("blob_hash", null=True),
    time("created_at"),
    time("updated_at"),
    CheckConstraint("received >= 0 AND received <= size", name="received"),
    Index(None, "updated_at"),
)
