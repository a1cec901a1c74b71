"""Drafts: saved once per key, never overwritten, kept when the lease runs out."""

import pytest

from labelwright.core.errors import Conflict, NotFound, StaleRevision
from labelwright.core.records import Annotation
from labelwright.workflow.patches import Op, Patch
from labelwright.workflow.service import bundle, drafts

GOOD, BAD = Annotation("1", "tag", "good"), Annotation("1", "tag", "bad")


def save(w, user, held, revision, *ops, key=None):
    return w.do(drafts.save, user, held.id, revision, [Patch(tuple(ops))], key)


def test_patches_are_applied_one_revision_after_the_other(world):
    w = world(count=1)
    ann = w.add("ann")
    held = w.take(ann)
    assert save(w, ann, held, 0, Op("1", None, GOOD)) == 1
    assert save(w, ann, held, 1, Op("1", GOOD, BAD)) == 2
    assert drafts.Draft(2, [BAD]) == w.look(drafts.read, held.id)


def test_the_same_key_again_changes_nothing(world):
    w = world(count=1)
    ann = w.add("ann")
    held = w.take(ann)
    assert [save(w, ann, held, 0, Op("1", None, GOOD), key="k") for _ in range(2)] == [1, 1]
    assert drafts.Draft(1, [GOOD]) == w.look(drafts.read, held.id)


@pytest.mark.parametrize(("revision", "before"), [(0, None), (1, BAD)])
def test_who_saw_an_older_draft_overwrites_nothing(world, revision, before):
    w = world(count=1)
    ann = w.add("ann")
    held = w.take(ann)
    save(w, ann, held, 0, Op("1", None, GOOD))
    with pytest.raises(StaleRevision) as error:
        save(w, ann, held, revision, Op("1", before, None))
    assert error.value.current == 1
    assert drafts.Draft(1, [GOOD]) == w.look(drafts.read, held.id)


def test_a_draft_outlives_its_lease_and_comes_back_with_the_task(world):
    w = world(count=1)
    ann, bob = w.add("ann"), w.add("bob")
    held = w.take(ann)
    w.pass_time(601)
    other = w.take(bob)
    assert save(w, ann, held, 0, Op("1", None, GOOD)) == 1
    w.pass_time(601)
    again = w.take(ann)
    assert (held.id, [GOOD]) == (again.id, w.look(bundle.of, again).draft.annotations)
    assert other.id != again.id


def test_a_draft_is_its_owners_and_ends_with_the_submit(world):
    w = world(count=1)
    ann, bob = w.add("ann"), w.add("bob")
    held = w.take(ann)
    with pytest.raises(NotFound):
        save(w, bob, held, 0, Op("1", None, GOOD))
    w.submit(ann, held)
    with pytest.raises(Conflict):
        save(w, ann, held, 0, Op("1", None, GOOD))
