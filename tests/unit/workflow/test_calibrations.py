"""Calibration: items that a team answers first, each alone, that then are talked about, and go on."""

import random

import pytest
from tests.unit.workflow.conftest import ANNOTATE, tag

from labelwright.app.reading.history import history_of
from labelwright.core.errors import Conflict, Invalid, NotFound
from labelwright.workflow import access
from labelwright.workflow.access import Person
from labelwright.workflow.service import (
    answers,
    bundle,
    corrections,
    handout,
    leases,
    members,
    submit,
    threads,
)
from labelwright.workflow.service.calibrations import kept, sessions
from labelwright.workflow.service.calibrations.sessions import Wanted
from labelwright.workflow.service.submit import Submission

TWICE = {**ANNOTATE, "votes": 2}


def begin(case, seqs=(2, 3), names=("ada", "bo"), **wanted):
    people = tuple(case.people.get(name) or case.add(name) for name in names)
    chosen = tuple(case.task(seq).id for seq in seqs)
    return case.do(
        sessions.begin,
        case.owner,
        case.project,
        Wanted("First", people, chosen, **wanted),
        chance=random.Random(1),
    )


def seen(case, name, seq, role="reviewer"):
    """The annotators whose answers to a task this person is shown."""
    who = Person(case.people[name])
    with case.database.read() as conn:
        place = access.task(conn, who, case.task(seq).id, "project.view")
        history, _ = history_of(conn, who, place)
        return sorted(answer.annotator.name for answer in history.answers)


@pytest.fixture
def team(world):
    """Five tasks of one vote; the second and the third are calibrated by Ada and Bo."""
    w = world([ANNOTATE], 5)
    w.session = begin(w)
    w.ada, w.bo = w.people["ada"], w.people["bo"]
    return w


def answer_all(w, user, cls="good"):
    for _ in range(2):
        held = w.take(user)
        assert held.purpose == "calibration"
        w.submit(user, held, cls)


def test_its_people_are_handed_its_items_first(team):
    w = team
    first = w.take(w.ada)
    assert (w.seq(first), first.purpose) == (2, "calibration")
    shown = w.look(bundle.of, first)
    assert (shown.calibration.n, shown.calibration.of, shown.test) == (1, 2, None)
    w.submit(w.ada, first)
    second = w.take(w.ada)
    assert (w.seq(second), w.look(bundle.of, second).calibration.n) == (3, 2)
    w.submit(w.ada, second)
    after = w.take(w.ada)
    assert (w.seq(after), after.purpose, w.look(bundle.of, after).calibration) == (1, "work", None)


def test_both_are_handed_the_same_and_nobody_else_is(team):
    w = team
    assert w.seq(w.take(w.ada)) == w.seq(w.take(w.bo)) == 2
    cy = w.add("cy")
    others = []
    while held := w.next(cy).held:
        others.append(w.seq(held[0]))
        w.submit(cy, held[0])
    assert others == [1, 4, 5]
    with pytest.raises(Conflict):
        w.do(handout.open_task, cy, w.task(2).id)


def test_an_item_is_opened_by_its_own_people(team):
    w = team
    held = w.do(handout.open_task, w.ada, w.task(3).id)
    assert held.purpose == "calibration"
    assert w.do(handout.open_task, w.ada, w.task(3).id).id == held.id


def test_answers_decide_nothing_before_it_is_closed(team):
    w = team
    answer_all(w, w.ada)
    for seq in (2, 3):
        task = w.task(seq)
        assert (task.state, task.truth_answer_id, task.free) == ("open", None, 0)
    assert w.counts() == w.recount()


def test_nobody_sees_what_another_answered_before_the_discussion(world):
    """Not even who may see all answers elsewhere, and not their comments either."""
    w = world([ANNOTATE], 3)
    w.add("rita", "reviewer")
    w.add("eve", "expert")
    session = begin(w, names=("ada", "rita"))
    ada, rita = w.people["ada"], w.people["rita"]
    given = w.submit(ada, w.take(ada))
    w.do(threads.open_thread, ada, w.task(2).id, "I was not sure.")
    w.submit(rita, w.take(rita), "bad")
    assert (seen(w, "ada", 2), seen(w, "rita", 2), seen(w, "eve", 2)) == (["ada"], ["rita"], ["ada", "rita"])
    assert w.look(threads.seen_by, rita, w.task(2).id) == []
    with pytest.raises(NotFound):
        w.look(access.answer, Person(rita), given.answer_id)
    w.do(sessions.discuss, w.owner, session)
    assert seen(w, "rita", 2) == ["ada", "rita"]
    assert w.look(access.answer, Person(rita), given.answer_id).task_id == w.task(2).id
    assert [thread.created_by for thread in w.look(threads.seen_by, rita, w.task(2).id)] == [ada]


def test_peers_hear_one_another_in_the_discussion(world):
    """Where several people vote they never do otherwise."""
    w = world([TWICE], 3)
    session = begin(w)
    ada, bo = w.people["ada"], w.people["bo"]
    w.do(threads.open_thread, ada, w.task(2).id, "I was not sure.")
    assert w.look(threads.seen_by, bo, w.task(2).id) == []
    w.do(sessions.discuss, w.owner, session)
    assert [thread.created_by for thread in w.look(threads.seen_by, bo, w.task(2).id)] == [ada]


def test_what_one_begins_with_is_nobodys_answer(team):
    w = team
    w.submit(w.ada, w.take(w.ada))
    assert w.look(bundle.of, w.take(w.bo)).start == []


def test_the_discussion_begins_by_itself_when_all_are_done(team):
    w = team
    answer_all(w, w.ada)
    assert w.look(kept.read, w.session).state == "open"
    answer_all(w, w.bo, "bad")
    assert w.look(kept.read, w.session).state == "discussing"
    assert w.events()[-1] == "calibration.discussed"


def test_what_is_passed_on_is_done_too(team):
    w = team
    w.do(leases.skip, w.ada, w.take(w.ada).id, "Too dark.")
    w.submit(w.ada, w.take(w.ada))
    answer_all(w, w.bo)
    assert w.look(kept.read, w.session).state == "discussing"
    assert [(one.answered, one.skipped) for one in w.look(kept.done, w.session)] == [(1, 1), (2, 0)]


def test_what_comes_after_the_discussion_began_is_no_vote(team):
    w = team
    late = w.take(w.bo)
    w.submit(w.ada, w.take(w.ada))
    w.do(sessions.discuss, w.owner, w.session)
    assert w.submit(w.bo, late).counted is False
    assert w.take(w.bo).purpose == "work"
    w.do(sessions.close, w.owner, w.session)
    assert [vote.user_id for vote, _ in w.look(answers.votes, w.task(2))] == [w.ada]


def test_what_is_chosen_stands_and_scores_everybody(team):
    w = team
    answer_all(w, w.ada)
    answer_all(w, w.bo, "bad")
    task = w.task(2)
    right = next(answer for answer in w.look(answers.of_task, task.id) if answer.annotator_id == w.ada)
    w.do(sessions.choose, w.owner, w.session, task.id, right.id)
    task = w.task(2)
    assert (task.state, task.truth_answer_id, task.votes_given) == ("done", right.id, 2)
    assert {row["user_id"]: row["score"] for row in w.rows("scores")} == {w.ada: 1.0, w.bo: 0.0}
    assert w.counts() == w.recount()


def test_whoever_chooses_is_not_scored_by_their_choice(team):
    w = team
    answer_all(w, w.ada)
    answer_all(w, w.bo, "bad")
    w.do(members.set_role, w.owner, w.project, w.ada, "manager")
    task = w.task(2)
    right = next(answer for answer in w.look(answers.of_task, task.id) if answer.annotator_id == w.ada)
    w.do(sessions.choose, w.ada, w.session, task.id, right.id)
    assert {row["user_id"]: row["score"] for row in w.rows("scores")} == {w.bo: 0.0}


def test_nothing_is_chosen_before_the_discussion_nor_of_elsewhere(team):
    w = team
    answer_all(w, w.ada)
    given = {
        answer.task_id: answer.id for seq in (2, 3) for answer in w.look(answers.of_task, w.task(seq).id)
    }
    here, there = w.task(2).id, w.task(3).id
    with pytest.raises(Conflict, match="answering still"):
        w.do(sessions.choose, w.owner, w.session, here, given[here])
    w.do(sessions.discuss, w.owner, w.session)
    with pytest.raises(NotFound):
        w.do(sessions.choose, w.owner, w.session, here, given[there])
    with pytest.raises(NotFound):
        w.do(sessions.choose, w.owner, w.session, w.task(1).id, given[there])


def test_what_is_not_chosen_goes_on_by_its_votes(world):
    """Of three votes wanted two are there: one more is asked for, of somebody else."""
    w = world([{**ANNOTATE, "votes": 3}], 3)
    session = begin(w, (1, 2))
    ada, bo = w.people["ada"], w.people["bo"]
    for user in (ada, bo):
        answer_all(w, user)
    w.do(sessions.close, w.owner, session)
    task = w.task(1)
    assert (task.state, task.votes_given, task.votes_wanted, task.free) == ("waiting", 2, 3, 1)
    assert w.counts() == w.recount()
    assert w.seq(w.take(ada)) == 3
    cy = w.add("cy")
    w.submit(cy, w.do(handout.open_task, cy, task.id))
    assert w.task(1).state == "done"


def test_what_nobody_answered_is_open_again(team):
    w = team
    held = w.take(w.ada)
    w.do(sessions.close, w.owner, w.session)
    task = w.task(2)
    assert (task.state, task.votes_wanted, task.free) == ("open", 1, 1)
    assert w.submit(w.ada, held).counted
    assert w.task(2).state == "done"
    with pytest.raises(Conflict, match="closed already"):
        w.do(sessions.close, w.owner, w.session)


def test_what_ran_out_is_taken_up_again(team):
    w = team
    held = w.take(w.ada)
    w.pass_time(601)
    again = w.take(w.ada)
    assert (again.id, again.state) == (held.id, "active")
    w.pass_time(601)
    w.do(leases.expire, w.project)
    w.do(leases.heartbeat, w.ada, held.id)
    assert w.take(w.ada).id == held.id
    assert w.task(2).free == 0


def test_an_answer_stays_as_it_was_given(team):
    w = team
    given = w.submit(w.ada, w.take(w.ada))
    with pytest.raises(Conflict, match="stays as it was given"):
        w.do(corrections.correct, w.ada, given.answer_id, tag("bad"), None)


def test_the_same_submit_again_is_no_second_answer(team):
    w = team
    held = w.take(w.ada)
    first = w.do(submit.submit, w.ada, held.id, Submission(tag(), 1.0), key="k")
    again = w.do(submit.submit, w.ada, held.id, Submission(tag(), 1.0), key="k")
    assert (again.answer_id, again.repeated) == (first.answer_id, True)


def test_items_can_be_drawn(world):
    w = world([ANNOTATE], 30)
    w.submit(w.add("cy"), w.take(w.people["cy"]))
    session = begin(w, (), sample=10)
    chosen = w.look(kept.tasks_of, session)
    assert len(set(chosen)) == 10
    assert w.task(1).id not in chosen
    assert len(w.look(kept.tasks_of, begin(w, (), sample=40))) == 19
    with pytest.raises(Conflict, match="No task is left"):
        begin(w, (), sample=1)


def test_what_somebody_has_begun_cannot_be_calibrated(team):
    w = team
    w.take(w.add("cy"))
    for seq in (1, 2):
        with pytest.raises(Conflict, match=f"#{seq}"):
            begin(w, (seq,))


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"seqs": (), "sample": 0}, "Name the tasks"),
        ({"seqs": (4,), "sample": 3}, "Name the tasks"),
        ({"seqs": (), "sample": 201}, "at most 200"),
        ({"seqs": (4, 4)}, "named twice"),
        ({"seqs": (4,), "names": ("ada",)}, "2 to 50 people"),
        ({"seqs": (4,), "names": ("ada", "ada")}, "named twice"),
        ({"seqs": (4,), "names": ("ada", "vi")}, "vi cannot take part: the role “viewer”"),
        ({"seqs": (4,), "names": ("ada", "gone")}, "is no member"),
    ],
)
def test_what_cannot_be_is_refused(team, wanted, says):
    team.add("vi", "viewer")
    team.do(members.remove, team.owner, team.project, team.add("gone"))
    with pytest.raises(Invalid, match=says):
        begin(team, **wanted)
