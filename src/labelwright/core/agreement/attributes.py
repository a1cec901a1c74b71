"""Precision, recall and F1 of the attributes of one answer held against another's."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from labelwright.core.agreement.matching import settled
from labelwright.core.agreement.scores import Score
from labelwright.core.records import Annotation

Question = tuple[str, str]
"""A class and one of its attributes."""


def attribute_scores(
    answer: Sequence[Annotation], truth: Sequence[Annotation], pairs: Mapping[int, int]
) -> dict[Question, Score]:
    """The score of each attribute of each class, over annotations that were taken for the same thing, sorted.

    `pairs` are positions in both, as `found` or `match` give them. An attribute is found where both have one value, in
    whatever order several options stand; a value that the other does not have is spurious, or missed.
    """
    scores: dict[Question, Score] = defaultdict(Score)
    for i, j in pairs.items():
        ours, theirs = answer[i].attributes, truth[j].attributes
        for name in ours.keys() | theirs.keys():
            alike = name in ours and name in theirs and settled(ours[name]) == settled(theirs[name])
            scores[truth[j].cls, name] += (
                Score(found=1) if alike else Score(0, int(name in ours), int(name in theirs))
            )
    return dict(sorted(scores.items()))
