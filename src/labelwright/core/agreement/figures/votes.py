"""The figures of votes: every coefficient, overall and in parts."""

from collections.abc import Mapping

import numpy as np

from labelwright.core.agreement.coefficients.counts import counts_of
from labelwright.core.agreement.coefficients.measures import MEASURES
from labelwright.core.agreement.coefficients.pairs import pairs_of
from labelwright.core.agreement.coefficients.parts import against, between
from labelwright.core.agreement.coefficients.statistic import Estimate
from labelwright.core.agreement.figures.finding import MOST_PAIRS, Part, of_value
from labelwright.core.errors import Invalid
from labelwright.core.votes import Votes


class OfVotes:
    """A `Source` of figures over votes."""

    titles: Mapping[str, str] = {name: measure.title for name, measure in MEASURES.items()}
    errors: frozenset[str] = frozenset()

    def __init__(self, votes: Votes) -> None:
        self._votes = votes

    def usual(self, by: str) -> list[str]:
        if by == "item":
            return ["agreement"]
        two = by == "pair" or len(np.unique(self._votes.annotator)) == 2
        return ["agreement", "alpha", "fleiss", "ac1", *(["cohen"] if two else [])]

    def whole(self, name: str, rng: np.random.Generator) -> Estimate:
        return MEASURES[name].of(self._votes).estimate(rng)

    def parts(self, name: str, by: str, rng: np.random.Generator) -> tuple[list[Part], int]:
        if by == "pair":
            return self._by_pair(name, rng)
        return (self._by_class(name, rng) if by == "class" else self._by_item(name)), 0

    def _by_class(self, name: str, rng: np.random.Generator) -> list[Part]:
        """Each label against all others."""
        if MEASURES[name].numeric:
            raise Invalid(
                f"{name} measures how far numbers are apart, so it has no parts by class.",
                remedy="Ask for alpha, fleiss or ac1.",
            )
        given = np.bincount(self._votes.label, minlength=len(self._votes.labels))
        return [
            Part({"class": label}, MEASURES[name].of(against(self._votes, place)).estimate(rng))
            for place, label in enumerate(self._votes.labels)
            if given[place]
        ]

    def _by_pair(self, name: str, rng: np.random.Generator) -> tuple[list[Part], int]:
        votes, pairs = self._votes, pairs_of(self._votes)
        found = []
        for first, second in zip(pairs.first[:MOST_PAIRS], pairs.second[:MOST_PAIRS], strict=True):
            of = {"first": votes.annotators[first], "second": votes.annotators[second]}
            found.append(Part(of, MEASURES[name].of(between(votes, first, second)).estimate(rng)))
        return found, len(pairs.first) - len(found)

    def _by_item(self, name: str) -> list[Part]:
        if name != "agreement":
            raise Invalid(
                f"{name} corrects for chance, which one item does not show.", remedy="Ask for agreement."
            )
        counts = counts_of(self._votes)
        items = np.unique(
            self._votes.item if self._votes.weight is None else self._votes.item[self._votes.weight > 0]
        )
        return [
            Part({"item": self._votes.items[item]}, of_value(value))
            for item, value, paired in zip(items, counts.likeness(None).tolist(), counts.paired, strict=True)
            if paired
        ]
