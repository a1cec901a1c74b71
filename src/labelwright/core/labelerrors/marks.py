"""Wrong marks: missing, of another class, badly placed, or of nothing, beside what a model sees. For every label type.

Given marks and predicted ones are matched by the distance of their label type, whatever their classes. What differs is
as suspect as the model is trustworthy where it says so, and that is learnt from the data: by how the confidences of
predictions that labels confirm spread against those of predictions that they do not.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from labelwright.core.agreement.assignment import assign
from labelwright.core.agreement.matching import candidates, of_class, typed
from labelwright.core.label import AnyLabel
from labelwright.core.labelerrors.trust import Trust, strayed
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item

MISSING, SWAPPED, MISPLACED, SPURIOUS = KINDS = ("missing", "swapped", "misplaced", "spurious")

MET = 0.1
"""How alike two marks must be at least to be of one thing, be it badly placed."""

CONFIRMED = 0.5
"""How alike a prediction and a mark of its class must be for the one to confirm the other."""

_SAME_CLASS = 1.25
"""By how much more readily a prediction is matched with a mark of its own class."""

_INVENTED = 0.02
"""How many marks are of nothing, before anything is known."""


@dataclass(frozen=True)
class Foreseen:
    """An item with the marks that were given it and those that a model predicts, each with its confidence."""

    item: Item
    given: Sequence[Annotation]
    predicted: Sequence[Annotation]


@dataclass(frozen=True)
class Suspect:
    """One mark that is probably wrong, or missing.

    `place` is the position of its item, `wrong` how probably there is something to mend, `mark` the given mark (None
    where one is missing) and `prediction` what the model would have there (None where it sees nothing).
    """

    place: int
    kind: str
    wrong: float
    mark: Annotation | None
    prediction: Annotation | None


@dataclass(frozen=True)
class MarkErrors:
    """All suspects, the most probable first, and for each item how probably anything is wrong with it."""

    suspects: list[Suspect]
    items: list[float]


@dataclass
class _Matched:
    """What became of an item's marks: pairs with their likeness, and those left alone."""

    pairs: list[tuple[int, int, float]] = field(default_factory=list)
    lone_given: list[int] = field(default_factory=list)
    lone_predicted: list[tuple[int, float]] = field(default_factory=list)
    """With the greatest likeness to a given mark of the same class."""


def mark_errors(
    foreseen: Sequence[Foreseen], ontology: Ontology, labels: Mapping[str, AnyLabel]
) -> MarkErrors:
    """What is probably wrong with marks. Predictions must come from a model that has not seen these marks.

    A prediction without a confidence is taken as certain. Deterministic, and the order of marks decides nothing.
    """
    matched = [_match(each, ontology, labels) for each in foreseen]
    judge = _Judge.of(foreseen, matched)
    suspects = [
        suspect
        for place, (each, found) in enumerate(zip(foreseen, matched, strict=True))
        for suspect in judge.suspects(place, each, found)
    ]
    items = [0.0] * len(foreseen)
    for suspect in suspects:
        items[suspect.place] = max(items[suspect.place], suspect.wrong)
    suspects.sort(key=lambda s: (-s.wrong, s.place, s.kind, _name(s.mark), _name(s.prediction)))
    return MarkErrors(suspects, items)


@dataclass(frozen=True)
class _Judge:
    """What is learnt of a model from all items together."""

    missing: Trust
    swapped: Trust
    usual: float
    spread: float
    found: Mapping[str, float]

    @classmethod
    def of(cls, foreseen: Sequence[Foreseen], matched: Sequence[_Matched]) -> "_Judge":
        confirmed, swapped, lone, apart = [], [], [], []
        seen: dict[str, list[bool]] = defaultdict(list)
        for each, found in zip(foreseen, matched, strict=True):
            for i, j, alike in found.pairs:
                given, predicted = each.given[i], each.predicted[j]
                seen[given.cls].append(True)
                if given.cls != predicted.cls:
                    swapped.append(_confidence(predicted))
                else:
                    apart.append(1.0 - alike)
                    if alike >= CONFIRMED:
                        confirmed.append(_confidence(predicted))
            lone += [_confidence(each.predicted[j]) for j, _ in found.lone_predicted]
            for i in found.lone_given:
                seen[each.given[i].cls].append(False)
        usual = float(np.median(apart)) if apart else 0.0
        spread = 1.4826 * float(np.median(np.abs(np.array(apart) - usual))) if apart else 0.0
        rates = {name: (sum(own) + 1) / (len(own) + 2) for name, own in seen.items()}
        return cls(Trust.of(confirmed, lone), Trust.of(confirmed, swapped), usual, spread, rates)

    def suspects(self, place: int, each: Foreseen, found: _Matched) -> Iterator[Suspect]:
        for i, j, alike in found.pairs:
            given, predicted = each.given[i], each.predicted[j]
            sure = _confidence(predicted)
            if given.cls != predicted.cls:
                wrong = self.swapped.right(sure) * min(1.0, alike / CONFIRMED)
                yield Suspect(place, SWAPPED, wrong, given, predicted)
            else:
                wrong = sure * strayed(1.0 - alike, self.usual, self.spread)
                yield Suspect(place, MISPLACED, wrong, given, predicted)
        for j, nearest in found.lone_predicted:
            predicted = each.predicted[j]
            wrong = self.missing.right(_confidence(predicted)) * (1.0 - nearest)
            yield Suspect(place, MISSING, wrong, None, predicted)
        for i in found.lone_given:
            overlooked = (1.0 - _INVENTED) * (1.0 - self.found[each.given[i].cls])
            yield Suspect(place, SPURIOUS, _INVENTED / (_INVENTED + overlooked), each.given[i], None)


def _match(each: Foreseen, ontology: Ontology, labels: Mapping[str, AnyLabel]) -> _Matched:
    """The best pairs of given and predicted marks of one label type, one to one."""
    rows: list[dict[int, float]] = [{} for _ in each.given]
    alike: dict[tuple[int, int], float] = {}
    nearest: dict[int, float] = defaultdict(float)
    given, predicted = typed(each.given, labels), typed(each.predicted, labels)
    for kind in given.keys() & predicted.keys():
        ours, theirs = given[kind], predicted[kind]
        for p, q in candidates(labels[kind], [v for _, v in ours], [v for _, v in theirs]):
            (i, a), (j, b) = ours[p], theirs[q]
            cls, other = each.given[i].cls, each.predicted[j].cls
            likeness = 1.0 - of_class(labels[kind], min(cls, other), ontology).distance(a, b, each.item)
            if cls == other:
                nearest[j] = max(nearest[j], likeness)
            if likeness >= MET:
                alike[i, j] = likeness
                rows[i][j] = likeness * (1.0 if cls == other else 1.0 / _SAME_CLASS)
    pairs = [(i, j, alike[i, j]) for i, j in sorted(assign(rows).items())]
    ones, others = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    lone_given = [i for i in range(len(each.given)) if i not in ones]
    lone_predicted = [(j, nearest[j]) for j in range(len(each.predicted)) if j not in others]
    return _Matched(pairs, lone_given, lone_predicted)


def _confidence(annotation: Annotation) -> float:
    return 1.0 if annotation.confidence is None else min(max(annotation.confidence, 0.0), 1.0)


def _name(annotation: Annotation | None) -> str:
    return annotation.id if annotation is not None else ""
