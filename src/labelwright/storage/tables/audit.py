"""Events: what happened, append-only and hash-chained per project. `storage.events` alone writes here.

The chain of the installation itself has the empty project id, so there is no foreign key to projects.
"""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table, Text

from labelwright.storage.tables.metadata import metadata, number, text, time

events = Table(
    "events",
    metadata,
    text("project_id"),
    number("seq"),
    text("kind"),
    text("actor_id"),
    text("subject"),
    text("data"),
    time("created_at"),
    text("prev_hash"),
    text("hash"),
    PrimaryKeyConstraint("project_id", "seq"),
    Index(None, "project_id", "kind", "seq"),
    Index(None, "project_id", "actor_id", "seq"),
    Index(None, "project_id", "subject", "seq"),
)

event_heads = Table(
    "event_heads",
    metadata,
    Column("project_id", Text, primary_key=True),
    number("seq"),
    text("hash"),
)
"""The newest event of each chain: what is appended to, and how a cut tail is noticed."""
