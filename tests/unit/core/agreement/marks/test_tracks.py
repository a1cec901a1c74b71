"""Tracks are scored as CLEAR MOT and IDF1 say; `benchmarks.tracks` compares with motmetrics on real videos."""

import math

import numpy as np
import pytest

from labelwright.core.agreement.marks.tracks import Frame, TrackScore, track_score
from labelwright.core.geometry import Rectangle


def at(**places: float) -> dict[str, Rectangle]:
    return {name: Rectangle(x, 0, 10, 10) for name, x in places.items()}


def test_the_same_tracks_are_perfect() -> None:
    score = track_score([Frame(at(a=0, b=50), at(x=0, y=50)), Frame(at(a=2, b=52), at(x=2, y=52))])
    assert (score.mota, score.idf1, score.motp) == (1.0, 1.0, 0.0)


def test_what_is_missed_made_up_and_renamed_is_told_apart() -> None:
    frames = [
        Frame(at(a=0, b=50), at(x=0, y=50)),
        Frame(at(a=0, b=50), at(x=0)),
        Frame(at(a=0, b=50), at(z=0, y=50, w=80)),
    ]
    score = track_score(frames)
    assert (score.missed, score.spurious, score.switches, score.found) == (1, 1, 1, 5)
    assert score.mota == pytest.approx(1 - 3 / 6)
    assert score.idf1 == pytest.approx(2 * (2 + 2) / (6 + 6))


def test_a_track_stays_with_its_id_while_that_is_near() -> None:
    """The second box lies nearer in frame two, but the first was the track's and still overlaps enough."""
    frames = [Frame(at(a=0), at(x=0)), Frame(at(a=3), at(x=1, y=3))]
    score = track_score(frames)
    assert (score.switches, score.spurious) == (0, 1)
    assert score.motp == pytest.approx((0 + (1 - 8 / 12)) / 2)


def test_an_id_that_two_tracks_had_goes_to_one() -> None:
    frames = [Frame(at(a=0), at(x=0)), Frame(at(b=0), at(x=0)), Frame(at(a=0, b=1), at(x=0))]
    assert track_score(frames).found == 3


def test_as_many_are_found_as_can_be() -> None:
    """The nearest pair alone would leave the two others without a partner."""
    assert track_score([Frame(at(a=0, b=3), at(x=2, y=6))]).found == 2


def test_an_object_must_overlap_enough() -> None:
    near, far = Frame(at(a=0), at(x=3)), Frame(at(a=0), at(x=4))
    assert [track_score([frame]).found for frame in (near, far)] == [1, 0]
    assert track_score([far], least=0.4).found == 1


@pytest.mark.parametrize(
    ("seed", "mota", "idf1", "motp", "counts"),
    [
        (0, 0.49375, 0.42953, 0.228944, (23, 40, 18)),
        (1, 0.475, 0.55414, 0.215626, (26, 32, 26)),
        (2, 0.60625, 0.539683, 0.232086, (6, 31, 26)),
    ],
)
def test_a_crowded_walk_is_scored_as_motmetrics_does(
    seed: int, mota: float, idf1: float, motp: float, counts: tuple[int, int, int]
) -> None:
    """motmetrics 1.4.0 on the same walk, of which the counts are switches, misses and false positives."""
    score = track_score(walk(seed))
    assert (score.switches, score.missed, score.spurious) == counts
    assert [score.mota, score.idf1, score.motp] == pytest.approx([mota, idf1, motp], abs=1e-6)


def walk(seed: int) -> list[Frame]:
    """Four objects that wander through one another, lost and renamed now and then, with a stranger among them."""
    rng = np.random.default_rng(seed)
    places, ids, frames = np.array([0.0, 14.0, 40.0, 55.0]), list("pqrs"), []
    for _ in range(40):
        places = places + rng.normal(0, 3, 4)
        if rng.random() < 0.2:
            i, j = rng.choice(4, 2, replace=False)
            ids[i], ids[j] = ids[j], ids[i]
        expected = {name: float(x) for name, x in zip("abcd", places, strict=True)}
        given = {ids[k]: float(places[k] + rng.normal(0, 2)) for k in range(4) if rng.random() < 0.85}
        if rng.random() < 0.3:
            given["z"] = float(rng.uniform(0, 60))
        frames.append(Frame(at(**expected), at(**given)))
    return frames


def test_scores_of_videos_add_up_and_nothing_has_none() -> None:
    one = track_score([Frame(at(a=0), at(x=0))])
    assert one + TrackScore(expected=1) == TrackScore(2, 1, 1, 0, 1, 0.0)
    assert all(math.isnan(share) for share in (track_score([]).mota, TrackScore().motp, TrackScore().idf1))
