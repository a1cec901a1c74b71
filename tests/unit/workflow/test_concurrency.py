"""Eight people at once: no vote is given twice, none is lost, and the audit chain stays whole."""

import threading
from collections import Counter

import pytest

from labelwright.core.records import Annotation
from labelwright.storage.audit import verify
from labelwright.workflow.service import handout, leases, submit
from labelwright.workflow.service.submit import Judgement, Submission

TWO = {"stage": "annotate", "votes": 2}
REVIEW = {"stage": "review"}


def work(w, user, failures):
    """Take, submit or judge until nothing is left; now and then give a task back first."""
    try:
        for n in range(10_000):
            with w.database.write() as conn:
                given = handout.next_task(conn, user, w.project, w.now + n, peek=n % 3)
            if not given.held:
                return
            held = given.held[0]
            if n % 7 == 3:
                with w.database.write() as conn:
                    leases.release(conn, user, held.id, w.now + n)
                continue
            tag = [Annotation("1", "tag", "good")]
            what = Submission(tag, 1.0) if held.stage == 0 else Submission(None, 1.0, Judgement("accept"))
            with w.database.write() as conn:
                submit.submit(conn, user, held.id, what, None, w.now + n)
    except Exception as error:  # noqa: BLE001 the thread hands whatever went wrong to the test
        failures.append(error)


@pytest.mark.parametrize("workflow", [[TWO], [{"stage": "annotate"}, REVIEW]])
def test_eight_people_at_once_get_each_vote_once(world, workflow):
    w = world(workflow, count=30)
    people = [w.add(f"p{n}", "reviewer") for n in range(8)]
    failures = []
    for _ in range(50):
        threads = [threading.Thread(target=work, args=(w, user, failures)) for user in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        if failures or all(task["state"] == "done" for task in w.rows("tasks")):
            break
    assert failures == []
    assert {"done"} == {task["state"] for task in w.rows("tasks")}
    votes = Counter(
        (a["task_id"], a["stage"]) for a in w.rows("answers") if a["kind"] == "person" and not a["extra"]
    )
    wanted = 2 if workflow == [TWO] else 1
    assert {wanted} == set(votes.values())
    assert len(votes) == 30
    assert [a for a in w.rows("answers") if a["extra"]] == []
    assert w.counts() == w.recount()
    assert w.look(verify, w.project).whole
