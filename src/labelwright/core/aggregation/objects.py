"""Consensus of sets of marks: which things are there, of which class, where exactly, and how probable each is.

Marks are gathered into things. Whether a thing is there is a question with the answers yes and no: who marked it says
yes, who answered its item without marking it says no, and the method of consensus learns how often each annotator finds
what is there and marks what is not. Its class is a second question, to those who marked it. The geometry is fused by
the label type, with more weight for those whose marks lie closer to what all together say.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from labelwright.core.aggregation.cluster import Member
from labelwright.core.aggregation.consensus import Consensus, consensus
from labelwright.core.aggregation.merge import broken_rules, merged
from labelwright.core.aggregation.method import Method
from labelwright.core.aggregation.methods.hierarchical import Hierarchical
from labelwright.core.aggregation.spots import YES, Marked, Row, Rules, Spot, naming, presence, spots_of
from labelwright.core.aggregation.together import compounded
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation
from labelwright.core.votes import votes_of

IMAGINED = 5.0
"""Things by which what is said of an annotator is drawn towards what is said of all."""
ROUNDS = 3
"""How often it is measured anew who strays."""
FLOOR = 0.01
"""A mean distance below which nobody counts as closer: there it is the picture that is blurred."""


class Found(NamedTuple):
    """A thing that somebody marked. Its confidence is how probable it is that it is there and of its class."""

    annotation: Annotation
    stands: bool


class Eye(NamedTuple):
    """An annotator: the share of things they find, of those that are not there that they mark, of classes they name
    right, and how far from the fused mark theirs lie as a mean, from 0 to 1."""

    finds: float
    invents: float
    names: float
    strays: float


@dataclass(frozen=True, slots=True)
class Objects:
    """The things of each item, in the order of the answers; what is learned of annotators; why to doubt it all."""

    items: list[list[Found]]
    eyes: dict[str, Eye]
    warnings: tuple[str, ...]


def fuse_objects(
    marked: Sequence[Marked],
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
    *,
    threshold: float = 0.5,
    method: Method | None = None,
    seed: int = 0,
) -> Objects:
    """The things in all items. Those stand that are more probable than not, and break no rule of their type together
    with more probable ones.

    Gold marks make true things of those they match within `threshold`, and false ones of all others on their item.
    What stands is in the compounds of gold, else in those that most have it in who made it.
    Of tags that exclude one another each is a thing by itself here; as votes `consensus` knows that they do.
    """
    rules = Rules(ontology, labels, threshold)
    by_item = spots_of(marked, rules)
    spots = [spot for own in by_item for spot in own]
    there, named = (
        _Answers(*question(spots), method or Hierarchical(), seed) for question in (presence, naming)
    )
    strays = _strays(spots, named, rules)
    items = [
        _ruled([_found(spot, there, named, strays, rules) for spot in own], each, rules)
        for own, each in zip(by_item, marked, strict=True)
    ]
    eyes = _eyes(marked, spots, there, named, strays)
    items = [_together(own, found, eyes) for own, found in zip(by_item, items, strict=True)]
    return Objects(items, eyes, tuple(dict.fromkeys((*there.warnings, *named.warnings))))


class _Answers:
    """The consensus on one question about things, by the key of each."""

    def __init__(self, rows: Sequence[Row], gold: Mapping[str, str], method: Method, seed: int) -> None:
        self.result: Consensus | None = consensus(votes_of(rows), method, gold, seed) if rows else None
        self.warnings = self.result.warnings if self.result else ()
        self._place = {key: n for n, key in enumerate(self.result.items)} if self.result else {}
        self._winners: list[int] = self.result.winners().tolist() if self.result else []

    def probability(self, key: str, label: str) -> float:
        """How probable an answer is; where nobody but gold was asked, it is certain."""
        if self.result is None or key not in self._place:
            return 1.0
        if label not in self.result.labels:
            return 0.0
        return float(self.result.posterior[self._place[key], self.result.labels.index(label)])

    def winner(self, spot: Spot) -> str:
        """The most probable class of a thing."""
        if self.result is None or spot.key not in self._place:
            return spot.name
        return self.result.labels[self._winners[self._place[spot.key]]]

    def skill(self) -> dict[str, float]:
        if self.result is None:
            return {}
        return dict(zip(self.result.annotators, self.result.skill.tolist(), strict=True))


def _found(spot: Spot, there: _Answers, named: _Answers, strays: Mapping[str, float], rules: Rules) -> Found:
    name = named.winner(spot)
    probability = there.probability(spot.key, YES)
    annotation = _merged(spot, name, strays, rules)
    confidence = min(1.0, probability * named.probability(spot.key, name))
    return Found(msgspec.structs.replace(annotation, confidence=confidence), probability > 0.5)


def _merged(spot: Spot, name: str, strays: Mapping[str, float], rules: Rules) -> Annotation:
    """The fused mark of a thing, in which who strays less counts more; of one that gold has, the gold one."""
    if spot.true:
        return spot.true.annotation
    members = list(spot.members.values())
    weights = [1.0 / max(FLOOR, strays.get(annotator, 1.0)) for annotator in spot.members]
    cls = rules.cls(name, members[0].annotation.type)
    return merged(members, weights, 1.0, spot.marked.item, cls, rules.labels)


def _strays(spots: Sequence[Spot], named: _Answers, rules: Rules) -> dict[str, float]:
    """How far each annotator's marks lie as a mean from those that all make together.

    At first all count alike in those, then who strays less counts more.
    """
    shared = [spot for spot in spots if len(spot.members) + bool(spot.true) > 1]
    strays: dict[str, float] = {}
    for _ in range(ROUNDS):
        apart: dict[str, list[float]] = defaultdict(list)
        for spot in shared:
            annotation = _merged(spot, named.winner(spot), strays, rules)
            label = rules.labels[annotation.type].of(rules.cls(annotation.cls, annotation.type))
            middle = label.decode(annotation.value)
            for annotator, member in spot.members.items():
                apart[annotator].append(label.distance(middle, member.value, spot.marked.item))
        every = [distance for distances in apart.values() for distance in distances]
        overall = sum(every) / len(every) if every else 0.0
        strays = {a: _drawn(sum(distances), len(distances), overall) for a, distances in apart.items()}
    return strays


def _eyes(
    marked: Sequence[Marked],
    spots: Sequence[Spot],
    there: _Answers,
    named: _Answers,
    strays: Mapping[str, float],
) -> dict[str, Eye]:
    """What is learned of each annotator."""
    sums = {annotator: [0.0] * 4 for each in marked for annotator in each.answers}
    for spot in spots:
        p = there.probability(spot.key, YES)
        for annotator in spot.marked.answers:
            has = annotator in spot.members
            for n, share in enumerate((p * has, p, (1.0 - p) * has, 1.0 - p)):
                sums[annotator][n] += share
    found, real, made_up, unreal = (sum(own[n] for own in sums.values()) for n in range(4))
    skill = named.skill()
    usual_skill = sum(skill.values()) / len(skill) if skill else 1.0
    usual_stray = sum(strays.values()) / len(strays) if strays else 0.0
    return {
        annotator: Eye(
            _drawn(own[0], own[1], found / real if real else 1.0),
            _drawn(own[2], own[3], made_up / unreal if unreal else 0.0),
            skill.get(annotator, usual_skill),
            strays.get(annotator, usual_stray),
        )
        for annotator, own in sums.items()
    }


def _ruled(found: Sequence[Found], marked: Marked, rules: Rules) -> list[Found]:
    """The things of an item; those do not stand that break a rule together with more probable ones."""
    standing = sorted((f.annotation for f in found if f.stands), key=lambda a: -(a.confidence or 0.0))
    classes = {cls.name: cls for cls in rules.ontology.classes}
    broken = broken_rules(standing, marked.item, classes, rules.labels)
    return [Found(f.annotation, f.stands and f.annotation.id not in broken) for f in found]


def _together(spots: Sequence[Spot], found: Sequence[Found], eyes: Mapping[str, Eye]) -> list[Found]:
    """The things of an item in compounds: what stands belongs together as gold says, else as most of those say who
    made it, and who names classes right more often counts more."""
    if not spots:
        return list(found)
    weights = [eyes[annotator].names for annotator in spots[0].marked.answers]
    weights = [1.0 + sum(weights), *weights]
    standing = [n for n, each in enumerate(found) if each.stands]
    grouped = compounded([(found[n].annotation, _made(spots[n])) for n in standing], weights)
    changed = dict(zip(standing, grouped, strict=True))
    return [Found(changed.get(n, each.annotation), each.stands) for n, each in enumerate(found)]


def _made(spot: Spot) -> list[Member]:
    return [*([spot.true] if spot.true else []), *spot.members.values()]


def _drawn(part: float, whole: float, usual: float) -> float:
    """A share or a mean, drawn towards what is usual where there is little to go by."""
    return (part + IMAGINED * usual) / (whole + IMAGINED)
