"""How one answer became another: what was added, taken away, moved, called otherwise or described otherwise."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from labelwright.core.aggregation.cluster import Member
from labelwright.core.aggregation.pairs import Pair, pairs
from labelwright.core.agreement.matching import of_class, settled
from labelwright.core.geometry import Interval
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, AttributeValue, Item

MEASURED = 1000
"""Marks on either side up to which each is measured against each; of more, those that no id pairs stand alone."""


class Described(Struct, frozen=True):
    """What one attribute said before and says after; None where it said nothing."""

    name: str
    before: AttributeValue | None
    after: AttributeValue | None


class Change(Struct, frozen=True, omit_defaults=True):
    """One thing that two answers do not say alike.

    `before` and `after` are the ids of its annotations, "" on the side that has none. Of what is on both sides `what`
    says in which respects they differ, and `likeness` how alike their places are (1 − distance, the IoU of areas);
    `moved` is how far the middle has gone, in pixels, and `farthest` how far the point that went farthest; None where
    that cannot be told, so that the change is no small one. `words` are those that a mark on a text covers, before and
    after.
    """

    kind: Literal["added", "removed", "changed"]
    before: str = ""
    after: str = ""
    class_before: str = ""
    class_after: str = ""
    what: tuple[Literal["place", "class", "attributes", "note"], ...] = ()
    likeness: float = 1.0
    moved: float | None = None
    farthest: float | None = None
    attributes: tuple[Described, ...] = ()
    words: tuple[str, str] = ("", "")


class Changes(NamedTuple):
    """All changes, in the order of the second answer and then what is gone; and the ids that are of one thing."""

    changes: tuple[Change, ...]
    together: tuple[tuple[str, str], ...]


def changes(
    before: Sequence[Annotation],
    after: Sequence[Annotation],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
    *,
    kin: bool = False,
) -> Changes:
    """What is different in `after`. Where one answer was made from the other (`kin`), ids tell what is one thing.

    Everything else is paired as `pairs` does. Raises `InvalidAnswer` where a value is none of its type.
    """
    place = {annotation.id: n for n, annotation in enumerate(after)}
    both = list(_by_id(before, after, labels)) if kin else []
    known = ({pair[0].annotation.id for pair in both}, {pair[1].annotation.id for pair in both})
    left = [a for a in before if a.id not in known[0]], [a for a in after if a.id not in known[1]]
    gone, come = left
    if max(map(len, left)) <= MEASURED:
        found = pairs(*left, item, ontology, labels)
        both += found.together
        gone, come = ([m.annotation for m in side] for side in (found.first, found.second))
    told = [change for pair in both if (change := _changed(pair, item, ontology, labels)) is not None]
    told += [
        Change("added", after=a.id, class_after=a.cls, words=("", _words(a, item, labels))) for a in come
    ]
    told.sort(key=lambda change: place[change.after])
    told += [
        Change("removed", before=a.id, class_before=a.cls, words=(_words(a, item, labels), "")) for a in gone
    ]
    return Changes(tuple(told), tuple((a.annotation.id, b.annotation.id) for a, b in both))


def _by_id(
    before: Sequence[Annotation], after: Sequence[Annotation], labels: Mapping[str, AnyLabel]
) -> Iterator[Pair]:
    """The annotations that kept their id and their type."""
    old = {(a.id, a.type): (n, a) for n, a in enumerate(before)}
    for position, annotation in enumerate(after):
        if (annotation.id, annotation.type) in old:
            at, was = old[annotation.id, annotation.type]
            decode = labels[annotation.type].decode
            yield (
                Member(0, at, was, decode(was.value)),
                Member(1, position, annotation, decode(annotation.value)),
            )


def _changed(pair: Pair, item: Item, ontology: Ontology, labels: Mapping[str, AnyLabel]) -> Change | None:
    """How two marks of one thing differ; None where they do not."""
    (_, _, was, a), (_, _, now, b) = pair
    described = tuple(_described(was, now))
    what: list[Literal["place", "class", "attributes", "note"]] = []
    likeness, moved, farthest = 1.0, None, None
    label = of_class(labels[was.type], was.cls, ontology)
    if a != b:
        what.append("place")
        likeness, moved = 1.0 - label.distance(a, b, item), _moved(label, a, b)
        farthest = label.farthest(a, b)
    if was.cls != now.cls:
        what.append("class")
    if described:
        what.append("attributes")
    if was.note != now.note:
        what.append("note")
    if not what:
        return None
    words = _words(was, item, labels), _words(now, item, labels)
    return Change(
        "changed", was.id, now.id, was.cls, now.cls, tuple(what), likeness, moved, farthest, described, words
    )


def _described(was: Annotation, now: Annotation) -> Iterator[Described]:
    for name in sorted(was.attributes.keys() | now.attributes.keys()):
        before, after = was.attributes.get(name), now.attributes.get(name)
        if settled(before) != settled(after):
            yield Described(name, before, after)


def _moved(label: AnyLabel, before: object, after: object) -> float | None:
    """How far the middle of the bounds has gone; None for what lies along a text or a clip, or has no place."""
    places = [label.geometry(value) for value in (before, after)]
    bounds = [place.bounds() for place in places if place is not None and not isinstance(place, Interval)]
    if len(bounds) < 2:
        return None
    (ax, ay), (bx, by) = (((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in bounds)
    return math.hypot(bx - ax, by - ay)


def _words(annotation: Annotation, item: Item, labels: Mapping[str, AnyLabel]) -> str:
    """The part of a text that a mark covers."""
    label = labels[annotation.type]
    place = label.geometry(label.decode(annotation.value)) if item.text is not None else None
    if item.text is None or not isinstance(place, Interval):
        return ""
    return item.text[int(place.start) : int(place.end)]
