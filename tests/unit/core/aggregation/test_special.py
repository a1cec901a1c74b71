"""The gamma family against values that are known in closed form, and against SciPy."""

import numpy as np
import pytest
from scipy import special, stats

from labelwright.core.aggregation.special import digamma, divergence, expected_log, log_beta, log_gamma

X = np.array([1e-3, 0.01, 0.5, 1.0, 1.5, 2.0, 7.0, 30.5, 1e3, 1e6])


def test_known_values() -> None:
    euler = 0.5772156649015329
    assert digamma(np.array([1.0, 0.5])) == pytest.approx([-euler, -euler - 2 * np.log(2)], abs=1e-10)
    assert log_gamma(np.array([5.0, 0.5])) == pytest.approx([np.log(24), np.log(np.pi) / 2], abs=1e-10)


def test_the_same_as_scipy() -> None:
    assert digamma(X) == pytest.approx(special.digamma(X), rel=1e-10)
    assert log_gamma(X) == pytest.approx(special.gammaln(X), rel=1e-10, abs=1e-10)


def test_expected_logarithms_of_a_beta_distribution() -> None:
    drawn = np.log(stats.beta(3, 5).rvs(100_000, random_state=0)).mean()
    assert expected_log(np.array([3.0, 5.0]), axis=0)[0] == pytest.approx(drawn, abs=0.01)


def test_a_distribution_does_not_diverge_from_itself() -> None:
    x = np.array([[1.0, 2.0, 3.0], [0.5, 0.5, 9.0]])
    assert divergence(x, x, axis=1) == pytest.approx(0.0, abs=1e-10)
    assert divergence(x + 1.0, x, axis=1) > 0.1


def test_the_normaliser_of_a_dirichlet_distribution() -> None:
    assert log_beta(np.array([2.0, 3.0]), axis=0) == pytest.approx(np.log(1 / 12), abs=1e-10)
