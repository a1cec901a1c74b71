"""Every label type that is found is put through the suite of its family."""

import pytest

from labelwright.core.registry import LABELS
from labelwright.testing import LABEL_RULES, check_label, load_cases


@pytest.mark.parametrize("rule", LABEL_RULES)
@pytest.mark.parametrize("name", LABELS)
def test_label(name: str, rule: str) -> None:
    label = LABELS[name]
    cases = load_cases(label)
    LABEL_RULES[rule](label.of(cases.cls), cases)


def test_the_built_in_types_are_found_by_name() -> None:
    built_in = {name for name in LABELS if LABELS.origin(name) == "built-in"}
    assert {"box", "span", "tag"} <= built_in


def test_every_built_in_type_says_what_it_shows() -> None:
    assert [n for n in LABELS if LABELS.origin(n) == "built-in" and not LABELS[n].shows] == []


def test_check_label_runs_every_rule() -> None:
    check_label(LABELS["tag"])
