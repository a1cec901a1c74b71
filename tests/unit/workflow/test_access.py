"""May this person? Every resource for members, strangers, administrators and bound tokens."""

import pytest
from sqlalchemy import insert

from labelwright.core.errors import NotAllowed, NotFound
from labelwright.storage import tables
from labelwright.storage.ids import new_id
from labelwright.workflow import access
from labelwright.workflow.access import Person
from labelwright.workflow.service import steer, threads


def test_a_stranger_does_not_learn_that_a_thing_exists(world):
    w = world(count=1)
    ann, eve = w.add("ann"), Person(world().add("eve"))
    held = w.take(ann)
    answer = w.submit(ann, held).answer_id
    task = w.task()
    thread = w.do(threads.open_thread, ann, task.id, "Hello")
    for ask in (
        lambda conn: access.project(conn, eve, w.project, "project.view"),
        lambda conn: access.task(conn, eve, task.id, "project.view"),
        lambda conn: access.assignment(conn, eve, held.id),
        lambda conn: access.answer(conn, eve, answer),
        lambda conn: access.item(conn, eve, task.item_id),
        lambda conn: access.thread(conn, eve, thread, "comment"),
        lambda conn: access.job(conn, eve, "nothing"),
        lambda conn: access.upload(conn, eve, "nothing"),
    ):
        with pytest.raises(NotFound):
            w.look(ask)


def test_an_annotator_knows_only_of_what_they_had_in_hand(world):
    w = world([{"stage": "annotate", "votes": 2}], count=2)
    ann, bob = w.add("ann"), w.add("bob")
    held, other = w.take(ann), w.take(bob)
    mine, theirs = w.submit(ann, held).answer_id, w.submit(bob, other).answer_id
    me = Person(ann)
    assert w.look(access.answer, me, mine).own
    assert held.task_id == w.look(access.task, me, held.task_id, "label").task_id
    assert w.look(access.item, me, w.task(1).item_id).role == "annotator"
    for ask in (
        lambda conn: access.answer(conn, me, theirs),
        lambda conn: access.assignment(conn, me, other.id),
        lambda conn: access.task(conn, me, w.task(2).id, "label"),
        lambda conn: access.item(conn, me, w.task(2).item_id),
    ):
        with pytest.raises(NotFound):
            w.look(ask)
    with pytest.raises(NotAllowed):
        w.look(access.project, me, w.project, "tasks.list")


def test_a_task_kept_for_somebody_is_known_to_them(world):
    w = world(count=1)
    ann = w.add("ann")
    w.do(steer.assign, w.owner, w.project, [w.task().id], user_id=ann)
    assert w.look(access.task, Person(ann), w.task().id, "label").role == "annotator"


def test_a_viewer_sees_everything_and_changes_nothing(world):
    w = world(count=1)
    ann, eve = w.add("ann"), Person(w.add("eve", "viewer"))
    answer = w.submit(ann, w.take(ann)).answer_id
    assert not w.look(access.answer, eve, answer).own
    assert w.look(access.task, eve, w.task().id, "answers.view").role == "viewer"
    for action in ("label", "comment", "spec.edit", "members.edit", "tasks.manage", "items.import"):
        with pytest.raises(NotAllowed):
            w.look(access.project, eve, w.project, action)


def test_an_administrator_may_enter_every_project(world):
    w = world()
    admin = Person(w.add("root", "viewer"), is_admin=True)
    guest = Person(new_id(), is_admin=True)
    assert w.look(access.project, guest, w.project, "spec.edit").role == "administrator"
    with pytest.raises(NotAllowed, match="member"):
        w.look(access.project, guest, w.project, "label")
    assert w.look(access.project, admin, w.project, "project.view").role == "viewer"


def test_a_token_for_one_project_or_for_reading_is_good_for_no_more(world):
    w, other = world(count=1), world()
    with pytest.raises(NotFound):
        w.look(access.project, Person(w.owner, project_id=other.project), w.project, "project.view")
    reader = Person(w.owner, project_id=w.project, read_only=True)
    assert w.look(access.task, reader, w.task().id, "tasks.list").role == "owner"
    with pytest.raises(NotAllowed):
        w.look(access.project, reader, w.project, "spec.edit")


def test_jobs_are_for_those_who_run_the_project_and_uploads_for_who_made_them(world):
    w = world()
    rob = w.add("rob", "reviewer")
    job, upload = new_id(), new_id()
    with w.database.write() as conn:
        common = {"project_id": w.project, "created_at": 0, "updated_at": 0}
        conn.execute(insert(tables.jobs).values(id=job, kind="import", created_by=w.owner, **common))
        conn.execute(insert(tables.uploads).values(id=upload, user_id=w.owner, name="a", size=1, **common))
    assert w.look(access.job, Person(w.owner), job).own
    assert w.look(access.upload, Person(w.owner), upload).project_id == w.project
    for ask in (access.job, access.upload):
        with pytest.raises(NotFound):
            w.look(ask, Person(rob), job if ask is access.job else upload)
