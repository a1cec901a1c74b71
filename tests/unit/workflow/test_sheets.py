"""From a sheet, items are sent back with a comment on each marked annotation, or the marked ones change their class."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE, REVIEW

from labelwright.core.errors import Invalid, NotAllowed
from labelwright.workflow.service import answers, judgeable, judging, running, sheets, threads
from labelwright.workflow.service.sheets import Marked


@pytest.fixture
def case(world):
    """A project in which ada has answered three of four tasks, and rob is to judge."""
    made = world([ANNOTATE, REVIEW], 4)
    made.add("rob", "reviewer")
    ada = made.add("ada")
    for _ in range(3):
        made.submit(ada, made.take(ada))
    return made


def mark(case, seq, why="Wrong class", annotation="1"):
    task = case.task(seq)
    return Marked(task.id, task.truth_answer_id or "none", annotation, why)


def send_back(case, *marks, user="rob"):
    return case.do(sheets.send_back, case.people[user], case.project, marks)


def change(case, name, *marks, user="rob"):
    return case.do(sheets.change_class, case.people[user], case.project, marks, name)


def why(done):
    return {one.seq: one.why for one in done.refused}


def said(case, seq):
    """The threads of a task: on what, which words, and whether they are settled."""
    found = case.look(threads.seen_by, case.people["ada"], case.task(seq).id)
    return [(one.annotation_id, one.comments[0].body, one.resolved) for one in found]


def standing(case, seq):
    return [one.cls for one in case.look(answers.annotations_of, case.task(seq).truth_answer_id)]


def test_each_marked_annotation_gets_a_comment_and_its_item_goes_back(case):
    done = send_back(case, mark(case, 1), mark(case, 2, "Bad outline"))
    assert len(done.ids) == 2
    assert [(case.task(seq).stage, case.task(seq).round) for seq in (1, 2, 3)] == [(0, 1), (0, 1), (1, 0)]
    assert [said(case, seq) for seq in (1, 2, 3)] == [
        [("1", "Wrong class", False)],
        [("1", "Bad outline", False)],
        [],
    ]
    assert [row["reason"] for row in case.rows("verdicts")] == ["Wrong class", "Bad outline"]
    assert case.counts() == case.recount()


def test_the_verdict_says_each_fault_once(case):
    send_back(case, mark(case, 1), mark(case, 1), mark(case, 1, "Should not be there"))
    [verdict] = case.rows("verdicts")
    assert verdict["reason"] == "Wrong class (2), Should not be there"


def test_taken_back_the_item_waits_as_before_and_the_comments_are_settled(case):
    case.do(threads.open_thread, case.people["rob"], case.task(1).id, "An older one")
    done = send_back(case, mark(case, 1))
    case.do(judging.take_back, case.people["rob"], case.project, done.ids)
    assert (case.task(1).stage, case.task(1).round, case.task(1).state) == (1, 0, "open")
    assert said(case, 1) == [(None, "An older one", False), ("1", "Wrong class", True)]


def test_marked_annotations_change_their_class_by_a_fix(case):
    before = case.task(1).truth_answer_id
    change(case, "bad", mark(case, 1))
    assert [standing(case, seq) for seq in (1, 2)] == [["bad"], ["good"]]
    made = case.look(answers.read, case.task(1).truth_answer_id)
    assert (made.parent_id, made.annotator_id) == (before, case.people["rob"])
    [verdict] = case.rows("verdicts")
    assert (verdict["outcome"], verdict["reason"]) == ("fix", "Class changed to “bad”")
    case.do(judging.take_back, case.people["rob"], case.project, [case.task(1).id])
    assert (standing(case, 1), case.task(1).state) == (["good"], "open")


def test_what_cannot_be_is_refused_with_why(case):
    stale = mark(case, 2)
    change(case, "bad", stale)
    assert why(send_back(case, stale, mark(case, 3, annotation="7"), mark(case, 4))) == {
        2: "Another answer stands by now.",
        3: "There is no such annotation in its answer.",
        4: "Another answer stands by now.",
    }
    assert why(change(case, "good", mark(case, 3))) == {3: "They are “good” already."}
    assert why(change(case, "name", mark(case, 3))) == {3: "A tag cannot be called “name”, which is a span."}
    with pytest.raises(Invalid, match="no class “worse”"):
        change(case, "worse", mark(case, 3))
    with pytest.raises(Invalid, match="what is wrong with it"):
        send_back(case, mark(case, 3, " "))


def test_nobody_judges_own_work_and_annotators_none(case):
    with pytest.raises(NotAllowed):
        send_back(case, mark(case, 1), user="ada")
    rob = case.people["rob"]
    case.submit(rob, case.take(rob, stage=0))
    assert why(send_back(case, mark(case, 4))) == {
        4: "It is your own work, or you have done your part of it."
    }


def test_a_person_may_judge_what_waits_for_it_and_is_not_their_own(case):
    rob = case.people["rob"]
    case.submit(rob, case.take(rob, stage=0))
    ids = [case.task(seq).id for seq in (1, 2, 3, 4)]
    project = case.look(running.read, case.project)
    send_back(case, mark(case, 2))
    assert case.look(judgeable.among, project, "reviewer", rob, ids) == {ids[0], ids[2]}
    assert case.look(judgeable.among, project, "annotator", case.people["ada"], ids) == frozenset()
    case.take(rob, stage=1)
    assert case.look(judgeable.among, project, "reviewer", rob, ids) == {ids[0], ids[2]}
    eva = case.add("eva", "expert")
    assert len(case.look(judgeable.among, project, "expert", eva, ids)) == 2
