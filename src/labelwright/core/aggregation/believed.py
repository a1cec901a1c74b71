"""Consensus of a few answers at once, in plain Python: what each annotator is worth is known from their earlier work.

Each question is judged by one-coin annotators: one who is right with probability s gives the true answer with s and
each other answer alike. Dawid and Skene, 1979, with one parameter an annotator, and that held fixed. It costs well
under a millisecond, so it decides after every vote; `labelwright.core.aggregation.methods` estimate annotators and
truths together.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from labelwright.core.aggregation.cluster import Member, clusters
from labelwright.core.aggregation.majority import one_of_groups
from labelwright.core.aggregation.merge import broken_rules, merged
from labelwright.core.aggregation.together import compounded
from labelwright.core.errors import Invalid
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation, Item

USUAL, LEAST = 4.0, 1.25
"""How many times as often as any one wrong answer the right one is given: by whom nothing is known of, and at least.

With two to choose from that is to be right in .80 and .56 of all cases, with five in .50 and .24: the more there is to
choose from, the more often people are wrong. Nobody is ignored or believed the contrary.
"""
MOST = 0.99
"""Nobody is believed against all others: no skill is above this."""
IMAGINED = 5.0
"""Answers by which what is known of an annotator is drawn towards what is usual."""


class Belief(Struct, frozen=True):
    """The annotations that stand, each with its probability as confidence, and how sure all that is.

    `least` is how probable the least sure part is. That may be something that does not stand: a mark of one annotator
    that may yet be right. `right` tells of each answer how much of what it says is probably right, 0 to 1.
    """

    annotations: list[Annotation]
    least: float
    right: tuple[float, ...]


class Shown(NamedTuple):
    """What an annotator has shown so far: so many answers were compared, and so much of them was right."""

    given: float = 0.0
    right: float = 0.0

    def skill(self, options: int = 2) -> float:
        """How probably they are right where there are so many answers to choose from."""
        usual, least = (odds / (odds + options - 1) for odds in (USUAL, LEAST))
        share = (self.right + IMAGINED * usual) / (self.given + IMAGINED)
        return min(MOST, max(least, share))


class _Part(NamedTuple):
    """One question of an item: the class that stands, "" for none, how sure that is, and how right each answer is."""

    cls: str
    sure: float
    right: list[float]


def believed(
    answers: Sequence[Sequence[Annotation]],
    shown: Sequence[Shown],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
    *,
    threshold: float = 0.5,
) -> Belief:
    """One answer for several of the same task, the same for the same input, in the order of the answers.

    `shown` is what each annotator has shown in other tasks, for nobody proves themselves right. Annotations of one
    class within `threshold` of one another are taken for one thing, which is there or not. The tags of a group that
    takes one answer are one question, of which having none is an answer too unless one is required. What breaks a rule
    that its type has for all marks together is left out. Compounds are those that most have of the same annotations.
    Raises `Invalid` where there is not one of `shown` for each answer.
    """
    if len(shown) != len(answers):
        raise Invalid("What each annotator has shown is needed, once for each answer.")
    found = clusters(answers, item, ontology, labels, threshold)
    groups = one_of_groups(ontology)
    asked: defaultdict[str, list[list[Member]]] = defaultdict(list)
    for cluster in found:
        if cluster[0].annotation.cls in groups:
            asked[groups[cluster[0].annotation.cls]].append(cluster)
    chosen = {group: _chosen(own, _options(ontology, groups, group), shown) for group, own in asked.items()}
    skills = [one.skill() for one in shown]
    classes = {c.name: c for c in ontology.classes}
    stands, parts = [], list(chosen.values())
    for cluster in found:
        name = cluster[0].annotation.cls
        if name in groups:
            part = chosen[groups[name]]
        else:
            part = _there(cluster, skills)
            parts.append(part)
        if part.cls == name:
            own = [_log_odds(skills[member.answer]) for member in cluster]
            cls = classes.get(name) or Class(name, cluster[0].annotation.type)
            stands.append((merged(cluster, own, part.sure, item, cls, labels), cluster))
    fused = compounded(stands, skills)
    broken = broken_rules(fused, item, classes, labels)
    parts = parts or [_nothing(skills)]
    right = tuple(math.fsum(each) / len(parts) for each in zip(*(part.right for part in parts), strict=True))
    least = min(part.sure for part in parts)
    return Belief([annotation for annotation in fused if annotation.id not in broken], least, right)


def _options(ontology: Ontology, groups: Mapping[str, str], group: str) -> list[str]:
    """The classes of a group that takes one answer, and "" for none of them where none is an answer."""
    names = [name for name in groups if groups[name] == group]
    question = ontology.group(group)
    required = question is not None and question.required and len(names) > 1
    return names if required else [*names, ""]


def _chosen(found: Sequence[Sequence[Member]], options: Sequence[str], shown: Sequence[Shown]) -> _Part:
    """The most probable of classes that exclude one another; of equals the one that the ontology lists first.

    Who says nothing where an answer is required tells nothing.
    """
    said = dict.fromkeys(range(len(shown)), "")
    for cluster in found:
        said |= {member.answer: cluster[0].annotation.cls for member in cluster}
    skills = [one.skill(len(options)) for one in shown]
    scores = dict.fromkeys(options, 0.0)
    for answer, skill in enumerate(skills):
        if said[answer] in scores:
            scores[said[answer]] += _log_odds(skill) + math.log(len(options) - 1)
    highest = max(scores.values())
    powers = {option: math.exp(score - highest) for option, score in scores.items()}
    total = math.fsum(powers.values())
    best = max(options, key=powers.__getitem__)
    return _Part(best, powers[best] / total, [powers.get(said[answer], 0.0) / total for answer in said])


def _there(cluster: Sequence[Member], skills: Sequence[float]) -> _Part:
    """How probable it is that a thing is there, which some have marked and the others have not."""
    marked = {member.answer for member in cluster}
    there = _sigmoid(
        math.fsum(_log_odds(skill) * (1 if answer in marked else -1) for answer, skill in enumerate(skills))
    )
    right = [there if answer in marked else 1.0 - there for answer in range(len(skills))]
    return _Part(cluster[0].annotation.cls if there > 0.5 else "", max(there, 1.0 - there), right)


def _nothing(skills: Sequence[float]) -> _Part:
    """How probable it is that nothing is there, which all say."""
    sure = _sigmoid(math.fsum(map(_log_odds, skills)))
    return _Part("", sure, [sure] * len(skills))


def _log_odds(skill: float) -> float:
    return math.log(skill / (1.0 - skill))


def _sigmoid(odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1.0 + math.exp(odds))
