"""Consensus by majority: what more than half of the weight has seen, each value fused by its label type."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from labelwright.core.aggregation.cluster import Member, clusters
from labelwright.core.aggregation.merge import broken_rules, merged
from labelwright.core.aggregation.together import compounded
from labelwright.core.errors import Invalid
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation, Item


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
    weight that made the annotation: a count of hands, not a calibrated probability. Notes are not carried over;
    compounds are those that most have of the same annotations. What breaks a rule that its type has for all marks
    together is left out, such as the second of two fused spans that may not overlap.
    Raises `Invalid` where the weights do not fit the answers.
    """
    total = sum(weights)
    if len(weights) != len(answers) or (answers and total <= 0):
        raise Invalid("Each answer needs a weight, and their sum must be above 0.")
    support = [
        (sum(weights[m.answer] for m in cluster), cluster)
        for cluster in clusters(answers, item, ontology, labels, threshold)
    ]
    groups = one_of_groups(ontology)
    winners = _winners(support, groups, total)
    classes = {c.name: c for c in ontology.classes}
    stand = []
    for weight, cluster in support:
        name = cluster[0].annotation.cls
        stands = winners[groups[name]] == name if name in groups else weight > total / 2
        if stands:
            own = [weights[member.answer] for member in cluster]
            cls = classes.get(name) or Class(name, cluster[0].annotation.type)
            stand.append((merged(cluster, own, weight / total, item, cls, labels), cluster))
    fused = compounded(stand, weights)
    broken = broken_rules(fused, item, classes, labels)
    return [annotation for annotation in fused if annotation.id not in broken]


def one_of_groups(ontology: Ontology) -> dict[str, str]:
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
