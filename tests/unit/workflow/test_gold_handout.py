"""Gold among the work: given at random to whom has never met it, of no account to its task, never lost."""

import itertools
from collections import Counter
from random import Random

import pytest
from tests.unit.workflow.conftest import tag
from tests.unit.workflow.gold import ALWAYS, GOLD, WORK, give, make_gold, take, with_gold

from labelwright.core.errors import Conflict, LeaseLost
from labelwright.workflow.service import answers, bundle, corrections, handout, leases, members, steer, submit
from labelwright.workflow.service.gold import keep, leads
from labelwright.workflow.service.submit import Submission

ANNOTATE = {"stage": "annotate", "lease": "10m"}
REVIEW = {"stage": "review", "lease": "10m"}


@pytest.fixture
def tested(world):
    """Twenty tasks, of which the last four are gold, and an annotator."""
    w = world(count=20)
    with_gold(w, [ANNOTATE], gold=ALWAYS)
    make_gold(w, [17, 18, 19, 20])
    w.add("ann")
    return w


def test_gold_comes_with_its_share_and_never_twice(tested):
    w, ann, chance = tested, tested.people["ann"], Random(7)
    given = []
    while held := give(w, ann, chance).held:
        given.append((w.seq(held[0]), held[0].purpose))
        w.submit(ann, held[0])
    gold = [seq for seq, purpose in given if purpose == "hidden"]
    assert sorted(gold) == [17, 18, 19, 20]
    assert sorted(seq for seq, purpose in given if purpose == "work") == list(range(1, 17))
    assert max(n for n, (_, purpose) in enumerate(given) if purpose == "hidden") < len(given) - 1


def test_the_share_is_kept_over_many(world):
    w = world(count=400)
    with_gold(w, [ANNOTATE], gold={"share": 0.25})
    make_gold(w, list(range(201, 401)))
    ann, chance = w.add("ann"), Random(3)
    drawn = Counter()
    for _ in range(160):
        held = take(w, ann, chance)
        drawn[held.purpose] += 1
        w.submit(ann, held)
    assert 25 <= drawn["hidden"] <= 55


def test_no_gold_where_there_is_no_work(tested):
    w, ann = tested, tested.people["ann"]
    for _ in range(16):
        w.submit(ann, take(w, ann, WORK))
    assert give(w, ann).reason == "finished"


def test_gold_moves_nothing_of_its_task(tested):
    w, ann = tested, tested.people["ann"]
    tasks, counts = {row["id"]: row for row in w.rows("tasks")}, w.counts()
    first = take(w, ann)
    w.do(leases.skip, ann, first.id, "Too dark.")
    second = take(w, ann)
    w.do(leases.release, ann, second.id)
    third = take(w, ann)
    w.do(leases.heartbeat, ann, third.id)
    w.pass_time(3600)
    w.do(leases.expire, w.project)
    fourth = take(w, ann)
    w.submit(ann, fourth, "bad")
    assert {first.purpose, second.purpose, third.purpose, fourth.purpose} == {"hidden"}
    assert {row["id"]: row for row in w.rows("tasks")} == tasks
    assert w.counts() == counts == w.recount()


def test_what_was_given_back_comes_again_and_what_was_skipped_does_not(tested):
    w, ann = tested, tested.people["ann"]
    skipped, back = take(w, ann), None
    w.do(leases.skip, ann, skipped.id, "Too dark.")
    back = take(w, ann)
    w.do(leases.release, ann, back.id)
    met = set()
    while (held := take(w, ann)).purpose == "hidden":
        met.add(held.task_id)
        w.submit(ann, held)
    assert back.task_id in met
    assert skipped.task_id not in met
    assert len(met) == 3


def test_gold_that_ran_out_can_always_be_taken_up_again(tested):
    w, ann = tested, tested.people["ann"]
    held = take(w, ann)
    w.pass_time(3600)
    w.do(leases.expire, w.project)
    assert w.do(leases.heartbeat, ann, held.id).until > w.now
    assert w.next(ann).held[0].id == held.id


def test_who_made_an_answer_to_a_task_is_never_given_it_as_gold(world):
    w = world(count=4)
    with_gold(w, [ANNOTATE], gold=ALWAYS)
    ann, bob = w.add("ann"), w.add("bob")
    w.submit(ann, take(w, ann, WORK))
    done = next(seq for seq in range(1, 5) if w.task(seq).state == "done")
    make_gold(w, [done])
    assert take(w, ann).purpose == "work"
    assert take(w, bob).purpose == "hidden"


@pytest.mark.parametrize("role", ["reviewer", "expert", "manager"])
def test_who_sees_the_answers_of_others_is_given_no_gold(tested, role):
    judge = tested.add("judge", role)
    assert take(tested, judge).purpose == "work"


def test_gold_that_is_retired_or_done_again_is_not_handed_out(tested):
    w, ann = tested, tested.people["ann"]
    for seq in (17, 18):
        w.do(keep.change, w.owner, w.project, w.task(seq).id, keep.Change(retired=True))
    w.do(steer.requeue, w.owner, w.project, [w.task(19).id])
    met = set()
    while (held := take(w, ann)).purpose == "hidden":
        met.add(w.seq(held))
        w.submit(ann, held)
    assert met == {20}


def test_tasks_come_in_no_order_where_gold_is_mixed_in(world):
    w = world(count=60)
    with_gold(w, [ANNOTATE], gold=ALWAYS)
    ann, chance = w.add("ann"), Random(1)
    seqs = []
    for _ in range(60):
        held = take(w, ann, chance)
        seqs.append(w.seq(held))
        w.submit(ann, held)
    assert sorted(seqs) == list(range(1, 61))
    ahead = sum(a < b for a, b in itertools.pairwise(seqs))
    assert 15 < ahead < 55
    assert seqs[:5] != [1, 2, 3, 4, 5]


def test_a_higher_priority_comes_first_all_the_same(world):
    w = world(count=30)
    with_gold(w, [ANNOTATE], gold=ALWAYS)
    ann = w.add("ann")
    urgent = [w.task(seq).id for seq in (3, 9, 27)]
    w.do(steer.set_priority, w.owner, w.project, urgent, priority=5)
    first = []
    for _ in range(3):
        held = take(w, ann, WORK)
        first.append(held.task_id)
        w.submit(ann, held)
    assert sorted(first) == sorted(urgent)


def test_an_answer_to_gold_is_no_vote(tested):
    w, ann = tested, tested.people["ann"]
    held = take(w, ann)
    done = w.submit(ann, held, "bad")
    assert done.counted
    row = next(row for row in w.rows("answers") if row["id"] == done.answer_id)
    assert (bool(row["extra"]), row["parent_id"], row["round"]) == (True, None, 0)
    assert [(r["pool"], r["score"], bool(r["passed"])) for r in w.rows("gold_answers")] == [
        ("hidden", 0, False)
    ]
    assert w.look(answers.made, w.look(handout.tasks.read, held.task_id)) != []


def test_the_same_submit_again_gives_the_same_and_scores_nothing_twice(tested):
    w, ann = tested, tested.people["ann"]
    held = take(w, ann)
    first = w.submit(ann, held, key="k")
    again = w.submit(ann, held, key="k")
    assert (again.answer_id, again.repeated) == (first.answer_id, True)
    assert len(w.rows("gold_answers")) == 1


def test_what_begins_a_task_of_gold_is_what_was_there_before_people_came(tested):
    w, ann = tested, tested.people["ann"]
    held = take(w, ann)
    shown = w.look(bundle.of, held)
    assert (shown.start, shown.previous, shown.judged, shown.threads, shown.test) == ([], (), None, 0, None)
    assert shown.task.round == 0


def test_gold_in_a_project_that_reviews(world):
    w = world([ANNOTATE, REVIEW], count=10)
    with_gold(w, [ANNOTATE, REVIEW], gold=ALWAYS)
    expert, ann = w.add("expert", "expert"), w.add("ann")
    held = w.do(handout.open_task, expert, w.task(10).id)
    w.submit(expert, held)
    make_gold(w, [10])
    assert (w.task(10).state, w.task(10).stage) == ("done", 1)
    gold = take(w, ann)
    assert (gold.purpose, gold.stage, gold.judged_answer_id) == ("hidden", 0, None)
    w.submit(ann, gold)
    assert w.task(10).state == "done"
    assert w.counts() == w.recount()


def test_an_own_answer_to_gold_is_corrected_as_any_other_and_scored_again(tested):
    w, ann = tested, tested.people["ann"]
    done = w.submit(ann, take(w, ann), "bad")
    new = w.do(corrections.correct, ann, done.answer_id, tag("good"), None)
    found = {row["answer_id"]: (row["score"], bool(row["void"])) for row in w.rows("gold_answers")}
    assert found == {done.answer_id: (0, True), new.answer_id: (1, False)}
    assert [row["score"] for row in w.rows("scores") if row["source"] == "gold"] == [1]


def test_an_answer_to_gold_can_be_corrected_as_long_as_the_work_before_it(world):
    w = world([ANNOTATE, REVIEW], count=6)
    with_gold(w, [ANNOTATE, REVIEW], gold=ALWAYS)
    expert, ann = w.add("expert", "expert"), w.add("ann")
    held = w.do(handout.open_task, expert, w.task(6).id)
    w.submit(expert, held)
    make_gold(w, [6])
    worked = take(w, ann, WORK)
    work = w.submit(ann, worked)
    gold = w.submit(ann, take(w, ann), "bad")
    for answer in (work, gold):
        assert w.do(corrections.correct, ann, answer.answer_id, tag("good"), None).answer_id
    judged = w.do(handout.open_task, expert, worked.task_id)
    w.judge(expert, judged, "accept")
    newest = [row["id"] for row in w.rows("answers") if row["annotator_id"] == ann and row["parent_id"]]
    refusals = []
    for answer_id in newest:
        with pytest.raises(Conflict) as caught:
            w.do(corrections.correct, ann, answer_id, tag("bad"), None)
        refusals.append(str(caught.value))
    assert len(refusals) == 2
    assert len(set(refusals)) == 1


def test_somebody_paused_is_given_nothing_and_keeps_nothing(tested):
    w, ann = tested, tested.people["ann"]
    work, gold = take(w, ann, WORK), None
    gold = give(w, ann, GOLD, peek=1).held[1]
    assert gold.purpose == "hidden"
    w.do(leads.decide, w.owner, w.project, ann, "pause", "Look at the guideline first.")
    assert give(w, ann).reason == "paused"
    for held in (work, gold):
        with pytest.raises(LeaseLost):
            w.do(leases.heartbeat, ann, held.id)
    late = w.do(submit.submit, ann, work.id, Submission(tag("good"), 1.0), key=None)
    assert not late.counted
    assert w.look(handout.tasks.read, work.task_id).state == "open"
    w.do(leads.decide, w.owner, w.project, ann, "resume", "")
    assert give(w, ann).held


def test_who_leaves_gives_gold_back_too(tested):
    w, ann = tested, tested.people["ann"]
    take(w, ann)
    w.do(members.remove, w.owner, w.project, ann)
    assert {row["state"] for row in w.rows("assignments") if row["user_id"] == ann} == {"released"}
    assert w.counts() == w.recount()
