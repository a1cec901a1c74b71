"""What the gold page shows, after real work."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE
from tests.unit.workflow.gold import ALWAYS, GOLD, give, make_gold, take, with_gold

from labelwright.core.errors import Invalid
from labelwright.insights.gold import gold_counts, gold_items, gold_people
from labelwright.workflow.service.gold import keep

WINDOW = 3


def items(case, **wanted):
    with case.database.read() as conn:
        return gold_items(conn, case.project, **wanted)


def people(case, **wanted):
    with case.database.read() as conn:
        return gold_people(conn, case.project, WINDOW, **wanted)


def all_pages(read, **wanted):
    pages = [read(limit=1, **wanted)]
    while pages[-1].next:
        pages.append(read(limit=1, cursor=pages[-1].next, **wanted))
    return pages


@pytest.fixture
def tested(world):
    """Three gold tasks of class good. Ada is right on all, Bo on none; Cy has met none."""
    w = world(count=12)
    with_gold(w, [ANNOTATE], gold=ALWAYS)
    make_gold(w, [10, 11, 12])
    for name, cls in (("ada", "good"), ("bo", "bad")):
        user = w.add(name)
        for _ in range(3):
            w.submit(user, take(w, user), cls)
    w.add("cy")
    return w


def test_each_item_has_its_answers_and_what_they_say(tested):
    found = items(tested).items
    assert sorted(item.seq for item in found) == [10, 11, 12]
    for item in found:
        assert (item.statistics.answers, item.statistics.pass_rate) == (2, 0.5)
        assert item.statistics.score is not None
        assert item.statistics.score.mean == 0.5
        assert (item.media, item.text_preview, item.pool) == ("text", "A fine day", "hidden")


def test_who_passes_one_passes_the_rest(tested):
    """A third person is needed before that is a correlation: Cy fails all."""
    cy = tested.people["cy"]
    for _ in range(3):
        tested.submit(cy, take(tested, cy), "bad")
    assert [item.statistics.discrimination for item in items(tested).items] == [pytest.approx(1.0)] * 3


def test_what_all_have_met_is_worn_out(tested):
    assert [item.statistics.findings for item in items(tested).items] == [()] * 3
    cy = tested.people["cy"]
    first = take(tested, cy)
    tested.submit(cy, first)
    assert {item.task_id: item.statistics.findings for item in items(tested).items}[first.task_id] == (
        "worn out",
    )
    found = items(tested, finding="worn out")
    assert ([item.task_id for item in found.items], found.next) == ([first.task_id], None)
    assert items(tested, finding="doubtful").items == ()


def test_pages_give_each_item_once_the_newest_first(tested):
    pages = all_pages(lambda **wanted: items(tested, **wanted))
    assert [item for page in pages for item in page.items] == list(items(tested).items)
    assert [len(page.items) for page in pages] == [1, 1, 1]
    with pytest.raises(Invalid):
        items(tested, cursor="nowhere")


def test_pools_and_retired_gold_are_lists_of_their_own(tested):
    make_gold(tested, [9], "training")
    assert [item.seq for item in items(tested, pool="training").items] == [9]
    with tested.database.read() as conn:
        assert gold_counts(conn, tested.project) == {"hidden": 3, "training": 1}
    task = tested.task(9)
    tested.do(keep.change, tested.owner, tested.project, task.id, keep.Change(retired=True))
    assert items(tested, pool="training").items == ()
    assert [item.seq for item in items(tested, retired=True).items] == [9]


def test_each_annotator_has_the_score_of_the_newest_hidden_gold(tested):
    found = {person.name: person for person in people(tested).people}
    assert sorted(found) == ["ada", "bo", "cy"]
    assert (found["ada"].score.n, found["ada"].score.mean, found["bo"].score.mean) == (3, 1.0, 0.0)
    assert (found["cy"].score, found["cy"].answers, found["cy"].last) == (None, 0, ())
    assert [result.passed for result in found["bo"].last] == [False] * 3
    times = [result.created_at for result in found["ada"].last]
    assert times == sorted(times, reverse=True)


def test_only_the_window_counts(tested):
    make_gold(tested, [8])
    ada = tested.people["ada"]
    tested.submit(ada, take(tested, ada), "bad")
    ada_now = next(person for person in people(tested).people if person.name == "ada")
    assert (ada_now.score.n, ada_now.score.mean, ada_now.answers) == (3, pytest.approx(2 / 3), 4)


def test_pages_give_each_person_once_by_name(tested):
    pages = all_pages(lambda **wanted: people(tested, **wanted))
    assert [person.name for page in pages for person in page.people] == ["ada", "bo", "cy"]


def test_those_who_could_look_up_what_is_right_are_not_among_them(tested):
    tested.add("rita", "reviewer")
    assert give(tested, tested.people["rita"], GOLD).held[0].purpose == "work"
    assert "rita" not in {person.name for person in people(tested).people}
