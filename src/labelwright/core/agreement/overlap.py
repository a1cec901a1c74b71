"""How well things that lie in one place cover each other: mean IoU, and panoptic quality."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice

from msgspec import Struct

from labelwright.core.agreement.assignment import assign
from labelwright.core.agreement.matching import PAIRS_MAX, of_class
from labelwright.core.geometry import Geometry, meetings
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation


class Overlap(Struct, frozen=True):
    """Pairs and the sum of their IoU, and how many things either side has alone."""

    pairs: int = 0
    iou: float = 0.0
    spurious: int = 0
    missed: int = 0

    @property
    def mean_iou(self) -> float | None:
        """The IoU of pairs on average; None where there are none."""
        return self.iou / self.pairs if self.pairs else None

    @property
    def quality(self) -> float | None:
        """Mean IoU × F1, the panoptic quality of Kirillov et al. (CVPR 2019) where pairs overlap by more than half."""
        things = 2 * self.pairs + self.spurious + self.missed
        return 2.0 * self.iou / things if things else None

    def __add__(self, other: "Overlap") -> "Overlap":
        return Overlap(
            self.pairs + other.pairs,
            self.iou + other.iou,
            self.spurious + other.spurious,
            self.missed + other.missed,
        )


def overlaps(
    answer: Sequence[Annotation],
    truth: Sequence[Annotation],
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
    least: float = 0.0,
) -> dict[str, Overlap]:
    """By class: annotations that have a place, paired one to one with the greatest IoU in sum, each above `least`.

    What has no place, as a tag, is left out. Raises `InvalidAnswer` where a value is none of its type.
    """
    given, wanted = _places(answer, ontology, labels), _places(truth, ontology, labels)
    found: dict[str, Overlap] = defaultdict(Overlap)
    for cls, kind in sorted(given.keys() | wanted.keys()):
        found[cls] += _overlap(given.get((cls, kind), []), wanted.get((cls, kind), []), least)
    return dict(found)


def _places(
    annotations: Sequence[Annotation], ontology: Ontology, labels: Mapping[str, AnyLabel]
) -> dict[tuple[str, str], list[Geometry]]:
    """Where the annotations of each class and type lie."""
    measures: dict[tuple[str, str], AnyLabel] = {}
    found: dict[tuple[str, str], list[Geometry]] = defaultdict(list)
    for annotation in annotations:
        key = (annotation.cls, annotation.type)
        if key not in measures:
            measures[key] = of_class(labels[annotation.type], annotation.cls, ontology)
        place = measures[key].geometry(measures[key].decode(annotation.value))
        if place is not None:
            found[key].append(place)
    return found


def _overlap(ours: Sequence[Geometry], theirs: Sequence[Geometry], least: float) -> Overlap:
    rows: list[dict[int, float]] = [{} for _ in ours]
    meeting = meetings([place.bounds() for place in ours], [place.bounds() for place in theirs])
    for i, j in islice(meeting, PAIRS_MAX):
        iou = ours[i].iou(theirs[j])
        if iou > least:
            rows[i][j] = iou
    pairs = assign(rows)
    shared = math.fsum(rows[i][j] for i, j in pairs.items())
    return Overlap(len(pairs), shared, len(ours) - len(pairs), len(theirs) - len(pairs))
