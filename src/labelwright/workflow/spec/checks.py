"""Reads the checks of a project document: rules by their names, with the settings that each declares."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import structs

from labelwright.core.checks.finding import SEVERITIES
from labelwright.core.checks.rule import CLASS, AnyRule, Check, sentence, settings_schema
from labelwright.core.errors import MissingLibrary
from labelwright.core.ontology import Ontology
from labelwright.core.registry import RULES, whole
from labelwright.workflow.spec.nodes import Node, Place, from_document
from labelwright.workflow.spec.options import read_option
from labelwright.workflow.spec.reading import Reading, nearest

CHECK_KEYS = ("rule", "name", "class", "severity")
MAX_CHECKS = 200

_AT = re.compile(r"(?P<said>.*) - at `\$\.?(?P<path>.*)`$", re.DOTALL)
"""How msgspec tells what is wrong, and where."""


def read_checks(reading: Reading, node: Node | None, ontology: Ontology) -> tuple[Check, ...]:
    """The checks in their order."""
    classes = [cls.name for cls in ontology.classes]
    checks: list[Check] = []
    for child in reading.sequence(node, "checks", MAX_CHECKS):
        check = _check(reading, child, classes, {check.name for check in checks})
        if check is not None:
            checks.append(check)
    return tuple(checks)


def check_data(check: Check) -> dict[str, Any]:
    """JSON-able data that `read_checks` reads back to an equal check; one class alone needs no list."""
    data: dict[str, Any] = {"rule": check.rule}
    if check.name != check.rule:
        data["name"] = check.name
    if check.classes:
        data["class"] = _shortest(check.classes)
    if check.severity:
        data["severity"] = check.severity
    properties = settings_schema(RULES[check.rule])["properties"]
    for key, value in check.settings.items():
        data[key] = _shortest(value) if names_classes(properties[key]) else value
    return data


def sentences(document: Mapping[str, Any]) -> list[str]:
    """What each check of a document asks, in plain words; "" of one that cannot be read. The rest may be unfinished."""
    classes = _named(document)
    said: list[str] = []
    for child in Reading("").sequence(from_document(document.get("checks")), "checks", MAX_CHECKS):
        reading = Reading("")
        check = _check(reading, child, classes, set())
        said.append(sentence(check, RULES[check.rule]) if check and not reading.problems else "")
    return said


def rules() -> Iterator[AnyRule]:
    """The rules that are installed whole."""
    return (rule for _, rule in whole(RULES))


def names_classes(schema: Mapping[str, Any]) -> bool:
    """Whether a setting is a list of classes of the project."""
    return bool(schema.get("items", {}).get("format") == CLASS)


def _named(document: Mapping[str, Any]) -> list[str]:
    """The names of a document's classes, whatever else there is."""
    classes = document.get("classes")
    rows = classes if isinstance(classes, list) else []
    return [str(row["name"]) for row in rows if isinstance(row, dict) and "name" in row]


def _check(reading: Reading, node: Node, classes: list[str], taken: set[str]) -> Check | None:
    fields = reading.mapping(node, "A check")
    if not fields:
        return None
    if "rule" not in fields:
        reading.problem(
            "The check does not say which rule it follows.",
            node.place,
            nearest("", [r.name for r in rules()]),
        )
        return None
    rule = _rule(reading, fields["rule"])
    if rule is None:
        return None
    own = _classes(reading, fields.get("class"), "“class”", classes)
    severity = reading.choice(fields.get("severity"), "“severity”", SEVERITIES, "")
    settings = _settings(reading, node, rule, classes)
    return Check(
        rule.name,
        reading.own_name(fields.get("name"), "check", rule.name, taken),
        tuple(own),
        severity,
        settings,
    )


def _rule(reading: Reading, node: Node) -> AnyRule | None:
    name = reading.choice(node, "The rule", RULES, "")
    if not name:
        return None
    try:
        return RULES[name]
    except MissingLibrary as error:
        reading.problem(error.message, node.place, error.remedy)
        return None


def _settings(reading: Reading, node: Node, rule: AnyRule, classes: list[str]) -> dict[str, Any]:
    what = f"The check {rule.name}"
    schema = settings_schema(rule)
    properties: Mapping[str, Any] = schema.get("properties", {})
    children = reading.mapping(node, what)
    before = len(reading.problems)
    reading.known(node, (*CHECK_KEYS, *properties), what)
    for key in schema.get("required", ()):
        if key not in children:
            reading.problem(
                f"{what} needs “{key}”.", _below(node.place, key), properties[key].get("description", "")
            )
    settings: dict[str, Any] = {}
    for key, child in children.items():
        if key not in properties or key in CHECK_KEYS:
            continue
        if names_classes(properties[key]):
            settings[key] = _classes(reading, child, f"{what}’s {key}", classes)
        else:
            settings[key] = read_option(reading, child, properties[key], f"{what}’s {key}")
    if len(reading.problems) == before:
        for fault, path in _faults(rule, settings):
            reading.problem(f"{what}: {fault}", _below(node.place, path))
    return settings


def _faults(rule: AnyRule, settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the schema's own keywords do not say, each with the setting that it is about, "" for all together."""
    try:
        typed = msgspec.convert(settings, rule.Settings)
    except msgspec.ValidationError as error:
        found = _AT.match(str(error))
        yield (f"{found['said']}.", found["path"]) if found else (f"{error}.", "")
        return
    yield from ((fault, "") for fault in rule.faults(typed))


def _below(place: Place, path: str) -> Place:
    """The place of what ought to lie at a path below another; in a file it is told where that stands."""
    return structs.replace(place, path=f"{place.path}.{path}" if path else place.path)


def _classes(reading: Reading, node: Node | None, what: str, classes: list[str]) -> list[str]:
    """Names of classes: a list, or one of them alone."""
    if node is None:
        return []
    nodes = reading.sequence(node, what, 1000) if isinstance(node.value, list) else [node]
    names = []
    for child in nodes:
        name = reading.name(child, what, child.place)
        if name and name not in classes:
            reading.problem(
                f"{what} names a class “{name}” that there is not.", child.place, nearest(name, classes)
            )
        names.append(name)
    return names


def _shortest(names: Iterable[str]) -> Any:
    names = list(names)
    return names[0] if len(names) == 1 else names
