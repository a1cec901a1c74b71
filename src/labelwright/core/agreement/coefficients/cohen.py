"""Cohen's kappa of two annotators, plain and weighted, with its asymptotic standard errors; and that of their table.

A table (labels × labels) says on how many items the first annotator gave the row's label and the second the column's.
"""

import math
from dataclasses import dataclass

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats, total
from labelwright.core.agreement.coefficients.chance import corrected, ratio
from labelwright.core.agreement.coefficients.statistic import Statistic


@dataclass(frozen=True, slots=True)
class Kappa:
    """Kappa, its standard error, and the one it would have if the annotators agreed by chance alone."""

    value: float
    error: float
    error_by_chance: float

    @property
    def z(self) -> float:
        """Kappa in standard errors of chance agreement."""
        return self.value / self.error_by_chance if self.error_by_chance else math.nan


def cohen_kappa(table: Floats, weights: Floats | None = None) -> Statistic:
    """Cohen, A coefficient of agreement for nominal scales, 1960; with weights, Psychological Bulletin 70 (1968).

    Chance draws each annotator's label by how frequent it is with that annotator. `weights` is how much two labels
    agree, ones on the diagonal; without it, equal labels agree.
    """
    table = np.asarray(table, dtype=np.float64)
    first, second = np.nonzero(table)
    weights = np.eye(len(table)) if weights is None else weights
    agreed = weights[first, second]
    rows, columns = np.eye(len(table))[first], np.eye(len(table))[second]

    def of(times: Floats) -> Floats:
        items = total(times)
        expected = total((times @ rows) @ weights * (times @ columns))
        return corrected(ratio(times @ agreed, items), ratio(expected, items**2))

    return Statistic(table[first, second], of, len(first))


def kappa_errors(table: Floats, weights: Floats | None = None) -> Kappa:
    """Kappa with its standard errors for many items: Fleiss, Cohen and Everitt, Psychological Bulletin 72 (1969)."""
    table = np.asarray(table, dtype=np.float64)
    weights = np.eye(len(table)) if weights is None else weights
    items = table.sum()
    share = table / items
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    observed, expected = float((share * weights).sum()), float(rows @ weights @ columns)
    if expected >= 1.0:
        return Kappa(math.nan, math.nan, math.nan)
    usual = (weights @ columns)[:, None] + rows @ weights
    left = (share * (weights * (1 - expected) - usual * (1 - observed)) ** 2).sum()
    variance = left - (observed * expected - 2 * expected + observed) ** 2
    by_chance = (np.outer(rows, columns) * (weights - usual) ** 2).sum() - expected**2
    root = math.sqrt(items)
    return Kappa(
        (observed - expected) / (1 - expected),
        math.sqrt(max(0.0, float(variance))) / ((1 - expected) ** 2 * root),
        math.sqrt(max(0.0, float(by_chance))) / ((1 - expected) * root),
    )
