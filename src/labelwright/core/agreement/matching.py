"""Which annotation of one answer is which of another: the best pairs over any label type's distance."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from labelwright.core.agreement.assignment import assign
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation, Item

PAIRS_MAX = 100_000
"""Pairs of one type that are looked at for two answers: ten thousand marks with ten neighbours each."""

Typed = Mapping[str, Sequence[tuple[int, Any]]]
"""By label type: the positions and typed values of an answer's annotations."""


class Pair(NamedTuple):
    """Two annotations taken for the same thing: their positions, and how alike they are, from 0 to 1."""

    first: int
    second: int
    likeness: float


def match(
    first: Sequence[Annotation],
    second: Sequence[Annotation],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
) -> list[Pair]:
    """The pairs of two answers that are alike at all, one to one, with the greatest likeness in sum.

    The likeness of a pair is that of the classes (`class_likeness`), times that of the values (1 − distance), times
    the share of questions answered alike, where the mark counts as one and each attribute that either
    has as another. Annotations of different label types, or of classes that have nothing in common, are never paired.
    """
    rows: list[dict[int, float]] = [{} for _ in first]
    classes: dict[tuple[str, str], tuple[float, AnyLabel]] = {}
    typed_first, typed_second = typed(first, labels), typed(second, labels)
    for kind in typed_first.keys() & typed_second.keys():
        label, ours, theirs = labels[kind], typed_first[kind], typed_second[kind]
        for p, q in candidates(label, [v for _, v in ours], [v for _, v in theirs]):
            (i, a), (j, b) = ours[p], theirs[q]
            names = (first[i].cls, second[j].cls)
            if names not in classes:
                classes[names] = (class_likeness(ontology, *names), of_class(label, min(names), ontology))
            likeness, measure = classes[names]
            if likeness == 0.0:
                continue
            alike = likeness * (1.0 - measure.distance(a, b, item)) * _answered_alike(first[i], second[j])
            if alike > 0.0:
                rows[i][j] = alike
    return [Pair(i, j, rows[i][j]) for i, j in assign(rows).items()]


def candidates(label: AnyLabel, first: Sequence[Any], second: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """The pairs worth measuring, at most `PAIRS_MAX`.

    The rest count as wholly apart, so that thousands of marks piled on one place cannot hold up a submit: the
    answers then seem less alike than they are, never more.
    """
    return islice(label.candidates(first, second), PAIRS_MAX)


def of_class(label: AnyLabel, name: str, ontology: Ontology) -> AnyLabel:
    """The label type as it works for a class, whether the ontology lists that or not."""
    return label.of(ontology.find(name) or Class(name, label.name))


def typed(annotations: Sequence[Annotation], labels: Mapping[str, AnyLabel]) -> Typed:
    """The typed values of an answer. Raises `InvalidAnswer` where a value is none of its type."""
    found: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for index, annotation in enumerate(annotations):
        found[annotation.type].append((index, labels[annotation.type].decode(annotation.value)))
    return found


def class_likeness(ontology: Ontology, a: str, b: str) -> float:
    """How alike two classes are: 1 for the same, 0 for two without a common ancestor.

    In a hierarchy 2·(depth of the nearest common ancestor) / (depth of a + depth of b), the topmost being 1 deep: Wu
    and Palmer, Verb semantics and lexical selection, ACL 1994.
    """
    if a == b:
        return 1.0
    path_a, path_b = ontology.path(a), ontology.path(b)
    common = 0
    for name_a, name_b in zip(path_a, path_b, strict=False):
        if name_a != name_b:
            break
        common += 1
    return 2.0 * common / (len(path_a) + len(path_b))


def settled(value: object) -> object:
    """An attribute's value with the order of several options left out."""
    return sorted(value) if isinstance(value, list) else value


def _answered_alike(a: Annotation, b: Annotation) -> float:
    names = a.attributes.keys() | b.attributes.keys()
    same = sum(settled(a.attributes.get(name)) == settled(b.attributes.get(name)) for name in names)
    return (1 + same) / (1 + len(names))
