"""Files that are broken on purpose: refused with a reason, and the rest goes on."""

import io

import pytest

from labelwright.core.elements import elements
from labelwright.core.errors import InvalidFile
from labelwright.core.registry import FORMATS
from labelwright.core.report import Report
from labelwright.testing.memory import Files

BOX = b"<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox>"
GOOD = b"<annotation><filename>a.jpg</filename><object><name>x</name>" + BOX + b"</object></annotation>"
HEAD = (
    b'{"images":[{"id":1,"file_name":"a.jpg","width":9,"height":9}],'
    b'"categories":[{"id":1,"name":"x"}],"annotations":['
)
FINE = b'{"id":1,"image_id":1,"category_id":1,"bbox":[1,2,3,4]}'


def _read(name: str, files: dict[str, bytes]) -> tuple[int, Report]:
    report = Report()
    samples = list(FORMATS[name].read(Files(files).reader(), report).samples)
    return sum(len(answer.marks) for sample in samples for answer in sample.answers), report


@pytest.mark.parametrize(
    "bad",
    [
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><annotation>&b;</annotation>',
        b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><annotation>&c;</annotation>',
        b"<annotation><object>",
        b'<?xml version="1.0" encoding="nonsense"?><annotation/>',
        b"\xff\xfe\x00",
        GOOD.replace(b"<xmax>2</xmax>", b"<xmax>1e999</xmax>"),
        GOOD.replace(b"<xmax>2</xmax>", b"<xmax>nan</xmax>"),
    ],
)
def test_a_broken_xml_among_others_is_refused_by_name(bad: bytes) -> None:
    marks, report = _read("voc", {"Annotations/a.xml": GOOD, "Annotations/b.xml": bad})
    assert (marks, report.refused_count) == (1, 1)
    assert report.refused[0].where.startswith("Annotations/b.xml")


@pytest.mark.parametrize(
    "bad",
    [
        b'{"id":2,"image_id":1,"category_id":1,"bbox":[NaN,2,3,4]}',
        b'{"id":2,"image_id":1,"category_id":1,"bbox":[1e400,2,3,4]}',
        b'{"id":2,"image_id":1,"category_id":1,"bbox":["1",2,3,4]}',
        b'{"id":2,"image_id":1,"category_id":7,"bbox":[1,2,3,4]}',
        b'{"id":2,"image_id":5,"category_id":1,"bbox":[1,2,3,4]}',
        b'{"id":2,"image_id":1}',
        b'{"id":2,"image_id":1,"category_id":1,"bbox":[1,2,3,4],"attributes":{"a":"\\ud800"}}',
    ],
)
def test_a_broken_annotation_of_coco_is_refused_and_the_rest_is_read(bad: bytes) -> None:
    marks, report = _read("coco", {"a.json": HEAD + FINE + b"," + bad + b"]}"})
    assert (marks, report.refused_count) == (1, 1)


@pytest.mark.parametrize(
    "tail", [b"", b"[" * 100_000 + b"]" * 100_000 + b"]}", FINE + b",]}", b"1,2]}", FINE + b"]}{}"]
)
def test_a_document_that_is_cut_off_too_deep_or_malformed_is_refused_whole(tail: bytes) -> None:
    marks, report = _read("coco", {"a.json": HEAD + tail})
    assert (marks, report.refused_count) == (0, 1)


def test_elements_are_found_across_the_borders_of_chunks() -> None:
    wanted = [b'{"a":"]}\\"%d"}' % i for i in range(200_000)]
    document = b'{"x":{"y":[1,2]},"list":[' + b", ".join(wanted) + b"]}"
    assert [("list", element) for element in wanted] == list(elements(io.BytesIO(document), "a.json"))


def test_text_that_is_not_utf_8_is_refused() -> None:
    marks, report = _read(
        "conll", {"a.conll": b"Ada\tB-p\n\n", "b.conll": b"Ada\tB-p\n\n" * 400 + b"\xe9\tO\n"}
    )
    assert report.refused_count == 1
    assert "not UTF-8" in report.refused[0].message
    assert marks >= 1


def test_a_newer_version_of_our_lines_is_refused() -> None:
    with pytest.raises(InvalidFile, match="version 99"):
        _read("jsonl", {"a.jsonl": b'{"labelwright":99}\n'})


def test_a_broken_line_of_ours_is_refused_by_its_number() -> None:
    good = b'{"item":{"name":"a","media":"text","text":"b"}}\n'
    _, report = _read("jsonl", {"a.jsonl": b'{"labelwright":1}\n' + good + b"{\n" + good})
    assert [problem.where for problem in report.refused] == ["a.jsonl:3"]
