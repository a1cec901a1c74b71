"""Conditions on tasks: what they mean, what they make of the unknown, and what is said of those that are none."""

import pytest

from labelwright.core.conditions import MAX_DEPTH, Case, condition
from labelwright.core.errors import Invalid

CASE = Case("t", {"agreement": 0.5, "votes": 3.0, "round": 0.0, "probability": None}, ("WBC", "RBC"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("agreement < 0.8", True),
        ("agreement >= .5", True),
        ("agreement > 0.5", False),
        ("votes == 3", True),
        ("votes != 3", False),
        ("votes", True),
        ("round", False),
        ("not round", True),
        ('"WBC" in classes', True),
        ("'WBC' not in classes", False),
        ('"Plasma" not in classes', True),
        ("agreement < 0.8 and votes > 5", False),
        ("agreement < 0.8 or votes > 5", True),
        ("agreement > 0.8 or votes > 2 and round", False),
        ("(agreement > 0.8 or votes > 2) and not round", True),
        ("not (agreement > 0.8 or round)", True),
        ("probability < 0.9", False),
        ("not probability < 0.9", False),
        ("probability < 0.9 or votes", True),
        ("probability < 0.9 and votes", False),
        ("not (probability < 0.9 and round)", True),
        ("experience > 1", False),
    ],
)
def test_a_condition_holds_where_it_is_true_and_not_where_it_is_unknown(text: str, expected: bool) -> None:
    assert condition(text).holds(CASE) is expected


def test_a_condition_tells_which_facts_and_classes_it_asks_for():
    asked = condition('agreement < 0.8 and ("WBC" in classes or fixed)')
    assert asked.needs == {"agreement", "fixed"}
    assert asked.classes == {"WBC"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "At the beginning the condition ends, where a name in quotes"),
        ("agrement < 0.8", "“agrement” stands, where"),
        ("agreement <", "After “agreement <” the condition ends, where a number should be"),
        ("agreement < high", "After “agreement <” “high” stands, where a number"),
        ("agreement < 0.8 votes", "“votes” stands, where “and”, “or” or the end"),
        ("(votes > 1", "the condition ends, where “)”"),
        ('"WBC"', "where “in classes” or “not in classes”"),
        ('"WBC" in tags', "“tags” stands, where “classes”"),
        ("votes > 1; drop", "“; drop” means nothing"),
        ("__import__", "“__import__” stands"),
        ("not " * (MAX_DEPTH + 1) + "votes", "nests at most"),
        ("votes" + " or votes" * 200, "at most 1000 characters"),
    ],
)
def test_what_is_no_condition_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(Invalid) as caught:
        condition(text)
    assert said in str(caught.value)
