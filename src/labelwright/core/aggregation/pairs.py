"""Which annotation of one answer is which of another, for people who want to see how the two differ."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from labelwright.core.aggregation.cluster import Member, clusters
from labelwright.core.aggregation.majority import one_of_groups
from labelwright.core.aggregation.things import THRESHOLD, things
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item

FAR = 0.9
"""The distance up to which a mark that nothing else fits is the same one, badly placed."""

Pair = tuple[Member, Member]
"""A mark of the first answer, and the one of the second that is of the same thing."""


class Paired(NamedTuple):
    """The marks that both answers have, and those that only one of them has, in its order."""

    together: list[Pair]
    first: list[Member]
    second: list[Member]


def pairs(
    first: Sequence[Annotation],
    second: Sequence[Annotation],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
) -> Paired:
    """Marks are of one thing as `things` says.

    Of those left alone, two tags that answer one question are one of another class, and two of one class up to `FAR`
    apart are one at another place. Raises `InvalidAnswer` where a value is none of its type.
    """
    found = Paired([], [], [])
    for thing in things([first, second], item, ontology, labels, THRESHOLD):
        if len(thing) == 2:
            found.together.append((thing[0], thing[1]))
        else:
            (found.second if thing[0].answer else found.first).append(thing[0])
    for ours, theirs in (*_same_question(found, ontology), *_badly_placed(found, item, ontology, labels)):
        found.together.append((ours, theirs))
        found.first.remove(ours)
        found.second.remove(theirs)
    for alone in (found.first, found.second):
        alone.sort(key=lambda member: member.position)
    return found


def _same_question(found: Paired, ontology: Ontology) -> list[Pair]:
    """The marks that answer one question, which takes one answer only, differently."""
    groups = one_of_groups(ontology)
    answered = {groups[m.annotation.cls]: m for m in found.second if m.annotation.cls in groups}
    same: list[Pair] = []
    for member in found.first:
        theirs = answered.pop(groups.get(member.annotation.cls, ""), None)
        if theirs is not None:
            same.append((member, theirs))
    return same


def _badly_placed(
    found: Paired, item: Item, ontology: Ontology, labels: Mapping[str, AnyLabel]
) -> list[Pair]:
    """The marks of one class that lie far apart, and yet nearer to each other than to any other that is left."""
    left = [[member.annotation for member in side] for side in (found.first, found.second)]
    return [
        (found.first[pair[0].position], found.second[pair[1].position])
        for pair in clusters(left, item, ontology, labels, FAR)
        if len(pair) == 2
    ]
