"""The figures of sets of marks: every measure of two answers, alpha and gamma, overall and in parts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from labelwright.core.agreement.coefficients.statistic import Estimate, Statistic
from labelwright.core.agreement.figures.finding import MOST_PAIRS, Part, of_value
from labelwright.core.agreement.sets.answers import Answered, Rules
from labelwright.core.agreement.sets.compare import answers_alpha, answers_gamma, answers_share
from labelwright.core.agreement.sets.measures import MEASURES
from labelwright.core.errors import Invalid

ALPHA, GAMMA = "alpha-answers", "gamma"
_BY_CHANCE = {ALPHA: "Alpha of whole answers", GAMMA: "Gamma of stretches"}
_USUAL = ("f1", "iou", "attributes", "oks", "span-exact", "span-overlap", "wer", "cer")
"""Told of wherever there is anything to compare."""


class OfMarks:
    """A `Source` of figures over items with several answers."""

    titles: Mapping[str, str] = {**{name: measure.title for name, measure in MEASURES.items()}, **_BY_CHANCE}
    errors: frozenset[str] = frozenset(name for name, measure in MEASURES.items() if measure.error)

    def __init__(self, answered: Sequence[Answered], rules: Rules) -> None:
        self._answered = answered
        self._rules = rules
        self._found: dict[str, Statistic] = {}

    def usual(self, by: str) -> list[str]:
        rng = np.random.default_rng(0)
        shares = [name for name in _USUAL if len(self._of_all(name, rng).times)]
        return ["likeness", *([] if by == "item" else [ALPHA]), *shares]

    def whole(self, name: str, rng: np.random.Generator) -> Estimate:
        return self._of_all(name, rng).estimate(rng)

    def parts(self, name: str, by: str, rng: np.random.Generator) -> tuple[list[Part], int]:
        if by == "pair":
            return self._by_pair(name, rng)
        return (self._by_class(name, rng) if by == "class" else self._by_item(name)), 0

    def _by_class(self, name: str, rng: np.random.Generator) -> list[Part]:
        """Each class as if it were the only one; items on which nobody marked it are left out."""
        classes = {
            annotation.cls
            for each in self._answered
            for given in each.answers
            for annotation in given.annotations
        }
        found = []
        for cls in sorted(classes):
            only = [each.only(cls) for each in self._answered]
            marked = [each for each in only if any(given.annotations for given in each.answers)]
            found.append(Part({"class": cls}, self._statistic(name, marked, rng).estimate(rng)))
        return found

    def _by_pair(self, name: str, rng: np.random.Generator) -> tuple[list[Part], int]:
        pairs: dict[tuple[str, str], list[Answered]] = defaultdict(list)
        for each in self._answered:
            answers = sorted(each.answers, key=lambda given: given.annotator)
            for a, b in combinations(answers, 2):
                pairs[a.annotator, b.annotator].append(Answered(each.item, (a, b)))
        most = sorted(pairs, key=lambda pair: (-len(pairs[pair]), pair))[:MOST_PAIRS]
        found = [
            Part({"first": a, "second": b}, self._statistic(name, pairs[a, b], rng).estimate(rng))
            for a, b in most
        ]
        return found, len(pairs) - len(found)

    def _by_item(self, name: str) -> list[Part]:
        if name == ALPHA:
            raise Invalid(
                f"{name} corrects for chance, which one item does not show.", remedy="Ask for likeness."
            )
        found = []
        for each in self._answered:
            statistic = self._statistic(name, [each], np.random.default_rng(0))
            if len(statistic.times):
                found.append(Part({"item": each.item.name}, of_value(statistic.value)))
        return found

    def _of_all(self, name: str, rng: np.random.Generator) -> Statistic:
        """The figure of all answers, computed once."""
        if name not in self._found:
            self._found[name] = self._statistic(name, self._answered, rng)
        return self._found[name]

    def _statistic(self, name: str, answered: Sequence[Answered], rng: np.random.Generator) -> Statistic:
        if name == ALPHA:
            return answers_alpha(answered, self._rules, rng)
        if name == GAMMA:
            return answers_gamma(answered, rng)
        return answers_share(answered, MEASURES[name], self._rules)
