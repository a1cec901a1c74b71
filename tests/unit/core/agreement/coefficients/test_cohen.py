"""Cohen's kappa equals what textbooks and other programs print."""

import numpy as np
import pytest
from tests.unit.core.agreement.coefficients.examples import (
    ANXIETY,
    DIALOGUE_ACTS,
    FOUR_CODERS,
    confusion,
    votes,
    votes_of_table,
)

from labelwright.core.agreement.coefficients.arrays import Floats
from labelwright.core.agreement.coefficients.cohen import cohen_kappa, kappa_errors
from labelwright.core.agreement.coefficients.conger import conger_kappa
from labelwright.core.agreement.coefficients.pairs import table_of
from labelwright.core.agreement.coefficients.quantiles import normal_interval
from labelwright.core.agreement.coefficients.weights import linear, quadratic, steps

STATSMODELS = np.array([[0, 4, 1], [0, 8, 0], [0, 1, 5]], dtype=np.float64)
"""The table in statsmodels' tests of cohens_kappa, with the SAS printout below."""

DIAGNOSIS = np.array([[75, 1, 4], [5, 4, 1], [0, 0, 10]], dtype=np.float64)
"""Fleiss, Statistical Methods for Rates and Proportions, table 18.1: psychotic, neurotic, organic."""


@pytest.mark.parametrize(
    ("table", "value"),
    [
        # Wikipedia, Cohen's kappa: the worked example, and “same percentage, different numbers”
        ([[20, 5], [10, 15]], 0.4),
        ([[45, 15], [25, 15]], 0.1304),
        ([[25, 35], [5, 35]], 0.2593),
        # Artstein and Poesio 2008, as nltk's metrics.agreement computes it
        (DIALOGUE_ACTS, 0.80132),
    ],
)
def test_kappa_of_textbook_tables(table: list[list[float]], value: float) -> None:
    assert cohen_kappa(np.array(table)).value == pytest.approx(value, abs=5e-5)


def test_kappa_with_its_errors_as_sas_prints_them() -> None:
    kappa = kappa_errors(STATSMODELS)
    low, high = normal_interval(kappa.value, kappa.error)
    assert [kappa.value, kappa.error, low, high, kappa.error_by_chance, kappa.z] == pytest.approx(
        [0.4842, 0.1380, 0.2137, 0.7547, 0.1484, 3.2626], abs=5e-5
    )
    assert cohen_kappa(STATSMODELS).value == pytest.approx(kappa.value)


def test_weighted_kappa_with_its_errors_as_sas_prints_them() -> None:
    kappa = kappa_errors(STATSMODELS, linear(np.arange(3.0)))
    low, high = normal_interval(kappa.value, kappa.error)
    assert [kappa.value, kappa.error, low, high, kappa.z] == pytest.approx(
        [0.4701, 0.1457, 0.1845, 0.7558, 3.2971], abs=5e-5
    )


@pytest.mark.parametrize(
    ("weights", "value"),
    [(None, 0.6765), (linear(np.arange(3.0)), 0.7222), (quadratic(np.arange(3.0)), 0.7553)],
)
def test_kappa_of_diagnoses_with_each_kind_of_weights(weights: Floats | None, value: float) -> None:
    assert cohen_kappa(DIAGNOSIS, weights).value == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize(
    ("distances", "value"), [([0, 0, 0, 1, 1, 1], 0.1891892), ([0, 0, 1, 1, 2, 2], 0.2820513)]
)
def test_kappa_with_weights_of_ones_own(distances: list[float], value: float) -> None:
    """R, irr: kappa2(anxiety[, 1:2], distances)."""
    assert cohen_kappa(confusion(ANXIETY[0], ANXIETY[1]), steps(distances)).value == pytest.approx(
        value, abs=1e-7
    )


@pytest.mark.parametrize(
    ("weights", "value"),
    [(None, -0.006289308), (linear(np.arange(5.0)), 0.1459075), (quadratic(np.arange(5.0)), 0.2520325)],
)
def test_kappa_below_chance(weights: Floats | None, value: float) -> None:
    """R, irr: kappa2(anxiety[, 2:3]) with weights "unweighted", "equal" and "squared"."""
    assert cohen_kappa(confusion(ANXIETY[1], ANXIETY[2]), weights).value == pytest.approx(value, abs=1e-7)


def test_kappa_is_not_defined_where_both_always_say_the_same() -> None:
    table = np.array([[7.0, 0.0], [0.0, 0.0]])
    assert np.isnan([cohen_kappa(table).value, kappa_errors(table).value]).all()


@pytest.mark.parametrize("weights", [None, quadratic(np.arange(3.0))])
def test_congers_kappa_of_two_is_cohens(weights: Floats | None) -> None:
    two = votes_of_table(DIALOGUE_ACTS)
    assert conger_kappa(two, weights).value == pytest.approx(cohen_kappa(table_of(two, 0, 1), weights).value)


@pytest.mark.parametrize(("weighted", "value"), [(False, 0.76282), (True, 0.85771)])
def test_congers_kappa_of_four_with_gaps(weighted: bool, value: float) -> None:
    """Gwet's irrCAC on its data set raw_4raters, unweighted and with quadratic weights."""
    four = votes(FOUR_CODERS)
    weights = quadratic(np.array([float(label) for label in four.labels])) if weighted else None
    assert conger_kappa(four, weights).value == pytest.approx(value, abs=1e-5)
