"""Many tasks are judged at once by the rules of a single verdict, and verdicts are taken back where nobody went on."""

import pytest
from sqlalchemy import update
from tests.unit.workflow.conftest import ANNOTATE

from labelwright.core.errors import Invalid, NotAllowed, NotFound, TooLarge
from labelwright.storage import tables
from labelwright.workflow.service import beginning, judging
from labelwright.workflow.service.submit import Judgement

REVIEW = {"stage": "review"}
EXPERT = {"stage": "review", "name": "expert", "by": "expert"}


def ids(case, *seqs):
    return [case.task(seq).id for seq in seqs]


def judge(case, user, *seqs, outcome="accept", reason=""):
    return case.do(judging.judge, user, case.project, ids(case, *seqs), Judgement(outcome, reason))


def take_back(case, user, *seqs):
    return case.do(judging.take_back, user, case.project, ids(case, *seqs))


def labelled(world, workflow, count):
    """A project in which ada has answered every task and rob is to judge."""
    case = world(workflow, count)
    ada, rob = case.add("ada"), case.add("rob", "reviewer")
    for _ in range(count):
        case.submit(ada, case.take(ada))
    return case, ada, rob


def places(case, count):
    return [(case.task(seq).stage, case.task(seq).round, case.task(seq).state) for seq in range(1, count + 1)]


def why(done):
    return {one.seq: one.why for one in done.refused}


def test_accepted_tasks_go_on_and_rejected_ones_back_with_the_reason(world):
    case, ada, rob = labelled(world, [ANNOTATE, REVIEW], 4)
    assert len(judge(case, rob, 1, 2).ids) == 2
    judge(case, rob, 3, outcome="reject", reason="Too small")
    assert places(case, 4) == [(1, 0, "done"), (1, 0, "done"), (0, 1, "open"), (1, 0, "open")]
    [sent_back] = case.look(beginning.of, case.take(ada)).previous
    assert sent_back.reason == "Too small"
    assert case.events().count("verdict.given") == 3
    assert case.counts() == case.recount()


def test_each_task_that_cannot_be_judged_is_named_with_why(world):
    case, _, rob = labelled(world, [ANNOTATE, REVIEW, EXPERT], 5)
    eva = case.add("eva", "expert")
    case.judge(eva, case.take(eva, stage=1), "accept")
    held = case.take(eva, stage=1)
    with case.database.write() as conn:
        conn.execute(update(tables.tasks).where(tables.tasks.c.id == case.task(3).id).values(assigned_to=eva))
    case.add_tasks(1)
    assert case.seq(held) == 2
    done = judge(case, rob, 1, 2, 3, 4, 5, 6)
    assert sorted(done.ids) == sorted(ids(case, 4, 5))
    assert why(done) == {
        1: "Your role does not judge in the stage “expert”.",
        2: "Somebody has it in hand.",
        3: "It is kept for somebody else.",
        6: "It does not wait for a verdict.",
    }
    assert case.task(2).free == 0


def test_nobody_judges_their_own_work_neither_at_once_nor_one_by_one(world):
    case = world([ANNOTATE, REVIEW, EXPERT], 2)
    eva, rob = case.add("eva", "expert"), case.add("rob", "reviewer")
    case.submit(eva, case.take(eva, stage=0))
    case.submit(rob, case.take(rob, stage=0))
    own = "It is your own work, or you have done your part of it."
    assert why(judge(case, rob, 1, 2)) == {2: own}
    assert why(judge(case, eva, 1, 2)) == {1: own}


def test_what_one_has_in_hand_oneself_is_judged_in_that_hand(world):
    case, _, rob = labelled(world, [ANNOTATE, REVIEW], 1)
    held = case.take(rob)
    assert judge(case, rob, 1).ids == (held.task_id,)
    assert [(row["id"], row["state"]) for row in case.rows("assignments") if row["user_id"] == rob] == [
        (held.id, "submitted")
    ]


def test_what_is_wrong_with_the_verdict_is_refused_as_a_whole(world):
    case, ada, rob = labelled(world, [ANNOTATE, REVIEW], 1)
    for wrong in (Judgement("fix"), Judgement("reject", " "), Judgement("no")):
        with pytest.raises(Invalid):
            case.do(judging.judge, rob, case.project, ids(case, 1), wrong)
    with pytest.raises(NotAllowed):
        judge(case, ada, 1)
    with pytest.raises(TooLarge):
        case.do(judging.judge, rob, case.project, [str(n) for n in range(201)], Judgement("accept"))
    other = world([ANNOTATE, REVIEW], 1)
    with pytest.raises(NotFound):
        case.do(judging.judge, rob, case.project, ids(other, 1), Judgement("accept"))


@pytest.mark.parametrize(("outcome", "reason"), [("accept", ""), ("reject", "No.")])
def test_a_verdict_taken_back_stays_on_record_and_the_task_waits_as_before(world, outcome, reason):
    case, _, rob = labelled(world, [ANNOTATE, REVIEW], 2)
    before = case.task(1)
    judge(case, rob, 1, outcome=outcome, reason=reason)
    assert take_back(case, rob, 1).ids == (before.id,)
    assert case.task(1) == before
    assert [row["outcome"] for row in case.rows("verdicts")] == [outcome]
    assert case.events()[-1] == "verdict.taken-back"
    assert case.counts() == case.recount()
    held = case.take(rob)
    assert case.seq(held) == 1
    case.judge(rob, held, "accept")
    assert case.task(1).state == "done"


def test_the_agreement_of_the_votes_is_known_again(world):
    case = world([{**ANNOTATE, "votes": 2}, REVIEW], 1)
    for name, cls in (("ada", "good"), ("bo", "bad")):
        user = case.add(name)
        case.submit(user, case.take(user), cls)
    before, rob = case.task(), case.add("rob", "reviewer")
    judge(case, rob, 1, outcome="reject", reason="No.")
    take_back(case, rob, 1)
    after = case.task()
    assert after.agreement == before.agreement == 0.0
    assert after.probability is not None
    assert after.truth_answer_id == before.truth_answer_id


def test_a_rejection_taken_back_is_not_told_in_a_later_round(world):
    case, ada, rob = labelled(world, [ANNOTATE, REVIEW], 1)
    judge(case, rob, 1, outcome="reject", reason="A slip.")
    take_back(case, rob, 1)
    judge(case, rob, 1, outcome="reject", reason="Too small.")
    seen = case.look(beginning.of, case.take(ada))
    assert [one.reason for one in seen.previous] == ["Too small."]


def test_nothing_is_taken_back_on_which_others_have_gone_on(world):
    case, ada, rob = labelled(world, [ANNOTATE, REVIEW, EXPERT], 4)
    eva = case.add("eva", "expert")
    judge(case, rob, 1, 2)
    judge(case, rob, 3, 4, outcome="reject", reason="No.")
    case.judge(eva, case.take(eva, stage=2), "accept")
    assert case.seq(case.take(eva, stage=2)) == 2
    case.submit(ada, case.take(ada))
    assert case.seq(case.take(ada)) == 4
    gone_on = "Others have gone on with it since."
    assert why(take_back(case, rob, 1, 2, 3, 4)) == {
        1: "The last verdict on it is not yours.",
        2: gone_on,
        3: gone_on,
        4: gone_on,
    }
