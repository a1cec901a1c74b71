"""Fleiss', Randolph's and Scott's coefficients equal what their authors and other programs print."""

import numpy as np
import pytest
from tests.unit.core.agreement.coefficients.examples import (
    DIAGNOSES,
    DIALOGUE_ACTS,
    FOUR_CODERS,
    FOURTEEN_RATERS,
    votes,
    votes_of_table,
)

from labelwright.core.agreement.coefficients.arrays import Floats
from labelwright.core.agreement.coefficients.counts import counts_of, counts_of_table
from labelwright.core.agreement.coefficients.fleiss import fleiss_kappa, randolph_kappa
from labelwright.core.agreement.coefficients.krippendorff import nominal_alpha
from labelwright.core.agreement.coefficients.percent import percent_agreement
from labelwright.core.agreement.coefficients.weights import quadratic


@pytest.mark.parametrize(("table", "value"), [(FOURTEEN_RATERS, 0.20993), (DIAGNOSES, 0.43024)])
def test_fleiss_kappa_of_published_tables(table: Floats, value: float) -> None:
    assert fleiss_kappa(counts_of_table(table)).value == pytest.approx(value, abs=1e-5)


@pytest.mark.parametrize(
    ("table", "fleiss", "randolph"),
    [
        ([[7, 1], [3, 5]], 0.161905, 0.214286),
        ([[6, 1, 0], [0, 7, 0]], 0.708333, 0.785714),
        ([[6.99, 0.01], [6.99, 0.01]], -0.166667, 0.993343),
    ],
)
def test_fixed_and_free_marginals(table: list[list[float]], fleiss: float, randolph: float) -> None:
    """statsmodels, tests of fleiss_kappa with method "fleiss" and "randolph"; Randolph's online calculator."""
    counts = counts_of_table(np.array(table))
    assert fleiss_kappa(counts).value == pytest.approx(fleiss, abs=1e-6)
    assert randolph_kappa(counts).value == pytest.approx(randolph, abs=1e-6)


def test_every_coefficient_of_two_coders() -> None:
    """Artstein and Poesio 2008: A_o, S, pi and alpha of their table of dialogue acts, as nltk computes them."""
    counts = counts_of(votes_of_table(DIALOGUE_ACTS))
    found = [f(counts).value for f in (percent_agreement, randolph_kappa, fleiss_kappa, nominal_alpha)]
    assert found == pytest.approx([0.88, 0.82, 0.79953, 0.80053], abs=1e-5)


@pytest.mark.parametrize(
    ("weighted", "agreement", "fleiss", "brennan"),
    [(False, 0.81818, 0.76117, 0.77273), (True, 0.97538, 0.86494, 0.90152)],
)
def test_four_raters_with_gaps(weighted: bool, agreement: float, fleiss: float, brennan: float) -> None:
    """Gwet's irrCAC on its data set raw_4raters, unweighted and with quadratic weights."""
    four = votes(FOUR_CODERS)
    weights = quadratic(np.array([float(label) for label in four.labels])) if weighted else None
    found = [f(counts_of(four), weights).value for f in (percent_agreement, fleiss_kappa, randolph_kappa)]
    assert found == pytest.approx([agreement, fleiss, brennan], abs=1e-5)


def test_where_nothing_is_compared_nothing_is_defined() -> None:
    alone = counts_of(votes("a b a"))
    assert np.isnan([f(alone).value for f in (percent_agreement, fleiss_kappa, randolph_kappa)]).all()
