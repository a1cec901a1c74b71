"""Hypothesis strategies: values of any label type, from its JSON Schema and its cases."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from labelwright.core.errors import InvalidAnswer
from labelwright.core.label import AnyLabel
from labelwright.core.views import Box, Ellipse, Polygon, View

REACH = 200
"""Numbers are drawn from −200 to 200 where the schema allows, so that marks often meet."""


def label_values(label: AnyLabel, examples: Sequence[Mapping[str, Any]] = ()) -> st.SearchStrategy[Any]:
    """Typed values: the examples, and whatever else the schema and the type itself allow.

    Where the fields of a type depend on one another, such as the runs of a mask on its box, numbers drawn one by one
    rarely make a value; then the value that a drawn view shows, or an example, stands in.
    """
    drawn = _of_schema(label.schema(), label.schema().get("$defs", {}))
    shown = _views().map(label.from_view).filter(lambda value: value is not None)
    given = [label.decode(raw) for raw in examples]
    stand_ins = st.one_of(st.sampled_from(given), shown) if given else shown

    @st.composite
    def values(draw: st.DrawFn) -> Any:
        value = _decoded(label, draw(drawn))
        return draw(stand_ins) if value is None else value

    return st.one_of(st.sampled_from(given), values()) if given else values()


def _decoded(label: AnyLabel, raw: Any) -> Any:
    try:
        return label.decode(raw)
    except InvalidAnswer:
        return None


def _views() -> st.SearchStrategy[View]:
    """Areas on a small picture, upright and turned, crooked and round."""
    places = st.integers(0, 400).map(lambda tenths: tenths / 10)
    lengths = st.integers(10, 200).map(lambda tenths: tenths / 10)
    angles = st.integers(-179, 180).map(float)
    rings = st.lists(st.tuples(places, places), min_size=3, max_size=8).map(tuple)
    return st.one_of(
        st.builds(Box, places, places, lengths, lengths, st.just(0.0) | angles),
        st.builds(Polygon, st.tuples(st.tuples(rings))),
        st.builds(Ellipse, places, places, lengths, lengths, angles),
    )


def _of_schema(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Data that obeys a JSON Schema of the sort that msgspec writes."""
    if "$ref" in schema:
        return _of_schema(defs[schema["$ref"].removeprefix("#/$defs/")], defs)
    if "anyOf" in schema:
        return st.one_of([_of_schema(option, defs) for option in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "prefixItems" in schema:
        return st.tuples(*[_of_schema(item, defs) for item in schema["prefixItems"]]).map(list)
    return _of_type(schema, defs)


def _of_type(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    match schema.get("type"):
        case "object":
            if isinstance(schema.get("additionalProperties"), Mapping):
                return _of_map(schema, defs)
            fields = {name: _of_schema(field, defs) for name, field in schema.get("properties", {}).items()}
            required = {name: fields.pop(name) for name in schema.get("required", ())}
            return st.fixed_dictionaries(required, optional=fields)
        case "array":
            most = schema.get("maxItems", schema.get("minItems", 0) + 5)
            return st.lists(
                _of_schema(schema["items"], defs), min_size=schema.get("minItems", 0), max_size=most
            )
        case "number":
            return _numbers(schema, 10).map(lambda tenths: tenths / 10)
        case "integer":
            return _numbers(schema, 1)
        case "string":
            return st.text(min_size=schema.get("minLength", 0), max_size=schema.get("maxLength", 40))
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
    raise NotImplementedError(f"This schema is of a sort that label values have not used yet: {schema}.")


def _of_map(schema: Mapping[str, Any], defs: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    least = schema.get("minProperties", 0)
    return st.dictionaries(
        _of_schema({"type": "string", **schema.get("propertyNames", {})}, defs),
        _of_schema(schema["additionalProperties"], defs),
        min_size=least,
        max_size=schema.get("maxProperties", least + 5),
    )


def _numbers(schema: Mapping[str, Any], steps: int) -> st.SearchStrategy[int]:
    """Whole multiples of 1/steps within the schema's bounds."""
    least = max(-REACH, schema.get("minimum", -REACH)) * steps
    most = min(REACH, schema.get("maximum", REACH)) * steps
    if "exclusiveMinimum" in schema:
        least = max(least, schema["exclusiveMinimum"] * steps + 1)
    if "exclusiveMaximum" in schema:
        most = min(most, schema["exclusiveMaximum"] * steps - 1)
    return st.integers(int(least), int(most))
