"""Stretches of a text or a clip held against others: exactly, by overlap, and by how much both cover."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from labelwright.core.agreement.assignment import assign
from labelwright.core.agreement.scores import Score
from labelwright.core.geometry import Interval, meetings


class Stretch(NamedTuple):
    """From `start` up to, but without, `end`: characters, tokens or seconds, and what they are called."""

    cls: str
    start: float
    end: float


class Cover(Struct, frozen=True):
    """The lengths that one side covers, the other, and both."""

    first: float = 0.0
    second: float = 0.0
    both: float = 0.0

    @property
    def iou(self) -> float | None:
        """What both cover as a share of what either does; None where neither covers anything."""
        either = self.first + self.second - self.both
        return self.both / either if either else None

    @property
    def f1(self) -> float | None:
        """What both cover as a share of what each does on average; None where neither covers anything."""
        total = self.first + self.second
        return 2.0 * self.both / total if total else None

    def __add__(self, other: "Cover") -> "Cover":
        return Cover(self.first + other.first, self.second + other.second, self.both + other.both)


def exact_scores(given: Iterable[Stretch], expected: Iterable[Stretch]) -> dict[str, Score]:
    """By class: a stretch is found where one of its class has the same start and end.

    So the shared tasks of CoNLL score, after Tjong Kim Sang and De Meulder, 2003.
    """
    ours, theirs = Counter(given), Counter(expected)
    scores: dict[str, Score] = defaultdict(Score)
    for stretch in ours | theirs:
        found = min(ours[stretch], theirs[stretch])
        scores[stretch.cls] += Score(found, ours[stretch] - found, theirs[stretch] - found)
    return dict(sorted(scores.items()))


def overlap_scores(given: Iterable[Stretch], expected: Iterable[Stretch]) -> dict[str, Score]:
    """By class: a stretch is found where it overlaps one of its class, one to one, those first that overlap most."""
    ours, theirs = _by_class(given), _by_class(expected)
    scores = {}
    for cls in sorted(ours.keys() | theirs.keys()):
        first, second = ours.get(cls, []), theirs.get(cls, [])
        rows: list[dict[int, float]] = [{} for _ in first]
        for i, j in meetings([place.bounds() for place in first], [place.bounds() for place in second]):
            if share := first[i].iou(second[j]):
                rows[i][j] = share
        found = len(assign(rows))
        scores[cls] = Score(found, len(first) - found, len(second) - found)
    return scores


def covers(first: Iterable[Stretch], second: Iterable[Stretch]) -> dict[str, Cover]:
    """By class: how much is covered; what stretches of one side and class cover together counts once."""
    ours, theirs = _by_class(first), _by_class(second)
    return {
        cls: _cover(list(_joined(ours.get(cls, []))), list(_joined(theirs.get(cls, []))))
        for cls in sorted(ours.keys() | theirs.keys())
    }


def _by_class(stretches: Iterable[Stretch]) -> Mapping[str, list[Interval]]:
    found: dict[str, list[Interval]] = defaultdict(list)
    for cls, start, end in stretches:
        found[cls].append(Interval(start, end))
    return found


def _joined(places: Iterable[Interval]) -> Iterator[Interval]:
    """The same places without overlaps, in order."""
    reached: Interval | None = None
    for place in sorted(places, key=lambda place: (place.start, place.end)):
        if reached is not None and place.start <= reached.end:
            reached = Interval(reached.start, max(reached.end, place.end))
            continue
        if reached is not None:
            yield reached
        reached = place
    if reached is not None:
        yield reached


def _cover(first: Sequence[Interval], second: Sequence[Interval]) -> Cover:
    both, j = 0.0, 0
    for place in first:
        while j < len(second) and second[j].end <= place.start:
            j += 1
        k = j
        while k < len(second) and second[k].start < place.end:
            both += place.shared(second[k])
            k += 1
    return Cover(sum(p.area() for p in first), sum(p.area() for p in second), both)
