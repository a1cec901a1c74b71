"""What in the metadata of gold would give it away: facts that gold has and no other item of its project (ADR 0016)."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

MOST = 20
"""How many facts are named at most."""

_FACTS = (
    "SELECT f.{columns} FROM gold g JOIN tasks t ON t.id = g.task_id"
    " JOIN item_facts f ON f.project_id = t.project_id AND f.seq = t.seq"
    " WHERE g.project_id = :project AND NOT EXISTS (SELECT 1 FROM item_facts o JOIN tasks u"
    " ON u.project_id = o.project_id AND u.seq = o.seq WHERE o.project_id = f.project_id AND o.key = f.key{same}"
    " AND NOT EXISTS (SELECT 1 FROM gold h WHERE h.task_id = u.id))"
    " GROUP BY f.{columns} HAVING count(*) > 1 ORDER BY f.{columns} LIMIT :most"
)
_KEYS = text(_FACTS.format(columns="key", same=""))
_VALUES = text(_FACTS.format(columns="key, f.value", same=" AND o.value = f.value"))


def telltales(conn: Connection, project_id: str) -> Iterator[str]:
    """A sentence for each key, and for each value of another key, that several gold items have and no other item."""
    params = {"project": project_id, "most": MOST}
    keys = list(conn.execute(_KEYS, params).scalars())
    for key in keys:
        yield f"Only gold has “{key}” in its metadata: annotators could tell it by that."
    for key, value in conn.execute(_VALUES, params):
        if key not in keys:
            yield f"Only gold has “{value}” as “{key}” in its metadata: annotators could tell it by that."
