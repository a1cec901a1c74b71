"""How far a model is to be trusted where labels do not confirm it, learnt from where they do."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from labelwright.core.labelerrors.noise import Floats

BINS = 10
CONFIRMED_MIN = 20
UNCONFIRMED_MIN = 5
"""Below these there is nothing to learn from: the model is then believed as much as it believes itself."""

STRAYED = 4.0
"""How many spreads off its usual place a mark is as probably wrong as right."""

_TELLING = 0.8
"""The part of the confirmed predictions, from below, beyond which too few are left to compare with."""

_LEAST_SPREAD = 0.01
_TIE = 1e-3


@dataclass(frozen=True)
class Trust:
    """The probability that a prediction is right which no label confirms, at some confidences in ascending order."""

    confidences: Floats
    chances: Floats

    @classmethod
    def of(cls, confirmed: Sequence[float], unconfirmed: Sequence[float]) -> "Trust":
        """From the confidences of predictions that labels confirm, and of those that they do not.

        The unconfirmed are a mixture of right ones, whose labels are wrong, and of wrong ones. Right ones have the
        confidences that confirmed ones have. How many they are at most shows where fewest unconfirmed ones are beyond a
        confidence beside confirmed ones, and with that their share at every confidence. (Elkan and Noto, Learning
        classifiers from only positive and unlabeled data, 2008.)
        """
        if len(confirmed) < CONFIRMED_MIN or len(unconfirmed) < UNCONFIRMED_MIN:
            return cls(np.array([0.0, 1.0]), np.array([0.0, 1.0]))
        bins = min(BINS, max(2, len(unconfirmed) // 5))
        edges = np.unique(np.quantile(confirmed, np.linspace(0.0, 1.0, bins + 1)))
        if len(edges) < 3:
            return cls(np.array([0.0, 1.0]), np.array([0.0, 1.0]))
        edges[0], edges[-1] = min(edges[0], 0.0), max(edges[-1], 1.0)
        right = np.histogram(confirmed, edges)[0] / len(confirmed)
        every = np.histogram(unconfirmed, edges)[0] / len(unconfirmed)
        beyond = np.cumsum(every[::-1])[::-1] / np.cumsum(right[::-1])[::-1]
        share = float(beyond[: max(1, round(len(beyond) * _TELLING))].min())
        ratio = _falling(every / right, right)
        chances = np.minimum(1.0, share / np.maximum(ratio, 1e-9))
        middles = np.array([np.median(_within(confirmed, a, b)) for a, b in pairwise(edges.tolist())])
        return cls(np.concatenate([[0.0], middles]), np.concatenate([[0.0], chances]))

    def right(self, confidence: float) -> float:
        """The probability at a confidence; what is alike to the model stays in its order."""
        chance = float(np.interp(confidence, self.confidences, self.chances))
        return (1.0 - _TIE) * chance + _TIE * confidence


def strayed(apart: float, usual: float, spread: float) -> float:
    """How probably a mark is badly placed that lies so far from a prediction, where `usual` ± `spread` is common."""
    off = (apart - usual) / max(spread, _LEAST_SPREAD)
    return float(1.0 / (1.0 + np.exp(np.clip(STRAYED - off, -50.0, 50.0))))


def _falling(values: Floats, weights: Floats) -> Floats:
    """The nearest values that never rise: pooled where neighbours do, which is isotonic regression."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values.tolist(), weights.tolist(), strict=True):
        pool = (value, weight, 1)
        while pools and pools[-1][0] < pool[0]:
            other, own, count = pools.pop()
            total = own + pool[1]
            pool = ((other * own + pool[0] * pool[1]) / total, total, count + pool[2])
        pools.append(pool)
    return np.concatenate([np.full(count, value) for value, _, count in pools])


def _within(values: Sequence[float], low: float, high: float) -> Floats:
    found = np.asarray(values, dtype=np.float64)
    own = found[(found >= low) & (found <= high)]
    return own if len(own) else np.array([(low + high) / 2])
