"""A project document becomes a spec, or every problem it has with its place and remedy."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.workflow.spec.documents import BLOOD

from labelwright.core.errors import InvalidProject, Problem
from labelwright.core.ontology import Attribute, Class, Group
from labelwright.workflow.spec import (
    StageSpec,
    guideline_file,
    parse_document,
    parse_yaml,
    to_document,
    to_yaml,
    with_guideline,
)  # fmt: skip


def problems(text: str) -> list[Problem]:
    with pytest.raises(InvalidProject) as caught:
        parse_yaml(text, "project.yaml")
    return list(caught.value.problems)


def image(*classes: str, tail: str = "") -> str:
    lines = "".join(f"  - {cls}\n" for cls in classes)
    return f"name: X\nmedia: image\nclasses:\n{lines}{tail}"


def test_a_complete_document_is_read_as_written() -> None:
    spec = parse_yaml(BLOOD, "project.yaml")
    assert (spec.name, spec.media, spec.guideline) == ("Blood cells", "image", "guideline.md")
    assert Class("RBC", "box", color="#e53e3e", key="1") == spec.ontology.find("RBC")
    assert (Group("quality", "one", True),) == spec.ontology.groups
    assert (
        StageSpec("annotate", "annotate", 2, 5, 1.0, "annotator", 7200),
        StageSpec("review", "review", 1, 1, 0.5, "expert", 1800),
    ) == spec.stages


def test_attributes_of_every_kind_are_read() -> None:
    cls = parse_yaml(BLOOD).ontology.find("WBC")
    assert cls is not None
    assert cls.options == {"rotated": True}
    assert (
        Attribute("kind", "one_of", ("neutrophil", "lymphocyte", "no"), True, "neutrophil"),
        Attribute("touching", "boolean", key="t"),
        Attribute("seen", "any_of", ("edge", "blur")),
        Attribute("size", "number", minimum=0.5, maximum=9),
        Attribute("remark", "text"),
    ) == cls.attributes


def test_words_that_older_yaml_takes_for_truth_values_are_names() -> None:
    spec = parse_yaml(image("{name: no, type: box}", "{name: 12:30, type: box}", "{name: 1e3, type: box}"))
    assert [cls.name for cls in spec.ontology.classes] == ["no", "12:30", "1e3"]


def test_the_shortest_document_gets_one_annotate_stage() -> None:
    assert (StageSpec("annotate", "annotate"),) == parse_yaml("name: X\nmedia: text\n").stages


def test_all_problems_are_told_at_once_with_line_column_and_remedy() -> None:
    text = (
        "nam: X\n"
        "media: image\n"
        "classes:\n"
        "  - {name: A, type: bx}\n"
        "  - {name: B, type: box, colour: '#fff'}\n"
        "workflow:\n"
        "  - {stage: annotate, votes: 0}\n"
    )
    assert [(p.line, p.column) for p in problems(text)] == [(1, 1), (1, 1), (4, 21), (5, 26), (7, 30)]
    found = {p.message: p.remedy for p in problems(text)}
    assert found["A project has no key “nam”."] == "Did you mean name?"
    assert found["The class “A”’s type cannot be “bx”."] == "Did you mean box?"
    assert found["The class “B” has no key “colour”."] == "Did you mean color?"
    assert "“votes” is 0, but must be from 1 to 100." in found


@pytest.mark.parametrize("key", ["models", "export"])
def test_what_this_version_cannot_do_is_refused_and_not_ignored(key: str) -> None:
    [problem] = problems(f"name: X\nmedia: image\n{key}: {{}}\n")
    assert f"“{key}” is not part of this version of Labelwright." == problem.message
    assert (problem.line, problem.column) == (3, 1)


@pytest.mark.parametrize(
    ("stage", "message"),
    [
        ("{stage: adjudicate}", "The first stage must be annotate."),
        ("{stage: annotate, votes: {min: 1, stop_at: 1}}", "“stop_at” has nothing to decide."),
        (
            "{stage: annotate, votes: {min: 1, max: 2, stop_at: 2}}",
            "“stop_at” is 2, but must be from 0.5 to 1.",
        ),
        ("{stage: annotate, when: votes}", "The stage annotate has no key “when”."),
        ("{stage: anotate}", "The stage cannot be “anotate”."),
        ("{name: x}", "The stage does not say of which kind it is."),
        ("{stage: review}", "The first stage must be annotate."),
        ("{stage: annotate, share: 0.5}", "The stage annotate has no key “share”."),
        ("{stage: annotate, votes: {min: 3, max: 2}}", "At least 3 votes are asked for, but at most 2."),
        ("{stage: annotate, votes: 1.5}", "“votes” must be a whole number."),
        ("{stage: annotate, lease: soon}", "“soon” is no length of time."),
        ("{stage: annotate, lease: 5s}", "A lease of 5s is not between one minute and seven days."),
        ("{stage: annotate, by: boss}", "“by” cannot be “boss”."),
    ],
)
def test_a_wrong_stage_is_told(stage: str, message: str) -> None:
    assert [message] == [p.message for p in problems(f"name: X\nmedia: image\nworkflow:\n  - {stage}\n")]


@pytest.mark.parametrize(
    ("classes", "message"),
    [
        (["{type: box}"], "The name of the class is missing."),
        (["{name: A}"], "The class “A” has no type."),
        (["{name: A, type: box}", "{name: A, type: box}"], "There are two classes named “A”."),
        (["{name: A, type: span}"], "A span cannot be drawn on image."),
        (["{name: A, type: box, color: red}"], "The colour “red” is not of the form #rrggbb."),
        (["{name: A, type: box, key: F1}"], "The key “F1” is not one small letter or digit."),
        (
            ["{name: A, type: box, key: a}", "{name: B, type: box, key: a}"],
            "The key “a” already belongs to “A”.",
        ),
        (["{name: A, type: box, parent: C}"], "There is no class “C”."),
        (["{name: A, type: tag, parent: B}", "{name: B, type: tag, parent: A}"], "“A” is its own ancestor."),
        (
            ["{name: A, type: tag, parent: B}", "{name: B, type: box}"],
            "“A” is a tag, but its parent “B” is a box.",
        ),
        (["{name: A, type: tag, group: g}"], "There is no group “g”."),
        (["{name: A, type: box, rotated: maybe}"], "The class “A”’s rotated must be true or false."),
        (
            ["{name: A, type: box, attributes: [{name: x}]}"],
            "The attribute “x” must say what it asks for, once.",
        ),
        (["{name: A, type: box, attributes: [{name: x, one_of: []}]}"], "The attribute “x” has no options."),
        (
            ["{name: A, type: box, attributes: [{name: x, one_of: [a, b], default: c}]}"],
            "The default of “x” cannot be “c”.",
        ),
        (
            ["{name: A, type: box, attributes: [{name: x, text: true, key: t}]}"],
            "The attribute “x” cannot have a key: no single key answers text.",
        ),
        (
            ["{name: A, type: box, attributes: [{name: x, boolean: true, key: xy}]}"],
            "The key “xy” is not one small letter or digit.",
        ),
        (
            [
                "{name: A, type: box, attributes: [{name: x, boolean: true, key: q}, {name: y, boolean: true, key: q}]}"
            ],
            "The key “q” of “y” already belongs to “x”.",
        ),
        (
            [
                "{name: A, type: box, attributes: [{name: x, boolean: true, key: b}]}",
                "{name: B, type: box, key: b}",
            ],
            "The key “b” of “x” already belongs to “B”.",
        ),
        (
            ["{name: A, type: box, attributes: [{name: x, number: {min: 3, max: 2}}]}"],
            "The least value of “x”, 3, is above the greatest, 2.",
        ),
    ],
)
def test_a_wrong_class_is_told(classes: list[str], message: str) -> None:
    assert message in [p.message for p in problems(image(*classes))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The document is empty."),
        ("- a\n", "The document must be a set of keys and values."),
        ("name: [\n", "This is not YAML: "),
        ("name: X\nname: Y\n", "The key “name” stands twice in the same place."),
        ("name: !!python/object:os.system x\n", "Tags such as tag:yaml.org,2002:python/object:os.system"),
        ("name: &a [*a]\n", "The alias *a refers to itself."),
        ("name: *a\n", "There is no anchor &a before this alias." ),
        ("a: 1\n---\nb: 2\n", "A project file holds one document"),
        ("[" * 40 + "]" * 40, "Values are nested more than 32 deep."),
        ("? [a]\n: b\n", "A key must be a word."),
        ("name: X\x00\n", "This is not YAML: "),
        ("x" * (1 << 20) + "y", "The document is longer than 1,048,576 characters."),
    ],
)  # fmt: skip
def test_what_is_no_sound_yaml_is_refused(text: str, message: str) -> None:
    assert any(p.message.startswith(message) for p in problems(text))


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    [problem] = problems("\n".join(lines))
    assert problem.message == "The document holds more than 100,000 values once its aliases are read."


def test_a_document_of_json_data_tells_paths() -> None:
    with pytest.raises(InvalidProject) as caught:
        parse_document(
            {"name": "X", "media": "image", "classes": [{"name": "A", "type": "box", "rotated": 3}]}
        )
    assert [p.where for p in caught.value.problems] == ["classes[0].rotated"]


@pytest.mark.parametrize(
    ("guideline", "file"),
    [
        ("guideline.md", "guideline.md"),
        ("docs/a.txt", "docs/a.txt"),
        ("Label all cells.", ""),
        ("# A\nb.md", ""),
    ],
)
def test_a_guideline_is_a_file_by_its_ending_or_else_text(guideline: str, file: str) -> None:
    spec = parse_document({"name": "X", "media": "text", "guideline": guideline})
    assert file == guideline_file(spec)


def test_the_text_of_a_guideline_takes_the_place_of_its_file() -> None:
    assert with_guideline(parse_yaml(BLOOD), "# Cells\n").guideline == "# Cells\n"


def test_writing_and_reading_gives_the_same_spec() -> None:
    spec = parse_yaml(BLOOD)
    assert spec == parse_document(to_document(spec))
    assert spec == parse_yaml(to_yaml(spec))
    assert to_yaml(spec) == to_yaml(parse_yaml(to_yaml(spec)))


def test_yaml_is_written_with_a_line_for_each_simple_class() -> None:
    assert "  - {name: RBC, type: box, color: '#e53e3e', key: '1'}\n" in to_yaml(parse_yaml(BLOOD))


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), min_size=1, max_size=20).filter(
    lambda word: word == word.strip()
)
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)


@pytest.mark.parametrize("guideline", ["\x85", "a\u2028b", "a\n\u2029\nb"])
def test_line_ends_that_only_yaml_knows_survive_writing(guideline: str) -> None:
    spec = parse_document({"name": "x", "media": "image", "classes": [], "guideline": guideline})
    assert spec == parse_yaml(to_yaml(spec))


@settings(deadline=None)  # label types are imported by the first example
@given(
    names=st.lists(WORDS, unique=True, min_size=1, max_size=4),
    guideline=TEXTS,
    options=st.sets(WORDS, min_size=1),
)
def test_any_names_and_texts_survive_writing(names: list[str], guideline: str, options: set[str]) -> None:
    attributes = [{"name": "a", "one_of": sorted(options), "default": min(options)}]
    classes = [{"name": name, "type": "box", "attributes": attributes} for name in names]
    spec = parse_document({"name": names[0], "media": "image", "classes": classes, "guideline": guideline})
    assert spec == parse_yaml(to_yaml(spec))
    assert spec == parse_document(to_document(spec))


def judging(condition: str) -> str:
    cells = "classes: [{name: WBC, type: box}]"
    return f"name: X\nmedia: image\n{cells}\nworkflow: [{{stage: annotate}}, {{stage: review, when: {condition}}}]\n"


def test_a_condition_is_kept_as_it_was_written():
    spec = parse_yaml(judging("""'agreement < 0.8 or "WBC" in classes'"""))
    assert spec.stages[1].when == 'agreement < 0.8 or "WBC" in classes'
    assert spec.stages[1].always == ""


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        (
            "agrement < 0.8",
            "“when” is no condition: At the beginning “agrement” stands, where a name in quotes",
        ),
        ("""'"WCB" in classes'""", "“when” names a class “WCB” that there is not."),
    ],
)
def test_a_wrong_condition_is_told_where_it_stands(condition: str, message: str) -> None:
    [problem] = problems(judging(condition))
    assert problem.message.startswith(message)
    assert problem.line == 4


def test_a_share_can_be_taken_of_each_annotator_and_has_something_to_divide():
    text = (
        "name: X\nmedia: image\nworkflow: [{stage: annotate}, {stage: review, share: 0.2, per: annotator}]\n"
    )
    spec = parse_yaml(text)
    assert (spec.stages[1].share, spec.stages[1].per) == (0.2, "annotator")
    assert parse_yaml(to_yaml(spec)) == spec
    [problem] = problems(text.replace("share: 0.2, ", ""))
    assert problem.message == "“per” has nothing to divide."


UPWARD = """
name: X
media: image
workflow:
  - {stage: annotate, escalate: hard, deadline: {after: 2d, then: hard}}
  - {stage: review, deadline: 12h, blind: true}
  - {stage: adjudicate, name: hard}
"""


def test_a_stage_says_where_tasks_move_up_to_and_when():
    spec = parse_yaml(UPWARD)
    first, second, _ = spec.stages
    assert (first.escalate, first.deadline_s, first.late_to) == ("hard", 2 * 86400, "hard")
    assert (second.deadline_s, second.late_to, second.blind) == (12 * 3600, "", True)
    assert parse_yaml(to_yaml(spec)) == spec


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ("escalate: hard", "escalate: heard", "“heard” is no later stage that judges."),
        ("then: hard", "then: annotate", "“annotate” is no later stage that judges."),
        ("after: 2d, ", "", "The deadline does not say after how long."),
        ("deadline: 12h", "deadline: soon", "“soon” is no length of time."),
        ("deadline: 12h", "deadline: 400d", "A deadline is between one minute and a year."),
    ],
)
def test_a_way_up_that_leads_nowhere_is_told(wrong: str, right: str, message: str) -> None:
    [problem] = problems(UPWARD.replace(wrong, right))
    assert problem.message == message
