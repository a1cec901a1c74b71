"""A mended answer is taken back like any verdict: it stays on record, and what was judged stands again."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE, REVIEW, tag

from labelwright.workflow.service import beginning, corrections, judging, members, restoring
from labelwright.workflow.service.gold import aside, keep
from labelwright.workflow.service.gold.aside import Wish

EXPERT = {"stage": "review", "name": "expert", "by": "expert"}
GONE_ON = "Others have gone on with it since."


def mended(world, workflow, votes=1):
    """A project with one task, which ada (and bo) called good, and rob mended to bad."""
    case = world([{**ANNOTATE, "votes": votes}, *workflow], 1)
    for name in ("ada", "bo")[:votes]:
        user = case.add(name)
        case.submit(user, case.take(user))
    rob = case.add("rob", "reviewer")
    before = case.task()
    fix = case.judge(rob, case.take(rob), "fix", "It is bad.", cls="bad").answer_id
    return case, rob, before, fix


def take_back(case, user):
    """Why a verdict was not taken back; "" where it was."""
    done = case.do(judging.take_back, user, case.project, [case.task().id])
    return done.refused[0].why if done.refused else ""


def shown_classes(case):
    return {row["class"]: row["n"] for row in case.rows("task_classes")}


def scored(case):
    return {(row["user_id"], row["source"]): row["score"] for row in case.rows("scores")}


@pytest.mark.parametrize("workflow", [[REVIEW], [REVIEW, EXPERT]])
def test_the_answer_that_was_judged_stands_again_and_nothing_is_removed(world, workflow):
    case, rob, before, fix = mended(world, workflow)
    kept = {row["id"] for row in case.rows("answers")}
    assert take_back(case, rob) == ""
    assert case.task() == before
    assert shown_classes(case) == {"good": 1}
    assert {row["id"] for row in case.rows("answers")} == kept
    assert [(row["outcome"], row["fix_answer_id"]) for row in case.rows("verdicts")] == [("fix", fix)]
    assert case.events()[-1] == "verdict.taken-back"
    assert case.counts() == case.recount()


def test_its_giver_judges_the_answer_anew(world):
    case, rob, before, _ = mended(world, [REVIEW])
    take_back(case, rob)
    held = case.take(rob)
    assert case.look(beginning.of, held).annotations == tag("good")
    case.judge(rob, held, "accept")
    assert (case.task().state, case.task().truth_answer_id) == ("done", before.truth_answer_id)


def test_an_own_correction_of_a_fix_is_taken_back_with_it(world):
    case, rob, before, fix = mended(world, [REVIEW])
    case.do(corrections.correct, rob, fix, tag("good"), key=None)
    assert take_back(case, rob) == ""
    assert case.task() == before
    assert len(case.rows("set_aside")) == 2


def test_a_fix_taken_back_counts_for_nothing(world):
    case, rob, _, _ = mended(world, [REVIEW, {**EXPERT, "when": "fixed or votes > 1"}])
    assert case.task().stage == 2
    take_back(case, rob)
    case.judge(rob, case.take(rob), "accept")
    assert (case.task().stage, case.task().state) == (2, "done")


def test_scores_by_it_are_taken_back(world):
    case, rob, _, _ = mended(world, [REVIEW])
    assert scored(case) == {(case.people["ada"], "verdict"): 0.0}
    take_back(case, rob)
    assert scored(case) == {}
    [skill] = [row for row in case.rows("skills") if row["user_id"] == case.people["ada"]]
    assert (skill["given"], skill["right"]) == (0, 0)


def test_scores_go_back_to_the_consensus_and_to_an_earlier_verdict(world):
    case, rob, _, _ = mended(world, [REVIEW], votes=2)
    take_back(case, rob)
    assert scored(case) == {(case.people[name], "consensus"): 1.0 for name in ("ada", "bo")}
    case, rob, _, _ = mended(world, [REVIEW, EXPERT])
    eva = case.add("eva", "expert")
    case.judge(eva, case.take(eva, stage=2), "fix", cls="good")
    own = {case.people["ada"], rob}
    assert {key: value for key, value in scored(case).items() if key[0] in own} == {
        (case.people["ada"], "verdict"): 1.0,
        (rob, "verdict"): 0.0,
    }
    take_back(case, eva)
    assert {key: value for key, value in scored(case).items() if key[0] in own} == {
        (case.people["ada"], "verdict"): 0.0
    }


def test_it_is_not_taken_back_where_later_work_rests_on_it(world):
    case, rob, _, _ = mended(world, [REVIEW, EXPERT])
    eva = case.add("eva", "expert")
    held = case.take(eva, stage=2)
    assert take_back(case, rob) == GONE_ON
    case.judge(eva, held, "accept")
    assert take_back(case, rob) == "The last verdict on it is not yours."
    case, rob, before, _ = mended(world, [REVIEW])
    case.do(restoring.restore, case.owner, before.id, before.truth_answer_id, "")
    assert take_back(case, rob) == GONE_ON
    case, rob, before, fix = mended(world, [REVIEW])
    case.do(keep.add, case.owner, case.project, {before.id: fix}, "hidden", "")
    assert take_back(case, rob) == GONE_ON
    case.do(members.set_role, case.owner, case.project, rob, "manager")
    assert take_back(case, rob) == "It has become gold."
    case.do(keep.change, case.owner, case.project, before.id, keep.Change(retired=True))
    assert take_back(case, rob) == ""


def test_it_is_taken_back_once(world):
    case, rob, _, _ = mended(world, [REVIEW])
    take_back(case, rob)
    assert take_back(case, rob) == "The last verdict on it is not yours."


def test_a_vote_is_set_aside_where_the_verdict_on_it_was_taken_back(world):
    case, rob, _, _ = mended(world, [REVIEW])
    take_back(case, rob)
    wish = Wish(case.people["ada"], "void", 0, case.now + 10, by=case.owner)
    assert case.do(aside.set_aside, case.project, wish).reopened == 1
    assert (case.task().stage, case.task().truth_answer_id) == (0, None)
