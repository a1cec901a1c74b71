"""The plan tells each difference in words, and which of them touch work that is done."""

import pytest
from tests.unit.workflow.spec.documents import BLOOD

from labelwright.workflow.spec import Plan, diff, parse_yaml


def changed(before: str, after: str, **used: int) -> Plan:
    assert before in BLOOD
    return diff(parse_yaml(BLOOD), parse_yaml(BLOOD.replace(before, after)), used)


def test_nothing_changed_is_an_empty_plan() -> None:
    assert diff(parse_yaml(BLOOD), parse_yaml(BLOOD)).empty


def test_a_new_project_is_one_addition() -> None:
    plan = diff(None, parse_yaml(BLOOD))
    assert list(plan.lines()) == ["+ project: “Blood cells” is created, with 3 classes and 2 stages."]


def test_a_class_in_use_cannot_vanish_unasked() -> None:
    plan = changed('  - {name: RBC, type: box, color: "#e53e3e", key: 1}\n', "", RBC=1849)
    assert plan.needs_confirmation
    assert list(plan.lines()) == ["- class RBC: The box is removed. (1,849 annotations would be touched)"]
    assert (
        plan.question
        == "This touches work that is already done: “RBC” is used by 1,849 annotations. Apply it all the same?"
    )


def test_a_class_that_nobody_used_vanishes_without_a_question() -> None:
    plan = changed('  - {name: RBC, type: box, color: "#e53e3e", key: 1}\n', "", WBC=3)
    assert not plan.needs_confirmation
    assert plan.question == ""


def test_a_class_with_another_name_is_pointed_out() -> None:
    plan = changed("name: RBC", "name: RBCs", RBC=2)
    assert list(plan.lines()) == [
        (
            "- class RBC: The box is removed. “RBCs” is alike, but a class that is renamed leaves its annotations "
            "behind. (2 annotations would be touched)"
        ),
        "+ class RBCs: A box is added.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "line", "touched"),
    [
        ("name: Blood cells", "name: Cells", "~ name: “Blood cells” becomes “Cells”.", False),
        ("key: 1", "key: 2", "~ class RBC: Its key changes from “1” to “2”.", False),
        ("rotated: true", "rotated: false", "~ class WBC: Its rotated changes from true to false.", False),
        (
            ", no], required",
            "], required",
            "- class WBC: The attribute “kind” loses “no”.",
            True,
        ),
        ("[edge, blur]", "[edge, blur, dark]", "+ class WBC: The attribute “seen” gains “dark”.", False),
        (
            "boolean: true, key: t",
            "text: true",
            "~ class WBC: The attribute “touching” asks for text instead of boolean.",
            True,
        ),
        ("{min: 0.5, max: 9}", "{min: 1, max: 9}", "~ class WBC: The attribute “size” has other bounds.", True),
        (
            "key: t",
            "key: u",
            "~ class WBC: The attribute “touching”: Its key changes from “t” to “u”.",
            False,
        ),
        ("{min: 0.5, max: 9}", "{max: 10}", "~ class WBC: The attribute “size” has other bounds.", False),
        ("      - {name: remark, text: true}\n", "", "- class WBC: The attribute “remark” is removed.", True),
        ("pick: one", "pick: many", "~ group quality: Pick many instead of one.", False),
        (
            "share: 0.5", "share: 1",
            ("~ stage review: (review, 50 % of the tasks, by expert, lease 30 min) becomes "
            "(review, by expert, lease 30 min)."), False,
        ),
        (
            "  - {stage: review, share: 0.5, by: expert}\n", "",
            "- stage review: The stage is removed; its open tasks go to the next one.", False,
        ),
    ],
)  # fmt: skip
def test_each_change_is_told_in_words(before: str, after: str, line: str, touched: bool) -> None:
    suffix = " (7 annotations would be touched)" if touched else ""
    plan = changed(before, after, WBC=7)
    assert [line + suffix] == list(plan.lines())
    assert touched == plan.needs_confirmation


def test_a_type_that_changes_touches_the_class() -> None:
    plan = changed('RBC, type: box, color: "#e53e3e", key: 1', "RBC, type: tag", RBC=1)
    assert "~ class RBC: box becomes tag. (1 annotation would be touched)" in list(plan.lines())


def test_the_guideline_is_shown_as_a_difference_of_lines() -> None:
    old, new = (BLOOD.replace("guideline.md", f'"# Cells\\n{line}\\n"') for line in ("one", "two"))
    [change] = diff(parse_yaml(old), parse_yaml(new)).changes
    assert change.detail == ("@@ -1,2 +1,2 @@", " # Cells", "-one", "+two")


def test_the_plan_as_data_carries_the_question() -> None:
    data = changed("name: RBC", "name: Other", RBC=2).as_dict()
    assert data["needs_confirmation"] is True
    assert data["changes"][1] == {"kind": "added", "where": "class Other", "text": "A box is added."}
