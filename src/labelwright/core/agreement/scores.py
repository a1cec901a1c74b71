"""Precision, recall and F1 of one answer held against another, by class."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from labelwright.core.agreement.assignment import assign
from labelwright.core.agreement.matching import candidates, of_class, typed
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item


class Score(Struct, frozen=True):
    """Annotations found, made up and missed. A ratio of nothing to nothing is None."""

    found: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        return _share(self.found, self.found + self.spurious)

    @property
    def recall(self) -> float | None:
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall: 2·found / (2·found + spurious + missed)."""
        return _share(2 * self.found, 2 * self.found + self.spurious + self.missed)

    def __add__(self, other: "Score") -> "Score":
        return Score(self.found + other.found, self.spurious + other.spurious, self.missed + other.missed)


def class_scores(
    answer: Sequence[Annotation],
    truth: Sequence[Annotation],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
    threshold: float = 0.5,
) -> dict[str, Score]:
    """The score of each class that either has, sorted by name; their sum is the score of the whole answer.

    An annotation is found where one of its own class and type lies within `threshold` of it, one to one.
    """
    pairs = found(answer, truth, item, ontology, labels, threshold)
    scores: dict[str, Score] = {name: Score() for name in sorted({a.cls for a in (*answer, *truth)})}
    for i, annotation in enumerate(answer):
        scores[annotation.cls] += Score(found=1) if i in pairs else Score(spurious=1)
    matched = set(pairs.values())
    for j, annotation in enumerate(truth):
        if j not in matched:
            scores[annotation.cls] += Score(missed=1)
    return scores


def found(
    answer: Sequence[Annotation],
    truth: Sequence[Annotation],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
    threshold: float = 0.5,
) -> dict[int, int]:
    """The annotations of an answer, by position, that have one of their class within `threshold`, each with its own.

    One to one, so that they are as near as can be in sum; what lies wholly apart is never taken.
    """
    rows: list[dict[int, float]] = [{} for _ in answer]
    given, wanted = typed(answer, labels), typed(truth, labels)
    for kind in given.keys() & wanted.keys():
        label, ours, theirs = labels[kind], given[kind], wanted[kind]
        measures: dict[str, AnyLabel] = {}
        for p, q in candidates(label, [v for _, v in ours], [v for _, v in theirs]):
            (i, a), (j, b) = ours[p], theirs[q]
            if answer[i].cls != truth[j].cls:
                continue
            name = answer[i].cls
            if name not in measures:
                measures[name] = of_class(label, name, ontology)
            distance = measures[name].distance(a, b, item)
            if distance <= threshold and distance < 1.0:
                rows[i][j] = 1.0 - distance
    return assign(rows)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
