"""Scored answers are compared after they came in: all of them, anew where they change, and told of while they wait."""

import pytest
from sqlalchemy import text
from tests.unit.workflow.conftest import ANNOTATE, REVIEW

from labelwright.app import comparing as app
from labelwright.insights.quality import Of, quality
from labelwright.workflow.service import comparing, restoring, running

TWICE = {**ANNOTATE, "votes": 2}


def figures(case):
    return case.look(quality, case.project, case.now)


def confusion(case):
    return {(one.said, one.stands): one.n for one in figures(case).confusion}


@pytest.fixture
def twice(world):
    """Ada says good and bo bad, twice."""
    case = world([TWICE], 2)
    for name, cls in (("ada", "good"), ("bo", "bad")):
        user = case.add(name)
        for _ in range(2):
            case.submit(user, case.take(user), cls)
    return case


def test_what_waits_is_told_until_it_is_compared(twice):
    assert (figures(twice).compared, figures(twice).confusion) == (Of(0, 4), ())
    assert app.catch_up_everywhere(twice.database) == 2
    assert figures(twice).compared == Of(4, 4)
    assert sum(confusion(twice).values()) == 4
    assert app.catch_up(twice.database, twice.project) == 0


def test_many_are_compared_a_few_at_a_time(twice, monkeypatch):
    monkeypatch.setattr(app, "AT_ONCE", 1)
    assert app.catch_up(twice.database, twice.project, 0.0) == 1
    assert figures(twice).compared == Of(2, 4)
    assert app.catch_up(twice.database, twice.project) == 1
    assert figures(twice).compared == Of(4, 4)


def test_another_decision_takes_the_place_of_the_earlier(world):
    case = world([ANNOTATE, REVIEW], 1)
    ann, rob = case.add("ann"), case.add("rob", "reviewer")
    case.submit(ann, case.take(ann), "good")
    case.judge(rob, case.take(rob), "fix", "Mixed up", cls="bad")
    app.catch_up(case.database, case.project)
    assert confusion(case) == {("good", "bad"): 1}
    first = next(row["id"] for row in case.rows("answers") if row["annotator_id"] == ann)
    case.do(restoring.restore, case.owner, case.task().id, first, "It was right.")
    assert figures(case).compared == Of(0, 2)
    app.catch_up(case.database, case.project)
    assert confusion(case) == {("good", "good"): 1, ("bad", "good"): 1}


def test_what_is_scored_anew_while_it_is_compared_waits_on(twice):
    with twice.database.read() as conn:
        project = running.read(conn, twice.project)
        stale = comparing.compared(conn, project, 10)
    with twice.database.write() as conn:
        conn.execute(
            text("UPDATE scores SET created_at = created_at + 1 WHERE user_id = :ada"),
            {"ada": twice.people["ada"]},
        )
        for one in stale:
            comparing.keep(conn, project, one)
    assert figures(twice).compared == Of(2, 4)
    app.catch_up(twice.database, twice.project)
    assert sum(confusion(twice).values()) == 4


def test_what_was_shown_goes_with_its_score(twice):
    app.catch_up(twice.database, twice.project)
    with twice.database.write() as conn:
        conn.execute(text("DELETE FROM scores WHERE user_id = :ada"), {"ada": twice.people["ada"]})
    found = figures(twice)
    assert (sum(one.n for one in found.confusion), found.couples) == (2, ())


def test_a_task_that_stands_no_more_waits_without_holding_up_others(twice):
    with twice.database.write() as conn:
        conn.execute(text("UPDATE tasks SET truth_answer_id = NULL WHERE seq = 1"))
    assert app.catch_up_everywhere(twice.database) == 1
    assert figures(twice).compared == Of(2, 4)
