"""A task that waits for another vote says why."""

import pytest

from labelwright.core.stage import Because
from labelwright.workflow.service import running
from labelwright.workflow.service.asking import Asked, asked


def why(world, seq=1):
    with world.database.read() as conn:
        return asked(conn, running.read(conn, world.project), world.task(seq))


@pytest.fixture
def voted(world):
    """A project with one task, voted on by different people in this order."""

    def make(votes, *words):
        w = world([{"stage": "annotate", "votes": votes}], 1)
        for n, cls in enumerate(words):
            user = w.add(f"person {n}")
            w.submit(user, w.take(user), cls)
        return w

    return make


def test_a_task_without_a_vote_says_nothing(voted):
    assert why(voted({"min": 2, "max": 5})) is None


def test_a_least_number_of_votes_comes_first(voted):
    assert why(voted({"min": 3, "max": 5}, "good")) == Asked(2, Because("least", 3, 1))


def test_votes_that_leave_doubt_ask_for_another(voted):
    w = voted({"min": 2, "max": 5, "stop_at": 0.95}, "good", "bad")
    assert why(w) == Asked(3, Because("probability", 0.95, w.task().probability))
    assert w.task().probability == pytest.approx(4 / 9)


def test_votes_that_differ_ask_for_another(voted):
    assert why(voted({"min": 2, "max": 5}, "good", "bad")) == Asked(3, Because("agreement", 0.8, 0.0))


def test_a_task_that_is_done_says_nothing(voted):
    assert why(voted({"min": 2, "max": 2}, "good", "bad")) is None
