"""A share taken of each annotator or class: none goes unseen, and no more is looked at than the share asks for."""

from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.workflow.conftest import ANNOTATE

from labelwright.core.conditions import Case
from labelwright.core.judging import is_behind, is_drawn, looked_at
from labelwright.workflow.spec.model import StageSpec

SHARES = st.integers(1, 99).map(lambda percent: percent / 100)


def drawn(count, share):
    """Of so many tasks of one stratum, in the order in which they come, whether each is taken."""
    taken: list[bool] = []
    for seen in range(count):
        taken.append(is_behind(seen, sum(taken), share))
    return taken


@given(SHARES, st.integers(1, 200))
def test_of_any_number_the_share_is_taken_and_the_first_always(share, count):
    taken = drawn(count, share)
    assert taken[0]
    assert share * count - 1e-9 <= sum(taken) <= ceil(share * count + 1e-9)


@given(SHARES, st.integers(2, 200))
def test_what_is_taken_lies_evenly(share, count):
    places = [seen for seen, taken in enumerate(drawn(count, share)) if taken]
    gaps = {after - before for before, after in pairwise(places)}
    assert max(gaps, default=0) - min(gaps, default=0) <= 1


@given(st.lists(st.sets(st.sampled_from("abcd"), min_size=1), max_size=120), SHARES)
def test_each_of_the_strata_that_a_task_belongs_to_has_at_least_its_share(tasks, share):
    counts = dict.fromkeys("abcd", (0, 0))
    for strata in tasks:
        taken = any(is_behind(*counts[name], share) for name in strata)
        for name in strata:
            seen, had = counts[name]
            counts[name] = (seen + 1, had + taken)
    assert all(taken >= share * seen - 1e-9 for seen, taken in counts.values())


def test_conditions_go_before_the_share():
    stage = StageSpec("review", "review", share=0.5, when="votes > 1", always="round > 0", per="class")
    behind = {"review": True}
    sent_back = Case("t", {"round": 1.0, "votes": 1.0}, behind={"review": False})
    assert (looked_at(sent_back, stage), is_drawn(sent_back, stage)) == (True, False)
    single = Case("t", {"round": 0.0, "votes": 1.0}, behind=behind)
    assert (looked_at(single, stage), is_drawn(single, stage)) == (False, False)
    double = Case("t", {"round": 0.0, "votes": 2.0}, behind=behind)
    assert (looked_at(double, stage), is_drawn(double, stage)) == (True, True)


def work(case, answers):
    """Each of these people answers the next task with this class; whether each went to review."""
    seen = []
    for name, cls in answers:
        user = case.people.get(name) or case.add(name)
        held = case.take(user, stage=0)
        case.submit(user, held, cls)
        seen.append(case.task(case.seq(held)).state == "open")
    return seen


def test_the_share_is_of_each_annotator(world):
    case = world([ANNOTATE, {"stage": "review", "share": 0.25, "per": "annotator"}], 12)
    people = [
        ("ada", "good"),
        ("bo", "good"),
        ("ada", "good"),
        ("ada", "good"),
        ("ada", "good"),
        ("ada", "good"),
    ]
    assert work(case, people) == [True, True, False, False, False, True]
    kept = {(row["stage"], row["stratum"]): (row["seen"], row["taken"]) for row in case.rows("strata")}
    assert kept == {("review", case.people["ada"]): (5, 2), ("review", case.people["bo"]): (1, 1)}


def test_the_share_is_of_each_class_and_the_first_of_a_new_one_is_seen(world):
    case = world([ANNOTATE, {"stage": "review", "share": 0.1, "per": "class"}], 12)
    given_ = [("ada", "good")] * 5 + [("ada", "bad")] + [("ada", "good")] * 3
    assert work(case, given_) == [True, False, False, False, False, True, False, False, False]


@pytest.mark.parametrize("later", [{"when": "votes > 1"}, {"always": "votes > 0"}])
def test_what_a_condition_decides_is_not_counted_in_the_share(world, later):
    case = world([ANNOTATE, {"stage": "review", "share": 0.5, "per": "annotator", **later}], 3)
    work(case, [("ada", "good"), ("ada", "good")])
    assert [(row["seen"], row["taken"]) for row in case.rows("strata")] == [(0, 0)]


def test_a_stage_before_takes_a_task_without_its_being_counted_in_later_ones(world):
    first = {"stage": "review", "name": "first"}
    case = world([ANNOTATE, first, {"stage": "review", "share": 0.5, "per": "annotator"}], 2)
    work(case, [("ada", "good")])
    assert [(row["seen"], row["taken"]) for row in case.rows("strata")] == [(0, 0)]
    rob = case.add("rob", "reviewer")
    case.judge(rob, case.take(rob), "accept")
    assert case.task().stage == 2
    assert [(row["seen"], row["taken"]) for row in case.rows("strata")] == [(1, 1)]
