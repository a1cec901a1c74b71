"""Facts of YOLO: shares of sides, kinds of lines, layouts of folders, and what training would drop."""

import math

import pytest
import yaml
from tests.unit.formats.hand import FIRST_PIXEL, PICTURE, guess, image, read, write

from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.records import Item
from labelwright.core.views import Box, Polygon

YAML = "names: [cat, dog]\n"


def one(line: str, document: str = YAML) -> dict[str, bytes | str]:
    """A dataset of one picture of 64 × 48 pixels."""
    return {"data.yaml": document, "images/train/a.png": PICTURE, "labels/train/a.txt": line}


@pytest.mark.parametrize("dialect", ["detect", "darknet"])
def test_the_first_pixel_of_a_picture_of_ten(dialect: str) -> None:
    files, _ = write("yolo", image(FIRST_PIXEL, size=(10, 10)), dialect)
    (line,) = [text for name, text in files.items() if name.endswith("/a.txt")]
    assert line == "0 0.05 0.05 0.1 0.1\n"


def test_a_line_of_five_is_a_box_about_its_centre() -> None:
    assert read("yolo", one("1 0.5 0.5 0.25 0.5\n")).views == [Box(24, 12, 16, 24)]


def test_a_line_of_an_odd_number_is_an_area() -> None:
    files = one("0 0 0 0.5 0 0.5 0.5\n1 0.5 0.5 0.25 0.5\n")
    assert guess("yolo", files) == "segment"
    assert read("yolo", files).views == [Polygon(((((0, 0), (32, 0), (32, 24)),),)), Box(24, 12, 16, 24)]


def test_lines_of_nine_are_turned_boxes() -> None:
    """A rectangle of 20 × 10 pixels turned by 30° about its centre (32, 24)."""
    angle, corners = math.radians(30), []
    for x, y in ((-10, -5), (10, -5), (10, 5), (-10, 5)):
        corners.append((32 + x * math.cos(angle) - y * math.sin(angle)) / 64)
        corners.append((24 + x * math.sin(angle) + y * math.cos(angle)) / 48)
    files = one("0 " + " ".join(map(str, corners)) + "\n")
    assert guess("yolo", files) == "obb"
    (box,) = read("yolo", files).views
    assert isinstance(box, Box)
    assert (box.x, box.y, box.width, box.height, box.angle) == pytest.approx((22, 19, 20, 10, 30))


def test_corners_of_a_turned_box_are_written_from_its_top_left_clockwise_in_pixels() -> None:
    """With x, y the corner before percentages: (x, y), + w·(cos, sin), + h·(−sin, cos), back by w."""
    files, _ = write("yolo", image(Box(22, 19, 20, 10, 30), size=(64, 48)), "obb")
    written = [float(field) for field in files["labels/train/a.txt"].split()[1:]]
    cosine, sine = math.cos(math.radians(30)), math.sin(math.radians(30))
    x, y = 32 - 10 * cosine + 5 * sine, 24 - 10 * sine - 5 * cosine
    expected = [
        (x, y),
        (x + 20 * cosine, y + 20 * sine),
        (x + 20 * cosine - 10 * sine, y + 20 * sine + 10 * cosine),
        (x - 10 * sine, y + 10 * cosine),
    ]
    assert written == pytest.approx([side for px, py in expected for side in (px / 64, py / 48)])


@pytest.mark.parametrize(
    ("line", "document", "lost"),
    [
        ("0 0.5 0.5 0.25 0.5 7\n", YAML, "columns behind the coordinates (confidence, ids of tracks)"),
        ("0 0 0 0.5 0 0.5 0.5 7\n", YAML, "columns behind the coordinates (confidence, ids of tracks)"),
        (
            "0 0.5 0.5 0.25 0.5 0.1 0.1 2 0 0 0\n",
            YAML + "kpt_shape: [2, 3]\n",
            "keypoints (the boxes around them are kept)",
        ),
        (
            "0 0.5 0.5 0.25 0.5 0.1 0.1 0 0\n",
            YAML + "kpt_shape: [2, 2]\n",
            "keypoints (the boxes around them are kept)",
        ),
    ],
)
def test_what_stands_behind_a_shape_is_named_and_the_shape_kept(line: str, document: str, lost: str) -> None:
    found = read("yolo", one(line, document))
    assert found.losses == {lost: 1}
    assert (len(found.marks), found.refused) == (1, [])


def test_poses_are_no_areas() -> None:
    files = one("0 0.5 0.5 0.25 0.5 0.1 0.1 2 0 0 0\n", YAML + "kpt_shape: [2, 3]\n")
    assert read("yolo", files).views == [Box(24, 12, 16, 24)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("names: [cat, dog]", ["cat", "dog"]),
        ("names: {0: cat, 1: dog}", ["cat", "dog"]),
        ("names: {1: dog}", ["0", "dog"]),
        ("nc: 2\nnames: ['0', 1]", ["0", "1"]),
    ],
)
def test_names_are_a_list_or_a_mapping(names: str, expected: list[str]) -> None:
    assert expected == [cls.name for cls in read("yolo", one("", names)).ontology.classes]


def test_an_empty_text_says_that_nothing_is_there_and_an_absent_one_nothing() -> None:
    files = {**one(""), "images/train/b.png": PICTURE}
    assert [len(sample.answers) for sample in read("yolo", files).samples] == [1, 0]
    empty, _ = write(
        "yolo", Sample(Item("a.png", "image", width=9, height=9), (SampleAnswer(),), path="a.png")
    )
    absent, _ = write("yolo", Sample(Item("a.png", "image", width=9, height=9), path="a.png"))
    assert empty["labels/train/a.txt"] == ""
    assert "labels/train/a.txt" not in absent


@pytest.mark.parametrize(
    ("picture", "text", "more", "name", "split"),
    [
        ("images/train/a.png", "labels/train/a.txt", {}, "a.png", "train"),
        ("images/val/deep/a.png", "labels/val/deep/a.txt", {}, "deep/a.png", "val"),
        ("train/images/a.png", "train/labels/a.txt", {}, "a.png", "train"),
        ("set/images/t17/a.png", "set/labels/t17/a.txt", {"val": "./images/t17"}, "a.png", "val"),
        (
            "images/a.png",
            "labels/a.txt",
            {"test": "holdout.txt", "list": "./images/a.png\n"},
            "a.png",
            "test",
        ),
    ],
)
def test_pictures_and_texts_lie_in_trees_that_mirror_each_other(
    picture: str, text: str, more: dict[str, str], name: str, split: str
) -> None:
    listed = {"holdout.txt": more["list"]} if "list" in more else {}
    document = yaml.safe_dump({"names": ["cat"], **{k: v for k, v in more.items() if k != "list"}})
    files = {"data.yaml": document, picture: PICTURE, text: "0 0.5 0.5 0.25 0.5\n", **listed}
    found = read("yolo", files)
    assert [(sample.item.name, sample.split) for sample in found.samples] == [(name, split)]
    assert (len(found.marks), found.refused) == (1, [])


def test_darknet_keeps_texts_beside_pictures_and_splits_in_lists() -> None:
    files = {
        "obj.data": "classes = 1\ntrain = data/train.txt\nfold = data/fold.txt\nnames = data/obj.names\n",
        "obj.names": "cat\n",
        "train.txt": "data/obj_train_data/a.png\n",
        "fold.txt": "data/obj_train_data/b.png\n",
        "obj_train_data/a.png": PICTURE,
        "obj_train_data/a.txt": "0 0.5 0.5 0.25 0.5\n",
        "obj_train_data/b.png": PICTURE,
    }
    found = read("yolo", files)
    assert guess("yolo", files) == "darknet"
    assert [(sample.item.name, sample.split) for sample in found.samples] == [
        ("a.png", "train"),
        ("b.png", "fold"),
    ]
    assert found.refused == []


def test_darknets_documents_are_written() -> None:
    files, _ = write("yolo", image(FIRST_PIXEL), "darknet")
    assert files["obj.data"].splitlines() == [
        "classes = 1",
        "train = data/train.txt",
        "names = data/obj.names",
        "backup = backup/",
    ]
    assert (files["obj.names"], files["train.txt"]) == ("x\n", "data/obj_train_data/a.png\n")


def test_the_yaml_names_classes_and_folders_and_no_path_of_this_machine() -> None:
    files, _ = write("yolo", image(FIRST_PIXEL, split="val"))
    assert yaml.safe_load(files["data.yaml"]) == {"val": "images/val", "nc": 1, "names": {0: "x"}}


def test_labelimg_lists_classes_in_a_text_of_its_own() -> None:
    files = {"classes.txt": "cat\ndog\n", "a.png": PICTURE, "a.txt": "1 0.5 0.5 0.25 0.5\n"}
    assert [mark.cls for mark in read("yolo", files).marks] == ["dog"]


def test_a_text_elsewhere_is_found_by_the_name_of_its_picture() -> None:
    files = {"obj.names": "cat\n", "Images/a.png": PICTURE, "Annotations/a.txt": "0 0.5 0.5 0.25 0.5\n"}
    found = read("yolo", files)
    assert (len(found.marks), found.refused) == (1, [])


def test_a_text_is_taken_by_no_picture_of_another_split() -> None:
    files = {**one("0 0.5 0.5 0.25 0.5\n"), "images/val/a.png": PICTURE}
    assert [len(sample.answers) for sample in read("yolo", files).samples] == [1, 0]


def test_what_lies_outside_the_picture_is_cut_off_and_named() -> None:
    files, losses = write("yolo", image(Box(-5, 5, 10, 10), size=(10, 10)))
    assert files["labels/train/a.txt"] == "0 0.25 0.75 0.5 0.5\n"
    assert losses["parts of areas outside the picture"] == 1


def test_holes_and_further_rings_of_areas_are_named() -> None:
    ring, hole = ((0, 0), (9, 0), (9, 9)), ((5, 1), (6, 1), (6, 2))
    _, losses = write("yolo", image(Polygon(((ring, hole),)), Polygon(((ring,), (hole,)))), "segment")
    assert losses["holes and further parts of areas"] == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("7 0.5 0.5 0.1 0.1", "There is no class number 7: 2 are listed."),
        ("cat 0.5 0.5 0.1 0.1", "There is no class number cat: 2 are listed."),
        ("-1 0.5 0.5 0.1 0.1", "There is no class number -1: 2 are listed."),
        ("0 0.5 0.5 0.1", "The line has 3 coordinates where 4 are expected."),
        ("0 0.5 0.5 nan 0.1", "A coordinate is out of range."),
        ("0 0.5 0.5 x 0.1", "A coordinate is no number."),
        ("0 0.5 0.5 -0.1 0.1", "The box has a negative size."),
    ],
)
def test_a_broken_line_is_refused_by_its_number(line: str, message: str) -> None:
    found = read("yolo", one(f"0 0.5 0.5 0.25 0.5\n{line}\n"), "detect")
    assert found.refused == [("labels/train/a.txt:2", message)]
    assert len(found.marks) == 1


def test_a_text_without_a_picture_is_refused() -> None:
    found = read("yolo", {**one(""), "labels/train/b.txt": "0 0.5 0.5 0.25 0.5\n"})
    assert [where for where, _ in found.refused] == ["labels/train/b.txt"]


def test_a_mark_of_a_class_that_is_not_listed_gets_the_next_number() -> None:
    marks = (Mark("x", (FIRST_PIXEL,)), Mark("y", (FIRST_PIXEL,)))
    files, _ = write(
        "yolo", Sample(Item("a.png", "image", width=10, height=10), (SampleAnswer(marks),), path="a.png")
    )
    assert yaml.safe_load(files["data.yaml"])["names"] == {0: "x", 1: "y"}
    assert files["labels/train/a.txt"] == "0 0.05 0.05 0.1 0.1\n1 0.05 0.05 0.1 0.1\n"
