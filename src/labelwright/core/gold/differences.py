"""What an answer got wrong, as a list that a person can go through on the picture or the text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from labelwright.core.aggregation.cluster import Member, clusters
from labelwright.core.aggregation.majority import one_of_groups
from labelwright.core.aggregation.things import THRESHOLD, things
from labelwright.core.agreement.matching import class_likeness, of_class, settled
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item

SLACK = 0.1
"""The distance up to which a mark lies where it should: no hand is steadier, and nobody wants to hear of it."""
FAR = 0.9
"""The distance up to which a mark that nothing else fits is the right one, badly placed."""

_GOLD, _SAID = 0, 1

Pair = tuple[Member, Member]
"""A mark of the gold, and the one of the answer that is of the same thing."""


class Difference(Struct, frozen=True, omit_defaults=True):
    """One thing that is not as it should be.

    It is `missing` from the answer, is `extra` in it, or has the wrong `class`, `place` or `attributes`; of the last,
    `names` are those that are wrong. `said_id` and `gold_id` are the annotations, "" on the side that has none;
    `likeness` is how alike the two are in what differs, from 0 to 1.
    """

    kind: Literal["missing", "extra", "class", "place", "attributes"]
    said_id: str = ""
    gold_id: str = ""
    said_class: str = ""
    gold_class: str = ""
    names: tuple[str, ...] = ()
    likeness: float = 0.0


def differences(
    said: Sequence[Annotation],
    gold: Sequence[Annotation],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
) -> tuple[Difference, ...]:
    """All of them, in the order of the gold, and then what is in the answer alone, in its order.

    Marks are of one thing as `things` says. Of those left alone, two tags that answer one question are one that has the
    wrong class, and two of one class up to `FAR` apart are one that has the wrong place.
    Raises `InvalidAnswer` where a value is none of its type.
    """
    pairs: list[Pair] = []
    alone: tuple[list[Member], list[Member]] = ([], [])
    for thing in things([gold, said], item, ontology, labels, THRESHOLD):
        if len(thing) == 2:
            pairs.append((thing[0], thing[1]))
        else:
            alone[thing[0].answer].append(thing[0])
    for ours, theirs in (*_same_question(alone, ontology), *_badly_placed(alone, item, ontology, labels)):
        pairs.append((ours, theirs))
        alone[_GOLD].remove(ours)
        alone[_SAID].remove(theirs)
    found = [
        (pair[0].position, difference) for pair in pairs for difference in _of(pair, item, ontology, labels)
    ]
    found += [(m.position, _missing(m.annotation)) for m in alone[_GOLD]]
    found.sort(key=lambda entry: entry[0])
    extra = sorted(alone[_SAID], key=lambda member: member.position)
    return (*(difference for _, difference in found), *(_extra(m.annotation) for m in extra))


def _same_question(alone: tuple[list[Member], list[Member]], ontology: Ontology) -> list[Pair]:
    """The marks that answer one question, which takes one answer only, differently."""
    groups = one_of_groups(ontology)
    answered = {groups[m.annotation.cls]: m for m in alone[_SAID] if m.annotation.cls in groups}
    pairs: list[Pair] = []
    for member in alone[_GOLD]:
        theirs = answered.pop(groups.get(member.annotation.cls, ""), None)
        if theirs is not None:
            pairs.append((member, theirs))
    return pairs


def _badly_placed(
    alone: tuple[list[Member], list[Member]], item: Item, ontology: Ontology, labels: Mapping[str, AnyLabel]
) -> list[Pair]:
    """The marks of one class that lie far apart, and yet nearer to each other than to any other that is left."""
    left = [[member.annotation for member in side] for side in alone]
    return [
        (alone[_GOLD][pair[0].position], alone[_SAID][pair[1].position])
        for pair in clusters(left, item, ontology, labels, FAR)
        if len(pair) == 2
    ]


def _of(pair: Pair, item: Item, ontology: Ontology, labels: Mapping[str, AnyLabel]) -> Iterator[Difference]:
    """What differs between two marks of one thing."""
    gold, said = pair[0].annotation, pair[1].annotation
    distance = of_class(labels[gold.type], gold.cls, ontology).distance(pair[0].value, pair[1].value, item)
    if distance > SLACK:
        yield _between("place", gold, said, 1.0 - distance)
    if gold.cls != said.cls:
        yield _between("class", gold, said, class_likeness(ontology, gold.cls, said.cls))
        return  # What is asked of one class says nothing of another.
    names = gold.attributes.keys() | said.attributes.keys()
    wrong = [n for n in names if settled(gold.attributes.get(n)) != settled(said.attributes.get(n))]
    if wrong:
        alike = 1.0 - len(wrong) / len(names)
        yield _between("attributes", gold, said, alike, tuple(sorted(wrong)))


def _between(
    kind: Literal["class", "place", "attributes"],
    gold: Annotation,
    said: Annotation,
    likeness: float,
    names: tuple[str, ...] = (),
) -> Difference:
    return Difference(kind, said.id, gold.id, said.cls, gold.cls, names, likeness)


def _missing(gold: Annotation) -> Difference:
    return Difference("missing", gold_id=gold.id, gold_class=gold.cls)


def _extra(said: Annotation) -> Difference:
    return Difference("extra", said_id=said.id, said_class=said.cls)
