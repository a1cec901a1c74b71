"""A project document, from YAML or from JSON-able data, to a `Spec` or to every problem it has."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from labelwright.core.errors import InvalidProject
from labelwright.workflow.spec.checks import read_checks
from labelwright.workflow.spec.classes import read_ontology
from labelwright.workflow.spec.gold import read_gold, read_qualify
from labelwright.workflow.spec.model import Spec
from labelwright.workflow.spec.nodes import Node, from_document, from_yaml
from labelwright.workflow.spec.reading import Reading
from labelwright.workflow.spec.workflow import read_stages

KEYS = (
    "name", "media", "description", "classes", "groups", "guideline", "workflow", "checks", "gold", "qualify",
)  # fmt: skip
MEDIA = ("image", "text")
MAX_GUIDELINE = 500_000

_LATER = ("models", "export")
_FILE = re.compile(r"[^\n\x00]{1,500}\.(md|markdown|txt)$", re.IGNORECASE)


def parse_yaml(text: str, file: str = "") -> Spec:
    """The project that a YAML text describes; `file` is its name, for the places of problems.

    Raises `InvalidProject` with every problem found, each with its line, its column and a remedy.
    """
    return _parse(from_yaml(text, file), file)


def parse_document(document: Mapping[str, Any]) -> Spec:
    """The project that JSON-able data of the same shape describes. Raises as `parse_yaml` does."""
    return _parse(from_document(document), "")


def guideline_file(spec: Spec) -> str:
    """The file that the guideline names, relative to the document; empty where the text is inline."""
    return spec.guideline if _FILE.fullmatch(spec.guideline) else ""


def with_guideline(spec: Spec, text: str) -> Spec:
    """The same project with the guideline's own text in the place of its file's name."""
    if len(text) > MAX_GUIDELINE:
        raise InvalidProject(
            f"The guideline is longer than {MAX_GUIDELINE:,} characters.", where=spec.guideline
        )
    return msgspec.structs.replace(spec, guideline=text)


def _parse(root: Node, file: str) -> Spec:
    reading = Reading(file)
    fields = reading.mapping(root, "The document")
    later = [key for key in root.keys if key in _LATER]
    for key in later:
        reading.problem(
            f"“{key}” is not part of this version of Labelwright.", root.keys[key],
            "Remove it; nothing else in the document depends on it.",
        )  # fmt: skip
    reading.known(root, KEYS, "A project", later)
    media = _media(reading, fields.get("media"), root)
    ontology = read_ontology(reading, fields, media)
    qualify = read_qualify(reading, fields.get("qualify"))
    spec = Spec(
        name=reading.name(fields.get("name"), "The name of the project", root.place),
        media=media,
        description=reading.text(fields.get("description"), "The description", most=20_000, lines=True),
        ontology=ontology,
        guideline=reading.text(fields.get("guideline"), "The guideline", most=MAX_GUIDELINE, lines=True),
        stages=read_stages(reading, fields.get("workflow"), ontology),
        checks=read_checks(reading, fields.get("checks"), ontology),
        gold=read_gold(reading, fields.get("gold"), qualifies=qualify is not None),
        qualify=qualify,
    )
    if reading.problems:
        count = len(reading.problems)
        found = "a problem" if count == 1 else f"{count} problems"
        raise InvalidProject(
            f"The project document has {found}.",
            problems=sorted(reading.problems, key=lambda p: (p.line or 0, p.column or 0)),
        )
    return spec


def _media(reading: Reading, node: Node | None, root: Node) -> str:
    if node is None:
        reading.problem(
            "The document does not say its media.", root.place, f"Add media: {' or '.join(MEDIA)}."
        )
        return ""
    return reading.choice(node, "The media", MEDIA, "")
