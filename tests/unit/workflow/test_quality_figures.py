"""What the quality page shows, after real work."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE

from labelwright.app import comparing
from labelwright.insights import contrasts as behind_figures
from labelwright.insights.contrasts import Wanted, contrasts
from labelwright.insights.overview import DAY, Pace, own_pace
from labelwright.insights.quality import Of, own_quality, quality

THRICE = {**ANNOTATE, "votes": 3}


def figures(case):
    comparing.catch_up(case.database, case.project)
    return case.look(quality, case.project, case.now)


def work(case, *rounds):
    """Each round is one task, answered by each of these people."""
    for given in rounds:
        for name, cls in given.items():
            user = case.people.get(name) or case.add(name)
            case.submit(user, case.take(user), cls)


@pytest.fixture
def mixed(world):
    """Cy says bad where the others say good, twice; once all agree."""
    case = world([THRICE], 3)
    work(case, {"ada": "good", "bo": "good", "cy": "bad"}, {"ada": "good", "bo": "good", "cy": "bad"})
    case.pass_time(86_400)
    work(case, {"ada": "bad", "bo": "bad", "cy": "bad"})
    return case


def test_each_person_has_the_mean_of_their_scores_with_its_interval(mixed):
    people = {person.name: person for person in figures(mixed).people}
    assert people["ada"].score.mean == 1.0
    assert people["cy"].score.n == 3
    assert people["cy"].score.mean == pytest.approx(1 / 3)
    assert people["cy"].score.low < 1 / 3 < people["cy"].score.high
    assert people["cy"].skill < people["ada"].skill


def test_scores_of_a_day_are_those_of_everybody(mixed):
    days = figures(mixed).days
    assert [day.score.n for day in days] == [6, 3]
    assert days[0].score.mean == pytest.approx(4 / 6)
    assert days[1].start - days[0].start == DAY


def test_confusion_counts_what_was_said_where_something_else_stands(mixed):
    found = {(one.said, one.stands): one.n for one in figures(mixed).confusion}
    assert found == {("good", "good"): 4, ("bad", "good"): 2, ("bad", "bad"): 3}


def test_couples_tell_who_agrees_with_whom(mixed):
    found = {(one.first, one.second): one.alike.mean for one in figures(mixed).couples}
    assert found == {
        ("ada", "bo"): 1.0,
        ("ada", "cy"): pytest.approx(1 / 3),
        ("bo", "cy"): pytest.approx(1 / 3),
    }


def test_the_hardest_tasks_are_those_that_people_differ_on(mixed):
    assert [task.seq for task in figures(mixed).hardest] == [1, 2]


def test_a_person_sees_their_own_and_nobody_else(mixed):
    with mixed.database.read() as conn:
        own = own_quality(conn, mixed.project, mixed.people["cy"], mixed.now)
        stranger = own_quality(conn, mixed.project, mixed.people["owner"], mixed.now)
    assert own.name == "cy"
    assert stranger is None


def test_a_person_sees_how_much_they_did_and_how_fast(mixed):
    with mixed.database.read() as conn:
        own = own_pace(conn, mixed.project, mixed.people["cy"])
        nobody = own_pace(conn, mixed.project, mixed.people["owner"])
    assert (own, nobody) == (Pace(3, 2.0), Pace(0, None))


def test_a_project_without_scores_has_no_figures(world):
    found = figures(world([ANNOTATE], 1))
    assert (found.people, found.confusion, found.couples, found.hardest) == ((), (), (), ())
    assert (found.compared, found.recent) == (Of(0, 0), Of(1, 1))


def behind(case, page=50, **wanted):
    """The contrasts of a figure, in pages: task, who, how alike."""
    comparing.catch_up(case.database, case.project)
    found, cursor = [], ""
    while True:
        with case.database.read() as conn:
            shown = contrasts(conn, case.project, Wanted(**wanted), cursor=cursor, limit=page)
        found += [(one.seq, one.first.person, one.second.person, one.alike) for one in shown.contrasts]
        assert shown.exact
        if shown.next is None:
            assert shown.count == len(found)
            return found
        cursor = shown.next


def test_behind_a_cell_of_the_confusion_are_the_items_that_it_counts(mixed):
    for cell in figures(mixed).confusion:
        assert len(behind(mixed, said=cell.said, stands=cell.stands)) == cell.n
    assert behind(mixed, said="bad", stands="good") == [(1, "cy", "", 0.0), (2, "cy", "", 0.0)]


def test_behind_a_couple_are_their_answers_the_least_alike_first(mixed):
    ada, cy = mixed.people["ada"], mixed.people["cy"]
    assert behind(mixed, person=ada, other=cy) == [
        (1, "ada", "cy", 0.0),
        (2, "ada", "cy", 0.0),
        (3, "ada", "cy", 1.0),
    ]
    assert len(behind(mixed)) == 9


def test_behind_the_score_of_a_person_and_of_a_day_is_what_stands_beside_what_was_said(mixed):
    assert behind(mixed, person=mixed.people["cy"])[-1] == (3, "cy", "", 1.0)
    days = figures(mixed).days
    of_days = [len(behind(mixed, since=day.start, until=day.start + DAY)) for day in days]
    assert of_days == [day.score.n for day in days]


def test_behind_a_class_are_the_items_where_either_said_it(mixed):
    assert {seq for seq, *_ in behind(mixed, name="good")} == {1, 2}


def test_behind_the_score_of_some_days_are_just_those_it_is_the_mean_of(mixed):
    since = figures(mixed).days[1].start
    cy = next(one for one in figures(mixed).people if one.name == "cy")
    assert len(behind(mixed, person=cy.user_id, since=figures(mixed).since)) == cy.score.n == 3
    assert behind(mixed, person=cy.user_id, since=since) == [(3, "cy", "", 1.0)]


@pytest.mark.parametrize("page", [1, 2])
@pytest.mark.parametrize("wanted", [{}, {"said": "bad", "stands": "good"}, {"said": "bad"}, {"name": "good"}])
def test_pages_leave_none_out_and_show_none_twice(mixed, page, wanted):
    whole = behind(mixed, **wanted)
    assert behind(mixed, page, **wanted) == whole
    assert len({row[:3] for row in whole}) == len(whole)


def test_beyond_a_bound_the_count_says_at_least(mixed, monkeypatch):
    monkeypatch.setattr(behind_figures, "COUNTED", 4)
    comparing.catch_up(mixed.database, mixed.project)
    with mixed.database.read() as conn:
        found = contrasts(conn, mixed.project, Wanted(), limit=2)
    assert (found.count, found.exact, len(found.contrasts)) == (4, False, 2)


@pytest.mark.parametrize("few", [1, 5000], ids=["many said it", "few said it"])
def test_a_class_is_found_among_couples_however_many_said_it(mixed, monkeypatch, few):
    whole = [row for row in behind(mixed) if row[0] < 3]
    monkeypatch.setattr(behind_figures, "FEW", few)
    assert behind(mixed, name="good") == whole
    assert behind(mixed, name="name") == []
