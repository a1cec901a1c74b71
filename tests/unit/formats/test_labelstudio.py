"""Facts of Label Studio's JSON: percent, the corner a rectangle turns about, regions of one id, who answered."""

import json
import math
from typing import Any

import pytest
from tests.unit.formats.hand import FIRST_PIXEL, PICTURE, Read, guess, image, read, text, write

from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.ontology import Attribute, Class, Ontology
from labelwright.core.records import Item
from labelwright.core.registry import FORMATS
from labelwright.core.views import Box, Ellipse, Keypoint, Keypoints, Mask, Polygon, Relation, Span, Tag
from labelwright.testing.formats import written

SIZE = {"original_width": 200, "original_height": 100, "image_rotation": 0}


def task(*result: dict[str, Any], data: dict[str, Any] | None = None, **more: Any) -> Read:
    """What is read of one task with one annotation."""
    found = {"data": data or {"image": "a.jpg"}, "annotations": [{"result": list(result)}], **more}
    return read("labelstudio", {"tasks.json": json.dumps([found])})


def region(kind: str, value: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"from_name": "label", "to_name": "image", "type": kind, "value": value, **SIZE, **more}


def written_task(sample: Sample) -> dict[str, Any]:
    files, _ = write("labelstudio", sample)
    (found,) = json.loads(files["tasks.json"])
    return dict(found)


def test_places_are_percent_of_the_picture() -> None:
    value = {"x": 25, "y": 50, "width": 10, "height": 20, "rotation": 0, "rectanglelabels": ["cat"]}
    assert task(region("rectanglelabels", value)).views == [Box(50, 50, 20, 20)]
    (result,) = written_task(image(FIRST_PIXEL, size=(10, 10)))["annotations"][0]["result"]
    assert result["value"] == {
        "x": 0,
        "y": 0,
        "width": 10,
        "height": 10,
        "rotation": 0,
        "rectanglelabels": ["x"],
    }
    assert (result["original_width"], result["original_height"]) == (10, 10)


@pytest.mark.parametrize("angle", [30, 90, 200, 315])
def test_a_rectangle_turns_clockwise_about_its_top_left_corner(angle: int) -> None:
    """Its centre, in pixels: x + w/2·cos − h/2·sin, y + w/2·sin + h/2·cos."""
    value = {"x": 25, "y": 50, "width": 10, "height": 20, "rotation": angle, "rectanglelabels": ["cat"]}
    (box,) = task(region("rectanglelabels", value)).views
    assert isinstance(box, Box)
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    centre = (50 + 10 * cosine - 10 * sine, 50 + 10 * sine + 10 * cosine)
    assert (box.x + box.width / 2, box.y + box.height / 2) == pytest.approx(centre)
    assert (box.width, box.height) == (20, 20)
    assert (box.angle - angle) % 360 == pytest.approx(0)
    (result,) = written_task(image(box, size=(200, 100)))["annotations"][0]["result"]
    assert (result["value"]["x"], result["value"]["y"]) == pytest.approx((25, 50))


def test_percent_keeps_more_than_six_decimals() -> None:
    box = Box(1 / 3, 2 / 3, 100 / 7, 200 / 7)
    files, _ = write("labelstudio", image(box, size=(1920, 1080)))
    (back,) = read("labelstudio", {**files, "images/a.png": PICTURE}).views
    assert isinstance(back, Box)
    assert (back.x, back.y, back.width, back.height) == pytest.approx(
        (box.x, box.y, box.width, box.height), abs=1e-9
    )


BRUSH = [0, 0, 0, 48, 57, 27, 252, 96, 19, 255, 206, 1, 63, 254, 19, 0, 0]
"""Two by two pixels at (1, 0) of a picture of four by three."""


def test_a_brush_is_a_list_of_bytes() -> None:
    size = {"original_width": 4, "original_height": 3}
    value = {"format": "rle", "rle": BRUSH, "brushlabels": ["cat"]}
    assert task(region("brushlabels", value, **size)).views == [Mask(1, 0, 2, 2, (0, 4))]
    (result,) = written_task(image(Mask(1, 0, 2, 2, (0, 4)), size=(4, 3)))["annotations"][0]["result"]
    assert (result["type"], result["value"]) == ("brushlabels", {**value, "brushlabels": ["x"]})


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"format": "rle", "rle": BRUSH[:6]}, "breaks off"),
        ({"format": "rle", "rle": BRUSH}, "the picture has 20000"),
        ({"format": "png", "rle": BRUSH}, "in no form that we know"),
        ({"format": "rle", "rle": [300]}, "a list of bytes"),
    ],
)
def test_a_broken_brush_is_refused(value: dict[str, Any], says: str) -> None:
    found = task(region("brushlabels", {**value, "brushlabels": ["cat"]}))
    assert (found.marks, len(found.refused)) == ([], 1)
    assert says in found.refused[0][1]


def test_a_brush_that_painted_nothing_is_refused() -> None:
    bits = f"{16:032b}" + "00111" + "0010001101111111" + "1" + "01" + "1111" + "00000000"
    nothing = [int(bits[i : i + 8].ljust(8, "0"), 2) for i in range(0, len(bits), 8)]
    size = {"original_width": 2, "original_height": 2}
    found = task(region("brushlabels", {"format": "rle", "rle": nothing, "brushlabels": ["cat"]}, **size))
    assert "painted nothing" in found.refused[0][1]


def test_polygons_are_lists_of_points() -> None:
    value = {"points": [[0, 0], [50, 0], [50, 50]], "closed": True, "polygonlabels": ["cat"]}
    assert task(region("polygonlabels", value)).views == [Polygon(((((0, 0), (100, 0), (100, 50)),),))]


def test_an_ellipse_turns_about_its_centre_and_each_radius_is_a_share_of_its_own_side() -> None:
    value = {"x": 25, "y": 50, "radiusX": 10, "radiusY": 10, "rotation": 30, "ellipselabels": ["cell"]}
    found = task(region("ellipselabels", value))
    assert found.views == [Ellipse(50, 50, 20, 10, 30)]
    (result,) = written_task(image(Ellipse(50, 50, 20, 10, 30), size=(200, 100)))["annotations"][0]["result"]
    assert (result["type"], result["value"]) == ("ellipselabels", {**value, "ellipselabels": ["x"]})


def point(x: float, y: float, name: str, **more: Any) -> dict[str, Any]:
    return region("keypointlabels", {"x": x, "y": y, "width": 0.5, "keypointlabels": [name]}, **more)


def test_a_point_alone_is_a_mark_of_its_label() -> None:
    found = task(point(25, 50, "nose"), point(50, 50, "ear", parentID="nobody"))
    assert [(mark.cls, mark.views) for mark in found.marks] == [
        ("nose", (Keypoints((Keypoint("nose", 50, 50),)),)),
        ("ear", (Keypoints((Keypoint("ear", 100, 50),)),)),
    ]


def test_points_whose_parent_is_a_rectangle_are_its_skeleton() -> None:
    value = {"x": 25, "y": 50, "width": 10, "height": 20, "rotation": 0, "rectanglelabels": ["person"]}
    hidden = region("choices", {"choices": ["hidden"]}, id="p2", from_name="visibility")
    found = task(
        point(25, 50, "nose", id="p1", parentID="r"),
        region("rectanglelabels", value, id="r"),
        point(35, 70, "hip", id="p2", parentID="r"),
        hidden,
    )
    skeleton = Keypoints((Keypoint("nose", 50, 50), Keypoint("hip", 70, 70, 1)))
    assert [(m.cls, m.views, m.attributes) for m in found.marks] == [
        ("person", (skeleton, Box(50, 50, 20, 20)), {})
    ]


def test_a_skeleton_is_written_as_a_rectangle_and_its_points() -> None:
    view = Keypoints((Keypoint("nose", 50, 50), Keypoint("ear", 0, 0, 0), Keypoint("hip", 70, 70, 1)))
    result = written_task(image(view, size=(200, 100)))["annotations"][0]["result"]
    rectangle, nose, hip, visibility = result
    assert (rectangle["type"], rectangle["value"]["rectanglelabels"]) == ("rectanglelabels", ["x"])
    assert [rectangle["value"][side] for side in ("x", "y", "width", "height")] == [25, 50, 10, 20]
    assert nose["value"] == {"x": 25, "y": 50, "width": 0.5, "keypointlabels": ["nose"]}
    assert (nose["parentID"], hip["parentID"]) == (rectangle["id"], rectangle["id"])
    assert (visibility["id"], visibility["value"]) == (hip["id"], {"choices": ["hidden"]})


BOX = {"x": 25, "y": 50, "width": 10, "height": 20, "rotation": 0, "rectanglelabels": ["car"]}


def test_what_has_a_parent_belongs_together_with_it_and_the_topmost_names_all() -> None:
    """Also where a file goes round in circles; a parent that is not there is none."""
    parents = {"a": "", "b": "a", "c": "b", "d": "e", "e": "f", "f": "e", "g": "nobody", "h": ""}
    found = task(*(region("rectanglelabels", BOX, id=k, parentID=parent) for k, parent in parents.items()))
    assert {mark.id: mark.compound for mark in found.marks} == {
        **dict.fromkeys("abc", "a"),
        **dict.fromkeys("def", "e"),
        **dict.fromkeys("gh", ""),
    }


def test_a_compound_is_written_as_the_children_of_its_first_region() -> None:
    together = [("a", "rig"), ("b", ""), ("c", "rig"), ("d", "alone"), ("e", "rig")]
    marks = tuple(Mark("x", (FIRST_PIXEL,), id=key, compound=name) for key, name in together)
    sample = Sample(Item("a.png", "image", width=10, height=10), (SampleAnswer(marks),), path="a.png")
    result = written_task(sample)["annotations"][0]["result"]
    assert {one["id"]: one["parentID"] for one in result if "parentID" in one} == {"c": "a", "e": "a"}


def test_a_tag_has_no_place_among_the_children_of_a_region_and_that_is_named() -> None:
    views = (Tag("", ("x",)), FIRST_PIXEL, FIRST_PIXEL)
    marks = tuple(Mark("x", (view,), id=key, compound="rig") for key, view in zip("tab", views, strict=True))
    sample = Sample(Item("a.png", "image", width=10, height=10), (SampleAnswer(marks),), path="a.png")
    files, lost = write("labelstudio", sample)
    (found,) = json.loads(files["tasks.json"])
    assert [one.get("parentID") for one in found["annotations"][0]["result"]] == [None, None, "a"]
    assert lost == {"which tags belong together with something (compounds)": 1}


def test_the_control_that_draws_and_the_one_that_names_may_be_two() -> None:
    place = {"x": 25, "y": 50, "width": 10, "height": 20, "rotation": 0}
    found = task(
        region("rectangle", place, id="a", from_name="box"),
        region("labels", {**place, "labels": ["cat"]}, id="a"),
        region("choices", {"choices": ["asleep"]}, id="a", from_name="state"),
    )
    (mark,) = found.marks
    assert (mark.cls, mark.views, mark.attributes, mark.id) == (
        "cat",
        (Box(50, 50, 20, 20),),
        {"state": "asleep"},
        "a",
    )


def test_offsets_in_texts_are_code_points_and_the_end_is_excluded() -> None:
    content = "👩‍🔬 Ada 😀"
    found = task(
        region("labels", {"start": 4, "end": 7, "text": "Ada", "labels": ["person"]}), data={"text": content}
    )
    assert found.views == [Span(4, 7)]
    (result,) = written_task(text(content, [(4, 7, "person")]))["annotations"][0]["result"]
    assert result["value"] == {"start": 4, "end": 7, "text": "Ada", "labels": ["person"]}


def test_choices_and_taxonomies_are_tags() -> None:
    found = task(
        region("choices", {"choices": ["sunny", "cold"]}, from_name="weather"),
        region("taxonomy", {"taxonomy": [["animal", "cat"]]}, from_name="kind"),
    )
    assert found.views == [
        Tag("weather", ("sunny",)),
        Tag("weather", ("cold",)),
        Tag("kind", ("animal", "cat")),
    ]


def test_attributes_are_regions_of_the_same_id() -> None:
    place = {"x": 0, "y": 0, "width": 10, "height": 20, "rotation": 0, "rectanglelabels": ["cat"]}
    (mark,) = task(
        region("rectanglelabels", place, id="a", score=0.5, meta={"text": ["look", "here"]}),
        region("choices", {"choices": ["a", "b"]}, id="a", from_name="several"),
        region("choices", {"choices": ["true"]}, id="a", from_name="yes"),
        region("number", {"number": 3}, id="a", from_name="count"),
        region("rating", {"rating": 4}, id="a", from_name="stars"),
        region("textarea", {"text": ["one", "two"]}, id="a", from_name="said"),
    ).marks
    assert mark.attributes == {"several": ["a", "b"], "yes": True, "count": 3, "stars": 4, "said": "one\ntwo"}
    assert (mark.confidence, mark.note) == (0.5, "look\nhere")


def test_texts_and_choices_of_attributes_are_told_apart_by_the_ontology() -> None:
    attributes = (Attribute("said", "text"), Attribute("state", "one_of", ("old", "new")))
    mark = Mark("cat", (FIRST_PIXEL,), {"said": "hello", "state": "old"})
    sample = Sample(Item("a.png", "image", width=10, height=10), (SampleAnswer((mark,)),), path="a.png")
    ontology = Ontology((Class("cat", "box", attributes=attributes),))
    files, _ = written(FORMATS["labelstudio"], [sample], ontology=ontology)
    _, said, state = json.loads(files.data["tasks.json"])[0]["annotations"][0]["result"]
    assert (said["type"], said["value"]) == ("textarea", {"text": ["hello"]})
    assert (state["type"], state["value"]) == ("choices", {"choices": ["old"]})


def test_people_models_and_the_skipped_are_told_apart() -> None:
    task = {
        "data": {"text": "Ada"},
        "annotations": [
            {"result": [], "completed_by": {"id": 7, "email": "ada@example.org"}, "ground_truth": True},
            {"result": [], "completed_by": 7, "lead_time": 12.5, "created_at": "2024-02-29T10:00:00Z"},
            {"result": [], "was_cancelled": True},
        ],
        "predictions": [{"model_version": "v1", "score": 0.9, "result": []}],
        "drafts": [{"result": []}],
    }
    found = read("labelstudio", {"a.json": json.dumps([task])})
    assert found.samples[0].answers == (
        SampleAnswer((), "ada@example.org", "person", truth=True),
        SampleAnswer((), "7", "person", seconds=12.5, created_at="2024-02-29T10:00:00Z"),
        SampleAnswer((), "v1", "model"),
    )
    assert [problem.message for problem in found.report.warnings] == [
        "An annotation that was skipped is left out."
    ]
    assert found.losses == {"drafts": 1, "scores of predictions as a whole": 1}


def test_relations_are_read_in_their_direction() -> None:
    links = [
        {"type": "relation", "from_id": "a", "to_id": "b", "direction": direction, "labels": labels}
        for direction, labels in (("right", ["owns"]), ("left", []), ("bi", []))
    ]
    found = task(*links, data={"text": "Ada"})
    assert [(mark.cls, mark.views[0]) for mark in found.marks] == [
        ("owns", Relation("a", "b")),
        ("relation", Relation("b", "a")),
        ("relation", Relation("a", "b", directed=False)),
    ]


def test_a_region_of_a_kind_that_is_not_read_is_named() -> None:
    found = task(
        region("videorectangle", {"sequence": []}),
        region(
            "rectanglelabels",
            {"x": 0, "y": 0, "width": 1, "height": 1, "rectanglelabels": ["cat"]},
            item_index=1,
        ),
    )
    assert found.marks == []
    assert found.losses == {
        "annotations of type videorectangle": 1,
        "regions on further pictures of a task": 1,
    }


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"original_width": None}, "does not say the size"),
        ({"image_rotation": 90}, "turned by 90 degrees"),
        ({"value": {"x": "a", "rectanglelabels": ["cat"]}}, "Expected `float`"),
        ({"value": {"x": 0, "y": 0, "width": -1, "height": 1, "rectanglelabels": ["cat"]}}, ">= 0"),
    ],
)
def test_a_broken_region_is_refused_and_the_rest_is_read(broken: dict[str, Any], message: str) -> None:
    value = {"x": 0, "y": 0, "width": 1, "height": 1, "rectanglelabels": ["cat"]}
    found = task(region("rectanglelabels", value), {**region("rectanglelabels", value), **broken})
    assert len(found.marks) == 1
    ((where, said),) = found.refused
    assert where.startswith("tasks.json: task 1, region")
    assert message in said


def test_a_span_outside_its_text_is_refused() -> None:
    found = task(region("labels", {"start": 2, "end": 9, "labels": ["x"]}), data={"text": "Ada"})
    assert "lies outside the text" in found.refused[0][1]


def test_a_task_that_is_nothing_but_its_data_is_read_where_the_format_is_named() -> None:
    files = {"tasks.json": json.dumps([{"text": "Ada", "source": "letter"}])}
    assert guess("labelstudio", files) is None
    (sample,) = read("labelstudio", files).samples
    assert (sample.item.text, sample.item.metadata, sample.answers) == ("Ada", {"source": "letter"}, ())


def test_other_fields_of_the_data_become_metadata() -> None:
    found = task(data={"image": "https://example.org/a.jpg", "camera": "B"}, meta={"day": 3})
    (sample,) = found.samples
    assert (sample.item.name, sample.url) == ("a.jpg", "https://example.org/a.jpg")
    assert sample.item.metadata == {"camera": "B", "day": 3}


@pytest.mark.parametrize(
    "address", ["/data/upload/3/a.png", "/data/local-files/?d=images/a.png", "images/a.png", "a.png?x=1"]
)
def test_pictures_are_found_by_the_addresses_that_label_studio_gives_them(address: str) -> None:
    files = {"tasks.json": json.dumps([{"data": {"image": address}}]), "images/a.png": PICTURE}
    (sample,) = read("labelstudio", files).samples
    assert (sample.path, sample.item.width, sample.item.height) == ("images/a.png", 64, 48)


def test_a_broken_picture_costs_its_size_and_no_task() -> None:
    tasks = [{"data": {"image": "a.png"}}, {"data": {"image": "b.png"}}]
    files = {"tasks.json": json.dumps(tasks), "a.png": b"no picture", "b.png": PICTURE}
    found = read("labelstudio", files)
    assert [sample.item.width for sample in found.samples] == [None, 64]
    assert found.refused == []


def test_a_list_of_coco_results_is_not_ours() -> None:
    assert (
        guess("labelstudio", {"a.json": '[{"image_id": 1, "category_id": 2, "bbox": [1, 2, 3, 4]}]'}) is None
    )
