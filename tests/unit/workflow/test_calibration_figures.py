"""What the discussion of a calibration shows, and to whom."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE
from tests.unit.workflow.test_calibrations import begin

from labelwright.app.reading import calibrations as reading
from labelwright.core.errors import NotFound
from labelwright.core.registry import LABELS
from labelwright.insights.calibration import agreement
from labelwright.workflow import access
from labelwright.workflow.access import Person
from labelwright.workflow.service import blinding, running, threads
from labelwright.workflow.service.calibrations import sessions


def figures(w):
    with w.database.read() as conn:
        return agreement(conn, w.session, running.read(conn, w.project).spec.ontology, LABELS)


def item(w, user, seq, against=""):
    return w.look(reading.get_item, Person(user), w.session, w.task(seq).id, against)


@pytest.fixture
def answered(world):
    """Ada, Bo and Cy agree on the second task; on the third Cy says bad where the others say good."""
    w = world([ANNOTATE], 5)
    w.session = begin(w, names=("ada", "bo", "cy"))
    for name, given in (("ada", ("good", "good")), ("bo", ("good", "good")), ("cy", ("good", "bad"))):
        for cls in given:
            w.submit(w.people[name], w.take(w.people[name]), cls)
    return w


def test_agreement_is_that_of_all_pairs(answered):
    """On the second all three pairs are alike, on the third one of three."""
    w = answered
    found = figures(w)
    assert found.items == {w.task(2).id: 1.0, w.task(3).id: pytest.approx(1 / 3)}
    assert (found.overall.n, found.overall.mean) == (2, pytest.approx(2 / 3))
    ada, bo, cy = (w.people[name] for name in ("ada", "bo", "cy"))
    alike = {(one.first, one.second): one.alike.mean for one in found.couples}
    expected = {(ada, bo): 1.0, (ada, cy): 0.5, (bo, cy): 0.5}
    assert alike == {tuple(sorted(couple)): mean for couple, mean in expected.items()}
    assert all(one.alike.low <= one.alike.mean <= one.alike.high for one in found.couples)


def test_agreement_is_corrected_for_chance(answered):
    """Of six answers one says bad: two of a chance pair differ as often as two of one item do, each third time."""
    alpha = figures(answered).alpha
    assert (alpha.value, alpha.items) == (pytest.approx(0.0), 2)
    assert alpha.low <= alpha.value <= alpha.high


def test_nobody_agrees_where_nobody_answered(world):
    w = world([ANNOTATE], 3)
    w.session = begin(w)
    assert (figures(w).overall, figures(w).couples, figures(w).items) == (None, (), {})
    assert figures(w).alpha is None


def test_answers_lie_beside_one_another_and_differ_from_the_one_most_like_all(answered):
    w = answered
    found = item(w, w.people["ada"], 3)
    assert [one.name for one in found.given] == ["ada", "bo", "cy"]
    assert found.against == found.given[0].answer_id
    assert [[d.kind for d in one] for one in found.differences] == [[], [], ["class"]]
    assert found.things == (((0, "1"), (1, "1")), ((2, "1"),))
    other = item(w, w.people["ada"], 3, found.given[2].answer_id)
    assert [[d.kind for d in one] for one in other.differences] == [["class"], ["class"], []]


def test_they_differ_from_what_was_chosen(answered):
    w = answered
    chosen = item(w, w.owner, 3).given[2].answer_id
    w.do(sessions.choose, w.owner, w.session, w.task(3).id, chosen)
    found = item(w, w.owner, 3)
    assert (found.against, found.entry.state, found.entry.truth_answer_id) == (chosen, "done", chosen)
    shown = w.look(reading.get_session, Person(w.owner), w.session)
    assert (shown.listed.items, shown.listed.settled) == (2, 1)
    assert [entry.agreement for entry in shown.entries] == [1.0, pytest.approx(1 / 3)]


def test_before_the_discussion_each_sees_the_own_answer_and_no_figure(world):
    w = world([ANNOTATE], 3)
    w.session = begin(w)
    ada, bo = w.people["ada"], w.people["bo"]
    w.submit(ada, w.take(ada), "bad")
    assert [one.name for one in item(w, ada, 2).given] == ["ada"]
    assert item(w, bo, 2).given == ()
    assert item(w, bo, 2).against is None
    assert [one.name for one in item(w, w.owner, 2).given] == ["ada"]
    shown = w.look(reading.get_session, Person(bo), w.session)
    assert (shown.agreement, [entry.agreement for entry in shown.entries]) == (None, [None, None])
    assert [(one.name, one.answered) for one in shown.listed.people] == [("ada", 1), ("bo", 0)]


def test_who_does_not_belong_to_it_knows_of_none(answered):
    w = answered
    for name, role in (("dan", "annotator"), ("rita", "reviewer")):
        user = w.add(name, role)
        with pytest.raises(NotFound):
            w.look(reading.get_session, Person(user), w.session)
        with pytest.raises(NotFound):
            item(w, user, 2)
        place = w.look(access.project, Person(user), w.project, "project.view")
        with w.database.read() as conn:
            assert reading.list_sessions(conn, Person(user), place, cursor="", limit=5).sessions == ()
    with pytest.raises(NotFound):
        item(w, w.owner, 1)


def test_who_missed_an_item_may_look_at_it_in_the_discussion(world):
    w = world([ANNOTATE], 3)
    w.session = begin(w)
    bo = Person(w.people["bo"])
    with pytest.raises(NotFound):
        w.look(access.task, bo, w.task(2).id, "project.view")
    w.do(sessions.discuss, w.owner, w.session)
    assert w.look(access.task, bo, w.task(2).id, "project.view").task_id == w.task(2).id


def test_sessions_come_by_pages_the_newest_first(world):
    w = world([ANNOTATE], 5)
    ids = [begin(w, (seq,)) for seq in (1, 2, 3)]
    found, cursor = [], ""
    place = w.look(access.project, Person(w.owner), w.project, "project.view")
    while cursor is not None:
        with w.database.read() as conn:
            page = reading.list_sessions(conn, Person(w.owner), place, cursor=cursor, limit=2)
        found += [one.session.id for one in page.sessions]
        cursor = page.next
    assert found == ids[::-1]


def blind(world):
    """A double-blind project in which zoe, who began first, ada and bo have answered two items."""
    w = world([ANNOTATE, {"stage": "review", "blind": True}], 3)
    w.session = begin(w, names=("ada", "bo", "zoe"))
    for name in ("zoe", "bo", "ada"):
        for _ in range(2):
            w.submit(w.people[name], w.take(w.people[name]), "good" if name == "zoe" else "bad")
    return w


def shown(w, name):
    """Whom a person sees: in the session, in its figures, and at both items."""
    who = Person(w.people[name])
    found = w.look(reading.get_session, who, w.session)
    people = [(one.user_id, one.name) for one in found.listed.people]
    couples = [(one.first, one.second) for one in found.agreement.couples]
    return people, couples, [[(g.user_id, g.name) for g in item(w, who.id, seq).given] for seq in (2, 3)]


def test_in_a_double_blind_project_its_people_know_one_another_by_letters(world):
    w = blind(world)
    bo = w.people["bo"]
    people, couples, items = shown(w, "bo")
    assert people == [("person-a", "A"), (bo, "bo (B)"), ("person-c", "C")]
    assert items == [people, people]
    assert {frozenset(couple) for couple in couples} == {
        frozenset(pair) for pair in ((bo, "person-a"), (bo, "person-c"), ("person-a", "person-c"))
    }
    ada = shown(w, "ada")[0]
    assert ada == [("person-a", "A"), ("person-b", "B"), (w.people["ada"], "ada (C)")]


def test_they_write_under_the_same_letters_on_every_item(world):
    w = blind(world)
    for seq, name in ((2, "ada"), (2, "zoe"), (3, "bo"), (3, "ada")):
        w.do(threads.open_thread, w.people[name], w.task(seq).id, "Why?", annotation_id=None, point=None)
    letters = {"ada": "C", "bo": "B", "zoe": "A"}
    for name in letters:
        known = {w.people[other]: letter for other, letter in letters.items() if other != name}
        for seq in (2, 3):
            with w.database.read() as conn:
                project = running.read(conn, w.project)
                assert blinding.aliases(conn, project, w.task(seq).id, w.people[name]) == known


def test_who_runs_a_double_blind_project_sees_names(world):
    w = blind(world)
    w.people["owner"] = w.owner
    people, _, items = shown(w, "owner")
    expected = [(w.people[name], name) for name in ("ada", "bo", "zoe")]
    assert (people, items) == (expected, [expected, expected])
