"""A stranger's package: its parts are found by entry point, with no edit anywhere in Labelwright."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from labelwright.core.aggregation.majority import majority
from labelwright.core.agreement import percent_agreement
from labelwright.core.check import check_annotations
from labelwright.core.checks.checks import Checks, usual_checks
from labelwright.core.checks.rule import AnyRule, Check, sentence, settings_schema
from labelwright.core.errors import InvalidFile, InvalidProject, MissingLibrary, UnknownPart
from labelwright.core.exchange import Dataset
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Class, Ontology
from labelwright.core.ports import Format
from labelwright.core.records import Annotation, Item
from labelwright.core.registry import Family, whole
from labelwright.core.report import Report
from labelwright.testing import LABEL_RULES, check_format, load_cases
from labelwright.testing.memory import Files
from labelwright.workflow.spec import parse_yaml, to_document

PLUGIN = Path(__file__).parent / "labelwright_point"
SKY = Item("sky.jpg", "image", width=30, height=40)
STARS = Ontology((Class("star", "point"), Class("cloud", "box")))


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package as pip would have installed it: a folder on the path with its metadata beside it."""
    monkeypatch.syspath_prepend(str(PLUGIN))
    importlib.invalidate_caches()


@pytest.fixture
def labels() -> Family[AnyLabel]:
    return Family("labels", "labelwright.labels")


@pytest.fixture
def formats() -> Family[Format]:
    return Family("formats", "labelwright.formats")


@pytest.mark.parametrize("rule", LABEL_RULES)
def test_the_strangers_label_type_passes_the_suite(rule: str, labels: Family[AnyLabel]) -> None:
    label = labels["point"]
    LABEL_RULES[rule](label, load_cases(label))


def test_the_strangers_label_type_is_checked_compared_and_fused(labels: Family[AnyLabel]) -> None:
    def star(name: str, x: float) -> Annotation:
        return Annotation(name, "point", "star", {"x": x, "y": 5})

    assert check_annotations([star("a", 10)], SKY, STARS, labels) == []
    (problem,) = check_annotations([star("a", 31)], SKY, STARS, labels)
    assert (problem.where, problem.message) == ("a", "The point lies outside the picture.")
    answers = [[star("a", 10)], [star("b", 11)], [star("c", 10)]]
    assert percent_agreement(answers, SKY, STARS, labels) == pytest.approx((0.8 + 0.8 + 1) / 3)
    fused = majority(answers, [1.0, 1.0, 1.0], SKY, STARS, labels)
    assert [(a.cls, a.value, a.confidence) for a in fused] == [("star", {"x": 10.0, "y": 5.0}, 1.0)]


def test_the_strangers_format_passes_the_suite(formats: Family[Format]) -> None:
    check_format(formats["pointcsv"])


def test_the_strangers_format_is_read_and_written(formats: Family[Format]) -> None:
    part = formats["pointcsv"]
    lines = (
        "item,class,point,x,y",
        "sky.jpg,star,star,1.0,2.5",
        "sky.jpg,star,star,nowhere,2",
        "sea.jpg,fish,fish,3.0,4.0",
    )
    text = "".join(f"{line}\r\n" for line in lines).encode()
    source, report = Files({"points.csv": text}).reader(), Report()
    guess = part.sniff(source)
    assert guess is not None
    assert guess.confidence == 1.0
    dataset = part.read(source, report)
    samples = list(dataset.samples)
    assert [c.name for c in dataset.ontology.classes] == ["fish", "star"]
    assert [sample.item.name for sample in samples] == ["sky.jpg", "sea.jpg"]
    assert [problem.where for problem in report.refused] == ["points.csv:3"]
    sink = Files()
    part.write(Dataset(dataset.ontology, samples), sink, Report())
    assert sink.data["points.csv"] == text.replace(b"sky.jpg,star,star,nowhere,2\r\n", b"")


def test_the_strangers_format_refuses_what_is_not_its_own(formats: Family[Format]) -> None:
    part = formats["pointcsv"]
    assert part.sniff(Files().reader()) is None
    with pytest.raises(InvalidFile, match="The first line must be item,class,point,x,y"):
        part.read(Files({"points.csv": b"a,b\n"}).reader(), Report())


def test_the_strangers_rule_is_written_in_a_project_and_finds(labels: Family[AnyLabel]) -> None:
    yaml = "name: Sky\nmedia: image\nclasses:\n  - {name: star, type: point}\nchecks:\n"
    spec = parse_yaml(f"{yaml}  - {{rule: apart, class: star, pixels: 5}}\n")
    assert to_document(spec)["checks"] == [{"rule": "apart", "class": "star", "pixels": 5}]
    with pytest.raises(InvalidProject, match="The check apart needs “pixels”"):
        parse_yaml(f"{yaml}  - {{rule: apart}}\n")
    rules: Family[AnyRule] = Family("rules", "labelwright.core.checks.rules")
    checks = Checks(spec.checks, spec.ontology, labels, rules)
    stars = [
        Annotation(name, "point", "star", {"x": x, "y": 5}) for name, x in (("a", 3), ("b", 6), ("c", 20))
    ]
    (found,) = checks.findings(checks.scene(stars, SKY))
    assert (found.annotations, found.rule) == (("a", "b"), "apart")
    assert found.message == "“star” and “star” are too close."


def test_a_form_learns_from_the_strangers_rule_what_it_asks(labels: Family[AnyLabel]) -> None:
    rules: Family[AnyRule] = Family("rules", "labelwright.core.checks.rules")
    rule = dict(whole(rules))["apart"]
    assert (
        settings_schema(rule)["properties"]["pixels"]["description"] == "The least distance of two corners."
    )
    assert sentence(Check("apart", "apart", ("star",), "", {"pixels": 5}), rule) == (
        "“star”: far enough apart, pixels 5."
    )
    assert all(rule.fits(label) for _, label in whole({"point": labels["point"], "box": labels["box"]}))


def test_our_rules_look_at_the_strangers_label_type(labels: Family[AnyLabel]) -> None:
    rules: Family[AnyRule] = Family("rules", "labelwright.core.checks.rules")
    checks = Checks(usual_checks(rules), STARS, labels, rules)
    stars = [
        Annotation(name, "point", "star", {"x": x, "y": 5}) for name, x in (("a", 3), ("b", 3), ("c", 31))
    ]
    found = {f.rule: f.annotations for f in checks.findings(checks.scene(stars, SKY))}
    assert found == {"bounds": ("c",), "no_duplicates": ("b", "a")}


def test_a_stranger_is_listed_with_the_package_that_brings_it(labels: Family[AnyLabel]) -> None:
    assert {"box", "point", "span", "tag"} <= set(labels)
    assert "point" in labels
    assert len(labels) == len(list(labels))
    assert labels.origin("point") == "labelwright-point"
    assert labels.origin("box") == "built-in"
    assert labels["point"] is labels["point"]


def test_a_stranger_cannot_take_the_name_of_a_built_in_part(labels: Family[AnyLabel]) -> None:
    assert type(labels["box"]).__module__ == "labelwright.labels.box"
    assert "labelwright_point.impostor" not in sys.modules


@pytest.mark.parametrize(
    ("name", "nearest"), [("pont", ("point",)), ("boxx", ("box",)), ("spann", ("span",)), ("zzzz", ())]
)
def test_an_unknown_name_is_answered_with_the_nearest_first(
    name: str, nearest: tuple[str, ...], labels: Family[AnyLabel]
) -> None:
    with pytest.raises(UnknownPart) as caught:
        labels[name]
    assert caught.value.nearest[:1] == nearest
    with pytest.raises(UnknownPart):
        labels.origin(name)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("laser", "Install it with: pip install laser_that_nobody_has"),
        ("radar", 'Install it with: pip install "labelwright[radar]"'),
    ],
)
def test_a_part_without_its_library_tells_the_command(
    name: str, remedy: str, labels: Family[AnyLabel]
) -> None:
    with pytest.raises(MissingLibrary) as caught:
        labels[name]
    assert caught.value.remedy == remedy


def test_a_fault_of_the_part_itself_is_no_missing_library(labels: Family[AnyLabel]) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"labelwright\.unheard_of"):
        labels["broken"]


def test_a_family_without_a_package_has_strangers_only() -> None:
    assert list(Family[object]("labels", "labelwright.nowhere")) == [
        "box",
        "broken",
        "laser",
        "point",
        "radar",
    ]


def test_listing_names_imports_no_part() -> None:
    program = """
import sys
sys.path.insert(0, sys.argv[1])
from labelwright.core.registry import FAMILIES
names = [name for family in FAMILIES.values() for name in family]
assert "point" in names and "pointcsv" in names and "box" in names, names
prefixes = [family.package + "." for family in FAMILIES.values()] + ["labelwright_point"]
print([m for m in sys.modules if m.startswith(tuple(prefixes))])
"""
    result = subprocess.run(
        [sys.executable, "-c", program, str(PLUGIN)], capture_output=True, text=True, check=False
    )
    assert (result.stdout, result.stderr) == ("[]\n", "")
