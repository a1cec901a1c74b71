"""Gwet's AC1 and AC2 equal what his own program prints, gaps and errors included."""

import numpy as np
import pytest
from tests.unit.core.agreement.coefficients.examples import FOUR_CODERS, votes

from labelwright.core.agreement.coefficients.counts import counts_of
from labelwright.core.agreement.coefficients.gwet import gwet_ac, gwet_error
from labelwright.core.agreement.coefficients.quantiles import student_interval
from labelwright.core.agreement.coefficients.weights import quadratic


def test_ac1_with_error_and_interval() -> None:
    """irrCAC, raw_4raters: AC1 .77544, standard error .14295, interval .46081 to 1."""
    counts = counts_of(votes(FOUR_CODERS))
    value, error = gwet_ac(counts).value, gwet_error(counts)
    assert [value, error, *student_interval(value, error, 12)] == pytest.approx(
        [0.77544, 0.14295, 0.46081, 1.0], abs=1e-5
    )


def test_ac2_with_quadratic_weights() -> None:
    four = votes(FOUR_CODERS)
    weights = quadratic(np.array([float(label) for label in four.labels]))
    assert gwet_ac(counts_of(four), weights).value == pytest.approx(0.91400, abs=1e-5)


def test_a_frequent_label_does_not_hide_agreement() -> None:
    """The paradox that AC1 was made for: nearly all agree on the frequent label, and kappa is near 0."""
    counts = counts_of(votes(f"{'a ' * 95}{'b ' * 2}{'a ' * 3}\n{'a ' * 97}{'b ' * 3}"))
    assert gwet_ac(counts).value > 0.9


def test_one_item_has_no_error() -> None:
    assert np.isnan(gwet_error(counts_of(votes("a\nb"))))
