"""What a label type lets its classes set can be set in the settings, without writing YAML."""

import pytest

from labelwright.core.registry import LABELS

SIMPLE = {"boolean", "number", "integer", "string"}
"""Types that have a field by themselves; options that belong together name a form by `format`."""


@pytest.mark.parametrize("name", sorted(LABELS))
def test_every_option_has_a_field_or_belongs_to_a_form(name: str) -> None:
    schema = LABELS[name].options_schema()
    bare = {
        option
        for option, declared in schema.get("properties", {}).items()
        if "enum" not in declared and declared.get("type") not in SIMPLE
    }
    assert bare == set() or schema["format"] == "template"
