"""The overview's figures and a task's history, after real work."""

import pytest

from labelwright.core.errors import NotFound
from labelwright.insights.overview import DAY, overview
from labelwright.insights.people import People, Shown
from labelwright.insights.task_history import task_history

ANNOTATE = {"stage": "annotate"}
REVIEW = {"stage": "review"}
NAMES = ("annotate", "review")


def look(w):
    with w.database.read() as conn:
        return overview(conn, w.project, NAMES, w.now)


def test_a_project_without_work_has_figures_of_nothing(world):
    figures = look(world(count=0))
    assert (
        figures.tasks, figures.done, figures.days_left, figures.agreement, figures.classes, figures.annotators,
    ) == (0, 0, None, None, (), ())  # fmt: skip


def test_the_figures_follow_the_work(world):
    w = world([ANNOTATE, REVIEW], count=4)
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    for seconds in (1.0, 2.0, 9.0):
        w.submit(ann, w.take(ann), seconds=seconds)
    w.judge(rob, w.take(rob, stage=1), "accept")
    w.judge(rob, w.take(rob, stage=1), "reject", "No.")
    figures = look(w)
    assert [(s.open, s.waiting, s.skipped, s.done) for s in figures.stages] == [(2, 0, 0, 2), (1, 0, 0, 1)]
    assert [(c.name, c.tasks, c.annotations) for c in figures.classes] == [("good", 3, 3)]
    assert [(a.name, a.answers, a.seconds, a.accepted, a.fixed, a.rejected) for a in figures.annotators] == [
        ("ann", 3, 2.0, 1, 0, 1)
    ]
    assert (w.now // DAY * DAY, 3) == (figures.days[-1].start, figures.days[-1].answers)
    assert len(figures.days) == 30
    assert figures.days_left == pytest.approx((2 * 2 + 1) / 3)


def test_agreement_is_the_mean_of_what_was_voted_on(world):
    w = world([{"stage": "annotate", "votes": 2}], count=2)
    ann, bob = w.add("ann"), w.add("bob")
    for user, second in ((ann, "good"), (bob, "bad")):
        w.submit(user, w.take(user), "good")
        w.submit(user, w.take(user), second)
    assert look(w).agreement == 0.5


def test_a_verdict_on_a_consensus_is_one_on_each_answer_behind_it(world):
    w = world([{"stage": "annotate", "votes": 2}, REVIEW], count=2)
    ann, bob, rob = w.add("ann"), w.add("bob"), w.add("rob", "reviewer")
    for user, second in ((ann, "good"), (bob, "bad")):
        w.submit(user, w.take(user), "good")
        w.submit(user, w.take(user), second)
    w.judge(rob, w.take(rob, stage=1), "accept")
    figures = look(w).annotators
    assert [(a.name, a.accepted, a.agreement) for a in figures if a.answers] == [
        ("ann", 1, 0.5),
        ("bob", 1, 0.5),
    ]


def test_a_history_tells_who_did_what(world):
    w = world([ANNOTATE, REVIEW], count=1)
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    w.submit(ann, w.take(ann))
    w.judge(rob, w.take(rob), "fix", cls="bad")
    history = w.look(task_history, w.task().id)
    assert [(a.annotator.name, a.truth) for a in history.answers] == [("ann", False), ("rob", True)]
    assert [(v.reviewer.name, v.outcome) for v in history.verdicts] == [("rob", "fix")]
    assert [event.kind for event in history.events] == ["verdict.given", "answer.submitted"]
    with pytest.raises(NotFound):
        w.look(task_history, "nothing")


def test_a_history_of_ones_own_holds_nothing_of_others(world):
    w = world([{"stage": "annotate", "votes": 2}], count=1)
    ann, bob = w.add("ann"), w.add("bob")
    w.submit(ann, w.take(ann))
    w.submit(bob, w.take(bob), "bad")
    with w.database.read() as conn:
        history = task_history(conn, w.task().id, only=ann)
    assert [ann] == [answer.annotator.id for answer in history.answers]
    assert set(history.task) == {"id", "project_id", "item_id"}
    assert history.events == ()


def test_a_history_tells_apart_whom_its_reader_may_not_know(world):
    w = world([ANNOTATE, REVIEW], count=1)
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    w.submit(ann, w.take(ann))
    w.judge(rob, w.take(rob), "fix", cls="bad")
    with w.database.read() as conn:
        history = task_history(conn, w.task().id, people=People(conn, lambda user: user == ann))
    assert [answer.annotator for answer in history.answers] == [
        Shown("person-1", "Person 1"),
        Shown(rob, "rob"),
    ]
    assert [event.actor.name for event in history.events] == ["rob", "Person 1"]


def test_a_consensus_says_which_answers_it_was_made_of(world):
    w = world([{"stage": "annotate", "votes": 2}], count=1)
    for user in (w.add("ann"), w.add("bob")):
        w.submit(user, w.take(user))
    history = w.look(task_history, w.task().id)
    assert [(answer.kind, answer.sources) for answer in history.answers] == [
        ("person", ()), ("person", ()), ("consensus", tuple(answer.id for answer in history.answers[:2])),
    ]  # fmt: skip
