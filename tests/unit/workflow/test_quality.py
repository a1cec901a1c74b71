"""Stages that choose their tasks, adjudication, votes that stop when the label is sure, and what people are worth."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE, tag

from labelwright.workflow.service import answers, bundle, skills, submit
from labelwright.workflow.service.submit import Judgement, Submission

TWICE = {**ANNOTATE, "votes": 2}
ADJUDICATE = {"stage": "adjudicate", "when": "agreement < 0.8"}


def vote(world, **given):
    """Each of these people answers the next task with this class."""
    for name, cls in given.items():
        user = world.people.get(name) or world.add(name)
        world.submit(user, world.take(user), cls)


def skill(world, name):
    """How probably somebody is right where there are two answers to choose from."""
    return world.look(skills.shown, world.project, world.people[name]).skill()


def test_what_annotators_agree_on_passes_the_adjudicator_by(world):
    case = world([TWICE, ADJUDICATE], 1)
    vote(case, ada="good", bo="good")
    assert case.task().state == "done"


def test_what_they_differ_on_waits_for_an_expert_who_sees_all_answers(world):
    case = world([TWICE, ADJUDICATE], 1)
    vote(case, ada="good", bo="bad")
    task = case.task()
    assert (task.state, task.stage, task.agreement) == ("open", 1, 0.0)
    expert = case.add("eva", "expert")
    held = case.take(expert)
    seen = case.look(bundle.of, held)
    assert [(author, answer.annotations) for answer, author in seen.compared] == [
        ((case.people["ada"], "ada"), tag("good")),
        ((case.people["bo"], "bo"), tag("bad")),
    ]
    assert len(seen.things) == 2
    assert sorted(member for thing in seen.things for member in thing if member[0]) == [(1, "1"), (2, "1")]


def test_a_reviewer_does_not_see_the_answers_behind_a_consensus(world):
    case = world([TWICE, {"stage": "review"}], 1)
    vote(case, ada="good", bo="bad")
    held = case.take(case.add("eva", "expert"))
    assert case.look(bundle.of, held).compared == ()


def test_what_the_expert_makes_of_the_answers_keeps_them_as_its_sources(world):
    case = world([TWICE, ADJUDICATE], 1)
    vote(case, ada="good", bo="bad")
    expert = case.add("eva", "expert")
    case.judge(expert, case.take(expert), "fix", "unclear guideline", cls="bad")
    task = case.task()
    assert task.state == "done"
    truth = case.look(answers.read, task.truth_answer_id)
    assert [annotation.cls for annotation in truth.annotations] == ["bad"]
    kept = {answer.id: answer for answer in case.look(answers.of_task, task.id)}
    sources = [row["source_id"] for row in case.rows("answer_sources") if row["answer_id"] == truth.id]
    assert {kept[source].annotator_id for source in sources} == {case.people["ada"], case.people["bo"]}


@pytest.mark.parametrize(
    ("condition", "stage"),
    [
        ('"bad" in classes', 1),
        ('"good" in classes', 0),
        ("experience < 2", 1),
        ("experience >= 2", 0),
        ("votes > 1", 0),
        ("annotations == 1 and not round and not fixed", 1),
        ("model_agreement < 1", 0),
    ],
)
def test_a_condition_asks_what_stands_and_who_made_it(world, condition, stage):
    case = world([ANNOTATE, {"stage": "review", "when": condition}], 1)
    vote(case, ada="bad")
    task = case.task()
    assert (task.state, task.stage) == (("open", 1) if stage else ("done", 1))


def test_a_fix_can_be_looked_at_again_by_an_expert(world):
    again = {"stage": "review", "name": "second look", "by": "expert", "when": "fixed"}
    case = world([ANNOTATE, {"stage": "review"}, again], 2)
    vote(case, ada="good")
    vote(case, ada="good")
    ben = case.add("ben", "reviewer")
    case.judge(ben, case.take(ben), "fix", cls="bad")
    case.judge(ben, case.take(ben), "accept")
    assert [(case.task(seq).state, case.task(seq).stage) for seq in (1, 2)] == [("open", 2), ("done", 2)]


def test_votes_stop_once_the_label_is_sure(world):
    case = world([{**ANNOTATE, "votes": {"min": 2, "max": 5, "stop_at": 0.85}}], 1)
    vote(case, ada="good", bo="good")
    assert case.task().state == "done"
    assert case.task().probability > 0.85


def test_votes_go_on_while_it_is_not(world):
    case = world([{**ANNOTATE, "votes": {"min": 2, "max": 5, "stop_at": 0.9}}], 1)
    vote(case, ada="good", bo="bad")
    assert (case.task().state, case.task().votes_wanted) == ("waiting", 3)
    vote(case, cy="bad")
    first = case.task().probability
    vote(case, di="bad")
    assert case.task().state == "done"
    assert 0.5 < first < 0.9 < case.task().probability


def test_one_vote_can_be_enough_of_somebody_known_to_be_right(world):
    case = world([{**ANNOTATE, "votes": {"min": 1, "max": 2, "stop_at": 0.85}}], 31)
    for _ in range(15):
        vote(case, ada="good", bo="good")
    assert skill(case, "ada") > 0.9
    before = sum(case.counts().get((0, state), 0) for state in ("done",))
    vote(case, ada="good")
    assert case.counts()[0, "done"] == before + 1


def test_the_better_known_of_two_is_believed(world):
    case = world([{**ANNOTATE, "votes": 3}, {"stage": "review", "share": 0.0}], 41)
    for _ in range(20):
        vote(case, ada="good", bo="good", cy="bad")
    assert skill(case, "cy") < 0.7 < 0.9 < skill(case, "ada")
    vote(case, ada="good", cy="bad", bo="good")
    truth = case.look(answers.read, case.task(21).truth_answer_id)
    assert [annotation.cls for annotation in truth.annotations] == ["good"]


def test_a_verdict_tells_how_right_the_author_was_and_a_correction_counts_once(world):
    case = world([ANNOTATE, {"stage": "review"}], 2)
    vote(case, ada="good")
    vote(case, ada="good")
    ben = case.add("ben", "reviewer")
    case.judge(ben, case.take(ben), "accept")
    case.judge(ben, case.take(ben), "fix", cls="bad")
    scores = {row["task_id"]: (row["user_id"], row["source"], row["score"]) for row in case.rows("scores")}
    ada = case.people["ada"]
    assert scores == {
        case.task(1).id: (ada, "verdict", 1.0),
        case.task(2).id: (ada, "verdict", 0.0),
    }
    [known] = case.rows("skills")
    assert (known["user_id"], known["given"], known["right"]) == (ada, 2.0, 1.0)


def test_who_accepts_may_not_change_the_answer_in_adjudication_either(world):
    case = world([TWICE, ADJUDICATE], 1)
    vote(case, ada="good", bo="bad")
    expert = case.add("eva", "expert")
    held = case.take(expert)
    with pytest.raises(Exception, match="cannot be changed and accepted"):
        case.do(submit.submit, expert, held.id, Submission(tag("bad"), 1.0, Judgement("accept")), key=None)
