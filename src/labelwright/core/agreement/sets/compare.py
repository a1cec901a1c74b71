"""Figures of all answers to all items, from what two answers have in common."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from labelwright.core.agreement.coefficients.arrays import Floats, total
from labelwright.core.agreement.coefficients.chance import ratio
from labelwright.core.agreement.coefficients.distances import distance_alpha
from labelwright.core.agreement.coefficients.statistic import Statistic
from labelwright.core.agreement.gamma.continuum import continuum_of
from labelwright.core.agreement.gamma.measure import SAMPLES, gamma
from labelwright.core.agreement.percent import likeness
from labelwright.core.agreement.sets.answers import Answered, Both, Given, Rules
from labelwright.core.agreement.sets.measures import Measure, Share, stretches
from labelwright.core.records import Item


def answers_share(answered: Sequence[Answered], measure: Measure, rules: Rules) -> Statistic:
    """The sum of parts over the sum of wholes of every two answers to an item; its pairs weigh as one pair together."""
    shares = [share for each in answered if (share := _mean_share(each, measure, rules))[1] > 0]
    part, whole = np.array(shares, dtype=np.float64).reshape(-1, 2).T
    return Statistic(np.ones(len(part)), lambda times: ratio(times @ part, times @ whole), len(part))


def answers_alpha(answered: Sequence[Answered], rules: Rules, rng: np.random.Generator) -> Statistic:
    """Krippendorff's alpha of whole answers, at a distance of 1 − their likeness.

    Chance lays answers to other items over an item: boxes in usual places agree by chance more than boxes anywhere.
    """

    def distance(a: tuple[Item, Given], b: tuple[Item, Given]) -> float:
        (item, first), (_, second) = a, b
        return 1.0 - likeness(first.annotations, second.annotations, item, rules.ontology, rules.labels)

    return distance_alpha(
        [[(each.item, given) for given in each.answers] for each in answered], distance, rng
    )


def answers_gamma(answered: Sequence[Answered], rng: np.random.Generator) -> Statistic:
    """Gamma of the spans and segments of all items: 1 − all disorder found / all disorder by chance.

    The more items, the fewer random continua are drawn for each. Items on which nobody marked anything are left out.
    """
    marked = [[stretches(given) for given in each.answers] for each in answered]
    marked = [said for said in marked if len(said) > 1 and any(said)]
    classes = sorted({stretch.cls for said in marked for given in said for stretch in given})
    numbers = {name: number for number, name in enumerate(classes)}
    samples = max(3, -(-10 * SAMPLES // max(1, len(marked))))
    observed, by_chance = np.zeros(len(marked)), np.zeros(len(marked))
    for place, said in enumerate(marked):
        units = continuum_of(said, numbers)
        found = gamma(units, rng, samples=samples)
        observed[place] = found.alignment.disorder * units.mean_units
        by_chance[place] = float(found.by_chance.mean()) * units.mean_units

    def of(times: Floats) -> Floats:
        disorder = times @ observed
        none = (disorder == 0) & (total(times) > 0)
        return np.where(none, 1.0, 1.0 - ratio(disorder, times @ by_chance))

    return Statistic(np.ones(len(marked)), of, len(marked))


def _mean_share(answered: Answered, measure: Measure, rules: Rules) -> Share:
    """Part and whole on average over the pairs that have anything to compare."""
    shares = [measure.of(Both(a, b, answered.item, rules)) for a, b in combinations(answered.answers, 2)]
    shares = [share for share in shares if share[1] > 0]
    count = max(1, len(shares))
    return sum(part for part, _ in shares) / count, sum(whole for _, whole in shares) / count
