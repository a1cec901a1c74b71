"""Threads on a task: pinned, answered, resolved and opened again."""

import pytest

from labelwright.core.errors import Invalid, NotAllowed, NotFound
from labelwright.workflow.service import threads


def test_a_thread_is_opened_answered_resolved_and_opened_again(world):
    w = world(count=1)
    ann, task = w.add("ann"), w.task().id
    thread = w.do(threads.open_thread, ann, task, " Is this good? ", annotation_id="1", point=(3.0, 4.5))
    w.do(threads.comment, w.owner, thread, "It is.")
    w.do(threads.resolve, w.owner, thread, True)
    found = w.look(threads.of_task, task)
    assert [(c.author_name, c.body) for c in found[0].comments] == [
        ("ann", "Is this good?"),
        ("owner", "It is."),
    ]
    assert (found[0].annotation_id, found[0].point, found[0].resolved) == ("1", (3.0, 4.5), True)
    w.do(threads.resolve, w.owner, thread, False)
    w.do(threads.resolve, w.owner, thread, False)
    assert not w.look(threads.of_task, task)[0].resolved
    told = ["thread.opened", "comment.added", "thread.resolved", "thread.reopened"]
    assert told == [kind for kind in w.events() if kind.startswith(("thread", "comment"))]


def test_a_comment_says_something_of_bounded_length(world):
    w = world(count=1)
    for body in ("  ", "x" * (threads.MAX_BODY + 1)):
        with pytest.raises(Invalid):
            w.do(threads.open_thread, w.owner, w.task().id, body)
    with pytest.raises(NotFound):
        w.do(threads.comment, w.owner, "nothing", "Hello")
    assert w.look(threads.of_task, w.task().id) == []


def test_a_pin_moves_and_leaves_the_annotation_it_was_on(world):
    w = world(count=1)
    ann, task = w.add("ann"), w.task().id
    thread = w.do(threads.open_thread, ann, task, "Here?", annotation_id="a1")
    for _ in range(2):
        w.do(threads.move, ann, thread, (30.5, 4.0), others=False)
    found = w.look(threads.of_task, task)[0]
    assert (found.annotation_id, found.point) == (None, (30.5, 4.0))
    assert [kind for kind in w.events() if kind.startswith("thread")] == ["thread.opened", "thread.moved"]


def test_the_pin_of_another_is_moved_by_those_who_judge_alone(world):
    w = world(count=1)
    ann, ben, task = w.add("ann"), w.add("ben"), w.task().id
    thread = w.do(threads.open_thread, ann, task, "Here?", point=(1.0, 2.0))
    with pytest.raises(NotAllowed):
        w.do(threads.move, ben, thread, (5.0, 6.0), others=False)
    w.do(threads.move, w.owner, thread, (5.0, 6.0), others=True)
    assert w.look(threads.of_task, task)[0].point == (5.0, 6.0)


@pytest.mark.parametrize("point", [(1e8, 0.0), (0.0, float("inf")), (float("nan"), 1.0)])
def test_a_pin_lies_where_something_can_be(world, point):
    w = world(count=1)
    with pytest.raises(Invalid):
        w.do(threads.open_thread, w.owner, w.task().id, "Where?", point=point)
