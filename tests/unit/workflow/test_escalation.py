"""A person hands a task up instead of guessing: who decides then, on what, and what is kept."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE, tag
from tests.unit.workflow.gold import ALWAYS, GOLD, WORK, make_gold, take, with_gold

from labelwright.core.errors import Conflict, Invalid, InvalidAnswer
from labelwright.core.records import Annotation
from labelwright.workflow.patches import Op, Patch
from labelwright.workflow.service import answers, drafts, escalate, escalations, queue

REVIEW = {"stage": "review"}
EXPERT = {"stage": "adjudicate", "when": "agreement < 0.5"}
TWICE = {**ANNOTATE, "votes": 2}


def hand_up(case, user, held, reason="What is this?", annotations=None):
    return case.do(escalate.escalate, user, held.id, reason, annotations)


def draw(case, user, held, annotation):
    case.do(drafts.save, user, held.id, 0, [Patch((Op(annotation.id, None, annotation),))], None)


def test_it_goes_to_the_next_judges_trusted_more_with_what_was_drawn_so_far(world):
    case = world([ANNOTATE, REVIEW, EXPERT], 1)
    ada, eva = case.add("ada"), case.add("eva", "expert")
    held = case.take(ada)
    draw(case, ada, held, tag("bad")[0])
    task = hand_up(case, ada, held)
    assert (task.stage, task.state, task.votes_wanted) == (1, "open", 1)
    again = case.take(eva)
    judged = case.look(answers.read, again.judged_answer_id)
    assert (judged.annotator_id, judged.annotations, judged.extra) == (ada, tag("bad"), True)
    told = case.look(escalations.of, case.task())
    assert (told.user_id, told.name, told.stage, told.reason) == (ada, "ada", 0, "What is this?")
    assert case.look(drafts.read, held.id).annotations == tag("bad")
    assert "task.escalated" in case.events()


def test_a_stage_can_name_who_decides(world):
    case = world([{**ANNOTATE, "escalate": "adjudicate"}, REVIEW, EXPERT], 1)
    assert hand_up(case, case.add("ada"), case.take(case.people["ada"])).stage == 2


def test_a_reviewer_hands_up_what_stands_and_it_is_judged_there(world):
    case = world([ANNOTATE, REVIEW, EXPERT], 1)
    ada, rob, eva = case.add("ada"), case.add("rob", "reviewer"), case.add("eva", "expert")
    answer = case.submit(ada, case.take(ada)).answer_id
    assert hand_up(case, rob, case.take(rob)).truth_answer_id == answer
    case.judge(eva, case.take(eva), "accept")
    assert case.task().state == "done"


def test_what_the_expert_makes_of_nothing_stands(world):
    case = world([ANNOTATE, REVIEW], 1)
    ada, rob = case.add("ada"), case.add("rob", "reviewer")
    hand_up(case, ada, case.take(ada))
    case.judge(rob, case.take(rob), "fix", cls="good")
    task = case.task()
    assert (task.state, case.look(answers.read, task.truth_answer_id).annotations) == ("done", tag("good"))


def test_votes_given_before_are_what_is_judged(world):
    case = world([TWICE, EXPERT], 1)
    ada, bo = case.add("ada"), case.add("bo")
    first = case.submit(ada, case.take(ada), "good").answer_id
    assert hand_up(case, bo, case.take(bo), annotations=tag("bad")).truth_answer_id == first


def test_others_who_have_it_in_hand_still_submit_and_nothing_is_lost(world):
    case = world([TWICE, EXPERT], 1)
    ada, bo = case.add("ada"), case.add("bo")
    held = case.take(bo)
    hand_up(case, ada, case.take(ada))
    done = case.submit(bo, held)
    assert (done.counted, done.task.stage) == (False, 1)


def test_what_is_sent_back_from_above_begins_a_new_round(world):
    case = world([ANNOTATE, REVIEW], 1)
    ada, rob = case.add("ada"), case.add("rob", "reviewer")
    hand_up(case, ada, case.take(ada))
    case.judge(rob, case.take(rob), "reject", "It is a name.")
    assert (case.task().stage, case.task().round) == (0, 1)
    assert case.look(escalations.of, case.task()) is None
    assert case.take(ada).round == 1


def test_nobody_judges_what_they_handed_up_themselves(world):
    case = world([ANNOTATE, REVIEW], 1)
    rob = case.add("rob", "reviewer")
    hand_up(case, rob, case.take(rob, stage=0), annotations=tag())
    assert not case.look(lambda conn: queue.suits(conn, case.task(), rob, judging=True))


def test_an_unfinished_answer_is_not_accepted_as_it_is(world):
    case = world([ANNOTATE, REVIEW], 1)
    ada, rob = case.add("ada"), case.add("rob", "reviewer")
    both = [*tag("good"), Annotation("2", "tag", "bad")]
    with pytest.raises(InvalidAnswer):
        hand_up(case, ada, case.take(ada), annotations=both)
    held = case.take(ada)
    hand_up(case, ada, held, annotations=tag("good"))
    case.judge(rob, case.take(rob), "accept")
    assert case.task().state == "done"


def test_one_says_why_has_it_in_hand_and_somebody_must_be_above(world):
    case = world([ANNOTATE, REVIEW], 2)
    ada, rob = case.add("ada"), case.add("rob", "reviewer")
    held = case.take(ada)
    with pytest.raises(Invalid):
        hand_up(case, ada, held, "  ")
    case.submit(ada, held)
    with pytest.raises(Conflict, match="gone on"):
        hand_up(case, ada, held)
    with pytest.raises(Conflict, match="Nobody is above"):
        hand_up(case, rob, case.take(rob))
    assert case.counts() == case.recount()


def test_who_hands_gold_up_sees_what_they_would_of_any_task_and_nothing_of_it_changes(world):
    case = world([ANNOTATE, REVIEW], 4)
    with_gold(case, [ANNOTATE, REVIEW], gold=ALWAYS)
    make_gold(case, [4])
    before, ada = case.task(4), case.add("ada")
    ordinary = hand_up(case, ada, take(case, ada, WORK), annotations=tag("bad"))
    held = take(case, ada, GOLD)
    told = hand_up(case, ada, held, annotations=tag("bad"))
    assert held.purpose == "hidden"
    assert (told.state, told.stage) == (ordinary.state, ordinary.stage)
    assert case.task(4) == before
    assert [a.annotations for a in case.look(answers.of_task, before.id) if a.annotator_id == ada] == [
        tag("bad")
    ]
    assert "gold.escalated" in case.events()
    assert take(case, ada, GOLD).task_id != before.id
