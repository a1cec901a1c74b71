"""The queue's statements use their indexes on both databases, so that their cost does not grow with the tasks."""

import pytest
from sqlalchemy import text

from labelwright.workflow.service import overdue, queue

PLANS = {**queue.PLANS, **overdue.PLANS}

VALUES = {"stage": 0, "priority": 0, "seq": 1, "below": 9, "window": 100, "now": 1, "most": 9, "limit": 9}


@pytest.mark.parametrize("name", PLANS)
def test_the_queue_reads_its_index_in_order(world, name):
    w = world(count=500)
    database, values = w.database, {**VALUES, "project": w.project, "user": w.owner}
    statement, index = PLANS[name]
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
    assert "TEMP B-TREE" not in plan
    assert "Sort " not in plan
