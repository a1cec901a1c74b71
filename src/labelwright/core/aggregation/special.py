"""The two functions of the gamma family that Bayesian estimates need, on arrays."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

SHIFT = 6
"""How far arguments are moved up before the asymptotic series, which is then exact to about 1e-10."""


def digamma(x: Floats) -> Floats:
    """The derivative of log Γ, for x > 0: Abramowitz and Stegun 6.3.18 after the recurrence 6.3.5."""
    below = np.zeros_like(x)
    for step in range(SHIFT):
        below += 1.0 / (x + step)
    high = x + SHIFT
    square = 1.0 / (high * high)
    tail = square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132))))
    result: Floats = np.log(high) - 0.5 / high - tail - below
    return result


def log_gamma(x: Floats) -> Floats:
    """log Γ(x), for x > 0: Abramowitz and Stegun 6.1.41 after the recurrence 6.1.15."""
    product = np.ones_like(x)
    for step in range(SHIFT):
        product *= x + step
    high = x + SHIFT
    square = 1.0 / (high * high)
    tail = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / high
    result: Floats = (high - 0.5) * np.log(high) - high + 0.5 * np.log(2 * np.pi) + tail - np.log(product)
    return result


def log_beta(x: Floats, axis: int) -> Floats:
    """The logarithm of the Dirichlet normaliser along an axis: Σ log Γ(x) − log Γ(Σ x)."""
    result: Floats = log_gamma(x).sum(axis=axis) - log_gamma(x.sum(axis=axis))
    return result


def expected_log(x: Floats, axis: int) -> Floats:
    """E[log p] where p follows a Dirichlet distribution with the parameters x along an axis."""
    result: Floats = digamma(x) - digamma(x.sum(axis=axis, keepdims=True))
    return result


def divergence(posterior: Floats, prior: Floats, axis: int) -> float:
    """Kullback and Leibler's divergence of Dirichlet distributions from others, along an axis; summed over all."""
    prior = np.broadcast_to(prior, posterior.shape)
    apart = ((posterior - prior) * expected_log(posterior, axis)).sum(axis=axis)
    return float((apart - log_beta(posterior, axis) + log_beta(prior, axis)).sum())
