"""Handing out: in order, to the right people, never a vote twice, and what is held comes back first."""

import pytest

from labelwright.core.errors import Conflict, NotAllowed, NotFound
from labelwright.workflow.service import handout, leases, steer

ANNOTATE = {"stage": "annotate", "lease": "10m"}
TWO = {"stage": "annotate", "votes": 2, "lease": "10m"}
REVIEW = {"stage": "review", "lease": "10m"}


def test_the_lowest_number_comes_first_and_higher_priority_before_it(world):
    w = world(count=3)
    ann = w.add("ann")
    w.do(steer.set_priority, w.owner, w.project, [w.task(3).id], priority=5)
    seqs = []
    for _ in range(3):
        held = w.take(ann)
        seqs.append(w.seq(held))
        w.submit(ann, held)
    assert seqs == [3, 1, 2]
    assert w.next(ann).reason == "finished"


def test_one_vote_is_given_to_one_person_only(world):
    w = world(count=1)
    ann, bob = w.add("ann"), w.add("bob")
    w.take(ann)
    assert w.next(bob) == handout.Handout(reason="waiting")
    assert w.task().free == 0


def test_two_votes_go_to_two_people_and_never_to_the_same(world):
    w = world([TWO], count=1)
    ann, bob = w.add("ann"), w.add("bob")
    w.submit(ann, w.take(ann))
    assert w.next(ann).reason == "waiting"
    w.submit(bob, w.take(bob))
    assert w.task().state == "done"


def test_what_is_held_comes_back_first(world):
    w = world()
    ann = w.add("ann")
    first = w.take(ann)
    assert first.id == w.take(ann).id


def test_upcoming_tasks_are_kept_for_the_same_person_and_come_next(world):
    w = world(count=4)
    ann, bob = w.add("ann"), w.add("bob")
    given = w.next(ann, peek=2)
    assert [w.seq(held) for held in given.held] == [1, 2, 3]
    assert w.seq(w.take(bob)) == 4
    w.submit(ann, given.held[0])
    assert given.held[1].id == w.take(ann).id


def test_excluded_tasks_are_passed_over_when_resuming(world):
    w = world(count=2)
    ann = w.add("ann")
    first = w.take(ann)
    assert w.seq(w.take(ann, exclude=[first.task_id])) == 2


def test_a_person_without_the_role_is_given_nothing(world):
    w = world([ANNOTATE, REVIEW])
    ann, eve = w.add("ann"), w.add("eve", "viewer")
    with pytest.raises(NotAllowed):
        w.next(eve)
    with pytest.raises(NotAllowed):
        w.next(ann, stage=1)
    with pytest.raises(NotFound):
        w.next(w.owner, stage=7)


def test_nobody_is_given_their_own_answer_to_review(world):
    w = world([ANNOTATE, REVIEW], count=1)
    rob, sue = w.add("rob", "reviewer"), w.add("sue", "reviewer")
    w.submit(rob, w.take(rob))
    assert w.next(rob).reason == "waiting"
    assert w.take(sue).stage == 1


def test_an_assigned_task_comes_first_and_goes_to_nobody_else(world):
    w = world(count=2)
    ann, bob = w.add("ann"), w.add("bob")
    w.do(steer.assign, w.owner, w.project, [w.task(2).id], user_id=ann)
    assert w.seq(w.take(bob)) == 1
    assert w.next(bob, exclude=[w.task(1).id]).held == ()
    assert w.seq(w.take(ann)) == 2


def test_an_assigned_task_whose_lease_ran_out_is_still_kept_for_its_person(world):
    w = world(count=1)
    ann, bob = w.add("ann"), w.add("bob")
    w.do(steer.assign, w.owner, w.project, [w.task().id], user_id=ann)
    first = w.take(ann)
    w.pass_time(601)
    assert w.next(bob).held == ()
    assert first.id == w.take(ann).id


def test_a_task_can_be_opened_out_of_turn(world):
    w = world(count=3)
    ann, bob = w.add("ann"), w.add("bob")
    held = w.do(handout.open_task, ann, w.task(3).id)
    assert (3, held) == (w.seq(held), w.do(handout.open_task, ann, w.task(3).id))
    with pytest.raises(Conflict):
        w.do(handout.open_task, bob, w.task(3).id)
    w.submit(ann, held)
    with pytest.raises(Conflict):
        w.do(handout.open_task, ann, w.task(3).id)


def test_a_task_whose_lease_ran_out_can_be_opened_out_of_turn(world):
    w = world(count=1)
    ann, bob = w.add("ann"), w.add("bob")
    w.take(ann)
    w.pass_time(601)
    assert w.seq(w.do(handout.open_task, bob, w.task().id)) == 1


def test_a_stranger_learns_nothing_of_a_task(world):
    w = world()
    eve = w.add("eve")
    other = world()
    with pytest.raises(NotFound):
        other.do(handout.open_task, eve, other.task().id)


def test_a_released_task_comes_before_later_ones_for_people_who_had_passed_it(world):
    w = world([TWO], count=200)
    ann, bob = w.add("ann"), w.add("bob")
    first = w.take(bob)
    for _ in range(150):
        w.submit(ann, w.take(ann))
    cat = w.add("cat")
    w.take(cat)
    w.do(leases.release, bob, first.id)
    assert w.seq(w.take(bob)) == 1
    assert w.seq(w.take(ann)) == 151


def test_finding_a_task_behind_many_answered_ones_looks_at_few_rows(world):
    w = world([TWO], count=300)
    ann = w.add("ann")
    for _ in range(300):
        w.submit(ann, w.take(ann))
    w.next(ann)
    positions = {row["user_id"]: row["seq"] for row in w.rows("queue_positions")}
    assert positions[ann] == 300
    w.add_tasks(1)
    assert w.seq(w.take(ann)) == 301
