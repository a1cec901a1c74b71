"""Every coefficient over votes by its name, for whoever lets a person choose."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats
from labelwright.core.agreement.coefficients.cohen import cohen_kappa
from labelwright.core.agreement.coefficients.conger import conger_kappa
from labelwright.core.agreement.coefficients.counts import Counts, counts_of
from labelwright.core.agreement.coefficients.fleiss import fleiss_kappa, randolph_kappa
from labelwright.core.agreement.coefficients.gwet import gwet_ac
from labelwright.core.agreement.coefficients.krippendorff import (
    interval_alpha,
    nominal_alpha,
    ordinal_alpha,
    ratio_alpha,
)
from labelwright.core.agreement.coefficients.pairs import table_of
from labelwright.core.agreement.coefficients.percent import percent_agreement
from labelwright.core.agreement.coefficients.statistic import Statistic
from labelwright.core.agreement.coefficients.weights import linear, quadratic
from labelwright.core.errors import Invalid
from labelwright.core.votes import Votes


class Measure(NamedTuple):
    """A coefficient: what a person reads, how it is computed, and whether labels must be numbers for it."""

    title: str
    of: Callable[[Votes], Statistic]
    numeric: bool = False


def numbers(labels: Sequence[str]) -> Floats:
    """The labels as numbers. Raises `Invalid` for one that is none."""
    values = np.empty(len(labels))
    for place, label in enumerate(labels):
        try:
            values[place] = float(label)
        except ValueError:
            values[place] = np.nan
        if not np.isfinite(values[place]):
            raise Invalid(
                f"The label “{label:.50}” is no number, and this figure needs numbers.",
                remedy="Ask for one that needs only labels, such as alpha.",
            )
    return values


def _counted(coefficient: Callable[[Counts], Statistic]) -> Callable[[Votes], Statistic]:
    return lambda votes: coefficient(counts_of(votes).folded())


def _numbered(coefficient: Callable[[Counts, Floats], Statistic]) -> Callable[[Votes], Statistic]:
    return lambda votes: coefficient(counts_of(votes).folded(), numbers(votes.labels))


def _scott(counts: Counts) -> Statistic:
    return fleiss_kappa(counts.select(counts.paired))


def _cohen(votes: Votes, weights: Floats | None = None) -> Statistic:
    annotators = np.unique(votes.annotator)
    if len(annotators) == 2:
        return cohen_kappa(table_of(votes, *annotators.tolist()), weights)
    return conger_kappa(votes, weights)


MEASURES: Mapping[str, Measure] = {
    "agreement": Measure("Percent agreement", _counted(percent_agreement)),
    "alpha": Measure("Krippendorff's alpha", _counted(nominal_alpha)),
    "alpha-ordinal": Measure("Krippendorff's alpha, ordinal", _numbered(ordinal_alpha), numeric=True),
    "alpha-interval": Measure("Krippendorff's alpha, interval", _numbered(interval_alpha), numeric=True),
    "alpha-ratio": Measure("Krippendorff's alpha, ratio", _numbered(ratio_alpha), numeric=True),
    "fleiss": Measure("Fleiss' kappa", _counted(fleiss_kappa)),
    "scott": Measure("Scott's pi", _counted(_scott)),
    "randolph": Measure("Randolph's kappa (of two: S)", _counted(randolph_kappa)),
    "ac1": Measure("Gwet's AC1", _counted(gwet_ac)),
    "ac2": Measure("Gwet's AC2", _numbered(lambda c, values: gwet_ac(c, quadratic(values))), numeric=True),
    "cohen": Measure("Cohen's kappa (of many: Conger's)", _cohen),
    "cohen-linear": Measure(
        "Cohen's kappa, linear weights", lambda v: _cohen(v, linear(numbers(v.labels))), numeric=True
    ),
    "cohen-quadratic": Measure(
        "Cohen's kappa, quadratic weights", lambda v: _cohen(v, quadratic(numbers(v.labels))), numeric=True
    ),
}
