"""Krippendorff's alpha equals his own worked examples, on every scale and for any distance."""

from collections.abc import Callable

import numpy as np
import pytest
from tests.unit.core.agreement.coefficients.examples import FOUR_CODERS, THREE_CODERS, votes

from labelwright.core.agreement.coefficients.arrays import Floats
from labelwright.core.agreement.coefficients.counts import Counts, counts_of
from labelwright.core.agreement.coefficients.krippendorff import (
    MATRIX_LABELS,
    interval_alpha,
    matrix_alpha,
    nominal_alpha,
    ordinal_alpha,
    ratio_alpha,
)
from labelwright.core.agreement.coefficients.measures import numbers
from labelwright.core.agreement.coefficients.statistic import Statistic
from labelwright.core.errors import Invalid


@pytest.mark.parametrize(
    ("text", "nominal", "ordinal", "interval", "ratio"),
    [
        (FOUR_CODERS, 0.743421, 0.815388, 0.849107, 0.797403),
        (THREE_CODERS, 0.691358, 0.806721, 0.810845, 0.808944),
    ],
)
def test_alpha_with_gaps_on_every_scale(
    text: str, nominal: float, ordinal: float, interval: float, ratio: float
) -> None:
    said = votes(text)
    counts, values = counts_of(said), numbers(said.labels)
    found = [
        nominal_alpha(counts),
        *(f(counts, values) for f in (ordinal_alpha, interval_alpha, ratio_alpha)),
    ]
    assert [alpha.value for alpha in found] == pytest.approx([nominal, ordinal, interval, ratio], abs=1e-6)


@pytest.mark.parametrize("text", [FOUR_CODERS, THREE_CODERS])
def test_a_matrix_of_distances_gives_what_the_scale_gives(text: str) -> None:
    said = votes(text)
    counts, values = counts_of(said), numbers(said.labels)
    assert matrix_alpha(counts, 1.0 - np.eye(len(values))).value == pytest.approx(nominal_alpha(counts).value)
    squares = (values[:, None] - values) ** 2
    assert matrix_alpha(counts, squares).value == pytest.approx(interval_alpha(counts, values).value)


def test_labels_of_one_number_are_one() -> None:
    said = votes("1 2 3 1.0\n01 2 3 2")
    plain = votes("1 2 3 1\n1 2 3 2")
    one, other = ((counts_of(v), numbers(v.labels)) for v in (said, plain))
    for alpha in (ordinal_alpha, interval_alpha, ratio_alpha):
        assert alpha(*one).value == pytest.approx(alpha(*other).value)


def test_where_all_say_the_same_alpha_is_not_defined() -> None:
    assert np.isnan(nominal_alpha(counts_of(votes("a a a\na a a"))).value)


def test_ratios_need_numbers_from_0_up_and_not_too_many() -> None:
    with pytest.raises(Invalid, match="below 0"):
        ratio_alpha(counts_of(votes("1 -1\n1 1")), np.array([1.0, -1.0]))
    many = np.arange(MATRIX_LABELS + 1, dtype=np.float64)
    with pytest.raises(Invalid, match="takes at most 4,000"):
        ratio_alpha(_each_twice(len(many)), many)


@pytest.mark.parametrize("alpha", [ordinal_alpha, interval_alpha])
def test_other_scales_take_any_number_of_labels(alpha: Callable[[Counts, Floats], Statistic]) -> None:
    many = np.arange(100_000, dtype=np.float64)
    assert alpha(_each_twice(len(many)), many).value == pytest.approx(1.0)


def test_a_label_that_is_no_number_is_named() -> None:
    with pytest.raises(Invalid, match="The label “cat” is no number"):
        numbers(["1", "cat"])


def _each_twice(labels: int) -> Counts:
    every = np.arange(labels)
    twice = np.full(labels, 2.0)
    return Counts(every, every, twice, twice, np.ones(labels), labels)
