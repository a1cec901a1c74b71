"""Whose vote tells most is asked first where votes leave doubt, and nothing is left lying."""

import pytest

from labelwright.workflow.service import handout, leases, queue, skills, steer
from labelwright.workflow.service.leaning import beside

MORE = {"stage": "annotate", "lease": "10m", "votes": {"min": 2, "max": 5, "stop_at": 0.99}}


@pytest.mark.parametrize(
    ("skill", "others", "expected"),
    [
        (0.9, [0.6, 0.8, 0.95], "doubted"),
        (0.7, [0.6, 0.8, 0.95], "others"),
        (0.8, [0.8, 0.8], ""),
        (0.8, [0.8], ""),
        (0.815, [0.8], ""),
    ],
)
def test_who_is_right_more_often_than_most_leans_to_what_is_doubted(skill, others, expected):
    assert expected == beside(skill, others)


@pytest.fixture
def team(world):
    """Ten tasks, the first two doubted, the second more. Judges say that Una is always right and Ned never; Cy, of whom
    they say nothing, has the last in hand."""
    w = world([MORE], count=10)
    people = {name: w.add(name) for name in ("una", "ned", "cy", "dee", "fay")}
    for seq in range(7, 10):
        prove(w, "una", seq, 1.0)
        prove(w, "ned", seq, 0.0)
    for name, words in (("cy", ("good", "good")), ("dee", ("good", "bad"))):
        for seq, cls in enumerate(words, start=1):
            w.submit(people[name], open_task(w, name, seq), cls)
    open_task(w, "cy", 6)
    return w


def prove(w, name, seq, score):
    """Give somebody a score for a task that they answer by the way."""
    person = w.people[name]
    answer = w.submit(person, open_task(w, name, seq)).answer_id
    w.do(skills.score, w.project, w.task(seq).id, "verdict", {person: (answer, score)})


def learned(w, name, seq, right):
    """Let a task teach how right somebody is."""
    with w.database.write() as conn:
        skills.learn(conn, w.project, w.task(seq).id, {w.people[name]: right})


def open_task(w, name, seq):
    return w.do(handout.open_task, w.people[name], w.task(seq).id)


def given(w, name, count):
    """The numbers of so many tasks that a person is given, one after another."""
    seqs = []
    for _ in range(count):
        held = w.take(w.people[name])
        seqs.append(w.seq(held))
        w.submit(w.people[name], held)
    return seqs


def test_whose_vote_tells_more_than_most_gets_the_most_doubted_first(team):
    assert given(team, "una", 3) == [2, 1, 3]


def test_whose_vote_tells_less_gets_them_when_nothing_else_is_left(team):
    assert given(team, "ned", 7) == [3, 4, 5, 6, 10, 1, 2]


def test_who_is_as_good_as_most_goes_in_order(team):
    learned(team, "fay", 9, 0.5)
    assert given(team, "fay", 3) == [1, 2, 3]


def test_who_is_alone_goes_in_order(team):
    team.do(leases.release_all, team.people["cy"], team.project)
    assert given(team, "una", 2) == [1, 2]


def test_a_doubted_task_is_kept_for_an_hour_only(team):
    team.pass_time(queue.PATIENCE / 1_000_000)
    open_task(team, "cy", 5)
    assert given(team, "ned", 3) == [1, 2, 3]


def test_priority_counts_more_than_doubt(team):
    team.do(steer.set_priority, team.owner, team.project, [team.task(5).id], priority=1)
    assert given(team, "una", 2) == [5, 2]


def test_nobody_gets_a_doubted_task_that_they_voted_on(team):
    prove(team, "dee", 10, 1.0)
    assert sorted(given(team, "dee", 4)) == [3, 7, 8, 9]


def test_who_is_right_by_what_all_say_together_is_asked_first_too(team):
    for seq in (7, 8, 9):
        learned(team, "fay", seq, 0.95)
    assert given(team, "fay", 1) == [2]


def test_more_doubted_tasks_than_are_looked_at_are_found_in_order(world):
    w = world([MORE], count=queue.WINDOW + 2)
    ann, bob, eve = (w.add(name) for name in ("ann", "bob", "eve"))
    for _ in range(queue.WINDOW + 1):
        w.submit(ann, w.take(ann), "good")
        w.submit(bob, w.take(bob), "bad")
    w.take(eve)
    row = w.rows("answers")[0]
    w.do(skills.score, w.project, row["task_id"], "verdict", {ann: (row["id"], 1.0)})
    assert given(w, "ann", 1) == [queue.WINDOW + 2]
