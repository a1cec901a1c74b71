"""How well things cover each other, by class."""

import pytest

from labelwright.core.agreement.overlap import Overlap, overlaps
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation
from labelwright.core.registry import LABELS

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


def test_stretches_of_text_overlap_as_areas_do() -> None:
    first, second = (Annotation("", "span", "name", {"start": s, "end": s + 4}) for s in (0, 1))
    assert overlaps([first], [second], ONTOLOGY, LABELS)["name"].mean_iou == pytest.approx(3 / 5)


def test_sums_of_parts_are_the_whole() -> None:
    assert Overlap(1, 0.5, 1, 0) + Overlap(1, 1.0, 0, 2) == Overlap(2, 1.5, 1, 2)
    assert (Overlap().mean_iou, Overlap().quality) == (None, None)
