"""Every figure that compares two answers to an item, by its name.

Each gives a part and a whole for two answers; the figure for many is the sum of parts over the sum of wholes.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from labelwright.core.agreement.attributes import attribute_scores
from labelwright.core.agreement.marks import oks
from labelwright.core.agreement.marks.boundary import Distances, boundary_distances
from labelwright.core.agreement.marks.spans import Stretch, covers, exact_scores, overlap_scores
from labelwright.core.agreement.marks.words import Errors, errors_of
from labelwright.core.agreement.overlap import Overlap, overlaps
from labelwright.core.agreement.percent import likeness
from labelwright.core.agreement.scores import Score, class_scores, found
from labelwright.core.agreement.sets.answers import Both, Given
from labelwright.core.views import Keypoints, Polygon, Segment, Span, Text

Share: TypeAlias = tuple[float, float]
"""A part and the whole it is of."""


class Measure(NamedTuple):
    """A figure: what a person reads, how two answers are compared, and whether it counts errors."""

    title: str
    of: Callable[[Both], Share]
    error: bool = False


def _likeness(both: Both) -> Share:
    return likeness(*both.annotations, both.item, both.rules.ontology, both.rules.labels), 1.0


def _f1(both: Both) -> Share:
    scores = class_scores(*both.annotations, both.item, both.rules.ontology, both.rules.labels)
    return _f1_of(scores.values())


def _attributes(both: Both) -> Share:
    pairs = found(*both.annotations, both.item, both.rules.ontology, both.rules.labels)
    return _f1_of(attribute_scores(*both.annotations, pairs).values())


def _iou(both: Both) -> Share:
    by_class = overlaps(*both.annotations, both.rules.ontology, both.rules.labels)
    whole = sum(by_class.values(), Overlap())
    return whole.iou, whole.pairs


def _quality(both: Both) -> Share:
    by_class = overlaps(*both.annotations, both.rules.ontology, both.rules.labels, least=0.5)
    whole = sum(by_class.values(), Overlap())
    return 2.0 * whole.iou, 2 * whole.pairs + whole.spurious + whole.missed


def _apart(both: Both) -> Share:
    distances = [distances.mean for distances in _outlines(both)]
    return math.fsum(distances), len(distances)


def _near(both: Both) -> Share:
    shares = [distances.f1 for distances in _outlines(both)]
    return math.fsum(shares), len(shares)


def _oks(both: Both) -> Share:
    shares = [oks.likeness(first, second) for first, second in both.matched(Keypoints)]
    return math.fsum(shares), len(shares)


def _exact(both: Both) -> Share:
    return _f1_of(exact_scores(stretches(both.first), stretches(both.second)).values())


def _overlapping(both: Both) -> Share:
    return _f1_of(overlap_scores(stretches(both.first), stretches(both.second)).values())


def _covered(both: Both) -> Share:
    lengths = covers(stretches(both.first), stretches(both.second)).values()
    shared = math.fsum(cover.both for cover in lengths)
    return shared, math.fsum(cover.first + cover.second for cover in lengths) - shared


def _wer(both: Both) -> Share:
    errors = _word_errors(both)
    return 2.0 * errors.edits, errors.expected + errors.given


def _cer(both: Both) -> Share:
    (errors,) = errors_of([(_text(both.first), _text(both.second))])
    return 2.0 * errors.edits, errors.expected + errors.given


def _mer(both: Both) -> Share:
    errors = _word_errors(both)
    return errors.edits, errors.hits + errors.edits


def _wil(both: Both) -> Share:
    lost = _word_errors(both).wil
    return (0.0, 0.0) if math.isnan(lost) else (lost, 1.0)


MEASURES: Mapping[str, Measure] = {
    "likeness": Measure("Likeness of answers", _likeness),
    "f1": Measure("F1 of marks", _f1),
    "attributes": Measure("F1 of attributes", _attributes),
    "iou": Measure("Mean IoU of pairs", _iou),
    "quality": Measure("Panoptic quality", _quality),
    "boundary": Measure("Distance of outlines, pixels", _apart, error=True),
    "boundary-f1": Measure("F1 of outlines, 2 pixels", _near),
    "oks": Measure("Object keypoint similarity", _oks),
    "span-exact": Measure("F1 of exact stretches", _exact),
    "span-overlap": Measure("F1 of stretches that overlap", _overlapping),
    "span-iou": Measure("IoU of stretches", _covered),
    "wer": Measure("Word error rate", _wer, error=True),
    "cer": Measure("Character error rate", _cer, error=True),
    "mer": Measure("Match error rate", _mer, error=True),
    "wil": Measure("Word information lost", _wil, error=True),
}


def stretches(given: Given) -> list[Stretch]:
    """The spans and segments of an answer."""
    spans = [Stretch(mark.cls, span.start, span.end) for mark, span in given.seen(Span)]
    return spans + [Stretch(mark.cls, part.start, part.end) for mark, part in given.seen(Segment)]


def _f1_of(scores: Iterable[Score]) -> Share:
    whole = sum(scores, Score())
    return 2.0 * whole.found, 2 * whole.found + whole.spurious + whole.missed


def _outlines(both: Both) -> Iterator[Distances]:
    for first, second in both.matched(Polygon):
        distances = boundary_distances(first, second)
        if not math.isnan(distances.mean):
            yield distances


def _word_errors(both: Both) -> Errors:
    return errors_of([(_text(both.first).split(), _text(both.second).split())])[0]


def _text(given: Given) -> str:
    return " ".join(text.text for _, text in given.seen(Text))
