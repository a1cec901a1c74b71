"""Percent agreement: how alike the answers to one task are, from 0 to 1, not corrected for chance."""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations

from labelwright.core.agreement.matching import match
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item


def percent_agreement(
    answers: Sequence[Sequence[Annotation]], item: Item, ontology: Ontology, labels: Mapping[str, AnyLabel]
) -> float | None:
    """The mean `likeness` over all pairs of answers, or None where there are fewer than two."""
    pairs = list(combinations(answers, 2))
    if not pairs:
        return None
    return math.fsum(likeness(a, b, item, ontology, labels) for a, b in pairs) / len(pairs)


def likeness(
    first: Sequence[Annotation],
    second: Sequence[Annotation],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
) -> float:
    """How alike two answers are: the likeness of matched annotations over the number of things seen.

    A thing is a matched pair, or an annotation that only one of them made, which counts 0. Two empty answers are
    alike: 1.
    """
    pairs = match(first, second, item, ontology, labels)
    things = len(first) + len(second) - len(pairs)
    return min(1.0, math.fsum(pair.likeness for pair in pairs) / things) if things else 1.0
