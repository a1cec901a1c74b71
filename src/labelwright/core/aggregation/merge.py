"""One annotation for several of the same thing, and the rules that fused ones keep together."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from labelwright.core.aggregation.cluster import Member
from labelwright.core.aggregation.median import weighted_median
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Attribute, Class
from labelwright.core.records import Annotation, AttributeValue, Item


def merged(
    cluster: Sequence[Member],
    weights: Sequence[float],
    share: float,
    item: Item,
    cls: Class,
    labels: Mapping[str, AnyLabel],
) -> Annotation:
    """One annotation of a class for several of the same thing: geometry by its label type, attributes by their kind.

    Only members of that class answer its attributes. `share` becomes the confidence.
    """
    label = labels[cluster[0].annotation.type]
    value = label.of(cls).fuse([member.value for member in cluster], weights, item)
    return Annotation(
        id=_fused_id(cluster),
        type=cluster[0].annotation.type,
        cls=cls.name,
        value=label.encode(value),
        attributes=_fuse_attributes(*_of_class(cluster, weights, cls), cls.attributes),
        confidence=min(1.0, share),
    )


def broken_rules(
    fused: Sequence[Annotation], item: Item, classes: Mapping[str, Class], labels: Mapping[str, AnyLabel]
) -> set[str]:
    """The ids of the annotations that must go so that each type's rules for all its marks together hold."""
    broken: set[str] = set()
    for kind in sorted({annotation.type for annotation in fused}):
        own = [a for a in fused if a.type == kind and a.cls in classes]
        marks = [(labels[kind].decode(a.value), classes[a.cls]) for a in own]
        broken |= {own[index].id for index, _ in labels[kind].check_set(marks, item)}
    return broken


def _fused_id(cluster: Sequence[Member]) -> str:
    """32 hexadecimal digits that follow from the members alone."""
    key = "\n".join(f"{member.answer}:{member.annotation.id}" for member in cluster)
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _of_class(
    cluster: Sequence[Member], weights: Sequence[float], cls: Class
) -> tuple[Sequence[Member], Sequence[float]]:
    own = [n for n, member in enumerate(cluster) if member.annotation.cls == cls.name]
    return [cluster[n] for n in own], [weights[n] for n in own]


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
