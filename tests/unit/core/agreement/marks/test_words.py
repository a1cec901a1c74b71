"""Transcripts are scored as the field scores them."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labelwright.core.agreement.marks.words import Errors, errors_of

texts = st.lists(st.sampled_from("abc"), max_size=7)


def of_words(reference: str, text: str) -> Errors:
    return errors_of([(reference.split(), text.split())])[0]


def test_word_and_character_error_rate() -> None:
    """jiwer, README: "hello world" against "hello duck"."""
    assert of_words("hello world", "hello duck").rate == pytest.approx(0.5)
    assert errors_of([("hello world", "hello duck")])[0].rate == pytest.approx(0.4545, abs=5e-5)


def test_every_rate_of_a_sentence() -> None:
    """jiwer 4: wer, mer and wil of "the cat sat on the mat" and "the cat sit on mat"."""
    found = of_words("the cat sat on the mat", "the cat sit on mat")
    assert found == Errors(hits=4, substitutions=1, deletions=1)
    assert [found.rate, found.mer, found.wil] == pytest.approx([1 / 3, 1 / 3, 0.466667], abs=1e-6)


def test_errors_of_texts_that_are_empty() -> None:
    assert of_words("", "a b") == Errors(insertions=2)
    assert of_words("a b", "") == Errors(deletions=2)
    assert (of_words("a b", "").wil, of_words("", "a").wil) == (1.0, 1.0)
    assert all(
        math.isnan(share) for share in (of_words("", "").rate, of_words("", "").mer, of_words("", "").wil)
    )
    assert errors_of([]) == []


@settings(deadline=None)
@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_many_at_once_are_each_alone(pairs: list[tuple[list[str], list[str]]]) -> None:
    assert errors_of(pairs) == [_errors(reference, text) for reference, text in pairs]


def test_more_texts_than_are_compared_at_a_time() -> None:
    """A thousand texts of two thousand words fill more than one table."""
    found = errors_of([(["a"], ["b"] * 2000)] * 1000 + [(["a"], ["a"])])
    assert found == [Errors(substitutions=1, insertions=1999)] * 1000 + [Errors(hits=1)]


def test_errors_add_up() -> None:
    assert Errors(1, 2, 3, 4) + Errors(4, 3, 2, 1) == Errors(5, 5, 5, 5)


def _errors(reference: list[str], text: list[str]) -> Errors:
    """The textbook's table, with fewest edits first and most hits second."""
    row = [Errors(insertions=n) for n in range(len(text) + 1)]
    for expected in reference:
        left = [row[0] + Errors(deletions=1)]
        for place, word in enumerate(text):
            ways = [row[place + 1] + Errors(deletions=1), left[place] + Errors(insertions=1)]
            ways.append(row[place] + (Errors(hits=1) if word == expected else Errors(substitutions=1)))
            left.append(min(ways, key=lambda way: (way.edits, -way.hits)))
        row = left
    return row[-1]
