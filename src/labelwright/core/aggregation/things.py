"""Which annotations are of one thing, also where annotators call it by different classes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from labelwright.core.aggregation.cluster import Member, clusters, link
from labelwright.core.agreement.matching import candidates
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item

Thing = list[Member]

THRESHOLD = 0.5
"""The distance up to which annotations are taken for one thing, where nothing else is said."""


def things(
    answers: Sequence[Sequence[Annotation]],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
    threshold: float,
) -> list[Thing]:
    """All annotations, gathered as `clusters` does, and then clusters of different classes at the same place.

    Those of one class come together first, so that a person and their coat, marked at one place by everybody, stay
    two things. Marks that have no place are told apart by their class alone. The nearest clusters are joined first,
    where all members lie within `threshold` and no answer has both. Members are in the order of the answers.
    """
    found = clusters(answers, item, ontology, labels, threshold)
    apart: dict[tuple[int, int], float] = {}
    for i, j in _near(found, labels):
        distance = _apart(found[i], found[j], item, labels, threshold)
        if distance is not None:
            apart[i, j] = distance
    gathered = [
        sorted((m for i in linked for m in found[i]), key=itemgetter(0, 1))
        for linked in link(len(found), apart)
    ]
    return sorted(gathered, key=lambda thing: thing[0][:2])


def _near(found: Sequence[Thing], labels: Mapping[str, AnyLabel]) -> Iterator[tuple[int, int]]:
    """The pairs of clusters worth measuring, as their first members tell, each once and the earlier one first."""
    by_type: dict[str, list[int]] = defaultdict(list)
    for i, cluster in enumerate(found):
        by_type[cluster[0].annotation.type].append(i)
    for kind, places in by_type.items():
        values = [found[i][0].value for i in places]
        for p, q in candidates(labels[kind], values, values):
            if p < q:
                yield places[p], places[q]


def _apart(
    first: Thing, second: Thing, item: Item, labels: Mapping[str, AnyLabel], threshold: float
) -> float | None:
    """How far apart two clusters are at most, or None where they cannot be one thing."""
    a, b = first[0], second[0]
    label = labels[a.annotation.type]
    if a.annotation.type != b.annotation.type or a.annotation.cls == b.annotation.cls:
        return None
    if label.geometry(a.value) is None or {m.answer for m in first} & {m.answer for m in second}:
        return None
    farthest = 0.0
    for p in first:
        for q in second:
            farthest = max(farthest, label.distance(p.value, q.value, item))
            if farthest > threshold:
                return None
    return farthest
