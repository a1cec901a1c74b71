"""What holds for every rule, whatever marks there are: order decides nothing, fixes work, and nothing is lost."""

import random
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.core.checks.scenes import ONTOLOGY, PICTURE, TEXT, TYPES, ready

from labelwright.core.check import Rules
from labelwright.core.checks.checks import usual_checks
from labelwright.core.checks.finding import Finding, errors_of, fixed
from labelwright.core.checks.rule import Check, settings_schema
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import RULES

SETTINGS: dict[str, dict[str, Any]] = {
    "bounds": {},
    "count": {"min": 1, "max": 3},
    "drift": {"items": 20},
    "exclusive": {},
    "inside": {"of": ["cell"]},
    "max_size": {"pixels": 30, "area": 200, "characters": 10},
    "min_size": {"pixels": 5, "share": 0.01, "characters": 3},
    "no_duplicates": {"likeness": 0.5, "any_class": True},
    "no_gaps": {},
    "no_overlap": {},
    "parts": {"parts": ["nucleus"]},
    "points": {},
    "ratio": {"min": 0.5, "max": 2},
    "same_item": {},
    "span_edges": {"punctuation": ".,"},
    "vocabulary": {"forbidden": ["ada"], "characters": "abcdefgh"},
}
CHECKS = ready(*(Check(name, name, settings=own) for name, own in SETTINGS.items()))

lengths = st.integers(-20, 120).map(float)
sides = st.integers(1, 60).map(float)
boxes = st.builds(
    lambda cls, x, y, w, h: ("box", cls, {"x": x, "y": y, "width": w, "height": h}),
    st.sampled_from(["cell", "red"]), lengths, lengths, sides, sides,
)  # fmt: skip
polygons = st.builds(
    lambda x, y, w, h: ("polygon", "nucleus", {"parts": [[[[x, y], [x + w, y], [x + w / 2, y + h]]]]}),
    lengths, lengths, sides, sides,
)  # fmt: skip
lines = st.builds(
    lambda x, y, w, h: ("polyline", "edge", {"points": [[x, y], [x + w, y + h]]}),
    lengths,
    lengths,
    sides,
    sides,
)
tags = st.sampled_from(["sharp", "blurred"]).map(lambda cls: ("tag", cls, {}))
spans = st.builds(
    lambda start, length, cls: ("span", cls, {"start": start, "end": start + length}),
    st.integers(0, 40), st.integers(1, 12), st.sampled_from(["person", "place"]),
)  # fmt: skip


def annotations(
    *kinds: st.SearchStrategy[tuple[str, str, dict[str, Any]]],
) -> st.SearchStrategy[list[Annotation]]:
    return st.lists(st.one_of(*kinds), max_size=8).map(
        lambda marks: [Annotation(f"m{n}", kind, cls, value) for n, (kind, cls, value) in enumerate(marks)]
    )


scenes = st.one_of(
    st.tuples(st.just(PICTURE), annotations(boxes, polygons, lines, tags)),
    st.tuples(st.just(TEXT), annotations(spans, tags)),
)


def found(item: Item, marks: list[Annotation]) -> list[Finding]:
    return CHECKS.findings(CHECKS.scene(marks, item))


def test_every_rule_is_tried_here() -> None:
    assert set(RULES) == set(SETTINGS)


@given(scenes, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_marks_decides_nothing(scene: tuple[Item, list[Annotation]], rng: random.Random) -> None:
    item, marks = scene
    shuffled = rng.sample(marks, len(marks))
    assert found(item, marks) == found(item, shuffled)


@given(scenes)
@settings(deadline=None)
def test_a_fix_makes_its_finding_vanish(scene: tuple[Item, list[Annotation]]) -> None:
    item, marks = scene
    for finding in found(item, marks):
        if finding.fix is not None:
            again = found(item, finding.fix.applied(marks))
            assert (finding.rule, finding.annotations) not in {(f.rule, f.annotations) for f in again}


@given(scenes)
@settings(deadline=None)
def test_a_fix_leaves_what_may_be_kept_so(scene: tuple[Item, list[Annotation]]) -> None:
    item, marks = scene
    rules = Rules(ONTOLOGY, TYPES)
    before = {problem.where for problem in rules.problems(marks, item)}
    after = {problem.where for problem in rules.problems(fixed(marks, found(item, marks)), item)}
    assert after <= before


@given(scenes)
@settings(deadline=None)
def test_findings_name_marks_that_are_there_and_travel_as_json(scene: tuple[Item, list[Annotation]]) -> None:
    item, marks = scene
    ids = {mark.id for mark in marks}
    for finding in found(item, marks):
        assert set(finding.annotations) <= ids
        assert finding.message.endswith(".")
        said = msgspec.json.encode(finding)
        assert said == msgspec.json.encode(msgspec.json.decode(said, type=Finding))


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_the_schema_of_the_settings_takes_what_the_rule_takes(name: str) -> None:
    schema = {**settings_schema(RULES[name]), "additionalProperties": False}
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(SETTINGS[name])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**SETTINGS[name], "nonsense": 1})


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_every_setting_is_described(name: str) -> None:
    properties = settings_schema(RULES[name])["properties"]
    assert [key for key, schema in properties.items() if not schema.get("description")] == []


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_no_rule_has_a_setting_that_every_check_has(name: str) -> None:
    assert not {"rule", "name", "class", "severity"} & set(settings_schema(RULES[name])["properties"])


def test_the_usual_checks_need_no_setting() -> None:
    usual = usual_checks(RULES)
    assert [check.rule for check in usual] == ["bounds", "no_duplicates", "same_item", "span_edges"]
    assert list(ready(*usual).findings(ready(*usual).scene([], PICTURE))) == []


def test_a_project_may_make_a_warning_of_an_error() -> None:
    check = Check("count", "some", (), "warning", {"min": 1})
    checks = ready(check)
    (finding,) = checks.findings(checks.scene([], PICTURE))
    assert (finding.severity, finding.check, finding.rule) == ("warning", "some", "count")
    assert errors_of([finding]) == []


def test_a_mark_without_a_class_is_left_to_the_ontology() -> None:
    marks = [Annotation("a", "box", "gone", {}), Annotation("b", "box", "red", {"x": "wide"})]
    assert CHECKS.scene(marks, PICTURE).marks == ()
