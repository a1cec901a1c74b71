"""Facts of COCO's JSON: boxes from corners, ids with gaps, unions of rings, crowds, and what else calls itself COCO."""

import contextlib
import io
import json
import math
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from pycocotools import mask
from pycocotools.coco import COCO
from tests.unit.formats.hand import FIRST_PIXEL, PICTURE, Read, guess, image, losses, read, write

from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.losses import SETTINGS
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Item
from labelwright.core.registry import FORMATS
from labelwright.core.views import Box, Cuboid, Ellipse, Keypoint, Keypoints, Mask, Polygon, Tag, Text
from labelwright.testing.formats import written as written_files

IMAGE = {"id": 1, "file_name": "a.jpg", "width": 640, "height": 480}
DOG = {"id": 18, "name": "dog", "supercategory": "animal"}
PLACED = {"id": 1, "image_id": 1, "category_id": 18, "bbox": [1, 2, 3, 4]}


def document(*annotations: dict[str, Any], **lists: Any) -> str:
    return json.dumps({"images": [IMAGE], "annotations": list(annotations), "categories": [DOG], **lists})


def found_of(*annotations: dict[str, Any], **lists: Any) -> Read:
    return read("coco", {"a.json": document(*annotations, **lists)})


def written(sample: Sample) -> dict[str, Any]:
    files, _ = write("coco", sample)
    (text,) = files.values()
    return dict(json.loads(text))


def test_a_box_is_its_left_top_width_and_height() -> None:
    assert found_of({**PLACED, "bbox": [0, 0, 1, 1]}).views == [FIRST_PIXEL]
    assert found_of({**PLACED, "bbox": [1.5, 2.25, 3, 4]}).views == [Box(1.5, 2.25, 3, 4)]
    (annotation,) = written(image(FIRST_PIXEL))["annotations"]
    assert annotation["bbox"] == [0, 0, 1, 1]


@pytest.mark.parametrize("order", list(permutations(["images", "annotations", "categories"])))
def test_lists_may_come_in_any_order(order: tuple[str, ...]) -> None:
    whole = json.loads(document(PLACED))
    found = read("coco", {"a.json": json.dumps({key: whole[key] for key in order})})
    assert [(mark.cls, mark.views[0]) for mark in found.marks] == [("dog", Box(1, 2, 3, 4))]


def test_ids_have_gaps_and_may_be_texts_and_nothing() -> None:
    pictures = [{**IMAGE, "id": key, "file_name": f"{key}.jpg"} for key in (0, 90, "x")]
    marks = [{**PLACED, "id": 0, "image_id": key, "category_id": 90} for key in ("x", 90, 0)]
    found = found_of(*marks, images=pictures, categories=[{"id": 90, "name": "toothbrush"}])
    assert [(s.item.name, len(s.answers[0].marks)) for s in found.samples] == [
        ("0.jpg", 1),
        ("90.jpg", 1),
        ("x.jpg", 1),
    ]


def test_written_ids_begin_with_1_since_pycocotools_takes_0_for_none() -> None:
    whole = written(image(FIRST_PIXEL, FIRST_PIXEL))
    assert [a["id"] for a in whole["annotations"]] == [1, 2]
    assert [i["id"] for i in whole["images"]] == [1]
    assert [c["id"] for c in whole["categories"]] == [1]


def test_rings_are_a_union_and_their_area_is_theirs_not_the_boxs() -> None:
    rings = [[0, 0, 4, 0, 4, 4], [10, 10, 14, 10, 14, 12]]
    first, second = ((0, 0), (4, 0), (4, 4)), ((10, 10), (14, 10), (14, 12))
    found = found_of({**PLACED, "bbox": [0, 0, 14, 12], "segmentation": rings})
    assert found.marks[0].views == (Polygon(((first,), (second,))), Box(0, 0, 14, 12))
    (annotation,) = written(image(Polygon(((first,), (second,)))))["annotations"]
    assert (annotation["segmentation"], annotation["area"], annotation["bbox"]) == (
        rings,
        8 + 4,
        [0, 0, 14, 12],
    )


def test_holes_cannot_be_said_and_are_named() -> None:
    ring, hole = ((0, 0), (9, 0), (9, 9)), ((5, 1), (6, 1), (6, 2))
    _, losses = write("coco", image(Polygon(((ring, hole),))))
    assert losses == {"holes of areas": 1}


def test_an_area_that_is_its_box_is_a_box() -> None:
    ring = [1, 2, 4, 2, 4, 6, 1, 6]
    assert found_of({**PLACED, "segmentation": [ring]}).marks[0].views == (Box(1, 2, 3, 4),)


@pytest.mark.parametrize("counts", ["32103", [3, 2, 1, 2, 4]])
def test_run_lengths_are_pixels_column_by_column(counts: object) -> None:
    found = found_of({**PLACED, "segmentation": {"size": [3, 4], "counts": counts}, "iscrowd": 1})
    assert (found.views, found.marks[0].attributes) == ([Mask(1, 0, 2, 2, (0, 4))], {"iscrowd": True})


def test_run_lengths_of_nothing_leave_the_box() -> None:
    assert found_of({**PLACED, "segmentation": {"size": [2, 2], "counts": "4"}}).views == [Box(1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("segmentation", "says"),
    [
        ({"size": [3, 4], "counts": [3, 2]}, "cover 5 pixels, but its frame has 12"),
        ({"size": [3, 4], "counts": "3 2"}, "COCO's short form does not use"),
        ({"size": [10**9, 10**9], "counts": [10**18]}, "cannot be"),
        ({"size": [3, 4]}, "counts"),
    ],
)
def test_broken_run_lengths_are_refused(segmentation: object, says: str) -> None:
    found = found_of({**PLACED, "segmentation": segmentation}, PLACED)
    assert len(found.marks) == 1
    assert says in found.refused[0][1]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of arrays within pycocotools
def test_pycocotools_sees_the_same_pixels_in_what_is_written(tmp_path: Path) -> None:
    ring = Mask(2, 3, 3, 3, (0, 4, 1, 4))
    whole = written(image(ring, size=(8, 9)))
    (annotation,) = whole["annotations"]
    assert (annotation["bbox"], annotation["area"], annotation["iscrowd"]) == ([2, 3, 3, 3], 8, 0)
    (tmp_path / "a.json").write_text(json.dumps(whole))
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(str(tmp_path / "a.json"))
    pixels = coco.annToMask(coco.loadAnns(coco.getAnnIds())[0])
    expected = [[2 <= x < 5 and 3 <= y < 6 and (x, y) != (3, 4) for x in range(8)] for y in range(9)]
    assert (pixels == expected).all()


def test_a_mask_on_a_picture_of_unknown_size_is_its_outline() -> None:
    sample = Sample(
        Item("a.png", "image"), (SampleAnswer((Mark("x", (Mask(2, 3, 3, 3, (0, 4, 1, 4)),)),)),), path="a.png"
    )
    files, losses = write("coco", sample)
    (text,) = files.values()
    assert losses == {"holes of areas": 1}
    assert json.loads(text)["annotations"][0]["segmentation"] == [[2, 3, 5, 3, 5, 6, 2, 6]]


def test_a_crowd_stays_a_crowd() -> None:
    mark = Mark("dog", (FIRST_PIXEL,), {"iscrowd": True})
    sample = Sample(Item("a.png", "image", width=9, height=9), (SampleAnswer((mark,)),), path="a.png")
    (annotation,) = written(sample)["annotations"]
    assert (annotation["iscrowd"], "attributes" in annotation) == (1, False)


PERSON = {
    "id": 18,
    "name": "person",
    "keypoints": ["nose", "left_ear", "right_ear"],
    "skeleton": [[1, 2], [1, 3]],
}


def test_keypoints_are_three_numbers_each_in_the_order_of_their_category() -> None:
    annotation = {**PLACED, "keypoints": [3, 4, 2, 0, 0, 0, 7.5, 8, 1], "num_keypoints": 2}
    found = found_of(annotation, categories=[PERSON])
    skeleton = Keypoints((Keypoint("nose", 3, 4, 2), Keypoint("right_ear", 7.5, 8, 1)))
    assert (found.losses, found.marks[0].views) == ({}, (skeleton, Box(1, 2, 3, 4)))


def test_a_category_declares_points_lines_sides_and_the_tolerances_that_coco_measured() -> None:
    (cls,) = found_of({**PLACED, "keypoints": [3, 4, 2] * 3}, categories=[PERSON]).ontology.classes
    assert (cls.type, cls.options) == (
        "keypoints",
        {
            "points": [
                {"name": "nose", "sigma": 0.026},
                {"name": "left_ear", "sigma": 0.035},
                {"name": "right_ear", "sigma": 0.035},
            ],
            "skeleton": [["nose", "left_ear"], ["nose", "right_ear"]],
            "pairs": [["left_ear", "right_ear"]],
        },
    )


def test_points_without_a_name_of_their_own_are_numbered() -> None:
    category = {**PERSON, "keypoints": ["eye", "eye", ""], "skeleton": [[1, 2], [2, 9], [3, 3], [0, 1]]}
    found = found_of({**PLACED, "keypoints": [3, 4, 2] * 4}, categories=[category])
    assert [p.name for p in found.views[0].points] == ["eye", "eye 2", "3", "4"]
    assert found.ontology.classes[0].options["skeleton"] == [["eye", "eye 2"]]


def test_a_person_without_points_is_a_box_and_broken_points_are_refused() -> None:
    none, broken = {**PLACED, "keypoints": [0, 0, 0] * 3}, {**PLACED, "keypoints": [1, 2, 2, 5]}
    found = found_of(none, broken, categories=[PERSON])
    assert found.views == [Box(1, 2, 3, 4)]
    assert [message for _, message in found.refused] == [
        "Its keypoints have 4 numbers, not three for each point."
    ]


def test_written_keypoints_are_read_by_pycocotools(tmp_path: Path) -> None:
    options = {"points": [{"name": "nose"}, {"name": "ear"}, {"name": "hip"}], "skeleton": [["nose", "hip"]]}
    person = Class("person", "keypoints", options=options)
    view = Keypoints((Keypoint("hip", 30, 40, 1), Keypoint("nose", 10, 20.5), Keypoint("ear", 0, 0, 0)))
    mark = Mark("person", (view,))
    sample = Sample(Item("a.png", "image", width=64, height=48), (SampleAnswer((mark,)),), path="a.png")
    files, report = written_files(FORMATS["coco"], [sample], ontology=Ontology((person,)))
    (name,) = (name for name in files.data if name.endswith(".json"))
    file = tmp_path / "a.json"
    file.write_bytes(files.data[name])
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(file)
    assert coco.dataset["categories"][0]["keypoints"] == ["nose", "ear", "hip"]
    assert coco.dataset["categories"][0]["skeleton"] == [[1, 3]]
    (annotation,) = coco.dataset["annotations"]
    assert annotation["keypoints"] == [10, 20.5, 2, 0, 0, 0, 30, 40, 1]
    assert (annotation["num_keypoints"], annotation["bbox"]) == (2, [10, 20.5, 20, 19.5])
    assert losses(report).keys() == {SETTINGS}


def test_points_that_the_class_does_not_declare_are_named() -> None:
    first, second = (Keypoints(tuple(Keypoint(n, 3, 4) for n in names)) for names in (("a", "b"), ("b", "c")))
    files, named = write("coco", image(first, second))
    (text,) = files.values()
    assert [a["keypoints"] for a in json.loads(text)["annotations"]] == [
        [3, 4, 2, 3, 4, 2],
        [0, 0, 0, 3, 4, 2],
    ]
    assert named["points of skeletons that their class does not declare"] == 1


def test_an_ellipse_becomes_an_area_of_many_corners_and_a_cuboid_its_silhouette() -> None:
    near, far = ((0, 20), (20, 20), (20, 40), (0, 40)), ((10, 10), (24, 10), (24, 24), (10, 24))
    files, named = write("coco", image(Ellipse(20, 20, 10, 5), Cuboid(near, far)))
    (text,) = files.values()
    oval, silhouette = json.loads(text)["annotations"]
    assert len(oval["segmentation"][0]) == 128
    assert oval["area"] == pytest.approx(math.pi * 50, rel=2e-3)
    assert silhouette["segmentation"] == [[0, 20, 10, 10, 24, 10, 24, 24, 20, 40, 0, 40]]
    assert named["curves of ellipses (their corners are kept as an area)"] == 1
    assert named["faces of cuboids (their silhouette is kept as an area)"] == 1


def test_a_turned_box_is_cvats() -> None:
    """The box is the rectangle before its turn, the segmentation its corners after."""
    found = found_of({**PLACED, "attributes": {"rotation": 30.0, "occluded": False, "track_id": 7}})
    assert found.views == [Box(1, 2, 3, 4, 30)]
    assert found.marks[0].attributes == {"occluded": False, "track_id": 7}
    (annotation,) = written(image(Box(1, 2, 3, 4, 90)))["annotations"]
    assert (annotation["bbox"], annotation["attributes"]) == ([1, 2, 3, 4], {"rotation": 90})
    assert annotation["segmentation"][0] == pytest.approx([4.5, 2.5, 4.5, 5.5, 0.5, 5.5, 0.5, 2.5])


def test_captions_are_texts() -> None:
    caption = {"id": 1, "image_id": 1, "caption": "A dog."}
    found = found_of(caption, {**caption, "category_id": 0}, categories=[])
    assert [(mark.cls, mark.views[0]) for mark in found.marks] == [("caption", Text("A dog."))] * 2


def test_an_annotation_without_a_place_is_a_tag() -> None:
    assert found_of({"id": 1, "image_id": 1, "category_id": 18}).views == [Tag("", ("dog",))]


def test_panoptic_segments_are_boxes() -> None:
    segment = {"id": 7, "category_id": 18, "area": 20, "bbox": [1, 2, 3, 4], "iscrowd": 1}
    found = found_of(
        {"image_id": 1, "file_name": "a.png", "segments_info": [segment, {**segment, "iscrowd": 0}]}
    )
    assert found.views == [Box(1, 2, 3, 4)] * 2
    assert [mark.attributes for mark in found.marks] == [{"iscrowd": True}, {}]
    assert found.losses == {"masks (their box is kept)": 2}


def test_a_results_file_is_a_list_of_scores() -> None:
    results = [{"image_id": 42, "category_id": 18, "bbox": [1, 2, 3, 4], "score": 0.25}]
    assert guess("coco", {"a.json": json.dumps(results)}) == "results"
    found = read("coco", {"a.json": json.dumps(results)})
    assert [(s.item.name, s.answers[0].marks) for s in found.samples] == [
        ("42", (Mark("18", (Box(1, 2, 3, 4),), confidence=0.25),))
    ]


def test_a_supercategory_is_a_parent_where_it_is_a_category_itself() -> None:
    listed = [
        {"id": 1, "name": "animal", "supercategory": "thing"},
        DOG,
        {"id": 3, "name": "self", "supercategory": "self"},
    ]
    classes = found_of(categories=listed).ontology.classes
    assert [(cls.name, cls.parent) for cls in classes] == [("animal", ""), ("dog", "animal"), ("self", "")]


@pytest.mark.parametrize(
    ("file", "split"),
    [
        ("annotations/instances_train2017.json", "train"),
        ("annotations/instances_val.json", "val"),
        ("instances_minival2014.json", "minival"),
        ("annotations/instances_default.json", ""),
        ("annotations/instances_fold_3.json", "fold_3"),
        ("train/_annotations.coco.json", "train"),
        ("valid/_annotations.coco.json", "valid"),
        ("detrain.json", ""),
    ],
)
def test_a_files_name_tells_the_split(file: str, split: str) -> None:
    assert [split] == [sample.split for sample in read("coco", {file: document(PLACED)}).samples]


def test_of_files_of_the_same_pictures_the_one_that_says_most_is_read() -> None:
    caption = document({"id": 1, "image_id": 1, "caption": "A dog."})
    found = read("coco", {"captions_train.json": caption, "instances_train.json": document(PLACED)})
    assert found.views == [Box(1, 2, 3, 4)]
    assert [problem.where for problem in found.report.warnings] == ["captions_train.json"]


def test_a_list_of_pictures_alone_says_that_nobody_answered() -> None:
    alone = json.dumps({"images": [IMAGE], "categories": [DOG]})
    assert [len(s.answers) for s in read("coco", {"image_info_test.json": alone}).samples] == [0]
    assert [len(s.answers) for s in found_of().samples] == [1]


@pytest.mark.parametrize("folder", ["images/train", "train2017", "train"])
def test_pictures_are_found_by_the_end_of_their_path_nearest_to_the_split(folder: str) -> None:
    files = {
        "annotations/instances_train.json": document(PLACED),
        f"{folder}/a.jpg": PICTURE,
        "images/val/a.jpg": PICTURE,
    }
    assert [f"{folder}/a.jpg"] == [sample.path for sample in read("coco", files).samples]


def test_a_broken_element_is_refused_with_its_beginning() -> None:
    found = found_of(
        {**PLACED, "bbox": [1, 2, 3]}, {**PLACED, "image_id": None}, {**PLACED, "category_id": 3}, PLACED
    )
    assert len(found.marks) == 1
    assert len(found.refused) == 3
    assert all(where.startswith("a.json: ") for where, _ in found.refused)


def test_pycocotools_reads_what_is_written(tmp_path: Path) -> None:
    ring = ((10.0, 10.0), (30.0, 12.0), (20.5, 30.25))
    sample = image(Box(1.5, 2.25, 3, 4), Box(20, 20, 10, 5, 30), Polygon(((ring,),)), size=(64, 48))
    (tmp_path / "a.json").write_text(json.dumps(written(sample)))
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(str(tmp_path / "a.json"))
    annotations = coco.loadAnns(coco.getAnnIds(imgIds=coco.getImgIds()))
    assert [a["bbox"] for a in annotations] == [[1.5, 2.25, 3, 4], [20, 20, 10, 5], [10, 10, 20, 20.25]]
    areas = [int(mask.area(coco.annToRLE(a))) for a in annotations]
    assert areas == pytest.approx([a["area"] for a in annotations], abs=12)
