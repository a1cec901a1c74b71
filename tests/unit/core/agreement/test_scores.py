"""Precision, recall and F1 by class."""

import pytest

from labelwright.core.agreement import Score, class_scores
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import LABELS

ONTOLOGY = Ontology(tuple(Class(name, "box") for name in ("bus", "car")))
ITEM = Item("street.jpg", "image", width=200, height=200)


def box(name: str, x: float) -> Annotation:
    return Annotation(f"{name}{x}", "box", name, {"x": x, "y": 0, "width": 10, "height": 10})


RAIN = Annotation("rain", "tag", "rain")


def test_each_class_is_scored_by_itself() -> None:
    answer = [box("car", 0), box("car", 51), box("bus", 100), RAIN]
    truth = [box("car", 1), box("car", 100), box("bus", 100), box("bus", 150), RAIN]
    assert class_scores(answer, truth, ITEM, ONTOLOGY, LABELS) == {
        "bus": Score(found=1, missed=1),
        "car": Score(found=1, spurious=1, missed=1),
        "rain": Score(found=1),
    }


@pytest.mark.parametrize(("threshold", "found"), [(0.3, 0), (1 / 3 + 1e-9, 1), (1.0, 1)])
def test_the_threshold_is_a_distance(threshold: float, found: int) -> None:
    score = class_scores([box("car", 0)], [box("car", 2)], ITEM, ONTOLOGY, LABELS, threshold)["car"]
    assert score.found == found


def test_what_lies_wholly_apart_is_never_found() -> None:
    assert class_scores([box("car", 0)], [box("car", 10)], ITEM, ONTOLOGY, LABELS, 1.0) == {
        "car": Score(spurious=1, missed=1)
    }


def test_nothing_against_nothing() -> None:
    assert class_scores([], [], ITEM, ONTOLOGY, LABELS) == {}


def test_ratios() -> None:
    score = Score(found=2, spurious=1, missed=2)
    assert (score.precision, score.recall, score.f1) == (2 / 3, 0.5, 4 / 7)
    assert (Score().precision, Score().recall, Score().f1) == (None, None, None)
    assert (Score(missed=3).precision, Score(missed=3).recall, Score(missed=3).f1) == (None, 0.0, 0.0)


def test_scores_add_up() -> None:
    assert Score(1, 2, 3) + Score(4, 5, 6) == Score(5, 7, 9)
