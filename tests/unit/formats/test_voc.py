"""Facts of Pascal VOC: three ways to count pixels, flags, lists of splits, and what is passed over."""

from xml.etree import ElementTree as ET

import pytest
from tests.unit.formats.hand import FIRST_PIXEL, PICTURE, guess, image, read, write

from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.records import Item
from labelwright.core.views import Box

SIZE = "<size><width>500</width><height>375</height><depth>3</depth></size>"


def document(sides: tuple[object, object, object, object], inside: str = "", beside: str = "") -> str:
    left, top, right, bottom = sides
    box = f"<bndbox><xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right}</xmax><ymax>{bottom}</ymax></bndbox>"
    found = f"<object><name>dog</name>{inside}{box}</object>"
    return f"<annotation>{beside}<filename>a.jpg</filename>{SIZE}{found}</annotation>"


@pytest.mark.parametrize(
    ("dialect", "sides", "inside", "beside", "box"),
    [
        ("official", (1, 1, 1, 1), "", "", FIRST_PIXEL),
        ("official", (1, 1, 100, 90), "", "", Box(0, 0, 100, 90)),
        ("cvat", (0.0, 0.0, 1.0, 1.0), "", "", FIRST_PIXEL),
        ("cvat", (0.5, 1.25, 10.0, 20.0), "", "", Box(0.5, 1.25, 9.5, 18.75)),
        ("cvat", (3, 4, 10, 20), "<attributes/>", "", Box(3, 4, 7, 16)),
        ("labelimg", (3, 4, 10, 20), "", "<path>/home/a.jpg</path>", Box(3, 4, 7, 16)),
    ],
)
def test_each_dialect_is_told_by_what_it_holds_and_counts_its_own_way(
    dialect: str, sides: tuple[object, object, object, object], inside: str, beside: str, box: Box
) -> None:
    files = {"a.xml": document(sides, inside, beside)}
    assert dialect == guess("voc", files)
    assert read("voc", files).views == [box]


@pytest.mark.parametrize(
    ("dialect", "box", "sides"),
    [
        ("official", FIRST_PIXEL, "1 1 1 1"),
        ("official", Box(0.4, 0.6, 1.2, 1.2), "1 1 2 2"),
        ("official", Box(2.9999999, 3.0000001, 4, 4), "4 4 7 7"),
        ("cvat", FIRST_PIXEL, "0.0 0.0 1.0 1.0"),
        ("cvat", Box(0.5, 1.25, 2, 2), "0.5 1.25 2.5 3.25"),
        ("labelimg", FIRST_PIXEL, "1 1 1 1"),
        ("labelimg", Box(3, 4, 5, 5), "3 4 8 9"),
    ],
)
def test_each_dialect_is_written_as_it_counts(dialect: str, box: Box, sides: str) -> None:
    files, _ = write("voc", image(box), dialect)
    assert dialect == guess("voc", files)
    xml = files["Annotations/a.xml"]
    found = [xml.partition(f"<{key}>")[2].partition("<")[0] for key in ("xmin", "ymin", "xmax", "ymax")]
    assert sides == " ".join(found)


def test_a_verified_document_is_labelimgs() -> None:
    xml = document((3, 4, 10, 20)).replace("<annotation>", '<annotation verified="yes">')
    assert read("voc", {"a.xml": xml}).views == [Box(3, 4, 7, 16)]


def test_flags_and_attributes_are_read() -> None:
    inside = (
        "<pose>Left</pose><truncated>1</truncated><difficult>0</difficult><occluded>1</occluded><attributes>"
        "<attribute><name>colour</name><value>red</value></attribute>"
        "<attribute><name>wet</name><value>True</value></attribute></attributes>"
    )
    (mark,) = read("voc", {"a.xml": document((1, 1, 9, 9), inside)}).marks
    assert mark.attributes == {
        "truncated": True,
        "occluded": True,
        "pose": "Left",
        "colour": "red",
        "wet": True,
    }


def test_only_the_dialect_of_cvat_holds_attributes() -> None:
    mark = Mark("dog", (Box(0, 0, 4, 4),), {"difficult": True, "pose": "Left", "colour": "red", "legs": 4})
    sample = Sample(Item("a.png", "image", width=9, height=9), (SampleAnswer((mark,)),), path="a.png")
    files, losses = write("voc", sample)
    assert losses == {"attributes": 2}
    assert "<pose>Left</pose>" in files["Annotations/a.xml"]
    assert "<difficult>1</difficult>" in files["Annotations/a.xml"]
    files, losses = write("voc", sample, "cvat")
    assert losses == {"kinds of attributes (numbers and lists become text)": 1}
    assert read("voc", files).marks[0].attributes == {
        "difficult": True,
        "pose": "Left",
        "colour": "red",
        "legs": "4",
    }


def test_parts_and_pictures_of_segments_are_named_as_lost() -> None:
    part = "<part><name>head</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></part>"
    files = {
        "Annotations/a.xml": document((1, 1, 9, 9), part * 2 + "<actions><walking>1</walking></actions>"),
        "SegmentationObject/a.png": PICTURE,
    }
    found = read("voc", files)
    assert found.losses == {
        "parts of objects": 2,
        "actions of objects": 1,
        "pictures of segments (the boxes of objects are kept)": 1,
    }
    assert found.views == [Box(0, 0, 9, 9)]


def test_splits_are_lists_that_name_no_class() -> None:
    files = {
        "Annotations/a.xml": document((1, 1, 9, 9)),
        "Annotations/b c.xml": document((1, 1, 9, 9)).replace("a.jpg", "b c.jpg"),
        "ImageSets/Main/train.txt": "a\n",
        "ImageSets/Main/val.txt": "b c\n",
        "ImageSets/Main/trainval.txt": "a\nb c\n",
        "ImageSets/Main/dog_train.txt": "a  1\nb c -1\n",
        "ImageSets/Layout/test.txt": "a 0\n",
    }
    assert [(sample.item.name, sample.split) for sample in read("voc", files).samples] == [
        ("a.jpg", "train"),
        ("b c.jpg", "val"),
    ]


def test_a_split_is_written_as_a_list_of_stems() -> None:
    files, _ = write("voc", image(FIRST_PIXEL, split="train"))
    assert files["ImageSets/Main/train.txt"] == "a\n"


def test_the_order_of_sides_and_what_else_a_box_says_do_not_matter() -> None:
    box = "<bndbox><ymax>9</ymax><xmax>8</xmax><ymin>1</ymin><xmin>1</xmin></bndbox>"
    xml = f"<annotation>{SIZE}<object><name>dog</name>{box}</object></annotation>"
    assert read("voc", {"a.xml": xml}).views == [Box(0, 0, 8, 9)]


def test_a_box_that_ends_before_it_starts_is_refused_by_its_number() -> None:
    found = read("voc", {"a.xml": document((9, 1, 1, 9))})
    assert found.refused == [("a.xml: object 1", "The box of “dog” ends before it starts.")]


def test_a_size_that_is_left_out_is_read_from_the_picture() -> None:
    files = {"Annotations/a.xml": document((1, 1, 9, 9)).replace(SIZE, ""), "JPEGImages/a.jpg": PICTURE}
    (sample,) = read("voc", files).samples
    assert (sample.path, sample.item.width, sample.item.height) == ("JPEGImages/a.jpg", 64, 48)


def test_a_broken_picture_costs_its_size_and_no_annotation() -> None:
    files = {"Annotations/a.xml": document((1, 1, 9, 9)).replace(SIZE, ""), "JPEGImages/a.jpg": "no picture"}
    found = read("voc", files)
    assert found.views == [Box(0, 0, 9, 9)]
    assert [problem.where for problem in found.report.warnings] == ["JPEGImages/a.jpg"]


def test_signs_that_xml_cannot_hold_are_named() -> None:
    mark = Mark("d\x01g", (FIRST_PIXEL,))
    _, losses = write(
        "voc", Sample(Item("a.png", "image", width=9, height=9), (SampleAnswer((mark,)),), path="a.png")
    )
    assert losses == {"signs that XML cannot hold": 1}


def test_the_xml_of_label_me_and_of_cvat_is_not_ours() -> None:
    label_me = "<annotation><object><polygon><pt><x>1</x><y>1</y></pt></polygon></object></annotation>"
    assert guess("voc", {"a.xml": label_me}) is None
    assert guess("voc", {"a.xml": "<annotations><version>1.1</version></annotations>"}) is None


def test_the_written_xml_is_what_a_parser_of_another_makes_of_it() -> None:
    mark = Mark("<dog> & co.", (Box(1.5, 2, 3, 4),), {"a > b": "line\nline", "difficult": True})
    sample = Sample(
        Item("a & b.png", "image", width=9, height=8), (SampleAnswer((mark,)),), path="a.png", split="val"
    )
    files, _ = write("voc", sample, "cvat")
    root = ET.fromstring(files["Annotations/a & b.xml"])
    told = {element.tag: element.text for element in root.iter() if element.text and element.text.strip()}
    assert told == {
        "folder": "JPEGImages",
        "filename": "a & b.png",
        "database": "Unknown",
        "width": "9",
        "height": "8",
        "depth": "3",
        "segmented": "0",
        "name": "a > b",
        "pose": "Unspecified",
        "truncated": "0",
        "difficult": "1",
        "occluded": "0",
        "xmin": "1.5",
        "ymin": "2.0",
        "xmax": "4.5",
        "ymax": "6.0",
        "value": "line\nline",
    }
    assert root.findtext("object/name") == "<dog> & co."
