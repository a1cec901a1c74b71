"""Each figure of reviews, cost and time leads to just the tasks that it counts."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE, REVIEW

from labelwright.core.errors import Invalid
from labelwright.insights.cost import Price, cost
from labelwright.insights.overview import DAY
from labelwright.insights.reviews import reviews
from labelwright.storage import filters, tasks_list
from labelwright.storage.filters import Filter
from labelwright.storage.given import WHATS, Given
from labelwright.storage.tasks_list import SORTS
from labelwright.workflow.service import judging

STAGES = ("Annotate", "Review")


@pytest.fixture
def reviewed(world):
    """Of ann's 1 to 5: rob accepts 1, fixes 2, rejects 3 and 4; sue accepts 5 a day later. Ann does 3 once more."""
    case = world([ANNOTATE, REVIEW], 6)
    ann, rob, sue = case.add("ann"), case.add("rob", "reviewer"), case.add("sue", "reviewer")
    for _ in range(5):
        case.submit(ann, case.take(ann), seconds=30.0)
    case.judge(rob, case.take(rob), "accept")
    case.judge(rob, case.take(rob), "fix", "Mixed up", cls="bad")
    case.judge(rob, case.take(rob), "reject", "Mixed up")
    case.judge(rob, case.take(rob), "reject", "Empty")
    case.pass_time(86_400)
    case.judge(sue, case.take(sue), "accept")
    case.submit(ann, case.take(ann), seconds=30.0)
    return case


def found(case, sort="seq", **wanted):
    with case.database.read() as conn:
        given = Given(**wanted)
        rows = tasks_list.page(conn, case.project, Filter(given=given), sort=sort).rows
        assert tasks_list.count(conn, case.project, Filter(given=given)).count == len(rows)
        return [row.seq for row in rows]


def test_behind_each_verdict_that_a_person_gave_or_got_is_its_task(reviewed):
    told = reviewed.look(reviews, reviewed.project, STAGES, reviewed.now)
    for side, rows in (("by", told.reviewers), ("of", told.annotators)):
        for one in rows:
            for what in ("accept", "fix", "reject"):
                behind = found(reviewed, what=what, since=told.since, **{side: one.user_id})
                assert (one.name, what, len(behind)) == (one.name, what, getattr(one, what))
    assert found(reviewed, what="reject", by=reviewed.people["rob"]) == [3, 4]
    assert found(reviewed, what="reject", of=reviewed.people["ann"], reason="Mixed up") == [3]
    assert found(reviewed, what="accept", by=reviewed.people["sue"]) == [5]


def test_behind_each_stage_and_each_reason_are_its_tasks(reviewed):
    told = reviewed.look(reviews, reviewed.project, STAGES, reviewed.now)
    (stage,) = told.stages
    assert (stage.stage, stage.name, stage.accept, stage.fix, stage.reject) == (1, "Review", 2, 1, 2)
    assert found(reviewed, what="reject", stage=1) == [3, 4]
    assert found(reviewed, what="reject", stage=0) == []
    for reason in told.reasons:
        assert len(found(reviewed, what=reason.outcome, reason=reason.reason)) == reason.n


def test_a_verdict_on_a_consensus_is_behind_everybody_it_was_made_of(world):
    case = world([{**ANNOTATE, "votes": 2}, REVIEW], 2)
    ann, bob, rob = case.add("ann"), case.add("bob"), case.add("rob", "reviewer")
    for user in (ann, bob, ann, bob):
        case.submit(user, case.take(user))
    case.judge(rob, case.take(rob), "accept")
    assert (found(case, what="accept", of=ann), found(case, what="accept", of=bob)) == ([1], [1])
    assert found(case, what="accept", of=rob) == []


def test_a_verdict_that_was_taken_back_is_neither_counted_nor_found(reviewed):
    rob = reviewed.people["rob"]
    reviewed.do(judging.take_back, rob, reviewed.project, [reviewed.task(4).id])
    told = reviewed.look(reviews, reviewed.project, STAGES, reviewed.now)
    assert [(one.name, one.reject) for one in told.reviewers] == [("rob", 1), ("sue", 0)]
    assert found(reviewed, what="reject") == [3]
    assert found(reviewed, what="verdict") == [1, 2, 3, 5]


def test_a_time_begins_with_its_first_moment_and_ends_before_its_last(reviewed):
    day = reviewed.now // DAY * DAY
    assert found(reviewed, what="verdict", since=day) == [5]
    assert found(reviewed, what="verdict", until=day) == [1, 2, 3, 4]
    assert found(reviewed, what="verdict", since=day - DAY, until=day) == [1, 2, 3, 4]


def test_behind_the_cost_are_the_tasks_that_were_worked_on(reviewed):
    with reviewed.database.read() as conn:
        told = cost(conn, reviewed.project, STAGES, {"": Price(per_hour=1.0)}, 0)
    assert [(share.key, len(found(reviewed, what=share.key))) for share in told.wasted] == [("rejected", 2)]
    assert found(reviewed, what="work") == [1, 2, 3, 4, 5]
    for share in told.people:
        assert found(reviewed, what="work", by=share.key)
    assert found(reviewed, what="work", stage=1) == [1, 2, 3, 4, 5]
    assert len(found(reviewed, what="label")) == told.tasks
    assert found(reviewed, what="untimed") == []


def test_what_came_without_a_time_is_found(world):
    case = world([ANNOTATE], 2)
    ann = case.add("ann")
    case.submit(ann, case.take(ann), seconds=0.0)
    case.submit(ann, case.take(ann), seconds=3.0)
    assert found(case, what="untimed") == [1]


def test_the_newest_answers_of_a_person_are_just_so_many(reviewed):
    ann = reviewed.people["ann"]
    assert found(reviewed, what="answer", by=ann) == [1, 2, 3, 4, 5]
    assert len(found(reviewed, what="answer", by=ann, newest=2)) == 2
    assert 1 not in found(reviewed, what="answer", by=ann, newest=3)


@pytest.mark.parametrize("few", [1, 5000], ids=["many are asked one by one", "few are gathered"])
def test_they_come_in_every_order_and_beside_every_other_filter(reviewed, monkeypatch, few):
    monkeypatch.setattr(tasks_list, "FEW", few)
    for sort in SORTS:
        assert sorted(found(reviewed, sort, what="verdict")) == [1, 2, 3, 4, 5]
    with reviewed.database.read() as conn:
        both = Filter(state="done", given=Given("accept"))
        assert [row.seq for row in tasks_list.page(conn, reviewed.project, both).rows] == [1, 5]
        assert tasks_list.count(conn, reviewed.project, both).count == 2
        assert [
            seq for batch in tasks_list.walk(conn, reviewed.project, both, batch=1) for _, seq in batch
        ] == [1, 5]


@pytest.mark.parametrize("what", WHATS)
def test_everything_that_can_be_given_can_be_asked_for(reviewed, what):
    assert found(reviewed, what=what, by="nobody", since=0, until=1) == []


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ({"what": "love"}, "given.what"),
        ({"what": "answer", "of": "x"}, "given.of"),
        ({"what": "work", "reason": "x"}, "given.reason"),
        ({"what": "gold", "stage": 1}, "given.stage"),
        ({"what": "work", "newest": 5}, "given.newest"),
    ],
)
def test_what_cannot_be_asked_is_refused(reviewed, wanted, where):
    with reviewed.database.read() as conn, pytest.raises(Invalid) as caught:
        filters.prepare(conn, reviewed.project, Filter(given=Given(**wanted)))
    assert caught.value.where == where


def test_an_answer_whose_rejection_was_taken_back_is_not_in_vain(reviewed):
    rob = reviewed.people["rob"]
    assert found(reviewed, what="rejected") == [3, 4]
    reviewed.do(judging.take_back, rob, reviewed.project, [reviewed.task(4).id])
    assert found(reviewed, what="rejected") == [3]
