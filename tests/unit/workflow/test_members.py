"""Members: roles are granted by those who may, and a project keeps an owner."""

import pytest

from labelwright.core.errors import Conflict, Invalid, NotAllowed, NotFound
from labelwright.workflow.service import members, projects, steer


def roles(w):
    return {member.name: member.role for member in w.look(members.members, w.project)}


def test_the_last_owner_can_neither_leave_nor_step_down(world):
    w = world()
    for call in (
        lambda: w.do(members.remove, w.owner, w.project, w.owner),
        lambda: w.do(members.set_role, w.owner, w.project, w.owner, "manager"),
    ):
        with pytest.raises(Conflict):
            call()
    second = w.add("second", "owner")
    w.do(members.remove, second, w.project, w.owner)
    assert roles(w) == {"second": "owner"}


def test_nobody_raises_themselves_or_touches_those_above(world):
    w = world()
    ann, max_ = w.add("ann"), w.add("max", "manager")
    for actor, user, role in (
        (ann, ann, "owner"),
        (ann, ann, "reviewer"),
        (max_, max_, "owner"),
        (max_, w.owner, "viewer"),
    ):
        with pytest.raises(NotAllowed):
            w.do(members.set_role, actor, w.project, user, role)
    with pytest.raises(NotAllowed):
        w.do(members.remove, max_, w.project, w.owner)
    w.do(members.set_role, max_, w.project, ann, "expert")
    assert roles(w) == {"owner": "owner", "ann": "expert", "max": "manager"}


def test_roles_and_people_must_exist(world):
    w = world()
    with pytest.raises(Invalid):
        w.do(members.set_role, w.owner, w.project, w.owner, "king")
    with pytest.raises(NotFound):
        w.do(members.set_role, w.owner, w.project, "nobody", "viewer")
    with pytest.raises(NotFound):
        w.do(members.remove, w.owner, w.project, "nobody")


def test_everybody_may_leave_and_it_is_told(world):
    w = world()
    ann = w.add("ann")
    w.do(members.remove, ann, w.project, ann)
    assert (w.events()[-2:], roles(w)) == (["member.set", "member.removed"], {"owner": "owner"})


def test_who_may_no_longer_label_gives_back_what_they_hold_and_what_was_kept_for_them(world):
    w = world(count=2)
    ann, bob = w.add("ann"), w.add("bob")
    w.take(ann)
    w.do(steer.assign, w.owner, w.project, [w.task(2).id], user_id=ann)
    w.do(members.set_role, w.owner, w.project, ann, "viewer")
    assert [w.seq(held) for held in w.next(bob, peek=1).held] == [1, 2]


def test_a_project_is_archived_and_comes_back(world):
    w = world()
    w.do(projects.set_archived, w.owner, w.project, True)
    w.do(projects.set_archived, w.owner, w.project, False)
    assert w.take(w.add("ann"))
    with pytest.raises(NotFound):
        w.do(projects.set_archived, w.owner, "nothing", True)
