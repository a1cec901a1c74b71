"""An earlier answer stands again, as a new one; and stands no more once that is undone."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE, DOCUMENT, REVIEW, tag

from labelwright.core.errors import Conflict, InvalidAnswer, NotFound
from labelwright.workflow.service import answers, corrections, members, restoring, revisions, steer


def restore(case, answer_id, reason=""):
    return case.do(restoring.restore, case.owner, case.task().id, answer_id, reason)


def kept(case):
    return case.look(answers.of_task, case.task().id)


def fixed(world):
    """Ann says good; rob makes it bad."""
    case = world([ANNOTATE, REVIEW], 1)
    ann, rob = case.add("ann"), case.add("rob", "reviewer")
    case.submit(ann, case.take(ann))
    case.judge(rob, case.take(rob), "fix", cls="bad")
    return case


def test_what_stands_is_a_new_answer_that_keeps_where_it_comes_from(world):
    case = fixed(world)
    first, fix = kept(case)
    done = restore(case, first.id, "It was good.")
    made = kept(case)[-1]
    assert (made.id, made.kind, made.annotator_id, made.parent_id) == (
        done.answer_id,
        "consensus",
        None,
        first.id,
    )
    assert made.annotations == first.annotations
    assert {"answer_id": made.id, "source_id": first.id} in case.rows("answer_sources")
    assert (case.task().truth_answer_id, case.task().state) == (made.id, "done")
    assert [answer.id for answer in kept(case)[:2]] == [first.id, fix.id]


def test_it_is_told_by_whom_and_why_and_what_stood(world):
    case = fixed(world)
    first, fix = kept(case)
    done = restore(case, first.id, "It was good.")
    [told] = [row for row in case.rows("events") if row["kind"] == "answer.restored"]
    assert told["actor_id"] == case.owner
    for part in (done.answer_id, first.id, fix.id, "It was good."):
        assert part in told["data"]


def test_lists_show_what_stands_now_and_it_is_undone_by_restoring_what_stood(world):
    case = fixed(world)
    first, fix = kept(case)
    for answer_id, cls in ((first.id, "good"), (fix.id, "bad")):
        restore(case, answer_id)
        assert [row["class"] for row in case.rows("task_classes")] == [cls]
    assert len(kept(case)) == 4


def test_people_are_scored_by_what_stands_now_and_verdicts_stay(world):
    case = fixed(world)
    first, _ = kept(case)
    before = {row["user_id"]: row["score"] for row in case.rows("scores")}
    restore(case, first.id)
    after = {row["user_id"]: row["score"] for row in case.rows("scores")}
    ann, rob = case.people["ann"], case.people["rob"]
    assert (before[ann], after[ann], after[rob]) == (0.0, 1.0, 0.0)
    assert [row["outcome"] for row in case.rows("verdicts")] == ["fix"]


def test_nobody_proves_themselves_right_by_restoring_their_own_answer(world):
    case = fixed(world)
    _, fix = kept(case)
    restore(case, kept(case)[0].id)
    case.do(members.set_role, case.owner, case.project, case.people["rob"], "manager")
    case.do(restoring.restore, case.people["rob"], case.task().id, fix.id, "I was right.")
    scores = {row["user_id"]: row["score"] for row in case.rows("scores")}
    assert (scores[case.people["ann"]], scores[case.people["rob"]]) == (0.0, 0.0)


def test_a_task_that_is_being_judged_is_judged_anew(world):
    case = world([ANNOTATE, REVIEW], 1)
    ann, rob = case.add("ann"), case.add("rob", "reviewer")
    held = case.take(ann)
    case.submit(ann, held)
    [first] = kept(case)
    second = case.do(corrections.correct, ann, first.id, tag("bad"), None).answer_id
    late = case.take(rob)
    restore(case, first.id)
    task = case.task()
    assert (task.state, task.stage, task.free) == ("open", 1, 1)
    assert case.judge(rob, late, "accept").counted is False
    fresh = case.take(case.add("eve", "reviewer"))
    assert fresh.judged_answer_id == task.truth_answer_id
    assert second not in (first.id, task.truth_answer_id)


def test_what_stands_already_or_where_nothing_stands_is_refused(world):
    case = world([{**ANNOTATE, "votes": 2}], 1)
    ann = case.add("ann")
    case.submit(ann, case.take(ann))
    [first] = kept(case)
    with pytest.raises(Conflict, match="still waits for answers"):
        restore(case, first.id)
    bob = case.add("bob")
    case.submit(bob, case.take(bob))
    with pytest.raises(Conflict, match="stands already"):
        restore(case, case.task().truth_answer_id)


def test_an_answer_to_another_task_and_one_of_an_archived_task_are_refused(world):
    case = fixed(world)
    first, _ = kept(case)
    with pytest.raises(NotFound):
        restore(case, "nothing")
    case.do(steer.archive, case.owner, case.project, [case.task().id])
    with pytest.raises(Conflict, match="archived"):
        restore(case, first.id)


def test_an_answer_that_the_document_allows_no_more_is_refused(world):
    case = fixed(world)
    first, _ = kept(case)
    document = {**DOCUMENT, "workflow": [ANNOTATE, REVIEW]}
    document["classes"] = [cls for cls in DOCUMENT["classes"] if cls["name"] != "good"]
    case.do(revisions.apply, case.owner, case.project, document, accept_loss=True)
    with pytest.raises(InvalidAnswer, match="rules of its project"):
        restore(case, first.id)
