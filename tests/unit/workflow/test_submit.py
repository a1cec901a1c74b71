"""Submitting: kept once, whatever comes late is kept too, and the task goes where its stage sends it."""

import pytest

from labelwright.core.errors import Conflict, Invalid, InvalidAnswer, NotAllowed, NotFound
from labelwright.core.records import Annotation
from labelwright.workflow.service import (
    answers,
    beginning,
    corrections,
    leases,
    members,
    projects,
    steer,
    submit,
)
from labelwright.workflow.service.submit import Judgement, Submission

ANNOTATE = {"stage": "annotate", "lease": "10m"}
TWO = {"stage": "annotate", "votes": 2, "lease": "10m"}
MANY = {"stage": "annotate", "votes": {"min": 2, "max": 3}, "lease": "10m"}
REVIEW = {"stage": "review", "lease": "10m"}


def place(task):
    return task.stage, task.round, task.state


def test_one_vote_becomes_the_truth_and_ends_the_task(world):
    w = world(count=1)
    ann = w.add("ann")
    done = w.submit(ann, w.take(ann))
    assert place(done.task) == (0, 0, "done")
    assert done.answer_id == w.task().truth_answer_id
    assert [(row["class"], row["n"]) for row in w.rows("task_classes")] == [("good", 1)]
    assert [ann] == [row["annotator_id"] for row in w.rows("task_annotators")]


def test_the_same_key_again_gives_the_same_answer_and_keeps_nothing_new(world):
    w = world(count=1)
    ann = w.add("ann")
    held = w.take(ann)
    once, twice = (w.submit(ann, held, key="k") for _ in range(2))
    assert once.answer_id == twice.answer_id
    assert twice.repeated
    assert len(w.rows("answers")) == 1
    with pytest.raises(Conflict):
        w.submit(ann, held, key="other")


def test_an_answer_that_breaks_the_rules_is_refused_with_every_fault(world):
    w = world(count=1)
    ann = w.add("ann")
    held = w.take(ann)
    bad = [Annotation("1", "tag", "nope"), Annotation("2", "span", "name", {"start": 5, "end": 99})]
    with pytest.raises(InvalidAnswer) as error:
        w.do(submit.submit, ann, held.id, Submission(bad), key=None)
    assert [p.where for p in error.value.problems] == ["1", "2"]
    assert w.rows("answers") == []
    assert w.task().state == "open"


def test_nobody_submits_for_another(world):
    w = world(count=1)
    ann, bob = w.add("ann"), w.add("bob")
    held = w.take(ann)
    with pytest.raises(NotFound):
        w.submit(bob, held)


def test_who_has_left_the_project_submits_nothing_more(world):
    w = world(count=1)
    ann = w.add("ann")
    held = w.take(ann)
    w.do(members.remove, w.owner, w.project, ann)
    assert w.task().free == 1
    with pytest.raises(NotAllowed):
        w.submit(ann, held)


def test_an_archived_project_takes_nothing_in_and_hands_nothing_out(world):
    w = world(count=1)
    ann = w.add("ann")
    held = w.take(ann)
    w.do(projects.set_archived, w.owner, w.project, True)
    with pytest.raises(Conflict):
        w.submit(ann, held)
    assert w.next(ann).reason == "archived"


def test_a_late_answer_counts_while_the_vote_is_still_wanted(world):
    w = world(count=1)
    ann, bob = w.add("ann"), w.add("bob")
    late = w.take(ann)
    w.pass_time(601)
    w.take(bob)
    assert w.submit(ann, late).counted
    assert w.task().state == "done"


def test_a_late_answer_that_is_not_wanted_is_kept_as_extra(world):
    w = world(count=1)
    ann, bob = w.add("ann"), w.add("bob")
    late = w.take(ann)
    w.pass_time(601)
    truth = w.submit(bob, w.take(bob)).answer_id
    kept = w.submit(ann, late, "bad")
    assert not kept.counted
    assert [(truth, 0), (kept.answer_id, 1)] == [(row["id"], int(row["extra"])) for row in w.rows("answers")]
    assert truth == w.task().truth_answer_id
    assert w.events()[-1] == "answer.extra"


def test_two_votes_make_a_consensus_with_their_agreement(world):
    w = world([TWO], count=2)
    ann, bob = w.add("ann"), w.add("bob")
    for cls in ("good", "bad"):
        w.submit(ann, w.take(ann), cls)
        assert w.task(1).truth_answer_id is None or cls == "bad"
    w.submit(bob, w.take(bob), "good")
    w.submit(bob, w.take(bob), "good")
    assert [w.task(n).agreement for n in (1, 2)] == [1.0, 0.0]
    truth = w.look(answers.read, w.task(1).truth_answer_id)
    assert (truth.kind, truth.annotator_id, [a.cls for a in truth.annotations]) == (
        "consensus",
        None,
        ["good"],
    )


def test_a_further_vote_is_asked_for_while_they_disagree(world):
    w = world([MANY], count=1)
    people = [w.add(name) for name in ("ann", "bob", "cat")]
    for person, cls in zip(people, ("good", "bad", "bad"), strict=True):
        assert w.task().state != "done"
        w.submit(person, w.take(person), cls)
    assert w.task().state == "done"
    truth = w.look(answers.read, w.task().truth_answer_id)
    assert [a.cls for a in truth.annotations] == ["bad"]


def test_an_accepted_answer_is_the_truth(world):
    w = world([ANNOTATE, REVIEW], count=1)
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    answer = w.submit(ann, w.take(ann)).answer_id
    assert place(w.task()) == (1, 0, "open")
    held = w.take(rob)
    assert answer == held.judged_answer_id
    assert answer == w.judge(rob, held, "accept").answer_id
    assert place(w.task()) == (1, 0, "done")
    assert answer == w.task().truth_answer_id


def test_a_fix_becomes_the_truth_and_has_what_it_fixes_as_parent(world):
    w = world([ANNOTATE, REVIEW], count=1)
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    answer = w.submit(ann, w.take(ann)).answer_id
    fixed = w.judge(rob, w.take(rob), "fix", cls="bad").answer_id
    fix = w.look(answers.read, fixed)
    assert (answer, rob) == (fix.parent_id, fix.annotator_id)
    assert fixed == w.task().truth_answer_id
    assert [row["class"] for row in w.rows("task_classes")] == ["bad"]


def test_a_rejected_task_goes_back_with_its_comment_and_keeps_its_priority(world):
    w = world([ANNOTATE, REVIEW], count=2)
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    w.do(steer.set_priority, w.owner, w.project, [w.task(2).id], priority=3)
    answer = w.submit(ann, w.take(ann)).answer_id
    w.judge(rob, w.take(rob), "reject", "Look again.")
    task = w.task(2)
    assert (place(task), task.priority, task.truth_answer_id) == ((0, 1, "open"), 3, None)
    again = w.take(ann)
    begin = w.look(beginning.of, again)
    assert (2, "Look again.", answer) == (w.seq(again), begin.previous[0].reason, begin.previous[0].answer_id)
    assert [a.cls for a in begin.annotations] == ["good"]
    w.submit(ann, again, "bad")
    assert w.take(rob).task_id == task.id
    assert len(w.rows("answers")) == 2


def test_to_reject_one_says_why_and_to_accept_one_changes_nothing(world):
    w = world([ANNOTATE, REVIEW], count=1)
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    w.submit(ann, w.take(ann))
    held = w.take(rob)
    for given in (
        Submission(None),
        Submission(None, verdict=Judgement("reject")),
        Submission(None, verdict=Judgement("maybe")),
        Submission([Annotation("1", "tag", "bad")], verdict=Judgement("accept")),
        Submission(None, verdict=Judgement("fix")),
    ):
        with pytest.raises(Invalid):
            w.do(submit.submit, rob, held.id, given, key=None)
    assert w.rows("verdicts") == []


def test_the_same_verdict_again_gives_the_same_result_another_one_is_refused(world):
    w = world([ANNOTATE, REVIEW], count=1)
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    w.submit(ann, w.take(ann))
    held = w.take(rob)
    first, second = (w.judge(rob, held, "accept") for _ in range(2))
    assert (first.answer_id, True) == (second.answer_id, second.repeated)
    with pytest.raises(Conflict):
        w.judge(rob, held, "reject", "No.")


def test_a_task_skipped_by_as_many_as_were_asked_is_set_aside_until_it_is_requeued(world):
    w = world(count=1)
    ann, bob = w.add("ann"), w.add("bob")
    with pytest.raises(Invalid):
        w.do(leases.skip, ann, w.take(ann).id, "  ")
    assert w.do(leases.skip, ann, w.take(ann).id, "Too dark.").state == "skipped"
    assert w.next(bob).held == ()
    assert w.do(steer.requeue, w.owner, w.project, [w.task().id]).changed == 1
    assert w.seq(w.take(ann)) == 1


def test_a_skipped_vote_goes_to_somebody_else(world):
    w = world([TWO], count=1)
    ann, bob = w.add("ann"), w.add("bob")
    w.do(leases.skip, ann, w.take(ann).id, "Too dark.")
    assert w.next(ann).held == ()
    assert w.take(bob)


def test_a_heartbeat_keeps_what_is_held_and_takes_up_what_ran_out(world):
    w = world(count=1)
    ann, bob = w.add("ann"), w.add("bob")
    held = w.take(ann)
    for _ in range(3):
        w.pass_time(500)
        w.do(leases.heartbeat, ann, held.id)
    assert w.next(bob).held == ()
    w.pass_time(700)
    assert w.do(leases.expire, w.project) == 1
    assert w.do(leases.heartbeat, ann, held.id).until > w.now
    assert w.next(bob).held == ()


def test_a_heartbeat_for_what_somebody_else_has_is_refused(world):
    w = world(count=1)
    ann, bob = w.add("ann"), w.add("bob")
    held = w.take(ann)
    w.pass_time(601)
    w.take(bob)
    with pytest.raises(leases.LeaseLost):
        w.do(leases.heartbeat, ann, held.id)


def test_an_own_answer_can_be_corrected_until_somebody_builds_on_it(world):
    w = world([ANNOTATE, REVIEW], count=1)
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    first = w.submit(ann, w.take(ann)).answer_id
    second = w.do(corrections.correct, ann, first, [Annotation("1", "tag", "bad")], key="c")
    assert second.answer_id == w.task().truth_answer_id
    assert (
        second.answer_id
        == w.do(corrections.correct, ann, first, [Annotation("1", "tag", "bad")], key="c").answer_id
    )
    with pytest.raises(NotFound):
        w.do(corrections.correct, rob, second.answer_id, [], key=None)
    w.take(rob)
    with pytest.raises(Conflict):
        w.do(corrections.correct, ann, second.answer_id, [], key=None)


def test_a_correction_begins_from_the_newest_own_answer_and_no_older_one_can_be_corrected(world):
    w = world([ANNOTATE, REVIEW], count=1)
    ann, bob = w.add("ann"), w.add("bob")
    task_id = w.task().id
    with pytest.raises(NotFound):
        w.look(corrections.begin, ann, task_id)
    first = w.submit(ann, w.take(ann)).answer_id
    second = w.do(corrections.correct, ann, first, [Annotation("1", "tag", "bad")], key=None).answer_id
    found, corrects = w.look(corrections.begin, ann, task_id)
    assert (corrects, [mark.cls for mark in found.start], found.draft) == (second, ["bad"], None)
    with pytest.raises(Conflict, match="newer answer"):
        w.do(corrections.correct, ann, first, [], key=None)
    with pytest.raises(NotFound):
        w.look(corrections.begin, bob, task_id)


def test_a_reviewer_corrects_the_own_fix_while_it_stands_and_no_verdict_alone(world):
    w = world([ANNOTATE, REVIEW], count=2)
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    for _ in range(2):
        w.submit(ann, w.take(ann))
    fixed = w.judge(rob, w.take(rob), "fix", cls="bad").answer_id
    w.judge(rob, w.take(rob), "accept")
    better = w.do(corrections.correct, rob, fixed, [Annotation("1", "tag", "good")], key=None)
    assert (better.task.state, better.task.truth_answer_id) == ("done", better.answer_id)
    with pytest.raises(NotFound):
        w.look(corrections.begin, rob, w.task(2).id)


def test_a_corrected_vote_counts_once(world):
    w = world([TWO], count=1)
    ann, bob = w.add("ann"), w.add("bob")
    first = w.submit(ann, w.take(ann)).answer_id
    w.do(corrections.correct, ann, first, [Annotation("1", "tag", "bad")], key=None)
    assert w.task().votes_given == 1
    w.submit(bob, w.take(bob), "bad")
    assert (w.task().agreement, w.task().state) == (1.0, "done")


def test_an_archived_task_comes_back_as_it_was(world):
    w = world([ANNOTATE, REVIEW], count=2)
    ann = w.add("ann")
    w.submit(ann, w.take(ann))
    ids = [w.task(1).id, w.task(2).id]
    before = [place(w.task(n)) for n in (1, 2)]
    w.do(steer.archive, w.owner, w.project, ids)
    assert [w.task(n).state for n in (1, 2)] == ["archived"] * 2
    assert w.next(ann).held == ()
    w.do(steer.restore, w.owner, w.project, ids)
    assert before == [place(w.task(n)) for n in (1, 2)]
    assert w.counts() == w.recount()


def test_a_done_task_can_be_judged_again_by_the_same_reviewer(world):
    w = world([ANNOTATE, REVIEW], count=1)
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    w.submit(ann, w.take(ann))
    w.judge(rob, w.take(rob), "accept")
    assert w.do(steer.requeue, w.owner, w.project, [w.task().id], stage=1).changed == 1
    w.judge(rob, w.take(rob), "reject", "I was wrong.")
    assert place(w.task()) == (0, 1, "open")
    assert len(w.rows("verdicts")) == 2


def test_a_done_task_can_be_done_anew_and_its_answers_are_kept(world):
    w = world(count=1)
    ann = w.add("ann")
    w.submit(ann, w.take(ann))
    w.do(steer.requeue, w.owner, w.project, [w.task().id])
    w.submit(ann, w.take(ann), "bad")
    assert (len(w.rows("answers")), w.task().state) == (2, "done")


def test_a_task_cannot_be_assigned_to_whom_it_does_not_suit(world):
    w = world([ANNOTATE, REVIEW], count=2)
    ann = w.add("ann")
    w.submit(ann, w.take(ann))
    steered = w.do(steer.assign, w.owner, w.project, [w.task(1).id, w.task(2).id], user_id=ann)
    assert (steered.changed, steered.refused) == (1, 1)
    with pytest.raises(NotFound):
        w.do(steer.assign, w.owner, w.project, [w.task(2).id], user_id="nobody")
