"""A crowd's votes replayed as the server decides: each item by itself, from what everybody was right in before."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from labelwright.core.aggregation.asking import Wanted
from labelwright.core.aggregation.believed import USUAL, Belief, believed, skill_of
from labelwright.core.ontology import Class, Group, Ontology
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import LABELS

THING = Item("", "image")
Given = tuple[str, str]
"""An annotator and the label they gave."""


class Settled(NamedTuple):
    """How many votes an item was given, and the label that then stood; "" for none."""

    votes: int
    label: str


def served(
    waiting: Mapping[str, list[Given]], labels: Sequence[str], wanted: Wanted, gold: Mapping[str, str]
) -> dict[str, Settled]:
    """Items come round after round, until each is settled or has no vote left.

    An item takes the last of its votes, which are used up, and from then on that of whoever was right most often on
    `gold`, the truths of some items, whose votes were all given before.
    """
    crowd = _Crowd(labels)
    for item, truth in gold.items():
        crowd.prove(waiting[item], truth)
    waiting = {item: votes for item, votes in waiting.items() if item not in gold}
    given: dict[str, list[Given]] = {item: [] for item in waiting}
    settled: dict[str, Settled] = {}
    while asked := [item for item in waiting if item not in settled]:
        for item in asked:
            left, own = waiting[item], given[item]
            own.append(left.pop(crowd.best(left) if own else -1))
            belief = crowd.weighed(own)
            sure = len(own) >= wanted.min and belief.least >= wanted.stop_at
            if sure or not left or len(own) >= wanted.max:
                settled[item] = Settled(len(own), crowd.learn(own, belief))
    return settled


class _Crowd:
    """What everybody was asked and right in so far, and of that on gold."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._question = Ontology(
            tuple(Class(label, "tag", group="question") for label in labels), (Group("question", "one"),)
        )
        self._right: dict[str, tuple[float, float]] = {}
        self._proven: dict[str, float] = {}

    def skill(self, annotator: str) -> float:
        return skill_of(*self._right.get(annotator, (0.0, 0.0)))

    def prove(self, votes: Sequence[Given], truth: str) -> None:
        """Count who was right on gold."""
        for annotator, label in votes:
            self._count(annotator, right=label == truth)
            self._proven[annotator] = self.skill(annotator)

    def best(self, votes: Sequence[Given]) -> int:
        """The place of the vote of whoever was right most often on gold; of equals the last."""
        return max(range(len(votes)), key=lambda n: (self._proven.get(votes[n][0], USUAL), n))

    def weighed(self, votes: Sequence[Given]) -> Belief:
        tags = [[Annotation("", "tag", label)] for _, label in votes]
        skills = [self.skill(annotator) for annotator, _ in votes]
        return believed(tags, skills, THING, self._question, LABELS)

    def learn(self, votes: Sequence[Given], belief: Belief) -> str:
        """Count who was right, and say what stood."""
        stood = belief.annotations[0].cls if belief.annotations else ""
        for annotator, label in votes if len(votes) > 1 else ():
            self._count(annotator, right=label == stood)
        return stood

    def _count(self, annotator: str, *, right: bool) -> None:
        count, before = self._right.get(annotator, (0.0, 0.0))
        self._right[annotator] = count + 1.0, before + right
