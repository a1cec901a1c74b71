"""Facts of YOLO: shares of sides, kinds of lines, layouts of folders, and what training would drop."""

import math

import pytest
import yaml
from tests.unit.formats.hand import FIRST_PIXEL, PICTURE, guess, image, read, write

from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Item
from labelwright.core.registry import FORMATS
from labelwright.core.views import Box, Keypoint, Keypoints, Polygon
from labelwright.testing.formats import written

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
            "0 0.5 0.5 0.25 0.5 0.1 0.1 2 0 0 0 0.9\n",
            YAML + "kpt_shape: [2, 3]\n",
            "columns behind the coordinates (confidence, ids of tracks)",
        ),
    ],
)
def test_what_stands_behind_a_shape_is_named_and_the_shape_kept(line: str, document: str, lost: str) -> None:
    found = read("yolo", one(line, document))
    assert found.losses == {lost: 1}
    assert (len(found.marks), found.refused) == (1, [])


@pytest.mark.parametrize(
    ("line", "document", "points"),
    [
        ("0.25 0.5 2 0.5 0.25 1", "kpt_shape: [2, 3]", [("1", 16, 24, 2), ("2", 32, 12, 1)]),
        ("0.25 0.5 2 0 0 0", "kpt_shape: [2, 3]", [("1", 16, 24, 2)]),
        ("0.25 0.5 0 0", "kpt_shape: [2, 2]", [("1", 16, 24, 2)]),
        (
            "0.25 0.5 2 0.5 0.25 1",
            "kpt_shape: [2, 3]\nkpt_names: {0: [nose]}",
            [("nose", 16, 24, 2), ("2", 32, 12, 1)],
        ),
    ],
)
def test_poses_are_a_box_and_points(
    line: str, document: str, points: list[tuple[str, float, float, int]]
) -> None:
    found = read("yolo", one(f"0 0.5 0.5 0.25 0.5 {line}\n", f"{YAML}{document}\n"))
    assert found.losses == {}
    assert found.marks[0].views == (Keypoints(tuple(Keypoint(*p) for p in points)), Box(24, 12, 16, 24))


def test_an_object_without_points_is_its_box() -> None:
    files = one("0 0.5 0.5 0.25 0.5 0 0 0 0 0 0\n", YAML + "kpt_shape: [2, 3]\n")
    assert read("yolo", files).marks[0].views == (Box(24, 12, 16, 24),)


def test_a_document_says_which_classes_have_which_points_and_what_becomes_of_them_in_a_mirror() -> None:
    document = (
        "names: [cat, dog]\nkpt_shape: [3, 3]\nflip_idx: [0, 2, 1]\nkpt_names: {1: [nose, left, right]}"
    )
    cat, dog = read("yolo", one("", document)).ontology.classes
    assert (cat.type, cat.options) == ("", {})
    points = [{"name": name} for name in ("nose", "left", "right")]
    assert (dog.type, dog.options) == ("keypoints", {"points": points, "pairs": [["left", "right"]]})


def test_poses_are_written_with_as_many_points_as_the_class_with_most_has() -> None:
    body = {"points": [{"name": n} for n in ("nose", "left", "right")], "pairs": [["left", "right"]]}
    classes = (
        Class("dog", "keypoints", options=body),
        Class("stick", "keypoints", options={"points": [{"name": "end"}]}),
    )
    dog = Mark("dog", (Keypoints((Keypoint("left", 16, 24, 1), Keypoint("nose", 48, 12))),))
    stick = Mark("stick", (Keypoints((Keypoint("end", 32, 24),)),))
    sample = Sample(
        Item("a.png", "image", width=64, height=48),
        (SampleAnswer((dog, stick)),),
        path="a.png",
        split="train",
    )
    files, _ = written(FORMATS["yolo"], [sample], "pose", Ontology(classes))
    assert files.data["labels/train/a.txt"].decode().splitlines() == [
        "0 0.5 0.375 0.5 0.25 0.75 0.25 2 0.25 0.5 1 0 0 0",
        "1 0.5 0.5 0 0 0.5 0.5 2 0 0 0 0 0 0",
    ]
    document = yaml.safe_load(files.data["data.yaml"])
    assert document["kpt_shape"] == [3, 3]
    assert document["kpt_names"] == {0: ["nose", "left", "right"], 1: ["end"]}
    assert document["flip_idx"] == [0, 2, 1]


def test_classes_that_have_no_mirror_in_common_are_given_none() -> None:
    def cls(name: str, *pairs: list[str]) -> Class:
        return Class(name, "keypoints", options={"points": [{"name": n} for n in "abc"], "pairs": [*pairs]})

    classes = (cls("dog", ["a", "b"]), cls("cat", ["b", "c"]))
    files, _ = written(FORMATS["yolo"], [], "pose", Ontology(classes))
    assert yaml.safe_load(files.data["data.yaml"]).keys() >= {"kpt_shape", "kpt_names"}
    assert "flip_idx" not in yaml.safe_load(files.data["data.yaml"])


def test_points_beyond_those_of_the_first_object_are_named_where_no_class_declares_any() -> None:
    first, second = (Keypoints(tuple(Keypoint(n, 3, 4) for n in names)) for names in ("ab", "abc"))
    files, named = write("yolo", image(first, second, split="train"), "pose")
    lengths = [len(line.split()) for line in files["labels/train/a.txt"].splitlines()]
    assert (lengths, named["points of skeletons that their class does not declare"]) == ([11, 11], 1)


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


def test_a_box_among_areas_is_written_by_its_corners() -> None:
    files, losses = write("yolo", image(Box(1, 2, 3, 4), size=(10, 10)), "segment")
    assert files["labels/train/a.txt"] == "0 0.1 0.2 0.4 0.2 0.4 0.6 0.1 0.6\n"
    assert "annotations of type box" not in losses
    (box,) = read("yolo", {**files, "images/train/a.png": PICTURE}).views
    assert isinstance(box, Box)
    assert (box.x, box.y, box.width, box.height) == pytest.approx((6.4, 9.6, 19.2, 19.2))
