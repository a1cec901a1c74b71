"""What an answer got wrong, as a list that a person can go through on the picture or the text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from labelwright.core.aggregation.pairs import Pair, pairs
from labelwright.core.agreement.matching import class_likeness, of_class, settled
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item

SLACK = 0.1
"""The distance up to which a mark lies where it should: no hand is steadier, and nobody wants to hear of it."""


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

    Marks are of one thing as `pairs` says. Raises `InvalidAnswer` where a value is none of its type.
    """
    both = pairs(gold, said, item, ontology, labels)
    found = [
        (pair[0].position, difference)
        for pair in both.together
        for difference in _of(pair, item, ontology, labels)
    ]
    found += [(m.position, _missing(m.annotation)) for m in both.first]
    found.sort(key=lambda entry: entry[0])
    return (*(difference for _, difference in found), *(_extra(m.annotation) for m in both.second))


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
