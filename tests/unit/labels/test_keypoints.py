"""What the cases of keypoints cannot say: the similarity of COCO's own tools, templates that are wrong, crowds."""

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from labelwright.core.errors import InvalidProject
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.registry import LABELS
from labelwright.core.views import Keypoints
from labelwright.workflow.spec import parse_yaml, to_yaml

NAMES = ("nose", "left eye", "right eye", "left hip", "right hip")
SIGMAS = (0.026, 0.025, 0.025, 0.107, 0.107)
POINTS = [{"name": name, "sigma": sigma} for name, sigma in zip(NAMES, SIGMAS, strict=True)]
CLASS = Class("person", "keypoints", options={"points": POINTS, "pairs": [["left eye", "right eye"]]})
KEYPOINTS = LABELS["keypoints"].of(CLASS)
ITEM = Item("court.jpg", "image", width=200, height=200)

coordinates = st.integers(0, 400).map(lambda n: n / 2)
places = st.tuples(coordinates, coordinates, st.sampled_from([1, 2]))
bodies = st.dictionaries(st.sampled_from(NAMES), places, min_size=1).map(
    lambda points: KEYPOINTS.decode({"points": points})
)
whole_bodies = st.tuples(*[places] * len(NAMES)).map(
    lambda given: KEYPOINTS.decode({"points": dict(zip(NAMES, given, strict=True))})
)


def spoken(**points: Any) -> Any:
    return KEYPOINTS.decode({"points": {name.replace("_", " "): place for name, place in points.items()}})


@settings(deadline=None, max_examples=30)
@given(whole_bodies, st.floats(-8, 8), st.floats(-8, 8))
def test_similarity_is_that_of_the_tools_of_coco(body: Any, dx: float, dy: float) -> None:
    """Two bodies of one size, both wholly labelled: there nothing depends on which of the two is the truth."""
    moved = KEYPOINTS.decode({"points": {n: (x + dx, y + dy, 2) for n, (x, y, _) in body.points.items()}})
    xs, ys, _ = zip(*body.points.values(), strict=True)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    assume(min(width, height) > 0.25 * max(width, height))
    flat = [[c for x, y, _ in value.points.values() for c in (x, y, 2)] for value in (body, moved)]
    common = {
        "image_id": 1,
        "category_id": 1,
        "num_keypoints": len(NAMES),
        "iscrowd": 0,
        "area": width * height,
    }
    truth, found = COCO(), COCO()
    truth.dataset = {
        "images": [{"id": 1}],
        "categories": [{"id": 1}],
        "annotations": [{**common, "id": 1, "keypoints": flat[0], "bbox": [0, 0, 1, 1]}],
    }
    found.dataset = {
        **truth.dataset,
        "annotations": [{**common, "id": 1, "keypoints": flat[1], "score": 1.0}],
    }
    for dataset in (truth, found):
        dataset.createIndex()
    judge = COCOeval(truth, found, "keypoints")
    judge.params.kpt_oks_sigmas = np.array(SIGMAS)
    judge._prepare()
    assert 1 - KEYPOINTS.distance(body, moved, ITEM) == pytest.approx(judge.computeOks(1, 1)[0][0], abs=1e-9)


@given(st.lists(bodies, max_size=6), st.lists(bodies, max_size=6))
def test_whoever_is_no_candidate_is_nothing_alike(first: list[Any], second: list[Any]) -> None:
    candidates = set(KEYPOINTS.candidates(first, second))
    for i, j in set(product(range(len(first)), range(len(second)))) - candidates:
        assert KEYPOINTS.distance(first[i], second[j], ITEM) == 1.0


def test_those_far_apart_are_no_candidates() -> None:
    here, there = (
        spoken(nose=(10, 10, 2), left_hip=(12, 12, 2)),
        spoken(nose=(190, 190, 2), left_hip=(192, 192, 2)),
    )
    assert set(KEYPOINTS.candidates([here, there], [there, here])) == {(0, 1), (1, 0)}


@given(st.lists(st.tuples(bodies, st.integers(1, 5).map(float)), min_size=2, max_size=5))
def test_a_fused_point_lies_among_those_given_and_is_one_that_somebody_gave(given_bodies: list[Any]) -> None:
    values, weights = zip(*given_bodies, strict=True)
    for name, (x, y, _) in KEYPOINTS.fuse(values, weights, ITEM).points.items():
        given_places = [value.points[name] for value in values if name in value.points]
        xs, ys, _ = zip(*given_places, strict=True)
        assert min(xs) - 1e-6 <= x <= max(xs) + 1e-6
        assert min(ys) - 1e-6 <= y <= max(ys) + 1e-6


def test_a_class_that_lost_its_points_still_has_views_and_distances() -> None:
    bare = LABELS["keypoints"].of(Class("person", "keypoints"))
    body = spoken(nose=(10, 10, 2), left_hip=(12, 40, 1))
    (view,) = bare.views(body, Class("person", "keypoints"), ("person",))
    assert isinstance(view, Keypoints)
    assert [(point.name, point.visibility) for point in view.points] == [("nose", 2), ("left hip", 1)]
    assert (bare.distance(body, body, ITEM), bare.geometry(body).links) == (0.0, ())


def test_a_class_is_widened_by_the_points_that_a_value_has_more() -> None:
    value = spoken(nose=(1, 2, 2), tail=(3, 4, 1))
    options = KEYPOINTS.widened(CLASS, value, ITEM)
    assert [point["name"] for point in options["points"]] == [*NAMES, "tail"]
    assert options["pairs"] == [["left eye", "right eye"]]
    assert list(KEYPOINTS.check(value, ITEM, Class("person", "keypoints", options=options))) == []


DOCUMENT = """\
name: Court
media: image
classes:
  - name: person
    type: keypoints
    points:
      - {name: nose, sigma: 0.026, at: [0.5, 0]}
      - {name: 1, at: [0, 1], color: "#e53e3e"}
      - {name: 2, at: [1, 1]}
    skeleton: [[nose, 1], [nose, 2]]
    pairs: [[1, 2]]
workflow:
  - {stage: annotate, votes: 1}
"""


def test_a_project_document_declares_the_template() -> None:
    spec = parse_yaml(DOCUMENT)
    cls = spec.ontology.find("person")
    assert cls is not None
    assert [point["name"] for point in cls.options["points"]] == ["nose", "1", "2"]
    assert cls.options["pairs"] == [["1", "2"]]
    assert parse_yaml(to_yaml(spec)) == spec


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("    points:", "    other:", "needs “points”"),
        ("[[nose, 1], [nose, 2]]", "[[nose, 1], [nose, tail]]", "skeleton names “tail”"),
        ("[[nose, 1], [nose, 2]]", "[[nose, nose]]", "joins “nose” to itself"),
        ("[[nose, 1], [nose, 2]]", "[[nose, 1, 2]]", "length"),
        ("pairs: [[1, 2]]", "pairs: [[1, 2], [nose, 2]]", "“2” is in two pairs"),
        ("pairs: [[1, 2]]", "pairs: [[1, 3]]", "pairs names “3”"),
        ("{name: 2, at: [1, 1]}", "{name: 1, at: [1, 1]}", "two points named “1”"),
        ("{name: 2, at: [1, 1]}", "{name: 2}", "others have none"),
        ("{name: 2, at: [1, 1]}", "{name: 2, at: [1, 3]}", "from 0 to 1"),
        ("{name: 2, at: [1, 1]}", "{name: 2, at: [1, 1, 1]}", "length"),
        ("sigma: 0.026", "sigma: 7", "sigma"),
        ("sigma: 0.026", "sigma: 0", "sigma"),
        ("sigma: 0.026", "size: 3", "no key “size”"),
        ("#e53e3e", "red", "color"),
    ],
)
def test_a_template_that_is_wrong_is_told(before: str, after: str, says: str) -> None:
    assert before in DOCUMENT
    with pytest.raises(InvalidProject) as caught:
        parse_yaml(DOCUMENT.replace(before, after))
    assert any(says in problem.message for problem in caught.value.problems), caught.value.problems
