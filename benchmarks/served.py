"""A crowd's votes replayed as the server decides: each item by itself, from what everybody has shown on the others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from labelwright.core.aggregation.asking import Wanted
from labelwright.core.aggregation.believed import Belief, Shown, believed
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
    waiting: Mapping[str, list[Given]],
    labels: Sequence[str],
    wanted: Wanted,
    gold: Mapping[str, str],
    *,
    choose: bool = False,
) -> dict[str, Settled]:
    """Items come round after round, until each is settled or has no vote left.

    An item takes the last of its votes, which are used up; or with `choose` after its first vote that of whoever has
    shown most. `gold` are the truths of some items, whose votes were all given before.
    """
    crowd = _Crowd(labels)
    for item, truth in gold.items():
        crowd.learn(item, {annotator: float(label == truth) for annotator, label in waiting[item]})
    waiting = {item: votes for item, votes in waiting.items() if item not in gold}
    given: dict[str, list[Given]] = {item: [] for item in waiting}
    settled: dict[str, Settled] = {}
    while asked := [item for item in waiting if item not in settled]:
        for item in asked:
            left, own = waiting[item], given[item]
            own.append(left.pop(crowd.best(left) if choose and own else -1))
            belief = crowd.judge(item, own)
            sure = len(own) >= wanted.min and belief.least >= wanted.stop_at
            if sure or not left or len(own) >= wanted.max:
                settled[item] = Settled(len(own), belief.annotations[0].cls if belief.annotations else "")
    return settled


class _Crowd:
    """What each item has taught of everybody so far."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._question = Ontology(
            tuple(Class(label, "tag", group="question") for label in labels),
            (Group("question", "one", required=True),),
        )
        self._shown: dict[str, Shown] = defaultdict(Shown)
        self._taught: dict[str, dict[str, float]] = {}

    def best(self, votes: Sequence[Given]) -> int:
        """The place of the vote of whoever has shown most; of equals the last."""
        return max(range(len(votes)), key=lambda n: (self._shown[votes[n][0]].skill(), n))

    def judge(self, item: str, votes: Sequence[Given]) -> Belief:
        """What the votes on an item say by what all others teach; then it teaches too."""
        self._count(self._taught.pop(item, {}), -1)
        tags = [[Annotation("", "tag", label)] for _, label in votes]
        belief = believed(
            tags, [self._shown[annotator] for annotator, _ in votes], THING, self._question, LABELS
        )
        if len(votes) > 1:
            self.learn(item, dict(zip((annotator for annotator, _ in votes), belief.right, strict=True)))
        return belief

    def learn(self, item: str, right: Mapping[str, float]) -> None:
        """Let an item teach how right everybody was."""
        self._taught[item] = dict(right)
        self._count(right, 1)

    def _count(self, right: Mapping[str, float], times: int) -> None:
        """Add what an item teaches to what everybody has shown; or with -1 times take it off."""
        for annotator, share in right.items():
            before = self._shown[annotator]
            self._shown[annotator] = Shown(before.given + times, before.right + times * share)
