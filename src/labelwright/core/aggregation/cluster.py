"""Which annotations of several answers are of the same thing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from labelwright.core.agreement.matching import candidates, of_class
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item


class Member(NamedTuple):
    """An annotation in its answer, by position, with its typed value."""

    answer: int
    position: int
    annotation: Annotation
    value: Any


def clusters(
    answers: Sequence[Sequence[Annotation]],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
    threshold: float,
) -> list[list[Member]]:
    """All annotations, gathered: of one class, each within `threshold` of every other, no two of one answer.

    The nearest pairs are joined first (complete linkage); of equally near ones those that come first. Clusters and
    their members are in the order of the answers.
    """
    by_class: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for i, answer in enumerate(answers):
        for j, annotation in enumerate(answer):
            value = labels[annotation.type].decode(annotation.value)
            by_class[annotation.type, annotation.cls].append(Member(i, j, annotation, value))
    found = [
        cluster
        for (kind, name), members in by_class.items()
        for cluster in _gather(members, of_class(labels[kind], name, ontology), item, threshold)
    ]
    return sorted(found, key=lambda cluster: cluster[0][:2])


def _gather(members: Sequence[Member], label: AnyLabel, item: Item, threshold: float) -> list[list[Member]]:
    near = _near(members, label, item, threshold)
    return [[members[i] for i in linked] for linked in link(len(members), near)]


def link(count: int, near: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """The places below `count`, gathered so that each two of one group are `near`, which has their distance.

    The nearest pairs are joined first (complete linkage); of equally near ones those that come first.
    """
    group_of = {i: [i] for i in range(count)}
    for (i, j), _ in sorted(near.items(), key=lambda entry: (entry[1], entry[0])):
        ours, theirs = group_of[i], group_of[j]
        if ours is theirs or not all((min(p, q), max(p, q)) in near for p in ours for q in theirs):
            continue
        ours += theirs
        for index in theirs:
            group_of[index] = ours
    whole = {id(group): group for group in group_of.values()}
    return [sorted(group) for group in whole.values()]


def _near(
    members: Sequence[Member], label: AnyLabel, item: Item, threshold: float
) -> dict[tuple[int, int], float]:
    """The distance of each pair of different answers that is within the threshold, by their places in `members`."""
    by_answer: dict[int, list[int]] = defaultdict(list)
    for index, member in enumerate(members):
        by_answer[member.answer].append(index)
    near: dict[tuple[int, int], float] = {}
    for ours, theirs in combinations(by_answer.values(), 2):
        for p, q in candidates(label, [members[i].value for i in ours], [members[j].value for j in theirs]):
            i, j = ours[p], theirs[q]
            distance = label.distance(members[i].value, members[j].value, item)
            if distance <= threshold:
                near[i, j] = distance
    return near
