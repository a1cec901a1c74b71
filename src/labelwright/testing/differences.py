"""What differs between a dataset and what came back of it, counted by kind. Judges nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, permutations
from math import cos, radians, sin
from typing import TypeAlias, TypeVar

from msgspec import structs

from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.geometry.convex import hull
from labelwright.core.geometry.outline import outlined
from labelwright.core.losses import Difference
from labelwright.core.narrow import ROUND_CORNERS, bounds, corners
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import AttributeValue
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
    Span,
    Tag,
    View,
)
from labelwright.testing.memory import HEIGHT, WIDTH

NEAR = 1e-3
"""Pixels by which a place may move in silence: formats keep a bounded number of digits."""

RIM = 1024
CORNER_EVERY = RIM // ROUND_CORNERS
"""Points at which the rim of an ellipse is looked at, and which of them are the corners of the area it becomes."""

OTHER = "something else than there was"
"""What no loss can account for."""

_WEIGHTS = {OTHER: 1000, Difference.CLASS: 10, Difference.PLACE: 5}

Found: TypeAlias = Counter[str]
_T = TypeVar("_T")


def of_samples(pairs: Iterable[tuple[Sample, Sample | None]], *, several: bool) -> Found:
    """What became of each sample, beside what came back of it; `several` answers, or only the one that stands."""
    found: Found = Counter()
    for old, new in pairs:
        if new is None:
            found[Difference.ITEM] += 1
        else:
            found += _item(old, new) + _answers(old, new, several=several)
    return found


def of_ontologies(
    before: tuple[Ontology, Sequence[Sample]], after: tuple[Ontology, Sequence[Sample]]
) -> Found:
    """What became of the classes, also by what came back of their marks; one whose marks are gone is not counted."""
    used, marks = {mark.cls for mark in _marks(before[1])}, _marks(after[1])
    back = {mark.cls: Class(mark.cls, "") for mark in marks}
    back.update({cls.name: cls for cls in after[0].classes})
    paths = [view.path for mark in marks for view in mark.views if isinstance(view, Tag)]
    parents = {child: parent for path in paths for parent, child in pairwise(path)}
    found: Found = Counter()
    for cls in before[0].classes:
        if cls.name not in back:
            found[Difference.UNUSED] += cls.name not in used
            continue
        other = back[cls.name]
        found[Difference.PARENT] += cls.parent != (other.parent or parents.get(cls.name, ""))
        plain = [structs.replace(one, type="", parent="") for one in (cls, other)]
        # What nothing was said of loses nothing, though a format may tell more of it than there was.
        found[Difference.SETTINGS] += plain[0] not in (plain[1], Class(cls.name, ""))
    return found


def squeezed(text: str | None) -> str:
    """A text as if white space did not count."""
    return "".join((text or "").split())


def _marks(samples: Sequence[Sample]) -> list[Mark]:
    return [mark for sample in samples for answer in sample.answers for mark in answer.marks]


def _item(old: Sample, new: Sample) -> Found:
    a, b = old.item, new.item
    return _unlike(
        {
            Difference.NAME: a.name == b.name,
            Difference.TEXT: a.text == b.text,
            Difference.SIZE: (a.width, a.height, a.duration) == (b.width, b.height, b.duration),
            Difference.METADATA: dict(a.metadata) == dict(b.metadata),
            Difference.URL: old.url == new.url,
            Difference.SPLIT: old.split == new.split,
            Difference.ANSWERED: bool(old.answers) == bool(new.answers),
            OTHER: a.media == b.media and squeezed(a.text) == squeezed(b.text),
        }
    )


def _answers(old: Sample, new: Sample, *, several: bool) -> Found:
    """What became of the answers. One that stands alone now need not say that it is the truth."""
    texts = (old.item.text or "", new.item.text or "")
    kept: Sequence[SampleAnswer] = old.answers
    if not several:
        kept = [old.truth or old.answers[0]] if old.answers else []
    gone: Found = Counter({Difference.ANSWER: len(old.answers) - len(kept)})
    if bool(old.answers) != bool(new.answers):
        return gone

    def compare(a: SampleAnswer, b: SampleAnswer) -> Found:
        return _answer(a, b, texts, alone=len(new.answers) < len(old.answers))

    return gone + _matched(kept, new.answers, compare, Difference.ANSWER)[0]


def _answer(old: SampleAnswer, new: SampleAnswer, texts: tuple[str, str], *, alone: bool) -> Found:
    found = _unlike(
        {
            Difference.ANNOTATOR: (old.annotator, _sort(old)) == (new.annotator, _sort(new)),
            Difference.TRUTH: alone or old.truth == new.truth,
            Difference.TIMING: (old.seconds, old.created_at) == (new.seconds, new.created_at),
        }
    )
    marks, pairs = _matched(old.marks, new.marks, lambda a, b: _mark(a, b, texts), Difference.MARK)
    return found + marks + _parted(pairs) + _parted([(new, old) for old, new in pairs])


def _parted(pairs: Sequence[tuple[Mark, Mark]]) -> Found:
    """Marks that left the most of those they belonged together with. What a compound is called does not matter."""
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for number, (old, new) in enumerate(pairs):
        if old.compound:
            parts[old.compound][f"in {new.compound}" if new.compound else f"alone {number}"] += 1
    return Counter({Difference.COMPOUND: sum(own.total() - max(own.values()) for own in parts.values())})


def _mark(old: Mark, new: Mark, texts: tuple[str, str]) -> Found:
    found = _unlike(
        {
            Difference.CLASS: old.cls == new.cls,
            Difference.CONFIDENCE: old.confidence == new.confidence,
            Difference.NOTE: old.note == new.note,
            Difference.ID: not old.id or old.id == new.id,
            Difference.VALUE: (old.type, old.value) == (new.type, new.value),
        }
    )
    for name in {*old.attributes, *new.attributes}:
        found[Difference.ATTRIBUTE] += not _alike(old.attributes.get(name), new.attributes.get(name))
    ways = (way for view in new.views for way in _ways(old.views[0], view, texts))
    return found + min(ways, key=_cost, default=Counter({OTHER: 1}))


def _ways(old: View, new: View, texts: tuple[str, str]) -> Iterator[Found]:
    """How one view may have become another: one of its weaker forms, moved by a pixel, a token, or to the border."""
    if old == new:
        yield Counter()
    elif isinstance(old, Span) and isinstance(new, Span):
        a, b = _place(old, texts[0]), _place(new, texts[1])
        yield Counter() if a == b else Counter({Difference.PLACE if _around(b, a) else OTHER: 1})
    elif isinstance(old, Keypoints) and isinstance(new, Keypoints):
        yield _skeleton(old, new)
    elif isinstance(old, Ellipse) and isinstance(new, Ellipse):
        yield Counter() if _numbers_near(old, new) else Counter({OTHER: 1})
    elif isinstance(old, Tag) and isinstance(new, Tag):
        yield _unlike({Difference.GROUP: old.group == new.group})
    else:
        for shape, lost in ((old, ""), *_weaker(old)):
            found = Counter({lost: 1}) if lost else Counter[str]()
            if _near(shape, new, NEAR):
                yield found
            elif _near(shape, new, 1.0) or _near(shape, new, 1.0, cut=True):
                yield found + Counter({Difference.PLACE: 1})


def _skeleton(old: Keypoints, new: Keypoints) -> Found:
    """Points may be gone or be seen otherwise; none may be new, and none may move but to the border."""
    known = {point.name: point for point in old.points}
    found: Found = Counter()
    for point in new.points:
        before = known.pop(point.name, None)
        if before is None:
            return Counter({OTHER: 1})
        found[Difference.SHAPE] |= before.visibility != point.visibility
        near = _cover([(before.x, before.y)], [(point.x, point.y)], NEAR)
        cut = (min(max(before.x, 0), WIDTH), min(max(before.y, 0), HEIGHT))
        found[Difference.PLACE] |= not near and _cover([cut], [(point.x, point.y)], NEAR)
        found[OTHER] |= not near and not found[Difference.PLACE]
    found[Difference.SHAPE] |= bool(known)
    return +found


def _numbers_near(old: Ellipse, new: Ellipse) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(structs.astuple(old), structs.astuple(new), strict=True))


def _weaker(view: View) -> Iterator[tuple[View, str]]:
    """What a view may be kept as, and what that loses, or "" where it says as much."""
    if isinstance(view, Box):
        yield Polygon(((corners(view),),)), Difference.ANGLE if view.angle else ""
        if view.angle:
            yield bounds(corners(view)), Difference.ANGLE
    elif isinstance(view, Polygon):
        yield bounds(_points(view)), Difference.SHAPE
        yield Polygon(tuple((part[0],) for part in view.parts)), Difference.SHAPE
        yield Polygon(((view.parts[0][0],),)), Difference.SHAPE
    elif isinstance(view, Mask):
        outline = Polygon(outlined(edges_of_mask(view)))
        yield outline, ""
        yield from _weaker(outline)
    elif isinstance(view, Line):
        yield bounds(view.points), Difference.SHAPE
    elif isinstance(view, Cuboid):
        yield bounds((*view.front, *view.back)), Difference.SHAPE
        yield Polygon(((hull((*view.front, *view.back)),),)), Difference.SHAPE
    elif isinstance(view, Ellipse):
        yield bounds(_rim(view)), Difference.SHAPE
        yield Polygon(((tuple(_rim(view)[::CORNER_EVERY]),),)), Difference.SHAPE
    elif isinstance(view, Keypoints):
        yield bounds(_points(view)), Difference.SHAPE


def _rim(ellipse: Ellipse) -> list[Point]:
    """Many points of an ellipse, its turned vertices among them."""
    turn, steps = radians(ellipse.angle), [radians(360 * step / RIM) for step in range(RIM)]
    return [
        (
            ellipse.cx + ellipse.rx * cos(t) * cos(turn) - ellipse.ry * sin(t) * sin(turn),
            ellipse.cy + ellipse.rx * cos(t) * sin(turn) + ellipse.ry * sin(t) * cos(turn),
        )
        for t in steps
    ]


def _near(a: View, b: View, most: float, *, cut: bool = False) -> bool:
    """Whether two shapes of one sort and angle have the same points, none further off than `most`, in any order.

    If `cut`, the points of the first that lie outside the picture may have come to its border.
    """
    if type(a) is not type(b) or not isinstance(a, Box | Polygon):
        return False
    if isinstance(a, Box) and isinstance(b, Box) and abs((a.angle - b.angle + 180) % 360 - 180) > NEAR:
        return False
    first = [(min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT)) for x, y in _points(a)] if cut else _points(a)
    return _cover(first, _points(b), most) and _cover(_points(b), first, most)


def _cover(some: Sequence[Point], others: Sequence[Point], most: float) -> bool:
    return all(any(abs(x - u) <= most and abs(y - v) <= most for u, v in others) for x, y in some)


def _points(view: View) -> list[Point]:
    if isinstance(view, Box):
        return list(corners(view))
    if isinstance(view, Keypoints):
        return [(point.x, point.y) for point in view.points]
    return (
        [point for part in view.parts for ring in part for point in ring] if isinstance(view, Polygon) else []
    )


def _place(span: Span, text: str) -> tuple[int, int]:
    """Where a span lies if white space did not count."""
    return len(squeezed(text[: span.start])), len(squeezed(text[: span.end]))


def _around(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _sort(answer: SampleAnswer) -> str:
    return "person" if answer.kind == "import" else answer.kind


def _alike(a: AttributeValue | None, b: AttributeValue | None) -> bool:
    return a == b and isinstance(a, bool) == isinstance(b, bool)


def _unlike(alike: dict[str, bool]) -> Found:
    return Counter({name: 1 for name, same in alike.items() if not same})


def _matched(
    old: Sequence[_T], new: Sequence[_T], compare: Callable[[_T, _T], Found], gone: str
) -> tuple[Found, list[tuple[_T, _T]]]:
    """Each new thing paired with an old one of its own so that least differs; for a handful of things."""
    extra = Counter({OTHER: len(new) - len(old)}) if len(new) > len(old) else Counter()
    new = new[: len(old)]
    costs = [[compare(a, b) for b in new] for a in old]
    ways = (
        (sum((costs[row][column] for column, row in enumerate(rows)), Counter[str]()), rows)
        for rows in permutations(range(len(old)), len(new))
    )
    best, rows = min(ways, key=lambda way: _cost(way[0]))
    pairs = [(old[row], mark) for row, mark in zip(rows, new, strict=True)]
    return best + extra + Counter({gone: len(old) - len(new)}), pairs


def _cost(found: Found) -> int:
    """How unlikely it is that things so different are the same thing."""
    return sum(_WEIGHTS.get(name, 1) * count for name, count in found.items())
