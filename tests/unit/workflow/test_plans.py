"""The queue's statements use their indexes on both databases, so that their cost does not grow with the tasks."""

import pytest
from sqlalchemy import text

from labelwright.workflow.service import overdue, queue
from labelwright.workflow.service.gold import choosing, results, standing

PLANS = {**queue.PLANS, **overdue.PLANS}
GOLD = {**standing.PLANS, **results.PLANS, **choosing.PLANS}

VALUES = {"stage": 0, "priority": 0, "seq": 1, "below": 9, "window": 100, "now": 1, "most": 9, "limit": 9}
VALUES |= {"pool": "hidden", "since": 0, "place": 0, "start": ""}


@pytest.mark.parametrize("name", PLANS)
def test_the_queue_reads_its_index_in_order(world, name):
    plan = _plan(world(count=500), *PLANS[name])
    assert "TEMP B-TREE" not in plan
    assert "Sort " not in plan


@pytest.mark.parametrize("name", GOLD)
def test_gold_and_standings_are_found_by_their_indexes(world, name):
    _plan(world(count=500), *GOLD[name])


def _plan(w, statement, index):
    """How a statement is carried out; it uses the index. SQLite names those of primary keys itself."""
    database, values = w.database, {**VALUES, "project": w.project, "user": w.owner}
    own = f"sqlite_autoindex_{index.removeprefix('pk_')}_1"
    index = own if index.startswith("pk_") and database.dialect == "sqlite" else index
    explain = "EXPLAIN QUERY PLAN" if database.dialect == "sqlite" else "EXPLAIN"
    with database.write() as conn:
        conn.execute(text("UPDATE tasks SET free = 0, state = 'done' WHERE seq <= 480"))
        if database.dialect == "postgresql":
            conn.execute(text("ANALYZE tasks"))
            conn.execute(text("SET LOCAL enable_seqscan = off"))
            conn.execute(text("SET LOCAL enable_bitmapscan = off"))
            conn.execute(text("SET LOCAL enable_sort = off"))
        driver = conn.connection.driver_connection
        rows = driver.execute(f"{explain} {statement.text(database.dialect)}", values).fetchall()
    plan = "\n".join(str(row[-1]) for row in rows)
    assert index in plan
    return plan
