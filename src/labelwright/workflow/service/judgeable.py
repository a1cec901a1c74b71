"""Which of many tasks a person may give a verdict on now, by the rules that `judging` holds each of them to."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from labelwright.core.access import may, may_take
from labelwright.workflow import routing
from labelwright.workflow.service import queue
from labelwright.workflow.service.running import Running

_AMONG = text(
    "SELECT tasks.id FROM tasks WHERE tasks.id IN :ids AND tasks.stage IN :stages"  # noqa: S608 (ours)
    " AND tasks.state IN ('open', 'waiting') AND tasks.truth_answer_id IS NOT NULL"
    " AND (tasks.assigned_to IS NULL OR tasks.assigned_to = :user) AND (EXISTS ("
    "SELECT 1 FROM assignments h WHERE h.task_id = tasks.id AND h.stage = tasks.stage AND h.round = tasks.round"
    " AND h.user_id = :user AND h.state = 'active')"
    f" OR (tasks.free > 0 AND {queue.FOR_ME[True]}))"
).bindparams(bindparam("ids", expanding=True), bindparam("stages", expanding=True))


def among(
    conn: Connection, project: Running, role: str, user_id: str, task_ids: Sequence[str]
) -> frozenset[str]:
    """Those of the tasks that this person of the project may judge: they wait for it, and are not their own work."""
    stages = [
        index
        for index, stage in enumerate(project.stages)
        if routing.judges(stage) and may_take(role, stage.by)
    ]
    if not stages or not task_ids or not may(role, "review"):
        return frozenset()
    params = {"ids": list(task_ids), "stages": stages, "user": user_id}
    return frozenset(conn.execute(_AMONG, params).scalars())
