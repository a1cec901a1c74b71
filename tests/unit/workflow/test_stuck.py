"""Tasks that nobody of their stage may be given are found with why, and leads decide them on record."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE, REVIEW
from tests.unit.workflow.gold import with_gold

from labelwright.core.errors import Invalid, NotAllowed
from labelwright.workflow.service import escalations, members, running, steer
from labelwright.workflow.service.gold import leads
from labelwright.workflow.service.stuck import finding, mending

EXPERT = {"stage": "review", "name": "experts", "by": "expert"}


def found(case):
    with case.database.read() as conn:
        return finding.find(conn, running.read(conn, case.project), 50)


def why(case):
    return {one.seq: one.why for one in found(case)}


def mended_and_back(world, workflow, count=1):
    """Rob, the only reviewer, mended each answer; an expert sent it back, and ada did it again."""
    case = world(workflow, count)
    ada, rob, eva = case.add("ada"), case.add("rob", "reviewer"), case.add("eva", "expert")
    for _ in range(count):
        case.submit(ada, case.take(ada))
    for _ in range(count):
        case.judge(rob, case.take(rob, stage=1), "fix", cls="bad")
    for _ in range(count):
        case.judge(eva, case.take(eva, stage=2), "reject", "No.")
    for _ in range(count):
        case.submit(ada, case.take(ada))
    case.do(members.remove, case.owner, case.project, eva)
    return case, ada, rob


def test_a_sole_reviewer_who_mended_it_is_told_of_and_who_leads_may_judge_it(world):
    case, _, _ = mended_and_back(world, [ANNOTATE, REVIEW, EXPERT], 2)
    said = "Nobody is left who may judge it: rob has mended it. Of those who run the project owner may."
    assert why(case) == {1: said, 2: said}
    assert [one.leads for one in found(case)] == [("owner",)] * 2


def test_it_is_stuck_no_more_once_somebody_comes_who_may(world):
    case, _, _ = mended_and_back(world, [ANNOTATE, REVIEW, EXPERT])
    case.add("rita", "reviewer")
    assert why(case) == {}


def test_more_votes_than_people(world):
    case = world([{**ANNOTATE, "votes": 3}], 2)
    for name in ("ada", "bo"):
        user = case.add(name)
        case.submit(user, case.take(user))
    assert why(case) == {
        1: "Nobody is left who may answer it: ada and bo have answered it."
        " Of those who run the project owner may."
    }


def test_a_stage_without_people_is_that_of_who_leads(world):
    case = world([ANNOTATE, REVIEW], 2)
    ada = case.add("ada")
    case.submit(ada, case.take(ada))
    assert why(case) == {}
    case.submit(case.owner, case.take(case.owner, stage=0))
    assert why(case) == {2: "Nobody is left who may judge it: owner has answered it."}


def test_people_who_are_paused_or_have_still_to_qualify_are_named_as_such(world):
    case = world([ANNOTATE], 1)
    ada = case.add("ada")
    with_gold(case, [ANNOTATE], qualify={"items": 1, "training": 0})
    said = "Nobody is left who may answer it: {}. Of those who run the project owner may."
    assert why(case) == {1: said.format("ada has still to qualify")}
    case.do(leads.decide, case.owner, case.project, ada, "pause", "Wait.")
    assert why(case) == {1: said.format("ada is paused")}


def test_a_task_kept_for_somebody_who_cannot_do_it(world):
    case = world([{**ANNOTATE, "votes": 2}], 1)
    ada, bo = case.add("ada"), case.add("bo")
    case.do(steer.assign, case.owner, case.project, [case.task().id], user_id=ada)
    assert why(case) == {}
    case.submit(ada, case.take(ada))
    case.do(steer.assign, case.owner, case.project, [case.task().id], user_id=bo)
    assert why(case) == {}
    case.do(leads.decide, case.owner, case.project, bo, "pause", "Wait.")
    assert why(case) == {1: "It is kept for bo: ada has answered it; bo is paused."}


def test_a_lead_lets_the_answer_stand_over_everybody_and_that_is_on_record(world):
    case, _, _ = mended_and_back(world, [ANNOTATE, REVIEW, EXPERT])
    stands = case.task().truth_answer_id
    done = case.do(mending.accept, case.owner, case.project, [case.task().id], "Ada knows.")
    assert (done.ids, done.refused) == ((case.task().id,), ())
    assert (case.task().stage, case.task().truth_answer_id) == (2, stands)
    assert [row["reason"] for row in case.rows("verdicts") if row["reviewer_id"] == case.owner] == [
        "Ada knows."
    ]
    assert case.events()[-2:] == ["task.overridden", "verdict.given"]
    assert case.counts() == case.recount()


def test_even_the_own_answer_where_nobody_else_is_there(world):
    case = world([ANNOTATE, REVIEW], 1)
    case.submit(case.owner, case.take(case.owner, stage=0))
    case.do(mending.accept, case.owner, case.project, [case.task().id], "I am alone.")
    assert case.task().state == "done"


def test_votes_too_few_are_let_stand_together(world):
    case = world([{**ANNOTATE, "votes": 3}, REVIEW], 1)
    for name in ("ada", "bo"):
        user = case.add(name)
        case.submit(user, case.take(user))
    case.do(mending.accept, case.owner, case.project, [case.task().id], "Two will do.")
    task = case.task()
    assert (task.stage, task.state, task.votes_wanted) == (1, "open", 1)
    assert task.truth_answer_id is not None
    assert case.events()[-1] == "task.overridden"
    assert case.counts() == case.recount()


def test_a_lead_hands_it_up(world):
    case, _, _ = mended_and_back(world, [ANNOTATE, REVIEW, EXPERT])
    case.do(mending.hand_up, case.owner, case.project, [case.task().id], "Experts, please.")
    told = case.look(escalations.of, case.task())
    assert (told.name, told.reason, case.task().stage) == ("owner", "Experts, please.", 2)
    assert case.counts() == case.recount()


def test_only_what_is_stuck_is_decided_so_and_only_by_who_runs_the_project(world):
    case = world([ANNOTATE, REVIEW], 2)
    ada, rob = case.add("ada"), case.add("rob", "reviewer")
    case.submit(ada, case.take(ada))
    ids = [case.task(seq).id for seq in (1, 2)]
    done = case.do(mending.accept, case.owner, case.project, ids, "So.")
    assert {one.why for one in done.refused} == {
        "It is not stuck: it is done, in hand, or somebody is left who may do it."
    }
    with pytest.raises(NotAllowed):
        case.do(mending.accept, rob, case.project, ids, "So.")
    with pytest.raises(Invalid):
        case.do(mending.hand_up, case.owner, case.project, ids, " ")
