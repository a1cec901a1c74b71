"""What labels cost, after real work, at rates that were set."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE, REVIEW

from labelwright.core.errors import Invalid
from labelwright.insights.cost import Price, cost
from labelwright.workflow.service import rates
from labelwright.workflow.service.rates import Rate, Rates

STAGES = ("Annotate", "Review")
HOURLY = {"": Price(per_hour=3600.0)}
"""A second costs one."""


def spent(case, prices=HOURLY, since=0):
    with case.database.read() as conn:
        return cost(conn, case.project, STAGES, prices, since)


def reviewed(world, outcome="accept"):
    """Ann answers two items in 100 s each; rob judges the first in 1 s."""
    case = world([ANNOTATE, REVIEW], 2)
    ann, rob = case.add("ann"), case.add("rob", "reviewer")
    for _ in range(2):
        case.submit(ann, case.take(ann), seconds=100.0)
    case.judge(
        rob,
        case.take(rob),
        outcome,
        "No." if outcome == "reject" else "",
        "bad" if outcome == "fix" else None,
    )
    return case


def test_answers_and_verdicts_cost_their_time(world):
    found = spent(reviewed(world))
    assert (found.total, found.seconds, found.pieces, found.untimed) == (201.0, 201.0, 3, 0)
    assert [(one.name, one.cost) for one in found.people] == [("ann", 200.0), ("rob", 1.0)]
    assert [(one.name, one.cost) for one in found.stages] == [("Annotate", 200.0), ("Review", 1.0)]
    assert [one.cost for one in found.days] == [201.0]


def test_what_is_done_bears_the_cost_of_all(world):
    found = spent(reviewed(world))
    assert (found.tasks, found.labels, found.per_task, found.per_label) == (1, 1, 201.0, 201.0)


def test_the_time_of_a_fix_counts_once(world):
    found = spent(reviewed(world, "fix"))
    assert (found.total, found.pieces) == (201.0, 3)


def test_a_piece_can_have_a_price_and_a_person_another_one(world):
    case = reviewed(world)
    prices = {"": Price(per_answer=2.0), case.people["rob"]: Price(per_answer=5.0)}
    assert spent(case, prices).total == 2 * 2.0 + 5.0


def test_what_was_rejected_is_in_no_label(world):
    found = spent(reviewed(world, "reject"))
    assert [(one.key, one.pieces, one.cost) for one in found.wasted] == [("rejected", 1, 100.0)]
    assert (found.tasks, found.per_label) == (0, None)


def test_a_page_left_open_counts_up_to_ten_times_the_usual(world):
    case = world([ANNOTATE], 3)
    ann = case.add("ann")
    for seconds in (60.0, 60.0, 86_400.0):
        case.submit(ann, case.take(ann), seconds=seconds)
    found = spent(case)
    assert (found.cap, found.seconds) == (600.0, 720.0)


def test_only_what_came_in_the_time_is_counted(world):
    case = reviewed(world)
    found = spent(case, since=case.now + 1)
    assert (found.total, found.people, found.per_task) == (0, (), None)


def test_rates_are_set_as_a_whole_and_told_without_amounts(world):
    case = reviewed(world)
    ann = case.people["ann"]
    for wish in (Rates("EUR", (Rate("", 20.0), Rate(ann, 0.0, 0.5))), Rates("USD", (Rate("", 25.0),))):
        case.do(rates.set_rates, case.owner, case.project, wish)
        assert case.look(rates.of, case.project) == wish
    told = [row["data"] for row in case.rows("events") if row["kind"] == "rates.changed"]
    assert told == ['{"currency":"EUR","people":1}', '{"currency":"USD","people":0}']


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (Rates("Euro"), "no currency"),
        (Rates("EUR", (Rate(), Rate())), "two rates"),
        (Rates("EUR", (Rate("", -1.0),)), "between 0 and"),
        (Rates("EUR", (Rate("", float("nan")),)), "between 0 and"),
        (Rates("EUR", (Rate("nobody", 1.0),)), "no member"),
    ],
)
def test_rates_that_make_no_sense_are_refused(world, wish, message):
    case = world([ANNOTATE], 0)
    with pytest.raises(Invalid, match=message):
        case.do(rates.set_rates, case.owner, case.project, wish)
