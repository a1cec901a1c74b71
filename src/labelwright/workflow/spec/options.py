"""Checks the settings that a label type of its own allows on a class, against the JSON Schema it declares."""

from collections.abc import Mapping
from itertools import repeat
from typing import Any

from labelwright.workflow.spec.nodes import Node
from labelwright.workflow.spec.reading import Reading

_TYPES: Mapping[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
    "array": (list,),
    "object": (dict,),
}


def read_option(reading: Reading, node: Node, schema: Mapping[str, Any], what: str) -> Any:
    """The plain value of an option. Speaks of the schema's type, enum, bounds, items and properties."""
    kind = schema.get("type")
    value = node.raw if kind == "string" and node.raw is not None else node.value
    if kind is not None and not _is(value, kind):
        reading.problem(f"{what} must be {_article(kind)}.", node.place)
        return None
    if isinstance(value, list):
        kinds = [*schema.get("prefixItems", ()), *repeat(schema.get("items") or {}, len(value))]
        return [
            read_option(reading, item, kind, f"{what}’s entry")
            for item, kind in zip(value, kinds, strict=False)
        ]
    if isinstance(value, dict):
        return _object(reading, node, schema, what)
    if "enum" in schema and value not in schema["enum"]:
        choices = ", ".join(str(option) for option in schema["enum"])
        reading.problem(f"{what} cannot be “{value}”.", node.place, f"Possible are: {choices}.")
    if isinstance(value, int | float) and not isinstance(value, bool):
        reading.number(node, what, schema.get("minimum"), schema.get("maximum"))
    return value


def _object(reading: Reading, node: Node, schema: Mapping[str, Any], what: str) -> dict[str, Any]:
    children = reading.mapping(node, what)
    properties = schema.get("properties", {})
    if schema.get("additionalProperties") is False:
        reading.known(node, properties, what)
    for key in schema.get("required", ()):
        if key not in children:
            reading.problem(f"{what} needs “{key}”.", node.place)
    return {
        key: read_option(reading, child, properties.get(key, {}), f"{what}’s {key}")
        for key, child in children.items()
    }


def _is(value: object, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _TYPES.get(kind, (object,)))


def _article(kind: str) -> str:
    return {
        "boolean": "true or false", "integer": "a whole number", "number": "a number",
        "string": "text", "array": "a list", "object": "a set of keys and values",
    }.get(kind, kind)  # fmt: skip
