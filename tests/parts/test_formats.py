"""Every format that is found is put through the suite of its family."""

import pytest

from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.records import Item
from labelwright.core.registry import FORMATS
from labelwright.core.views import Box, Span, View
from labelwright.testing.formats import check_format, written

CASES = [(name, dialect) for name in FORMATS for dialect in (FORMATS[name].dialects or ("",))]


@pytest.mark.parametrize(("name", "dialect"), CASES)
def test_format(name: str, dialect: str) -> None:
    check_format(FORMATS[name], dialect)


@pytest.mark.parametrize(("name", "dialect"), CASES)
def test_no_format_takes_the_files_of_another_for_its_own(name: str, dialect: str) -> None:
    format_ = FORMATS[name]
    if "text" in format_.holds.media and "image" not in format_.holds.media:
        item, view, path = Item("a", "text", text="Ada met Bo"), Span(0, 3), ""
    else:
        item, view, path = Item("a.png", "image", width=64, height=48), Box(1, 2, 3, 4), "a.png"
    found: View = view
    files, _ = written(format_, [Sample(item, (SampleAnswer((Mark("x", (found,)),)),), path=path)], dialect)
    knowing = [other for other in FORMATS if FORMATS[other].sniff(files.reader()) is not None]
    assert [name] == knowing
