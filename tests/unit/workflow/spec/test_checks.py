"""The checks of a project document: read with places and remedies, written, planned, and in the schema."""

import jsonschema
import pytest

from labelwright.core.checks.rule import Check
from labelwright.core.errors import InvalidProject
from labelwright.workflow.spec import parse_document, parse_yaml, sentences, to_document, to_yaml
from labelwright.workflow.spec.nodes import from_document
from labelwright.workflow.spec.options import read_option
from labelwright.workflow.spec.plan import diff
from labelwright.workflow.spec.reading import Reading
from labelwright.workflow.spec.schema import json_schema

HEAD = """\
name: Cells
media: image
classes:
  - {name: cell, type: box}
  - {name: 12, type: box, parent: cell}
checks:
"""
ALL = """\
  - {rule: min_size, class: cell, pixels: 4}
  - {rule: min_size, name: tiny, class: [cell, 12], pixels: 8, severity: warning}
  - {rule: min_size, area: 9.5}
  - {rule: no_overlap, class: cell, against: 12, iou: 0.7}
  - {rule: inside, class: 12, of: [cell]}
  - {rule: vocabulary, words: [yes, no, "1"]}
"""
READ = (
    Check("min_size", "min_size", ("cell",), "", {"pixels": 4}),
    Check("min_size", "tiny", ("cell", "12"), "warning", {"pixels": 8}),
    Check("min_size", "min_size 2", (), "", {"area": 9.5}),
    Check("no_overlap", "no_overlap", ("cell",), "", {"against": ["12"], "iou": 0.7}),
    Check("inside", "inside", ("12",), "", {"of": ["cell"]}),
    Check("vocabulary", "vocabulary", (), "", {"words": ["yes", "no", "1"]}),
)


def problems(*lines: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidProject) as caught:
        parse_yaml(HEAD + "".join(f"  - {line}\n" for line in lines), "project.yaml")
    return [(problem.message, problem.remedy) for problem in caught.value.problems]


def test_checks_are_read_as_written() -> None:
    assert parse_yaml(HEAD + ALL).checks == READ


def test_what_is_written_reads_back_the_same() -> None:
    spec = parse_yaml(HEAD + ALL)
    assert parse_document(to_document(spec)) == spec
    assert parse_yaml(to_yaml(spec)) == spec
    assert to_document(spec)["checks"][0] == {"rule": "min_size", "class": "cell", "pixels": 4}


def test_the_schema_takes_them() -> None:
    jsonschema.Draft202012Validator(json_schema()).validate(to_document(parse_yaml(HEAD + ALL)))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{rule: excluzive}", ("The rule cannot be “excluzive”.", "Did you mean exclusive?")),
        ("{rule: min_size, pixel: 4}", ("The check min_size has no key “pixel”.", "Did you mean pixels?")),
        ("{rule: min_size, pixels: wide}", ("The check min_size’s pixels must be a number.", "")),
        ("{rule: min_size, pixels: -1}", ("The check min_size’s pixels is -1, but must be at least 0.", "")),
        (
            "{rule: min_size}",
            ("The check min_size: It needs one of “pixels”, “area”, “share”, “characters”, “seconds”.", ""),
        ),
        (
            "{rule: min_size, class: cel, pixels: 4}",
            ("“class” names a class “cel” that there is not.", "Did you mean cell?"),
        ),
        (
            "{rule: inside, class: 12, of: sell}",
            ("The check inside’s of names a class “sell” that there is not.", "Did you mean cell?"),
        ),
        ("{rule: inside, class: 12}", ("The check inside needs “of”.", "The classes that hold them.")),
        (
            "{rule: count, min: 3, max: 2}",
            ("The check count: The least number, 3, is above the greatest, 2.", ""),
        ),
        (
            "{rule: bounds, severity: fatal}",
            ("“severity” cannot be “fatal”.", "Possible are: error, warning."),
        ),
        ("{rule: same_item, near: 99}", ("The check same_item’s near is 99, but must be from 0 to 10.", "")),
        ("{rule: span_edges, words: 1}", ("The check span_edges’s words must be true or false.", "")),
        ("min_size", ("A check must be a set of keys and values.", "")),
    ],
)
def test_a_fault_is_told_with_its_remedy(line: str, problem: tuple[str, str]) -> None:
    assert problems(line) == [problem]


@pytest.mark.parametrize(
    ("check", "where"),
    [
        ({"rule": "min_size", "pixels": -1}, "checks[0].pixels"),
        ({"rule": "min_size", "class": ["cell", "cel"], "pixels": 1}, "checks[0].class[1]"),
        ({"rule": "inside", "class": "12"}, "checks[0].of"),
        ({"rule": "inside", "of": []}, "checks[0].of"),
        ({"rule": "vocabulary", "words": ["a", ""]}, "checks[0].words[1]"),
        ({"rule": "min_size"}, "checks[0]"),
        ({"rule": "bounds", "severity": "fatal"}, "checks[0].severity"),
    ],
)
def test_a_fault_names_the_setting_that_it_is_about(check: dict[str, object], where: str) -> None:
    document = {**to_document(parse_yaml(HEAD + "  - {rule: bounds}\n")), "checks": [check]}
    with pytest.raises(InvalidProject) as caught:
        parse_document(document)
    assert [problem.where for problem in caught.value.problems] == [where]


def test_checks_that_can_be_read_say_what_they_ask_whatever_else_is_unfinished() -> None:
    document = {
        "classes": [{"name": "cell"}, {}, "odd"],
        "checks": [
            {"rule": "min_size", "class": "cell", "pixels": 8},
            {"rule": "min_size"},
            {"rule": "count", "class": "sell", "min": 1},
            {"rule": "bounds", "name": "x"},
            {"rule": "bounds", "name": "x"},
            {},
            "bounds",
        ],
    }
    edge = "All annotations: inside the item."
    assert sentences(document) == ["“cell”: at least 8 pixels across.", "", "", edge, edge, "", ""]
    assert sentences({}) == sentences({"checks": "none", "classes": "none"}) == []


def test_a_setting_may_be_a_pair() -> None:
    kind = {"type": "array", "prefixItems": [{"type": "string"}, {"type": "number"}], "items": False}
    reading = Reading("")
    assert read_option(reading, from_document(["a", 1]), kind, "It") == ["a", 1]
    assert reading.problems == []
    read_option(reading, from_document([1, "a"]), kind, "It")
    assert [problem.message for problem in reading.problems] == [
        "It’s entry must be text.",
        "It’s entry must be a number.",
    ]


def test_a_check_without_a_rule_lists_the_rules() -> None:
    ((message, remedy),) = problems("{class: cell}")
    assert message == "The check does not say which rule it follows."
    assert "min_size" in remedy


def test_two_checks_of_one_name_are_refused() -> None:
    lines = ["{rule: bounds, name: x}", "{rule: count, name: x, min: 1}"]
    assert problems(*lines) == [("There are two checks named “x”.", "Give one another name.")]


def test_a_plan_tells_which_checks_come_change_and_go() -> None:
    old = parse_yaml(HEAD + "  - {rule: bounds}\n  - {rule: count, class: cell, min: 1}\n")
    new = parse_yaml(
        HEAD + "  - {rule: count, class: cell, min: 2}\n  - {rule: ratio, max: 3, severity: warning}\n"
    )
    assert list(diff(old, new).lines()) == [
        "- check bounds: The check is removed.",
        "~ check count: (count, cell, min 1) becomes (count, cell, min 2).",
        "+ check ratio: (ratio, max 3, warning) is added; it looks at answers from now on.",
    ]


def test_a_plan_tells_that_checks_stand_in_another_order() -> None:
    bounds, count = "  - {rule: bounds}\n", "  - {rule: count, min: 1}\n"
    old, new = (
        parse_yaml(HEAD + bounds + count),
        parse_yaml(HEAD + count + "  - {rule: ratio, max: 3}\n" + bounds),
    )
    assert list(diff(old, new).lines()) == [
        "+ check ratio: (ratio, max 3) is added; it looks at answers from now on.",
        "~ checks: They stand in another order.",
    ]


def test_checks_lose_nobody_an_annotation() -> None:
    old, new = parse_yaml(HEAD + "  - {rule: bounds}\n"), parse_yaml(HEAD + "  - {rule: ratio, max: 3}\n")
    assert not diff(old, new, {"cell": 100}).needs_confirmation
