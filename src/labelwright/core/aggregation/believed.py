"""Consensus of a few answers at once, in plain Python: what each annotator is worth is known from their earlier work.

Each question is judged by one-coin annotators: one who is right with probability s gives the true answer with s and
each other answer alike. Dawid and Skene, 1979, with one parameter an annotator, and that held fixed. It costs well
under a millisecond, so it decides after every vote; `labelwright.core.aggregation.methods` estimate annotators and
truths together.
"""

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct

from labelwright.core.aggregation.cluster import Member, clusters
from labelwright.core.aggregation.majority import one_of_groups
from labelwright.core.aggregation.merge import broken_rules, merged
from labelwright.core.aggregation.together import compounded
from labelwright.core.errors import Invalid
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation, Item

USUAL = 0.8
"""The skill of an annotator of whom nothing is known."""
LEAST, MOST = 0.55, 0.99
"""A skill is held between these: nobody is ignored or believed against all others."""
IMAGINED = 5.0
"""Answers by which what is known of an annotator is drawn towards what is usual."""


class Belief(Struct, frozen=True):
    """The annotations that stand, each with its probability as confidence, and how probable the least sure part is.

    The least sure part may be something that does not stand: a mark of one annotator that may yet be right.
    """

    annotations: list[Annotation]
    least: float


def skill_of(given: float, right: float) -> float:
    """The skill that follows from so many answers of which so much was right."""
    share = (right + IMAGINED * USUAL) / (given + IMAGINED)
    return min(MOST, max(LEAST, share))


def believed(
    answers: Sequence[Sequence[Annotation]],
    skills: Sequence[float],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
    *,
    threshold: float = 0.5,
) -> Belief:
    """One answer for several of the same task, the same for the same input, in the order of the answers.

    Annotations of one class within `threshold` of one another are taken for one thing, which is there or not. The
    tags of a group that takes one answer are one question, of which having none is an answer too. What breaks a rule
    that its type has for all marks together is left out. Compounds are those that most have of the same annotations.
    Raises `Invalid` where a skill is not between 0 and 1, or there is not one for each answer.
    """
    if len(skills) != len(answers) or not all(0 < skill < 1 for skill in skills):
        raise Invalid("Each answer needs a skill between 0 and 1.")
    found = clusters(answers, item, ontology, labels, threshold)
    groups = one_of_groups(ontology)
    winners = {
        group: _chosen(found, [name for name in groups if groups[name] == group], skills)
        for group in dict.fromkeys(groups.values())
        if any(groups.get(cluster[0].annotation.cls) == group for cluster in found)
    }
    classes = {c.name: c for c in ontology.classes}
    stands, sure = [], [probability for _, probability in winners.values()]
    for cluster in found:
        name = cluster[0].annotation.cls
        if name in groups:
            winner, probability = winners[groups[name]]
            there = winner == name
        else:
            probability = _there(cluster, skills)
            there = probability > 0.5
            sure.append(max(probability, 1.0 - probability))
        if there:
            own = [_log_odds(skills[member.answer]) for member in cluster]
            cls = classes.get(name) or Class(name, cluster[0].annotation.type)
            stands.append((merged(cluster, own, probability, item, cls, labels), cluster))
    fused = compounded(stands, skills)
    broken = broken_rules(fused, item, classes, labels)
    least = min(sure, default=_sigmoid(sum(map(_log_odds, skills))))
    return Belief([annotation for annotation in fused if annotation.id not in broken], least)


def _there(cluster: Sequence[Member], skills: Sequence[float]) -> float:
    """How probable it is that a thing is there, which some have marked and the others have not."""
    marked = {member.answer for member in cluster}
    return _sigmoid(
        sum(_log_odds(skill) * (1 if answer in marked else -1) for answer, skill in enumerate(skills))
    )


def _chosen(
    found: Sequence[Sequence[Member]], names: Sequence[str], skills: Sequence[float]
) -> tuple[str, float]:
    """The most probable of classes that exclude one another, "" for none of them, and its probability.

    Of equals the one that the ontology lists first; none comes last.
    """
    options = [*names, ""]
    said = dict.fromkeys(range(len(skills)), "")
    for cluster in found:
        if cluster[0].annotation.cls in names:
            said |= {member.answer: cluster[0].annotation.cls for member in cluster}
    scores = [
        sum(
            math.log(skill if said[answer] == option else (1.0 - skill) / (len(options) - 1))
            for answer, skill in enumerate(skills)
        )
        for option in options
    ]
    highest = max(scores)
    total = sum(math.exp(score - highest) for score in scores)
    return options[scores.index(highest)], 1.0 / total


def _log_odds(skill: float) -> float:
    return math.log(skill / (1.0 - skill))


def _sigmoid(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1.0 + math.exp(odds))
