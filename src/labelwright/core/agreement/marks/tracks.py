"""Tracks through the frames of a video held against others: CLEAR MOT, and IDF1."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from labelwright.core.agreement.assignment import assign
from labelwright.core.geometry import Geometry

_TIE = 1e-3
"""What the distance weighs beside a pair: of matchings with as many pairs, the nearest is taken."""


class Frame(NamedTuple):
    """Where the objects of a frame are, by the ids of their tracks: as expected, and as given."""

    expected: Mapping[str, Geometry]
    given: Mapping[str, Geometry]


class TrackScore(Struct, frozen=True):
    """Objects of all frames: expected, given, found at a `distance` (1 − IoU) in sum, and found under a new id.

    `kept` are those found when every expected track may have one id, and every id one track. Scores of several videos
    add up.
    """

    expected: int = 0
    given: int = 0
    found: int = 0
    switches: int = 0
    kept: int = 0
    distance: float = 0.0

    @property
    def missed(self) -> int:
        return self.expected - self.found

    @property
    def spurious(self) -> int:
        return self.given - self.found

    @property
    def mota(self) -> float:
        """Accuracy: 1 − (missed + spurious + switches) / expected. Bernardin and Stiefelhagen, CLEAR MOT, 2008."""
        wrong = self.missed + self.spurious + self.switches
        return 1.0 - wrong / self.expected if self.expected else math.nan

    @property
    def motp(self) -> float:
        """Precision: the mean distance of what is found; less is better."""
        return self.distance / self.found if self.found else math.nan

    @property
    def idf1(self) -> float:
        """The F1 of objects under their right id. Ristani et al., Performance Measures and a Data Set …, 2016."""
        total = self.expected + self.given
        return 2.0 * self.kept / total if total else math.nan

    def __add__(self, other: "TrackScore") -> "TrackScore":
        return TrackScore(
            self.expected + other.expected,
            self.given + other.given,
            self.found + other.found,
            self.switches + other.switches,
            self.kept + other.kept,
            self.distance + other.distance,
        )


def track_score(frames: Sequence[Frame], least: float = 0.5) -> TrackScore:
    """The score of one video, whose frames are in order; an object is found at an IoU of at least `least`.

    What was found under an id in the frame before stays with it while it is near; the rest is matched anew, as many as
    can be, and of those the nearest.
    """
    found = switches = 0
    distance = 0.0
    last: dict[str, str] = {}
    together: Counter[tuple[str, str]] = Counter()
    for frame in frames:
        near = _near(frame, least)
        together.update((a, b) for a, others in near.items() for b in others)
        pairs = _going_on(near, last)
        fresh = _matched(near, pairs)
        switches += sum(a in last for a in fresh)
        pairs |= fresh
        last |= pairs
        found += len(pairs)
        distance += math.fsum(near[a][b] for a, b in pairs.items())
    expected, given = (
        (sum(len(side) for side in sides) for sides in zip(*frames, strict=True)) if frames else (0, 0)
    )
    return TrackScore(expected, given, found, switches, _kept(together), distance)


def _near(frame: Frame, least: float) -> dict[str, dict[str, float]]:
    """The distance of each expected object to every given one that is near enough."""
    return {
        a: {b: 1.0 - iou for b, other in frame.given.items() if (iou := place.iou(other)) >= least}
        for a, place in frame.expected.items()
    }


def _going_on(near: Mapping[str, Mapping[str, float]], last: Mapping[str, str]) -> dict[str, str]:
    """The objects that are near what they were last found as; of two that want the same, the first has it."""
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for a, others in near.items():
        if a in last and last[a] in others and last[a] not in taken:
            pairs[a] = last[a]
            taken.add(last[a])
    return pairs


def _matched(near: Mapping[str, Mapping[str, float]], pairs: Mapping[str, str]) -> dict[str, str]:
    """As many pairs as can be of what is in no pair yet."""
    taken = set(pairs.values())
    names = [a for a in near if a not in pairs]
    columns = {b: number for number, b in enumerate(dict.fromkeys(b for a in names for b in near[a]))}
    rows = [{columns[b]: 1.0 - _TIE * d for b, d in near[a].items() if b not in taken} for a in names]
    others = list(columns)
    return {names[i]: others[j] for i, j in assign(rows).items()}


def _kept(together: Mapping[tuple[str, str], int]) -> int:
    """The frames in which pairs of tracks are together, with each in one pair, so that they are most."""
    rows: dict[str, dict[int, float]] = {}
    columns: dict[str, int] = {}
    most = max(together.values(), default=1)
    for (a, b), frames in together.items():
        rows.setdefault(a, {})[columns.setdefault(b, len(columns))] = frames / most
    names, others = list(rows), list(columns)
    return sum(together[names[i], others[j]] for i, j in assign(list(rows.values())).items())
