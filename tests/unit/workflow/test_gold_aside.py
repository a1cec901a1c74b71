"""Past answers set aside: votes no more, or not alone; and taken back to exactly what stood."""

import pytest
from tests.unit.workflow.conftest import tag
from tests.unit.workflow.gold import make_gold

from labelwright.app import setting_aside
from labelwright.core.errors import Conflict, NotFound
from labelwright.storage.audit import verify
from labelwright.workflow.service import answers, corrections, handout
from labelwright.workflow.service.gold import aside
from labelwright.workflow.service.gold.aside import Step, Wish

TWO = {"stage": "annotate", "votes": 2, "lease": "10m"}
ONE = {"stage": "annotate", "lease": "10m"}
REVIEW = {"stage": "review", "lease": "10m"}


def set_aside(w, user, mode="void", since=0):
    wish = Wish(user, mode, since, w.now, "Clicked through.", w.owner)
    return wish.batch, w.do(aside.set_aside, w.project, wish)


def undo(w, batch):
    return w.do(aside.undo, w.owner, w.project, batch)


def standing(w):
    """All that lists, figures and the queue know of the tasks."""
    tasks = [{k: v for k, v in row.items() if k != "updated_at"} for row in w.rows("tasks")]
    tasks.sort(key=lambda row: row["seq"])
    classes = sorted((row["task_id"], row["class"], row["n"]) for row in w.rows("task_classes"))
    return tasks, classes, w.counts()


def test_a_void_answer_is_no_vote_of_a_task_that_waits(world):
    w = world([TWO], count=1)
    ann, bob, cleo = w.add("ann"), w.add("bob"), w.add("cleo")
    w.submit(ann, w.take(ann))
    _batch, step = set_aside(w, ann)
    assert step == Step(1, 1)
    assert (w.task().votes_given, w.task().votes_wanted, w.task().state, w.task().free) == (0, 2, "open", 2)
    assert w.next(ann).held == ()
    w.submit(bob, w.take(bob))
    assert w.task().state == "waiting"
    w.submit(cleo, w.take(cleo))
    assert w.task().state == "done"
    assert {row["annotator_id"] for row in w.rows("answers") if row["kind"] == "person"} == {ann, bob, cleo}
    sources = {row["source_id"] for row in w.rows("answer_sources")}
    assert len(sources) == 2
    assert w.counts() == w.recount()


def test_a_task_that_went_on_by_a_void_answer_comes_back_and_wants_one_more(world):
    w = world([ONE, REVIEW], count=1)
    ann, bob = w.add("ann"), w.add("bob")
    w.submit(ann, w.take(ann))
    assert w.task().stage == 1
    _, step = set_aside(w, ann)
    assert step == Step(1, 1, 1)
    task = w.task()
    assert (task.stage, task.round, task.state, task.truth_answer_id, task.votes_wanted) == (
        0,
        0,
        "open",
        None,
        1,
    )
    held = w.take(bob)
    assert held.task_id == task.id
    assert w.next(ann).held == ()
    w.submit(bob, held, "bad")
    assert (w.task().stage, w.task().state) == (1, "open")
    assert w.counts() == w.recount()


def test_the_votes_that_are_left_stay(world):
    w = world([TWO], count=1)
    ann, bob, cleo = w.add("ann"), w.add("bob"), w.add("cleo")
    w.submit(ann, w.take(ann), "bad")
    w.submit(bob, w.take(bob), "good")
    assert w.task().state == "done"
    set_aside(w, ann)
    assert (w.task().state, w.task().votes_given, w.task().votes_wanted) == ("waiting", 1, 2)
    w.submit(cleo, w.take(cleo), "good")
    assert w.task().state == "done"
    assert w.task().agreement == 1.0


def test_a_discounted_answer_stays_a_vote_and_wants_another_beside_it(world):
    w = world([TWO], count=2)
    ann, bob, cleo = w.add("ann"), w.add("bob"), w.add("cleo")
    w.submit(ann, w.take(ann))
    first = w.take(ann)
    w.submit(ann, first)
    w.submit(bob, w.do(handout.open_task, bob, first.task_id))
    set_aside(w, ann, "discount")
    by_id = {row["id"]: row for row in w.rows("tasks")}
    done = by_id.pop(first.task_id)
    (waits,) = by_id.values()
    assert (done["state"], done["votes_given"], done["votes_wanted"]) == ("waiting", 2, 3)
    assert (waits["state"], waits["votes_given"], waits["votes_wanted"]) == ("waiting", 1, 3)
    w.submit(cleo, w.do(handout.open_task, cleo, done["id"]))
    assert {row["id"]: row["state"] for row in w.rows("tasks")}[done["id"]] == "done"
    assert len(w.rows("answer_sources")) == 5


def test_what_a_reviewer_has_let_stand_stays(world):
    w = world([ONE, REVIEW], count=2)
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    w.submit(ann, w.take(ann))
    w.submit(ann, w.take(ann))
    w.judge(rob, w.take(rob, stage=1), "accept")
    w.judge(rob, w.take(rob, stage=1), "fix", cls="bad")
    before = standing(w)
    _, step = set_aside(w, ann)
    assert step == Step(2, 2)
    assert standing(w) == before


def test_gold_stays_even_where_it_rests_on_an_answer_set_aside(world):
    w = world([ONE], count=1)
    ann = w.add("ann")
    w.submit(ann, w.take(ann))
    make_gold(w, [1])
    set_aside(w, ann)
    assert w.task().state == "done"


@pytest.mark.parametrize("mode", ["void", "discount"])
@pytest.mark.parametrize("workflow", [[TWO], [ONE, REVIEW], [{**TWO, "votes": {"min": 2, "max": 4}}, REVIEW]])
def test_undoing_restores_exactly_what_stood_where_nobody_worked_in_between(world, mode, workflow):
    w = world(workflow, count=6)
    ann, bob = w.add("ann"), w.add("bob")
    for n in range(4):
        w.submit(ann, w.take(ann), "bad" if n % 2 else "good")
    for _ in range(3):
        if held := w.next(bob).held:
            w.submit(bob, held[0], "good")
    before = standing(w)
    batch, step = set_aside(w, ann, mode)
    assert step.answers == 4
    assert standing(w) != before
    assert w.counts() == w.recount()
    assert undo(w, batch).answers == 4
    assert standing(w) == before
    assert w.look(verify, w.project).whole


def test_undoing_counts_anew_where_somebody_worked_in_between(world):
    w = world([TWO], count=1)
    ann, bob, cleo = w.add("ann"), w.add("bob"), w.add("cleo")
    w.submit(ann, w.take(ann))
    batch, _ = set_aside(w, ann)
    w.submit(bob, w.take(bob))
    held = w.take(cleo)
    undo(w, batch)
    assert w.task().state == "done"
    assert len(w.rows("answer_sources")) == 2
    assert not w.submit(cleo, held).counted
    assert w.counts() == w.recount()


def test_undoing_leaves_what_has_gone_on_without_the_answer(world):
    w = world([ONE], count=1)
    ann, bob = w.add("ann"), w.add("bob")
    w.submit(ann, w.take(ann))
    batch, _ = set_aside(w, ann)
    done = w.submit(bob, w.take(bob), "bad")
    undo(w, batch)
    assert (w.task().state, w.task().truth_answer_id) == ("done", done.answer_id)
    assert not w.look(
        answers.read, next(r["id"] for r in w.rows("answers") if r["annotator_id"] == ann)
    ).extra


def test_only_answers_from_a_time_on(world):
    w = world([TWO], count=2)
    ann = w.add("ann")
    w.submit(ann, w.take(ann))
    w.pass_time(60)
    since = w.now
    w.submit(ann, w.take(ann))
    _, step = set_aside(w, ann, since=since)
    assert step.answers == 1
    assert sorted(row["votes_given"] for row in w.rows("tasks")) == [0, 1]


def test_a_batch_is_undone_once_and_unknown_ones_are_not_found(world):
    w = world([TWO], count=1)
    ann = w.add("ann")
    w.submit(ann, w.take(ann))
    batch, _ = set_aside(w, ann)
    undo(w, batch)
    with pytest.raises(Conflict):
        undo(w, batch)
    with pytest.raises(NotFound):
        undo(w, "0" * 32)


def test_the_same_answers_can_be_set_aside_again(world):
    w = world([TWO], count=1)
    ann = w.add("ann")
    w.submit(ann, w.take(ann))
    before = standing(w)
    for mode in ("void", "discount", "void"):
        batch, step = set_aside(w, ann, mode)
        assert step.answers == 1
        undo(w, batch)
        assert standing(w) == before
    assert set_aside(w, ann)[1].answers == 1
    assert set_aside(w, ann)[1].answers == 0


def test_a_void_answer_cannot_be_corrected(world):
    w = world([TWO], count=1)
    ann = w.add("ann")
    done = w.submit(ann, w.take(ann))
    set_aside(w, ann)
    with pytest.raises(Conflict):
        w.do(corrections.correct, ann, done.answer_id, tag("bad"), None)


def test_many_are_set_aside_in_chunks_and_undone_as_one_batch(world, monkeypatch):
    w = world([ONE], count=aside.CHUNK + 5)
    ann = w.add("ann")
    while held := w.next(ann, peek=5).held:
        for one in held:
            w.submit(ann, one)
    before = standing(w)
    wish = Wish(ann, "void", 0, w.now, by=w.owner)
    clock = iter(range(w.now + 1, w.now + 100))
    done = setting_aside.set_aside(w.database, w.project, wish, lambda: next(clock))
    assert (done.answers, done.tasks, done.reopened) == (205, 205, 205)
    assert w.counts() == w.recount() == {(0, "open"): 205}
    assert setting_aside.undo(w.database, w.owner, w.project, wish.batch, lambda: next(clock)).answers == 205
    assert standing(w) == before
