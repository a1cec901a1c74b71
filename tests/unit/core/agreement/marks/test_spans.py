"""Spans and segments are held against others exactly, by overlap, and by what they cover."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelwright.core.agreement import Score
from labelwright.core.agreement.marks.spans import Cover, Stretch, covers, exact_scores, overlap_scores

stretches = st.lists(
    st.builds(
        lambda cls, start, length: Stretch(cls, start, start + length),
        st.sampled_from("ab"),
        st.integers(0, 15),
        st.integers(1, 5),
    ),
    max_size=6,
)


def test_the_example_of_seqeval() -> None:
    """seqeval, README: MISC is one token longer than given, PER is right; tokens count as places."""
    expected = [Stretch("MISC", 3, 6), Stretch("PER", 10, 12)]
    given = [Stretch("MISC", 2, 6), Stretch("PER", 10, 12)]
    scores = exact_scores(given, expected)
    assert scores == {"MISC": Score(0, 1, 1), "PER": Score(1, 0, 0)}
    assert sum(scores.values(), Score()).f1 == pytest.approx(0.5)


def test_overlap_forgives_ends_but_not_classes() -> None:
    expected = [Stretch("MISC", 3, 6), Stretch("PER", 10, 12)]
    given = [Stretch("MISC", 2, 6), Stretch("LOC", 10, 12)]
    assert overlap_scores(given, expected) == {"LOC": Score(0, 1, 0), "MISC": Score(1), "PER": Score(0, 0, 1)}


def test_one_stretch_finds_one_other() -> None:
    assert overlap_scores([Stretch("a", 0, 10)], [Stretch("a", 0, 4), Stretch("a", 5, 9)]) == {
        "a": Score(1, 0, 1)
    }


def test_stretches_that_only_touch_do_not_overlap() -> None:
    assert overlap_scores([Stretch("a", 0, 4)], [Stretch("a", 4, 9)]) == {"a": Score(0, 1, 1)}


def test_the_same_stretch_twice_is_found_once() -> None:
    twice = [Stretch("a", 0, 4)] * 2
    assert exact_scores(twice, twice[:1]) == {"a": Score(1, 1, 0)}


def test_what_is_covered_twice_counts_once() -> None:
    found = covers([Stretch("a", 0, 4), Stretch("a", 2, 6)], [Stretch("a", 5, 7)])["a"]
    assert found == Cover(6, 2, 1)
    assert (found.iou, found.f1) == (pytest.approx(1 / 7), pytest.approx(2 / 8))
    assert (Cover().iou, Cover().f1) == (None, None)


@settings(deadline=None)
@given(stretches, stretches)
def test_what_is_covered_is_covered_place_by_place(first: list[Stretch], second: list[Stretch]) -> None:
    for cls, found in covers(first, second).items():
        ours, theirs = (
            {place for s in side if s.cls == cls for place in range(int(s.start), int(s.end))}
            for side in (first, second)
        )
        assert found == Cover(len(ours), len(theirs), len(ours & theirs))


@settings(deadline=None)
@given(stretches, stretches)
def test_exact_finds_are_no_more_than_overlaps(first: list[Stretch], second: list[Stretch]) -> None:
    exact, overlap = exact_scores(first, second), overlap_scores(first, second)
    assert exact.keys() == overlap.keys()
    assert all(exact[cls].found <= overlap[cls].found for cls in exact)
