"""The orders of a sheet, and pages that follow on one another."""

import pytest

from labelwright.core.errors import Invalid
from labelwright.core.records import Annotation
from labelwright.insights.sheet import SORTS, Cell, page, unusual

NAMES = {"u1": "Ada", "u2": "Bo"}


def cell(seq, width=20.0, height=20.0, **more):
    values = {"annotator": "u1", "at": seq, "confidence": None, "wrong": None, **more}
    annotation = Annotation("a", "box", "car", confidence=values.pop("confidence"))
    bounds = None if width is None else (0.0, 0.0, width, height)
    return Cell(f"t{seq}", seq, 0, f"i{seq}", f"b{seq}", annotation, bounds, **values)


def order(sort, *cells):
    return [found.seq for found in page(cells, sort, None, 100, NAMES).cells]


def test_each_order_puts_first_what_it_is_called_by():
    cells = [
        cell(1, 20, 20, annotator="u2", confidence=0.9),
        cell(2, 40, 40, wrong=0.8),
        cell(3, 10, 10, annotator=None, confidence=0.4, wrong=0.3),
    ]
    expected = {
        "seq": [1, 2, 3],
        "newest": [3, 2, 1],
        "smallest": [3, 1, 2],
        "largest": [2, 1, 3],
        "suspect": [2, 3, 1],
        "unsure": [3, 1, 2],
        "annotator": [3, 2, 1],
    }
    assert {sort: order(sort, *cells) for sort in expected} == expected
    assert set(SORTS) == {*expected, "unusual"}


def test_what_is_of_another_size_or_proportion_than_the_others_is_unusual():
    usual = [cell(seq, 20 + seq % 3, 20) for seq in range(1, 20)]
    assert set(order("unusual", *usual, cell(90, 200, 200), cell(91, 60, 7))[:2]) == {90, 91}


def test_what_has_no_place_is_not_unusual():
    assert unusual([cell(1, None), cell(2)]) == [0.0, 0.0]
    assert unusual([]) == []


@pytest.mark.parametrize("sort", SORTS)
def test_pages_follow_on_one_another_also_where_some_are_gone(sort):
    cells = [cell(seq, 10 + seq % 4, 20, annotator=f"u{seq % 2 + 1}") for seq in range(1, 12)]
    first = page(cells, sort, None, 4, NAMES)
    second = page(cells, sort, first.next, 100, NAMES)
    assert (first.total, second.next) == (11, None)
    assert {one.seq for one in (*first.cells, *second.cells)} == set(range(1, 12))
    gone = [one for one in cells if one not in first.cells] if sort != "unusual" else cells
    assert page(gone, sort, first.next, 100, NAMES).cells == second.cells


def test_an_order_that_there_is_not_and_a_cursor_of_another_are_refused():
    cells = [cell(1), cell(2)]
    with pytest.raises(Invalid, match="cannot be sorted by “colour”"):
        page(cells, "colour", None, 1, NAMES)
    cursor = page(cells, "newest", None, 1, NAMES).next
    for other in ("annotator", "largest"):
        with pytest.raises(Invalid, match="another order"):
            page(cells, other, cursor, 1, NAMES)
