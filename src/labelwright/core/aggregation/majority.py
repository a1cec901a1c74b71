"""Consensus by majority: what more than half of the weight has seen, each value fused by its label type."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from labelwright.core.aggregation.cluster import Member, clusters
from labelwright.core.aggregation.median import weighted_median
from labelwright.core.errors import Invalid
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Attribute, Class, Ontology
from labelwright.core.records import Annotation, AttributeValue, Item


def majority(
    answers: Sequence[Sequence[Annotation]],
    weights: Sequence[float],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
    *,
    threshold: float = 0.5,
) -> list[Annotation]:
    """One answer for several of the same task, the same for the same input, in the order of the answers.

    Annotations of one class within `threshold` of one another are taken for one thing. It stands if more than half
    of the weight has it; of the tags of a group that takes one answer, the one with most weight stands (ties: the
    class that the ontology lists first), unless still more weight gave none. `confidence` is the share of the
    weight that made the annotation: a count of hands, not a calibrated probability. Notes are not carried over. What
    breaks a rule that its type has for all marks together is left out, such as the second of two fused spans that
    may not overlap.
    Raises `Invalid` where the weights do not fit the answers.
    """
    total = sum(weights)
    if len(weights) != len(answers) or (answers and total <= 0):
        raise Invalid("Each answer needs a weight, and their sum must be above 0.")
    support = [
        (sum(weights[m.answer] for m in cluster), cluster)
        for cluster in clusters(answers, item, ontology, labels, threshold)
    ]
    groups = _one_of_groups(ontology)
    winners = _winners(support, groups, total)
    classes = {c.name: c for c in ontology.classes}
    fused = []
    for weight, cluster in support:
        name = cluster[0].annotation.cls
        stands = winners[groups[name]] == name if name in groups else weight > total / 2
        if stands:
            own = [weights[member.answer] for member in cluster]
            cls = classes.get(name) or Class(name, cluster[0].annotation.type)
            fused.append(_fuse(cluster, own, weight / total, item, cls, labels))
    broken = _broken(fused, item, classes, labels)
    return [annotation for annotation in fused if annotation.id not in broken]


def _one_of_groups(ontology: Ontology) -> dict[str, str]:
    """The classes whose group takes one answer only, in the order of the ontology, and that group."""
    one_of = {group.name for group in ontology.groups if group.pick == "one"}
    return {c.name: c.group for c in ontology.classes if c.group in one_of}


def _winners(
    support: Sequence[tuple[float, Sequence[Member]]], groups: Mapping[str, str], total: float
) -> dict[str, str]:
    """For each group that takes one answer the class that won, or "" where most weight gave none."""
    rank = {name: place for place, name in enumerate(groups)}
    votes: dict[str, dict[str, float]] = defaultdict(dict)
    for weight, cluster in support:
        name = cluster[0].annotation.cls
        if name in groups:
            votes[groups[name]][name] = weight
    winners = {}
    for group, by_class in votes.items():
        best = max(by_class, key=lambda name: (by_class[name], -rank[name]))
        silent = total - sum(by_class.values())
        winners[group] = best if by_class[best] >= silent else ""
    return winners


def _broken(
    fused: Sequence[Annotation], item: Item, classes: Mapping[str, Class], labels: Mapping[str, AnyLabel]
) -> set[str]:
    """The ids of the annotations that must go so that each type's rules for all its marks together hold."""
    broken: set[str] = set()
    for kind in sorted({annotation.type for annotation in fused}):
        own = [a for a in fused if a.type == kind and a.cls in classes]
        marks = [(labels[kind].decode(a.value), classes[a.cls]) for a in own]
        broken |= {own[index].id for index, _ in labels[kind].check_set(marks, item)}
    return broken


def _fuse(
    cluster: Sequence[Member],
    weights: Sequence[float],
    share: float,
    item: Item,
    cls: Class,
    labels: Mapping[str, AnyLabel],
) -> Annotation:
    first = cluster[0].annotation
    label = labels[first.type]
    value = label.of(cls).fuse([member.value for member in cluster], weights, item)
    return Annotation(
        id=_fused_id(cluster),
        type=first.type,
        cls=first.cls,
        value=label.encode(value),
        attributes=_fuse_attributes(cluster, weights, cls.attributes),
        confidence=min(1.0, share),
    )


def _fused_id(cluster: Sequence[Member]) -> str:
    """32 hexadecimal digits that follow from the members alone."""
    key = "\n".join(f"{member.answer}:{member.annotation.id}" for member in cluster)
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _fuse_attributes(
    cluster: Sequence[Member], weights: Sequence[float], attributes: Sequence[Attribute]
) -> dict[str, AttributeValue]:
    """By its kind: numbers to their median, options of several each by majority, all else by the most weight.

    Who leaves an attribute out votes for leaving it out.
    """
    fused: dict[str, AttributeValue] = {}
    for attribute in attributes:
        given = [
            (member.annotation.attributes[attribute.name], weight)
            for member, weight in zip(cluster, weights, strict=True)
            if attribute.name in member.annotation.attributes
        ]
        said = sum(weight for _, weight in given)
        if given and said >= sum(weights) - said:
            fuse = _FUSIONS.get(attribute.kind, _most_weight)
            fused[attribute.name] = fuse(attribute, [v for v, _ in given], [w for _, w in given])
    return fused


def _most_weight(_: Attribute, values: Sequence[AttributeValue], weights: Sequence[float]) -> AttributeValue:
    votes = [sum(w for v, w in zip(values, weights, strict=True) if v == value) for value in values]
    return values[votes.index(max(votes))]


def _median(_: Attribute, values: Sequence[AttributeValue], weights: Sequence[float]) -> AttributeValue:
    numbers = [value for value in values if isinstance(value, int | float)]
    middle = weighted_median(numbers, weights)
    return int(middle) if all(isinstance(n, int) for n in numbers) and middle == int(middle) else middle


def _each_by_majority(
    attribute: Attribute, values: Sequence[AttributeValue], weights: Sequence[float]
) -> AttributeValue:
    chosen = [(value, w) for value, w in zip(values, weights, strict=True) if isinstance(value, list)]
    half = sum(weights) / 2
    return [o for o in attribute.options if sum(w for value, w in chosen if o in value) > half]


_Fusion = Callable[[Attribute, Sequence[AttributeValue], Sequence[float]], AttributeValue]
_FUSIONS: Mapping[str, _Fusion] = {"number": _median, "any_of": _each_by_majority}
