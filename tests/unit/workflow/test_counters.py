"""Whatever people do in whatever order: counters say what the rows say, and no rule of the queue is ever broken."""

import random
from collections import Counter
from contextlib import suppress

import pytest

from labelwright.core.errors import Conflict, NotAllowed
from labelwright.core.registry import STAGES
from labelwright.workflow.service import assignments, handout, leases, members, revisions, steer

TWO = {"stage": "annotate", "votes": 2, "lease": "1m"}
ONE = {"stage": "annotate", "lease": "1m"}
REVIEW = {"stage": "review", "share": 0.6, "lease": "1m"}
WORKFLOWS = ([TWO, REVIEW], [ONE, REVIEW], [ONE], [ONE, {**TWO, "name": "refine"}, REVIEW])
PEOPLE = (
    ("ann", "annotator"),
    ("bob", "annotator"),
    ("rob", "reviewer"),
    ("sue", "reviewer"),
    ("max", "expert"),
)


def walk(w, rng, steps):
    people = [w.add(name, role) for name, role in PEOPLE]
    held = []
    for _ in range(steps):
        user = rng.choice(people)
        with suppress(Conflict, NotAllowed):
            step(w, rng, user, people, held)
    return people


def step(w, rng, user, people, held):
    task = w.task(rng.randint(1, 6))
    action = rng.random()
    if action < 0.35:
        held += [(user, one) for one in w.next(user, peek=rng.randint(0, 2)).held]
    elif action < 0.75 and held:
        user, one = held.pop(rng.randrange(len(held)))
        finish(w, rng, user, one)
    elif action < 0.80 and held:
        user, one = rng.choice(held)
        w.do(rng.choice((leases.release, leases.heartbeat)), user, one.id)
    elif action < 0.83 and held:
        user, one = rng.choice(held)
        w.do(leases.skip, user, one.id, "Too hard.")
    elif action < 0.87:
        w.pass_time(rng.choice((20, 70)))
    elif action < 0.90:
        w.do(steer.set_priority, w.owner, w.project, [task.id], priority=rng.randint(-1, 2))
    elif action < 0.93:
        w.do(steer.assign, w.owner, w.project, [task.id], user_id=rng.choice([*people, None]))
    elif action < 0.96:
        w.do(rng.choice((steer.archive, steer.restore, steer.restore)), w.owner, w.project, [task.id])
    elif action < 0.98:
        w.do(steer.requeue, w.owner, w.project, [task.id], stage=rng.choice((None, 0)))
    else:
        held += [(user, w.do(handout.open_task, user, task.id))]


def finish(w, rng, user, one):
    project = w.look(revisions.running.read, w.project)
    if STAGES[project.stages[one.stage].kind].judges:
        outcome = rng.choice(("accept", "fix", "reject"))
        w.judge(user, one, outcome, "Because.", cls="bad" if outcome == "fix" else None)
    else:
        w.submit(user, one, rng.choice(("good", "bad")))


def check(w):
    assert w.counts() == w.recount()
    answers, rows = w.rows("answers"), w.rows("assignments")
    by_id = {answer["id"]: answer for answer in answers}
    for task in w.rows("tasks"):
        here = [
            r
            for r in rows
            if (r["task_id"], r["stage"], r["round"]) == (task["id"], task["stage"], task["round"])
        ]
        active = [r for r in here if r["state"] == "active"]
        if task["state"] in ("open", "waiting"):
            assert task["free"] == max(0, task["votes_wanted"] - task["votes_given"] - len(active))
            assert task["free"] or active, "the task is stuck"
            assert (task["state"] == "waiting") == (task["votes_given"] > 0)
        else:
            assert task["free"] == 0
    counted = Counter(
        (r["task_id"], r["stage"], r["round"], r["user_id"])
        for r in rows
        if r["state"] in ("active", "submitted")
    )
    assert all(n == 1 for n in counted.values())
    for verdict in w.rows("verdicts"):
        assert verdict["reviewer_id"] not in authors(by_id[verdict["answer_id"]], answers)


def authors(judged, answers):
    """Who made an answer; of a consensus, everybody who had voted in its round by then."""
    if judged["kind"] == "person":
        return {judged["annotator_id"]}
    here = [a for a in answers if (a["task_id"], a["round"]) == (judged["task_id"], judged["round"])]
    votes = [a for a in here if a["kind"] == "person" and not a["extra"]]
    return {a["annotator_id"] for a in votes if a["created_at"] <= judged["created_at"]}


@pytest.mark.parametrize("seed", range(8))
def test_counters_and_rules_hold_whatever_people_do(world, seed):
    rng = random.Random(seed)
    w = world(WORKFLOWS[seed % len(WORKFLOWS)], count=6)
    people = walk(w, rng, 120)
    check(w)
    w.do(steer.restore, w.owner, w.project, [w.task(n).id for n in range(1, 7)])
    w.do(revisions.apply, w.owner, w.project, changed(w, WORKFLOWS[(seed + 1) % len(WORKFLOWS)]))
    check(w)
    finish_all(w, rng, people)
    check(w)
    assert {task["state"] for task in w.rows("tasks")} <= {"done"}


def changed(w, workflow):
    spec = w.look(revisions.running.read, w.project).spec
    return {**revisions.projects.to_document(spec), "workflow": workflow}


def finish_all(w, rng, people):
    """With enough people every task comes to its end: none is stuck."""
    people = [*people, *(w.add(f"new {n}", "reviewer") for n in range(3))]
    w.pass_time(3600)
    for task in w.rows("tasks"):
        w.do(steer.assign, w.owner, w.project, [task["id"]], user_id=None)
        if task["state"] == "skipped":
            w.do(steer.requeue, w.owner, w.project, [task["id"]])
    while any(task["state"] != "done" for task in w.rows("tasks")):
        moved = 0
        for user in people:
            for one in w.next(user).held:
                project = w.look(revisions.running.read, w.project)
                if STAGES[project.stages[one.stage].kind].judges:
                    w.judge(user, one, "accept")
                else:
                    w.submit(user, one)
                moved += 1
        assert moved, "nobody can go on"


def test_assignments_of_who_leaves_are_free_again(world):
    w = world([ONE], count=2)
    ann = w.add("ann")
    w.next(ann, peek=1)
    w.do(members.remove, w.owner, w.project, ann)
    assert [task["free"] for task in w.rows("tasks")] == [1, 1]
    assert w.look(assignments.of_person, w.project, ann, w.now) == []
