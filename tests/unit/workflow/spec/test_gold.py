"""Gold and qualification in a project document: read with places and remedies, written, planned, in the schema."""

import jsonschema
import pytest

from labelwright.core.errors import InvalidProject
from labelwright.workflow.spec import GoldSpec, QualifySpec, parse_document, parse_yaml, to_document, to_yaml
from labelwright.workflow.spec.plan import diff
from labelwright.workflow.spec.schema import json_schema

HEAD = "name: Cells\nmedia: image\n"
FULL = HEAD + (
    "gold: {share: 0.2, window: 30, pass: 0.8, feedback: failed, below: [void, pause]}\n"
    "qualify: {training: 3, items: 8, pass: 0.95, tries: 1}\n"
)


def problems(*lines: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidProject) as caught:
        parse_yaml(HEAD + "\n".join(lines), "project.yaml")
    return [(problem.message, problem.remedy) for problem in caught.value.problems]


def test_both_are_read_as_written() -> None:
    spec = parse_yaml(FULL)
    assert spec.gold == GoldSpec(0.2, 30, 0.8, "failed", ("pause", "void"))
    assert spec.qualify == QualifySpec(3, 8, 0.95, 1)


def test_what_is_not_said_is_as_usual() -> None:
    spec = parse_yaml(HEAD + "gold: {}\nqualify: {}\n")
    assert (spec.gold, spec.qualify) == (GoldSpec(), QualifySpec())
    assert GoldSpec() == GoldSpec(share=0.1, window=20, pass_mark=0.85, feedback="none", below=("warn",))


def test_nobody_is_tested_where_the_document_does_not_say_so() -> None:
    for text in (HEAD, HEAD + "gold:\nqualify: null\n"):
        spec = parse_yaml(text)
        assert (spec.gold, spec.qualify) == (None, None)
        assert to_document(spec) == {
            "name": "Cells", "media": "image", "workflow": [{"stage": "annotate", "votes": 1, "by": "annotator"}],
        }  # fmt: skip


@pytest.mark.parametrize("text", [FULL, HEAD + "gold: {below: requalify}\nqualify: {}\n"])
def test_what_is_written_reads_back_the_same(text: str) -> None:
    spec = parse_yaml(text)
    assert parse_document(to_document(spec)) == spec
    assert parse_yaml(to_yaml(spec)) == spec


def test_one_thing_that_happens_needs_no_list() -> None:
    document = to_document(parse_yaml(HEAD + "gold: {below: [pause]}\n"))
    assert document["gold"] == {
        "share": 0.1, "window": 20, "pass": 0.85, "feedback": "none", "below": "pause",
    }  # fmt: skip


@pytest.mark.parametrize("text", [FULL, HEAD + "gold: {below: warn}\nqualify: {training: 0}\n"])
def test_the_schema_takes_them(text: str) -> None:
    jsonschema.Draft202012Validator(json_schema()).validate(to_document(parse_yaml(text)))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("gold: much", ("“gold” must be a set of keys and values.", "")),
        ("gold: {shar: 0.1}", ("“gold” has no key “shar”.", "Did you mean share?")),
        ("gold: {share: 0.6}", ("“share” is 0.6, but must be from 0 to 0.5.", "")),
        ("gold: {window: 4}", ("“window” is 4, but must be from 5 to 500.", "")),
        ("gold: {pass: high}", ("“pass” must be a number.", "")),
        ("gold: {pass: 85}", ("“pass” is 85, but must be from 0 to 1.", "")),
        ("gold: {feedback: some}", ("“feedback” cannot be “some”.", "Possible are: none, failed, all.")),
        ("gold: {below: [warn, paus]}", ("“below” cannot be “paus”.", "Did you mean pause?")),
        (
            "gold: {below: [void, discount]}",
            ("“below” asks for both discount and void.", "Keep one of them."),
        ),
        (
            "gold: {below: requalify}",
            (
                "“below” sends people to qualify again, but the project has no “qualify”.",
                "Add qualify: {training: 5, items: 10}, or choose pause.",
            ),
        ),
        ("qualify: [1]", ("“qualify” must be a set of keys and values.", "")),
        ("qualify: {items: 0}", ("“items” is 0, but must be from 1 to 200.", "")),
        ("qualify: {trys: 1}", ("“qualify” has no key “trys”.", "Did you mean tries?")),
    ],
)
def test_what_is_wrong_is_told_with_a_remedy(line: str, problem: tuple[str, str]) -> None:
    assert problems(line) == [problem]


def test_a_problem_has_its_place() -> None:
    with pytest.raises(InvalidProject) as caught:
        parse_yaml(HEAD + "gold:\n  share: 0.9\n", "project.yaml")
    [problem] = caught.value.problems
    assert (problem.where, problem.line, problem.column) == ("project.yaml", 4, 10)


def test_a_plan_says_what_changes() -> None:
    plain, full = parse_yaml(HEAD), parse_yaml(FULL)
    other = parse_yaml(HEAD + "gold: {below: warn}\nqualify: {items: 1}\n")
    gold = (
        "(20 % of what is handed out, the newest 30 answers at least 0.8, below that pause and void,"
        " feedback failed)"
    )
    usual = (
        "(10 % of what is handed out, the newest 20 answers at least 0.85, below that warn, feedback none)"
    )
    qualify, shorter = (
        "(3 for training, 8 test items at least 0.95, 1 try)",
        "(5 for training, 1 test item at least 0.9, 2 tries)",
    )
    assert list(diff(plain, full).lines()) == [f"+ gold: {gold} is added.", f"+ qualify: {qualify} is added."]
    assert list(diff(full, plain).lines()) == [
        f"- gold: {gold} is removed.",
        f"- qualify: {qualify} is removed.",
    ]
    assert list(diff(full, other).lines()) == [
        f"~ gold: {gold} becomes {usual}.",
        f"~ qualify: {qualify} becomes {shorter}.",
    ]
    assert diff(full, full).empty
