"""What each task teaches of the people who answered it."""

from collections import defaultdict

import pytest
from tests.unit.workflow.conftest import ANNOTATE
from tests.unit.workflow.test_quality import vote

from labelwright.core.aggregation.believed import Shown
from labelwright.workflow.service import skills

ADAPTIVE = {**ANNOTATE, "votes": {"min": 2, "max": 5, "stop_at": 0.9}}


def lessons(world):
    """What was learned of each person by name, task by task."""
    names = {user: name for name, user in world.people.items()}
    found = defaultdict(dict)
    for row in world.rows("lessons"):
        found[names[row["user_id"]]][row["task_id"]] = row["right"]
    return found


def shown(world, name, but=""):
    return world.look(skills.shown, world.project, world.people[name], but)


def test_nothing_is_known_of_anybody_before_a_second_answer(world):
    case = world([ADAPTIVE], 1)
    vote(case, ada="good")
    assert shown(case, "ada") == Shown()


def test_a_task_teaches_while_it_waits_and_more_surely_with_each_answer(world):
    case = world([ADAPTIVE], 1)
    vote(case, ada="good", bo="bad")
    assert case.task().state == "waiting"
    first = {name: dict(of) for name, of in lessons(case).items()}
    assert first["ada"] == pytest.approx(first["bo"])
    vote(case, cy="bad")
    [ada], [bo] = (lessons(case)[name].values() for name in ("ada", "bo"))
    assert ada < first["ada"][case.task().id] < bo


def test_a_task_counts_once_however_many_answers_it_takes(world):
    case = world([ADAPTIVE], 1)
    vote(case, ada="good", bo="bad", cy="bad", di="bad")
    assert shown(case, "ada").given == 1


def test_nobody_is_judged_by_what_the_same_task_taught(world):
    case = world([ADAPTIVE], 2)
    vote(case, ada="good", bo="bad", cy="bad")
    assert shown(case, "ada", but=case.task(1).id) == Shown()
    assert shown(case, "ada", but=case.task(2).id) == shown(case, "ada")


def test_whoever_always_says_the_same_does_not_pass_for_skilled(world):
    """Two who look agree everywhere; one who does not gives the commonest answer to all."""
    case = world([{**ANNOTATE, "votes": 3}], 20)
    for n in range(20):
        seen = "good" if n % 2 else "bad"
        vote(case, ada=seen, bo=seen, cy="good")
    assert shown(case, "cy").skill() < 0.7 < 0.9 < shown(case, "ada").skill()


def test_skills_are_the_sums_of_what_was_learned(world):
    case = world([{**ANNOTATE, "votes": 3}, {"stage": "review", "share": 1.0}], 3)
    for _ in range(3):
        vote(case, ada="good", bo="bad", cy="good")
    ben = case.add("ben", "reviewer")
    case.judge(ben, case.take(ben), "accept")
    case.judge(ben, case.take(ben), "fix", cls="bad")
    for name, learned in lessons(case).items():
        assert shown(case, name) == Shown(len(learned), sum(learned.values()))


def test_a_verdict_takes_the_place_of_what_the_answers_said_together(world):
    case = world([{**ANNOTATE, "votes": 2}, {"stage": "review"}], 1)
    vote(case, ada="good", bo="bad")
    ben = case.add("ben", "reviewer")
    case.judge(ben, case.take(ben), "fix", cls="bad")
    assert {name: sum(of.values()) for name, of in lessons(case).items()} == {"ada": 0, "bo": 1}
