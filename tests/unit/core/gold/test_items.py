"""Statistics of gold tasks, and what they say is wrong with them."""

import math

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from labelwright.core.gold.items import Given, Statistics, at_most, item_rest, more_later, statistics

ANSWERS = st.lists(
    st.builds(
        Given, st.floats(0, 1), st.booleans(), st.none() | st.floats(0.1, 1e4), st.none() | st.floats(0, 1)
    ),
    max_size=40,
)


def passing(*passed: bool, rest: float | None = 0.9, seconds: float | None = None) -> list[Given]:
    return [Given(float(one), one, seconds, rest) for one in passed]


def found_in(given: list[Given]) -> Statistics:
    """The statistics where people enough are left."""
    return statistics(given, people=100, left=100)


def test_gold_that_nobody_has_met_says_nothing() -> None:
    found = found_in([])
    assert (found.answers, found.pass_rate, found.score, found.discrimination) == (0, None, None, None)
    assert found.findings == ()


def test_rate_and_mean_are_those_of_its_answers() -> None:
    found = found_in([Given(1.0, True), Given(0.5, False), Given(0.9, True)])
    assert found.score is not None
    assert (found.answers, found.score.n) == (3, 3)
    assert [found.pass_rate, found.score.mean] == pytest.approx([2 / 3, 0.8])


def test_the_correlation_with_the_rest_is_that_of_pearson() -> None:
    """Passed 1 1 0 0 against 0.9 0.7 0.6 0.2: deviations ½ ½ −½ −½ and 0.3 0.1 0 −0.4, so 0.4 / √(1 · 0.26)."""
    rests = (0.9, 0.7, 0.6, 0.2)
    given = [
        Given(1.0, passed, None, rest) for passed, rest in zip((True, True, False, False), rests, strict=True)
    ]
    assert item_rest(given) == pytest.approx(0.4 / math.sqrt(0.26))


def test_there_is_no_correlation_with_what_is_always_alike() -> None:
    assert item_rest(passing(True, False, True)) is None
    assert item_rest([Given(1.0, True, None, rest) for rest in (0.1, 0.5, 0.9)]) is None
    assert item_rest(passing(True, False, True, rest=None)) is None


def test_a_lady_tasting_tea() -> None:
    """Fisher's own example, The Design of Experiments, 1935: all eight cups right by chance is 1 of 70, six are 17."""
    assert more_later((0, 4), (4, 4)) == pytest.approx(1 / 70)
    assert more_later((1, 4), (3, 4)) == pytest.approx(17 / 70)


def test_the_tail_of_coins() -> None:
    """Of five throws none or one is heads in 6 of 32."""
    assert at_most(1, 5, 0.5) == pytest.approx(6 / 32)
    assert (at_most(5, 5, 0.5), at_most(0, 5, 0.0), at_most(3, 5, 1.0)) == (1.0, 1.0, 0.0)


def test_what_ten_pass_and_nobody_fails_is_too_easy() -> None:
    assert found_in(passing(*[True] * 9)).findings == ()
    assert found_in(passing(*[True] * 10)).findings == ("too easy",)
    assert found_in(passing(*[True] * 20, False)).findings == ()


def test_what_good_people_fail_is_doubtful() -> None:
    """Two or fewer of five by people who pass 9 of 10 elsewhere: 0.0086; three of five: 0.08."""
    assert found_in(passing(True, True, False, False, False)).findings == ("doubtful",)
    assert found_in(passing(True, True, True, False, False)).findings == ()


def test_what_bad_people_fail_is_not_doubtful() -> None:
    assert found_in(passing(*[False] * 8, rest=0.1)).findings == ()


def test_what_only_bad_people_pass_is_doubtful() -> None:
    given = [Given(0.0 if good else 1.0, not good, None, 0.6 if good else 0.5) for good in (True, False) * 5]
    found = found_in(given)
    assert found.discrimination == pytest.approx(-1.0)
    assert found.findings == ("doubtful",)


def test_nothing_is_said_of_gold_by_people_of_whom_nothing_is_known() -> None:
    assert found_in(passing(*[False] * 9, rest=None)).findings == ()


def test_what_later_people_pass_at_once_is_leaky() -> None:
    """Five fail and then five pass: 1 of 252 by chance."""
    earlier, later = [False] * 5, [True] * 5
    fast = passing(*earlier, rest=0.5, seconds=60.0) + passing(*later, rest=0.5, seconds=10.0)
    slow = passing(*earlier, rest=0.5, seconds=60.0) + passing(*later, rest=0.5, seconds=55.0)
    untimed = passing(*earlier, *later, rest=0.5)
    assert found_in(fast).findings == ("leaky",)
    assert found_in(slow).findings == ()
    assert found_in(untimed).findings == ()


@pytest.mark.parametrize(
    ("people", "left", "worn"),
    [(3, 0, True), (3, 1, False), (9, 1, False), (10, 1, True), (20, 2, True), (29, 3, False), (0, 0, True)],
)
def test_what_hardly_anybody_is_left_to_meet_is_worn_out(people: int, left: int, worn: bool) -> None:
    found = statistics(passing(True, False, True), people=people, left=left)
    assert ("worn out" in found.findings) == worn


@drawn(ANSWERS)
def test_figures_stay_within_their_bounds(answers: list[Given]) -> None:
    found = found_in(answers)
    assert found.discrimination is None or -1 <= found.discrimination <= 1
    assert found.pass_rate is None or 0 <= found.pass_rate <= 1
    assert not {"too easy", "doubtful"} <= set(found.findings)


@drawn(st.integers(0, 30), st.integers(0, 30), st.data())
def test_the_exact_test_is_a_probability(first: int, second: int, data: st.DataObject) -> None:
    earlier = (data.draw(st.integers(0, first)), first)
    later = (data.draw(st.integers(0, second)), second)
    assert 0 <= more_later(earlier, later) <= 1 + 1e-9
