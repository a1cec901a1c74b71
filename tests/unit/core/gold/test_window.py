"""The mean of the newest scores, its interval, and when somebody falls."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.core.gold.window import Window, falls, wilson, windowed

SCORES = st.lists(st.floats(0, 1), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_that_of_newcombe(successes: int, n: int, low: float, high: float) -> None:
    """Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, 1998, table I,
    method 3."""
    assert wilson(successes / n, n) == pytest.approx((low, high), abs=5e-5)


def test_only_the_newest_scores_count() -> None:
    window = windowed([0.0, 0.0, 1.0, 0.5], 2)
    assert window is not None
    assert (window.n, window.mean) == (2, 0.75)


def test_nobody_has_a_window_without_a_score() -> None:
    assert windowed([], 20) is None
    assert not falls(None, pass_mark=1.0, full=1)


def test_four_zeros_are_not_enough_and_five_are() -> None:
    """Of five scores of 0 the interval ends at z² / (5 + z²) = 3.8415 / 8.8415 = 0.4345."""
    assert not falls(windowed([0.0] * 4, 20), pass_mark=0.85, full=20)
    five = windowed([0.0] * 5, 20)
    assert five is not None
    assert five.high == pytest.approx(0.43449, abs=1e-5)
    assert falls(five, pass_mark=0.85, full=20)


def test_bad_luck_with_the_first_few_makes_nobody_fall() -> None:
    unlucky = windowed([0.0, 1.0, 0.0, 1.0, 1.0, 1.0], 20)
    assert unlucky is not None
    assert unlucky.mean < 0.85
    assert not falls(unlucky, pass_mark=0.85, full=20)


def test_a_full_window_tells_by_its_mean() -> None:
    just_below = [0.0] * 4 + [1.0] * 16
    assert falls(windowed(just_below, 20), pass_mark=0.85, full=20)
    assert not falls(windowed(just_below + [1.0] * 4, 20), pass_mark=0.85, full=20)
    assert not falls(windowed([0.85] * 4, 4), pass_mark=0.85, full=4)


@given(SCORES, st.integers(1, 30))
def test_the_interval_holds_the_mean_and_stays_between_0_and_1(scores: list[float], most: int) -> None:
    window = windowed(scores, most)
    assert window is not None
    assert 0 <= window.low <= window.mean + 1e-9
    assert window.mean - 1e-9 <= window.high <= 1


@given(st.floats(0, 1), st.integers(1, 500))
def test_more_scores_say_more(mean: float, n: int) -> None:
    low, high = wilson(mean, n)
    lower, higher = wilson(mean, n + 1)
    assert higher - lower <= high - low


@given(SCORES, st.floats(0, 1), st.integers(1, 30))
def test_nobody_falls_whose_mean_reaches_the_mark(scores: list[float], mark: float, full: int) -> None:
    window = windowed(scores, full)
    if isinstance(window, Window) and window.mean >= mark:
        assert not falls(window, pass_mark=mark, full=full)


@given(SCORES, st.integers(1, 30))
def test_the_order_within_the_window_changes_nothing(scores: list[float], full: int) -> None:
    newest = scores[-full:]
    assert windowed(sorted(newest), full) == windowed(scores, full)
