"""From what a dataset holds to what a format can: the truest view that fits, and a name for all that is lost.

Every writer sends its samples through `narrow`, so no format decides for itself what a loss is.
"""

from collections.abc import Iterable, Iterator

from msgspec import structs

from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer, compounds
from labelwright.core.geometry import Convex, Rectangle
from labelwright.core.geometry import Ellipse as Round
from labelwright.core.geometry.outline import outlined
from labelwright.core.losses import (
    ANGLES,
    ANNOTATORS,
    ANSWERS,
    ATTRIBUTES,
    CLASSES,
    COMPOUNDS,
    CONFIDENCE,
    CORNERS,
    EMPTY,
    HIERARCHY,
    IDS,
    JOINTS,
    METADATA,
    NOTES,
    OVERLAPS,
    ROUNDNESS,
    SETTINGS,
    SHAPES,
    SILHOUETTES,
    SPLITS,
    TIMING,
    TRUTH,
    UNANSWERED,
    URLS,
    items_of,
    marks_of,
)
from labelwright.core.ontology import Class
from labelwright.core.ports import Holds
from labelwright.core.report import Report
from labelwright.core.runs import edges_of_mask
from labelwright.core.views import (
    Box,
    Cuboid,
    Ellipse,
    Keypoints,
    Line,
    Mask,
    Point,
    Polygon,
    Ring,
    Span,
    View,
)

ROUND_CORNERS = 64
"""Corners of the area that an ellipse becomes, whose area is smaller by 0.16 %."""

_PEOPLE = ("person", "import")
"""Kinds of answers that need no telling apart: what a file says was said by a person, unless it says more."""


def narrow(dataset: Dataset, holds: Holds, report: Report) -> Iterator[Sample]:
    """The samples reduced to what `holds` allows, each loss counted; each mark is left with the views held."""
    _narrow_ontology(dataset, holds, report)
    used: set[str] = set()
    for sample in dataset.samples:
        used.update(mark.cls for answer in sample.answers for mark in answer.marks)
        kept = _sample(sample, holds, report)
        if kept is not None:
            yield kept
    if not holds.classes:
        for cls in dataset.ontology.classes:
            if cls.name not in used:
                report.lose(CLASSES, cls.name)


def lower(mark: Mark, holds: Holds, report: Report, where: str) -> View | None:
    """The truest view of a mark that the target holds, or None, either with its loss counted."""
    for view in mark.views:
        if type(view) in holds.views and (holds.angle or not (isinstance(view, Box) and view.angle)):
            if view is not mark.views[0] and (loss := _lost_by(mark.views[0], view)):
                report.lose(loss, where)
            return view
    for view in mark.views:
        for other, loss in _weaker(view):
            if type(other) in holds.views:
                if loss:
                    report.lose(loss, where)
                return other
    report.lose(marks_of(kind_of(mark)), where)
    return None


def kind_of(mark: Mark) -> str:
    """The label type of a mark, else the name of its truest view."""
    return mark.type or (type(mark.views[0]).__name__.lower() if mark.views else "unknown")


def bounds(points: Iterable[Point]) -> Box:
    """The upright box around points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def around(skeleton: Keypoints) -> Box:
    """The upright box around the labelled points, without size where there are none."""
    places = [(point.x, point.y) for point in skeleton.points if point.visibility > 0]
    return bounds(places) if places else Box(0.0, 0.0, 0.0, 0.0)


def corners(box: Box) -> Ring:
    """Where a box's top left, top right, bottom right and bottom left lie after its turn."""
    return Rectangle(box.x, box.y, box.width, box.height, box.angle).corners()


def area(polygon: Polygon) -> float:
    """The area in square pixels, holes left out, by the shoelace formula."""
    return sum(_ring_area(r) if i == 0 else -_ring_area(r) for p in polygon.parts for i, r in enumerate(p))


def _lost_by(truest: View, view: View) -> str:
    """What is lost where another of a mark's views is kept than its truest, or "" where it says as much."""
    return next((loss for other, loss in _weaker(truest) if type(other) is type(view)), "")


def _weaker(view: View) -> Iterator[tuple[View, str]]:
    """What a view can be turned into, the best first, with the name of what is lost, or "" where nothing is."""
    if isinstance(view, Box):
        yield Polygon(((corners(view),),)), CORNERS if view.angle else ""
        if view.angle:
            yield bounds(corners(view)), ANGLES
    elif isinstance(view, Polygon) and view.parts:
        yield bounds(p for part in view.parts for p in part[0]), SHAPES
    elif isinstance(view, Mask):
        yield Polygon(outlined(edges_of_mask(view))), ""
        yield Box(view.x, view.y, view.width, view.height), SHAPES
    elif isinstance(view, Line) and view.points:
        yield bounds(view.points), SHAPES
    elif isinstance(view, Ellipse):
        place = Round(view.cx, view.cy, view.rx, view.ry, view.angle)
        left, top, right, bottom = place.bounds()
        yield Polygon(((place.outline(ROUND_CORNERS),),)), ROUNDNESS
        yield Box(left, top, right - left, bottom - top), SHAPES
    elif isinstance(view, Cuboid):
        silhouette = Convex.around((*view.front, *view.back)).ring
        if len(silhouette) > 2:
            yield Polygon(((silhouette,),)), SILHOUETTES
        yield bounds((*view.front, *view.back)), SHAPES
    elif isinstance(view, Keypoints):
        box = around(view)
        if box.width > 0 and box.height > 0:
            yield box, JOINTS


def _ring_area(ring: Ring) -> float:
    turned = ring[1:] + ring[:1]
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, turned, strict=True))) / 2


def _narrow_ontology(dataset: Dataset, holds: Holds, report: Report) -> None:
    for cls in dataset.ontology.classes:
        if cls.parent and not holds.hierarchy:
            report.lose(HIERARCHY, cls.name)
        told = cls.name not in dataset.guessed
        if told and not holds.ontology and structs.replace(cls, parent="") != Class(cls.name, cls.type):
            report.lose(SETTINGS, cls.name)


def _sample(sample: Sample, holds: Holds, report: Report) -> Sample | None:
    item, name = sample.item, sample.item.name
    if item.media not in holds.media:
        report.lose(items_of(item.media), name)
        return None
    answers = _answers(sample, holds, report)
    empty = not any(answer.marks for answer in answers)
    if empty and not holds.empty_items:
        report.lose(EMPTY, name)
        return None
    if not answers and not holds.unanswered:
        report.lose(UNANSWERED, name)
    if item.metadata and not holds.metadata:
        report.lose(METADATA, name)
        item = structs.replace(item, metadata={})
    if sample.url and not holds.urls:
        report.lose(URLS, name)
    if sample.split and not holds.splits:
        report.lose(SPLITS, name)
    return structs.replace(sample, item=item, answers=answers, split=sample.split if holds.splits else "")


def _answers(sample: Sample, holds: Holds, report: Report) -> tuple[SampleAnswer, ...]:
    """The answers held: all, or the one that stands, else the first."""
    name, answers = sample.item.name, sample.answers
    if not holds.several_answers and answers:
        chosen = sample.truth or answers[0]
        if len(answers) > 1:
            report.lose(ANSWERS, name, len(answers) - 1)
        elif chosen.truth:
            report.lose(TRUTH, name)
        answers = (structs.replace(chosen, truth=False),)
    return tuple(_answer(answer, holds, report, name) for answer in answers)


def _answer(answer: SampleAnswer, holds: Holds, report: Report, where: str) -> SampleAnswer:
    if not holds.annotator and (answer.annotator or answer.kind not in _PEOPLE):
        report.lose(ANNOTATORS, where)
    if (answer.seconds is not None or answer.created_at) and not holds.timing:
        report.lose(TIMING, where)
    if not holds.compounds and (together := compounds(answer.marks)):
        report.lose(COMPOUNDS, where, sum(mark.compound in together for mark in answer.marks))
    kept = tuple(m for mark in answer.marks if (m := _mark(mark, holds, report, where)) is not None)
    if not holds.overlapping_spans:
        kept = _apart(kept, report, where)
    return structs.replace(
        answer,
        marks=kept,
        annotator=answer.annotator if holds.annotator else "",
        kind=answer.kind if holds.annotator else "import",
        seconds=answer.seconds if holds.timing else None,
        created_at=answer.created_at if holds.timing else "",
    )


def _mark(mark: Mark, holds: Holds, report: Report, where: str) -> Mark | None:
    if holds.values:
        return mark
    view = lower(mark, holds, report, where)
    if view is None:
        return None
    attributes = mark.attributes
    if attributes and not holds.attributes:
        attributes = {k: v for k, v in attributes.items() if k in holds.attribute_names}
        if len(attributes) < len(mark.attributes):
            report.lose(ATTRIBUTES, where, len(mark.attributes) - len(attributes))
    if mark.id and not holds.ids:
        report.lose(IDS, where)
    if mark.note and not holds.notes:
        report.lose(NOTES, where)
    if mark.confidence is not None and not holds.confidence:
        report.lose(CONFIDENCE, where)
    return Mark(
        mark.cls,
        (view,),
        attributes,
        id=mark.id if holds.ids else "",
        confidence=mark.confidence if holds.confidence else None,
        note=mark.note if holds.notes else "",
        compound=mark.compound if holds.compounds else "",
    )


def _apart(marks: tuple[Mark, ...], report: Report, where: str) -> tuple[Mark, ...]:
    """The marks without spans that overlap one that starts earlier, or as early and is longer."""
    spans = [
        (m.views[0].start, -m.views[0].end, i) for i, m in enumerate(marks) if isinstance(m.views[0], Span)
    ]
    reached, dropped = 0, set()
    for start, end, index in sorted(spans):
        if start < reached:
            dropped.add(index)
            report.lose(OVERLAPS, where)
        else:
            reached = -end
    return tuple(mark for index, mark in enumerate(marks) if index not in dropped)
