"""How well things cover each other, by class."""

import itertools
from statistics import mean

import pytest

from labelwright.core.agreement.overlap import Overlap, overlaps
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation
from labelwright.core.registry import LABELS
from labelwright.core.runs import from_rows

ONTOLOGY = Ontology((Class("cell", "box"), Class("name", "span"), Class("rain", "tag")))


def box(x: float, cls: str = "cell") -> Annotation:
    return Annotation("", "box", cls, {"x": x, "y": 0, "width": 4, "height": 4})


def test_pairs_are_those_that_cover_most() -> None:
    answer = [box(0), box(2), box(100), Annotation("", "tag", "rain")]
    found = overlaps(answer, [box(2), box(50)], ONTOLOGY, LABELS)
    assert found == {"cell": Overlap(pairs=1, iou=1.0, spurious=2, missed=1)}
    assert found["cell"].mean_iou == 1.0
    assert found["cell"].quality == pytest.approx(2 / 5)


def test_things_that_overlap_too_little_are_no_pair() -> None:
    third = overlaps([box(0)], [box(2)], ONTOLOGY, LABELS)["cell"]
    assert third.mean_iou == pytest.approx(1 / 3)
    assert overlaps([box(0)], [box(2)], ONTOLOGY, LABELS, least=0.5)["cell"] == Overlap(spurious=1, missed=1)


def test_panoptic_quality_is_the_sum_of_iou_over_what_there_is() -> None:
    """Kirillov et al., Panoptic Segmentation (2019), equation 1: Σ IoU / (TP + ½ FP + ½ FN)."""
    assert Overlap(2, 0.8 + 0.6, 1, 1).quality == pytest.approx(1.4 / (2 + 0.5 + 0.5))


def test_panoptic_quality_is_that_of_scalabel() -> None:
    """scalabel, tests/eval/pan_seg_test.py: one pair with an IoU of .9 and one spurious thing."""
    found = Overlap(pairs=1, iou=0.9, spurious=1)
    assert (found.quality, found.mean_iou) == (pytest.approx(0.6), pytest.approx(0.9))


GIVEN = """
60 00 60 60
00 00 60 01
00 00 60 01
00 70 60 10
00 70 70 70
"""
WANTED = """
60 01 60 01
01 01 60 01
01 01 60 10
01 70 10 10
01 70 70 70
"""


def segments(picture: str) -> list[Annotation]:
    """The masks of a picture whose pixels say of which class and of which of its things they are."""
    rows = [line.split() for line in picture.split("\n") if line]
    pixels = list(itertools.chain(*rows))
    found = []
    for name in sorted(set(pixels)):
        runs = [(is_on, len(list(run))) for is_on, run in itertools.groupby(p == name for p in pixels)]
        counts = [0] * runs[0][0] + [length for _, length in runs]
        mask = from_rows(counts, 0, 0, len(rows[0]), len(rows))
        assert mask is not None
        value = {"x": mask.x, "y": mask.y, "width": mask.width, "height": mask.height, "counts": mask.counts}
        found.append(Annotation(name, "mask", name[0], value))
    return found


def test_panoptic_quality_is_that_of_torchmetrics() -> None:
    """torchmetrics, panoptic_quality: things 0 and 1, stuff 6 and 7, means over classes .5463, .6111 and .6667."""
    ontology = Ontology(tuple(Class(name, "mask") for name in "0167"))
    found = overlaps(segments(GIVEN), segments(WANTED), ontology, LABELS, least=0.5).values()
    assert mean(one.quality or 0.0 for one in found) == pytest.approx(0.5463, abs=5e-5)
    assert mean(one.mean_iou or 0.0 for one in found) == pytest.approx(0.6111, abs=5e-5)
    recognised = [one.pairs / (one.pairs + (one.spurious + one.missed) / 2) for one in found]
    assert mean(recognised) == pytest.approx(0.6667, abs=5e-5)


def test_stretches_of_text_overlap_as_areas_do() -> None:
    first, second = (Annotation("", "span", "name", {"start": s, "end": s + 4}) for s in (0, 1))
    assert overlaps([first], [second], ONTOLOGY, LABELS)["name"].mean_iou == pytest.approx(3 / 5)


def test_sums_of_parts_are_the_whole() -> None:
    assert Overlap(1, 0.5, 1, 0) + Overlap(1, 1.0, 0, 2) == Overlap(2, 1.5, 1, 2)
    assert (Overlap().mean_iou, Overlap().quality) == (None, None)
