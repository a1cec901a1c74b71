"""The published JSON Schema is fresh, sound, and agrees with the reader."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from tests.unit.workflow.spec.documents import BLOOD

from labelwright.core.errors import InvalidProject
from labelwright.workflow.spec import json_schema, parse_document, parse_yaml, to_document

PUBLISHED = Path(__file__).parents[4] / "docs" / "reference" / "project.schema.json"


def test_the_published_schema_is_what_the_code_says() -> None:
    command = "python -m labelwright.workflow.spec > docs/reference/project.schema.json"
    assert json_schema() == json.loads(PUBLISHED.read_text("utf-8")), f"Refresh it with: {command}"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


def test_the_schema_takes_what_the_reader_takes() -> None:
    validator = Draft202012Validator(json_schema())
    assert list(validator.iter_errors(to_document(parse_yaml(BLOOD)))) == []
    assert list(validator.iter_errors(yaml.safe_load(BLOOD.replace(", no]", ", 'no']")))) == []


@pytest.mark.parametrize(
    "change",
    [
        {"nam": "X"},
        {"media": "smell"},
        {"classes": [{"name": "A", "type": "bx"}]},
        {"classes": [{"name": "A", "type": "box", "colour": "#fff"}]},
        {"classes": [{"name": "A", "type": "box", "rotated": "maybe"}]},
        {"classes": [{"name": "A", "type": "box", "attributes": [{"name": "x"}]}]},
        {"workflow": [{"stage": "annotate", "votes": 0}]},
        {"workflow": [{"stage": "annotate", "share": 0.5}]},
        {"workflow": []},
        {"gold": {"share": 0.9}},
        {"qualify": {"items": 0}},
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(change: dict[str, Any]) -> None:
    document = {"name": "X", "media": "image", **change}
    assert not Draft202012Validator(json_schema()).is_valid(document)
    with pytest.raises(InvalidProject):
        parse_document(document)
