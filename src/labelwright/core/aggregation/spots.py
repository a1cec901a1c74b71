"""Sets of marks as questions: is this thing there, and what is it? The answers are votes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from labelwright.core.aggregation.cluster import Member
from labelwright.core.aggregation.things import things
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation, Item

YES, NO = "yes", "no"
Row = tuple[str, str, str]
"""A vote: thing, annotator, label."""


class Marked(NamedTuple):
    """An item with the answers to it by annotator, and the true one where it is known."""

    item: Item
    answers: Mapping[str, Sequence[Annotation]]
    gold: Sequence[Annotation] | None = None


class Rules(NamedTuple):
    """What marks are fused by: the classes, the label types by name, and how far apart marks of one thing may lie."""

    ontology: Ontology
    labels: Mapping[str, AnyLabel]
    threshold: float

    def cls(self, name: str, kind: str) -> Class:
        """The class of a name, or one without settings where it has left the ontology."""
        return self.ontology.find(name) or Class(name, kind)


class Spot(NamedTuple):
    """Something that is marked on an item: whose marks, and the true one if gold has one.

    `key` names the thing, the same whatever order the items and their answers are in.
    """

    key: str
    marked: Marked
    members: Mapping[str, Member]
    true: Member | None

    @property
    def name(self) -> str:
        """The class that gold, or else the first who marked it, gives it."""
        return (self.true or next(iter(self.members.values()))).annotation.cls


def spots_of(marked: Sequence[Marked], rules: Rules) -> list[list[Spot]]:
    """The things that are marked on each item, in the order of the answers, those of gold first."""
    found, same = [], Counter[str]()
    for each in marked:
        name = each.item.name
        found.append(list(_spots(each, rules, f"{name}\n{same[name]}")))
        same[name] += 1
    return found


def presence(spots: Sequence[Spot]) -> tuple[list[Row], dict[str, str]]:
    """For each thing whether each annotator of its item has it, as votes; and what gold says of it."""
    rows = [
        (spot.key, annotator, YES if annotator in spot.members else NO)
        for spot in spots
        for annotator in spot.marked.answers
    ]
    known = {spot.key: YES if spot.true else NO for spot in spots if spot.marked.gold is not None}
    return rows, known


def naming(spots: Sequence[Spot]) -> tuple[list[Row], dict[str, str]]:
    """For each thing what those who have it call it, as votes; and what gold calls it."""
    rows = [
        (spot.key, annotator, m.annotation.cls) for spot in spots for annotator, m in spot.members.items()
    ]
    return rows, {spot.key: spot.name for spot in spots if spot.true}


def _spots(marked: Marked, rules: Rules, place: str) -> Iterator[Spot]:
    """The things of an item that has this place; gold takes part as if it were an answer before all others."""
    names = ["", *marked.answers]
    answers = [marked.gold or (), *marked.answers.values()]
    for thing in things(answers, marked.item, rules.ontology, rules.labels, rules.threshold):
        first = min((names[m.answer], m.answer > 0, m.position) for m in thing)
        members = {names[m.answer]: m for m in thing if m.answer > 0}
        yield Spot(f"{place}\n{first}", marked, members, next((m for m in thing if m.answer == 0), None))
