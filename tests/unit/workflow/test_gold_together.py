"""Six people at once among gold, half of them careless: paused, let work again, their answers set aside and counted
again meanwhile. Nobody waits for another for ever, no counter drifts, no gold is met twice."""

import threading
from collections import Counter

from tests.unit.workflow.gold import make_gold, with_gold

from labelwright.app import setting_aside
from labelwright.core.records import Annotation
from labelwright.storage.audit import verify
from labelwright.workflow.service import handout, submit
from labelwright.workflow.service.gold import leads
from labelwright.workflow.service.submit import Submission

TWO = {"stage": "annotate", "votes": 2}
GOLD = {"share": 0.4, "window": 5, "pass": 0.8, "below": ["pause", "void"]}


def work(w, user, cls, batches, failures):
    """Answer until nothing is left for this person; whoever is paused is let work again, but with gold no more."""
    try:
        for n in range(1000):
            with w.database.write() as conn:
                given = handout.next_task(conn, user, w.project, w.now + n, peek=n % 3)
            if given.reason == "paused":
                with w.database.write() as conn:
                    leads.decide(conn, w.owner, w.project, user, "resume", "", w.now + n)
                continue
            if not given.held:
                return
            what = Submission([Annotation("1", "tag", cls)], 1.0)
            with w.database.write() as conn:
                done = submit.submit(conn, user, given.held[0].id, what, None, w.now + n)
            if done.due is not None:
                batches.append(user)
                setting_aside.follow(w.database, done.due, lambda at=w.now + n: at)
    except Exception as error:  # noqa: BLE001 the thread hands whatever went wrong to the test
        failures.append(error)


def test_six_people_at_once_among_gold(world):
    w = world([TWO], count=60)
    with_gold(w, [TWO], gold=GOLD)
    expert, rob = w.add("expert", "expert"), w.add("rob", "reviewer")
    for seq in range(41, 61):
        for judge in (expert, rob):
            w.submit(judge, w.do(handout.open_task, judge, w.task(seq).id))
    make_gold(w, list(range(41, 61)))
    people = [(w.add(f"p{n}"), "bad" if n % 2 else "good") for n in range(6)]
    failures, batches = [], []
    threads = [threading.Thread(target=work, args=(w, user, cls, batches, failures)) for user, cls in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert failures == []
    assert batches
    assert w.counts() == w.recount()
    met = Counter((a["task_id"], a["user_id"]) for a in w.rows("assignments") if a["purpose"] == "hidden")
    assert set(met.values()) == {1}
    for row in w.rows("set_aside")[:1]:
        setting_aside.undo(w.database, w.owner, w.project, row["batch"], lambda: w.now + 5000)
    assert w.counts() == w.recount()
    assert w.look(verify, w.project).whole
