import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelwright.storage.search import LONGEST_WORD, MOST_WORDS, Term, document, match, parse, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The quick, brown fox!", ["the", "quick", "brown", "fox"]),
        ("naïve Éclair STRASSE straße", ["naive", "eclair", "strasse", "strasse"]),
        ("snake_case e-mail@x.org 3.14", ["snake", "case", "e", "mail", "x", "org", "3", "14"]),
        ("東京タワー", ["東", "京", "タ", "ワ", "ー"]),
        ("हिन्दी", ["हिनदी"]),
        ("🙂 ' \" \\ * ()", []),
        ("ﬁne ①", ["fine", "1"]),
        ("a\x00b", ["a", "b"]),
    ],
)
def test_words_are_folded_and_split(text: str, expected: list[str]) -> None:
    assert expected == words(text)


def test_what_is_indexed_is_bounded() -> None:
    assert len(words("a " * 50_000)) == MOST_WORDS
    assert words("x" * 1000) == ["x" * LONGEST_WORD]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("red apple", [Term(("red",)), Term(("apple",))]),
        ('"red apple" pear', [Term(("red", "apple")), Term(("pear",))]),
        ('"red apple', [Term(("red", "apple"))]),
        ("app*", [Term(("app",), prefix=True)]),
        ("e-mail", [Term(("e", "mail"))]),
        ("東京", [Term(("東", "京"))]),
        ('"" * !', []),
    ],
)
def test_a_query_is_words_phrases_and_beginnings(query: str, expected: list[Term]) -> None:
    assert expected == parse(query)


def test_each_database_is_asked_in_its_own_form() -> None:
    query = '"red apple" pe* x'
    assert match("sqlite", query) == '"red apple" AND "pe"* AND "x"'
    assert match("postgresql", query) == "('red' <-> 'apple') & ('pe':*) & ('x')"
    assert match("sqlite", "?!") is None


def test_each_database_keeps_the_same_words() -> None:
    assert document("sqlite", "a.png", "Red red") == "a png red red"
    assert document("postgresql", "a.png", "Red red") == "'a':1 'png':2 'red':3,4"


@given(st.text())
def test_words_stay_as_they_are_when_split_again(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(st.text())
def test_a_word_is_letters_digits_and_marks_alone(text: str) -> None:
    assert not any(sign in word for word in words(text) for sign in " '\"\\*:&|!()<>-\x00")
