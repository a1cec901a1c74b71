"""Training and qualification: in order, with feedback when it is due, to the end, and who need not take part."""

import random

import pytest
from tests.unit.workflow.gold import WORK, give, make_gold, take, with_gold

from labelwright.core.errors import Conflict, NotFound
from labelwright.workflow.service import bundle, corrections, handout, leases, members, running
from labelwright.workflow.service.gold import feedback, keep, leads, standing
from labelwright.workflow.service.gold.testing import Trial

ANNOTATE = {"stage": "annotate", "lease": "10m"}
QUALIFY = {"training": 2, "items": 3, "pass": 0.6, "tries": 2}


@pytest.fixture
def school(world):
    """Twenty tasks: 10 to 12 to train on, 13 to 18 to qualify with, and an annotator who is new."""
    w = world(count=20)
    with_gold(w, [ANNOTATE], qualify=QUALIFY)
    make_gold(w, [10, 11, 12], "training", note="Mind the irony.")
    make_gold(w, list(range(13, 19)), "qualify")
    w.add("ann")
    return w


def state(w, user):
    with w.database.read() as conn:
        return standing.read(conn, running.read(conn, w.project), user, "annotator")


def told(w, user, answer_id):
    with w.database.read() as conn:
        project = running.read(conn, w.project)
        return feedback.of_answer(conn, project, user, "annotator", answer_id)


def do(w, user, *classes):
    """Do the next tasks with these classes; the assignments and the answers."""
    done = []
    for cls in classes:
        held = take(w, user, random.Random(1))
        done.append((held, w.submit(user, held, cls).answer_id))
    return done


def test_training_comes_first_then_the_test_then_the_work(school):
    w, ann = school, school.people["ann"]
    shown = []
    for cls in ("bad", "good", "good", "bad", "good"):
        held = take(w, ann, random.Random(1))
        shown.append((held.purpose, w.look(bundle.of, held).test))
        w.submit(ann, held, cls)
    assert shown == [
        ("training", Trial("training", 1, 2)),
        ("training", Trial("training", 2, 2)),
        ("qualify", Trial("qualify", 1, 3)),
        ("qualify", Trial("qualify", 2, 3)),
        ("qualify", Trial("qualify", 3, 3)),
    ]
    assert state(w, ann).state == "working"
    assert take(w, ann).purpose == "work"
    assert w.counts() == w.recount()


def test_training_is_told_at_once_with_what_was_wrong(school):
    w, ann = school, school.people["ann"]
    ((_held, answer),) = do(w, ann, "bad")
    found = told(w, ann, answer)
    assert (found.score, found.passed, found.note, found.pool) == (0.0, False, "Mind the irony.", "training")
    assert [one.cls for one in found.gold] == ["good"]
    assert {one.kind for one in found.differences} == {"class"}
    with pytest.raises(Conflict):
        w.do(corrections.correct, ann, answer, found.gold, None)
    assert [row for row in w.rows("scores") if row["source"] == "gold"] == []


def test_a_test_is_told_of_when_its_round_is_over(school):
    w, ann = school, school.people["ann"]
    do(w, ann, "good", "good")
    first = do(w, ann, "good", "good")
    assert [told(w, ann, answer) for _, answer in first] == [None, None]
    last = do(w, ann, "bad")
    assert all(told(w, ann, answer) is not None for _, answer in [*first, *last])
    assert told(w, w.people["expert"], first[0][1]) is None


def test_who_fails_tries_again_with_other_tasks_and_then_fails(school):
    w, ann = school, school.people["ann"]
    do(w, ann, "good", "good")
    first = {held.task_id for held, _ in do(w, ann, "bad", "bad", "good")}
    assert (state(w, ann).state, state(w, ann).tries) == ("qualifying", 1)
    second = {held.task_id for held, _ in do(w, ann, "bad", "good", "bad")}
    assert first & second == set()
    assert (state(w, ann).state, state(w, ann).tries) == ("failed", 2)
    given = give(w, ann)
    assert (given.held, given.reason) == ((), "failed")
    assert given.message
    with pytest.raises(Conflict):
        w.do(handout.open_task, ann, w.task(1).id)


def test_a_lead_gives_another_try_which_begins_with_what_was_met_longest_ago(school):
    w, ann = school, school.people["ann"]
    do(w, ann, "good", "good")
    first = [held.task_id for held, _ in do(w, ann, "bad", "bad", "bad")]
    do(w, ann, "bad", "bad", "bad")
    w.do(leads.decide, w.owner, w.project, ann, "requalify", "")
    third = [held.task_id for held, _ in do(w, ann, "good", "good", "good")]
    assert third == first
    assert state(w, ann).state == "working"
    rounds = {
        row["round"] for row in w.rows("assignments") if row["task_id"] == first[0] and row["user_id"] == ann
    }
    assert rounds == {0, 1}


def test_a_lead_lets_somebody_pass(school):
    w, ann = school, school.people["ann"]
    assert take(w, ann).purpose == "training"
    w.do(leads.decide, w.owner, w.project, ann, "pass", "")
    assert take(w, ann).purpose == "work"


def test_who_answered_before_the_project_asked_for_it_goes_on(world):
    w = world(count=4)
    ann, bob = w.add("ann"), w.add("bob")
    w.submit(ann, w.take(ann))
    with_gold(w, [ANNOTATE], qualify=QUALIFY)
    make_gold(w, [3], "training")
    assert take(w, ann).purpose == "work"
    assert take(w, bob).purpose == "training"


def test_only_annotators_qualify(school):
    judge = school.add("judge", "reviewer")
    assert take(school, judge).purpose == "work"
    with pytest.raises(Conflict):
        school.do(leads.decide, school.owner, school.project, judge, "requalify", "")


def test_who_failed_and_is_made_a_reviewer_works(school):
    w, ann = school, school.people["ann"]
    do(w, ann, "good", "good", "bad", "bad", "bad", "bad", "bad", "bad")
    assert give(w, ann).reason == "failed"
    w.do(members.set_role, w.owner, w.project, ann, "reviewer")
    assert take(w, ann).purpose == "work"


def test_where_there_is_nothing_to_qualify_with_nobody_begins(world):
    w = world(count=3)
    with_gold(w, [ANNOTATE], qualify=QUALIFY)
    ann = w.add("ann")
    given = give(w, ann)
    assert (given.held, given.reason) == ((), "no-gold")
    make_gold(w, [3], "qualify")
    assert do(w, ann, "good")
    assert state(w, ann).state == "working"


def test_a_pool_with_less_than_is_asked_for_is_done_as_a_whole(world):
    w = world(count=6)
    with_gold(w, [ANNOTATE], qualify={"training": 5, "items": 10, "pass": 1.0})
    make_gold(w, [4], "training")
    make_gold(w, [5, 6], "qualify")
    ann = w.add("ann")
    purposes = [held.purpose for held, _ in do(w, ann, "good", "good", "good")]
    assert purposes == ["training", "qualify", "qualify"]
    assert state(w, ann).state == "working"


def test_training_that_was_skipped_does_not_hold_anybody_up(world):
    w = world(count=4)
    with_gold(w, [ANNOTATE], qualify={"training": 1, "items": 1, "pass": 0.5})
    make_gold(w, [3], "training")
    make_gold(w, [4], "qualify")
    ann = w.add("ann")
    w.do(leases.skip, ann, take(w, ann).id, "Unclear.")
    assert take(w, ann).purpose == "qualify"


def test_a_document_without_a_qualification_lets_everybody_work(school):
    w, ann = school, school.people["ann"]
    do(w, ann, "bad")
    with_gold(w, [ANNOTATE])
    assert take(w, ann, WORK).purpose == "work"


def test_a_test_that_was_begun_comes_back_and_none_is_kept_ahead(school):
    w, ann = school, school.people["ann"]
    first = give(w, ann, peek=3).held
    assert len(first) == 1
    assert give(w, ann, peek=3).held == first
    assert w.do(handout.open_task, ann, first[0].task_id) == first[0]


def test_results_against_a_gold_that_was_wrong_are_scored_anew(school):
    w, ann = school, school.people["ann"]
    with_gold(w, [ANNOTATE], gold={"share": 0.5})
    w.do(leads.decide, w.owner, w.project, ann, "pass", "")
    make_gold(w, [9], "hidden")
    held = take(w, ann)
    answer = w.submit(ann, held, "bad").answer_id
    w.do(keep.change, w.owner, w.project, held.task_id, keep.Change(answer_id=answer))
    assert [(row["score"], bool(row["passed"])) for row in w.rows("gold_answers")] == [(1.0, True)]
    assert [row["score"] for row in w.rows("scores") if row["source"] == "gold"] == [1.0]
    assert w.look(handout.tasks.read, held.task_id).truth_answer_id == answer


def test_results_can_be_let_count_no_more_and_again(school):
    w, ann = school, school.people["ann"]
    do(w, ann, "good", "good")
    ((held, answer), _) = do(w, ann, "bad", "good")
    skills = w.rows("skills")
    w.do(keep.change, w.owner, w.project, held.task_id, keep.Change(void=True))
    assert [row["answer_id"] for row in w.rows("gold_answers") if row["void"]] == [answer]
    assert sum(row["given"] for row in w.rows("skills")) == sum(row["given"] for row in skills) - 1
    w.do(keep.change, w.owner, w.project, held.task_id, keep.Change(void=False))
    assert w.rows("skills") == skills


def test_what_cannot_be_gold_is_refused_with_its_reason(world):
    w = world(count=3)
    made = w.do(keep.add, w.owner, w.project, {w.task(1).id: None, "0" * 32: None}, "hidden", "")
    assert made.made == 0
    assert {one.message for one in made.refused} == {
        "It has no answer yet.", "There is no such task in this project.",
    }  # fmt: skip
    with pytest.raises(NotFound):
        w.do(keep.change, w.owner, w.project, w.task(1).id, keep.Change(note="So."))


def test_a_task_that_waits_becomes_done_with_the_answer_named(world):
    w = world([{"stage": "annotate", "votes": 3}, {"stage": "review"}], count=2)
    ann, bob, expert = w.add("ann"), w.add("bob"), w.add("expert", "expert")
    w.submit(ann, w.take(ann), "bad")
    held = w.take(bob)
    right = w.submit(expert, w.do(handout.open_task, expert, w.task(1).id), "good").answer_id
    assert w.do(keep.add, w.owner, w.project, {w.task(1).id: right}, "hidden", "").made == 1
    task = w.task(1)
    assert (task.state, task.stage, task.truth_answer_id, task.free) == ("done", 1, right, 0)
    assert w.counts() == w.recount()
    assert not w.submit(bob, held).counted
