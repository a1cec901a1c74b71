"""Changing a running project: nothing in use vanishes silently, and every task finds its place in the new workflow."""

import pytest

from labelwright.core.errors import Conflict, NotFound, StaleRevision
from labelwright.workflow.service import revisions

DOCUMENT = {
    "name": "Sentiment",
    "media": "text",
    "classes": [
        {"name": "good", "type": "tag", "group": "mood"},
        {"name": "bad", "type": "tag", "group": "mood"},
        {"name": "name", "type": "span"},
    ],
    "groups": [{"name": "mood", "pick": "one"}],
}
ANNOTATE = {"stage": "annotate"}
TWO = {"stage": "annotate", "votes": 2}
REFINE = {"stage": "annotate", "name": "refine"}
REVIEW = {"stage": "review"}


def document(workflow, **changes):
    return {**DOCUMENT, "workflow": workflow, **changes}


def place(task):
    return task.stage, task.state, task.votes_wanted


def apply(w, workflow, **kwargs):
    return w.do(revisions.apply, w.owner, w.project, document(workflow), **kwargs)


def test_a_document_that_changes_nothing_makes_no_revision(world):
    w = world()
    assert apply(w, [{"stage": "annotate", "lease": "10m"}]) == 1


def test_a_class_in_use_does_not_vanish_unless_somebody_agrees(world):
    w = world(count=1)
    ann = w.add("ann")
    w.submit(ann, w.take(ann))
    smaller = document([ANNOTATE], classes=DOCUMENT["classes"][1:])
    with pytest.raises(revisions.LossRefused) as error:
        w.do(revisions.apply, w.owner, w.project, smaller)
    assert [change.touches for change in error.value.plan.losses] == ["good"]
    assert w.do(revisions.apply, w.owner, w.project, smaller, accept_loss=True) == 2
    assert w.do(revisions.restore, w.owner, w.project, 1) == 3
    assert [r.revision for r in w.look(revisions.revisions, w.project)] == [3, 2, 1]
    assert w.look(revisions.document, w.project, 3) == w.look(revisions.document, w.project, 1)
    assert not w.look(revisions.between, w.project, 1, 2).empty


def test_who_saw_an_older_revision_is_told_and_overwrites_nothing(world):
    w = world()
    assert apply(w, [TWO], expected=1) == 2
    with pytest.raises(StaleRevision) as error:
        apply(w, [REFINE], expected=1)
    assert error.value.current == 2


def test_the_medium_of_a_project_stays(world):
    w = world()
    picture = {"name": "P", "media": "image", "classes": [{"name": "a", "type": "box"}]}
    with pytest.raises(Conflict):
        w.do(revisions.apply, w.owner, w.project, picture, accept_loss=True)
    with pytest.raises(NotFound):
        w.look(revisions.document, w.project, 9)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # the first task has one answer, the second none
        ([ANNOTATE], [ANNOTATE, REVIEW], [(1, "done", 1), (0, "open", 1)]),
        ([ANNOTATE, REVIEW], [ANNOTATE], [(0, "done", 0), (0, "open", 1)]),
        ([ANNOTATE, REVIEW], [ANNOTATE, REFINE, REVIEW], [(2, "open", 1), (0, "open", 1)]),
        ([ANNOTATE, REFINE, REVIEW], [ANNOTATE, REVIEW], [(1, "open", 1), (0, "open", 1)]),
        ([TWO], [ANNOTATE], [(0, "done", 1), (0, "open", 1)]),
        ([TWO], [{"stage": "annotate", "votes": 3}], [(0, "waiting", 3), (0, "open", 3)]),
        ([ANNOTATE, REVIEW], [{**REFINE, "votes": 2}, REVIEW], [(1, "open", 1), (0, "open", 2)]),
    ],
)
def test_tasks_follow_the_workflow(world, before, after, expected):
    w = world(before, count=2)
    ann = w.add("ann")
    w.submit(ann, w.take(ann))
    apply(w, after)
    got = [place(w.task(n)) for n in (1, 2)]
    assert [p[:2] for p in expected] == [p[:2] for p in got]
    assert [p[2] for p in expected if p[1] != "done"] == [p[2] for p in got if p[1] != "done"]
    assert w.counts() == w.recount()


def test_votes_already_given_are_not_asked_for_again_when_stages_shift(world):
    w = world([TWO, REVIEW], count=1)
    ann, bob = w.add("ann"), w.add("bob")
    w.submit(ann, w.take(ann))
    held = w.take(bob)
    apply(w, [REFINE, TWO, REVIEW])
    assert place(w.task()) == (1, "waiting", 2)
    assert w.next(ann).held == ()
    assert w.submit(bob, held).counted
    assert place(w.task()) == (2, "open", 1)
    assert w.counts() == w.recount()


def test_who_works_on_a_stage_that_is_gone_keeps_what_they_made(world):
    w = world([ANNOTATE, REFINE], count=1)
    ann, bob = w.add("ann"), w.add("bob")
    w.submit(ann, w.take(ann))
    held = w.take(bob)
    apply(w, [ANNOTATE])
    assert not w.submit(bob, held).counted
    assert (len(w.rows("answers")), w.task().state) == (2, "done")
