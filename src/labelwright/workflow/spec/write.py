"""A `Spec` back to JSON-able data and to YAML that reads well. The same spec gives the same bytes."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from labelwright.core.ontology import Attribute, Class, Group
from labelwright.workflow.spec.checks import check_data
from labelwright.workflow.spec.gold import gold_data, qualify_data
from labelwright.workflow.spec.model import DEFAULT_LEASE_S, Spec, StageSpec
from labelwright.workflow.spec.workflow import stage_keys

_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Ends of lines to YAML and to nobody else: they survive only as escapes."""
_UNITS = ((86400, "d"), (3600, "h"), (60, "m"))


def to_document(spec: Spec) -> dict[str, Any]:
    """JSON-able data that `parse_document` reads back to an equal spec."""
    return _without_empty(
        {
            "name": spec.name,
            "media": spec.media,
            "description": spec.description,
            "classes": [_class(cls) for cls in spec.ontology.classes],
            "groups": [_group(group) for group in spec.ontology.groups],
            "guideline": spec.guideline,
            "workflow": [_stage(stage) for stage in spec.stages],
            "checks": [check_data(check) for check in spec.checks],
            "gold": gold_data(spec.gold),
            "qualify": qualify_data(spec.qualify),
        }
    )


def to_yaml(spec: Spec) -> str:
    """YAML that `parse_yaml` reads back to an equal spec: a line for each simple class, text as blocks."""
    return yaml.dump(
        to_document(spec),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=110,
        default_flow_style=None,
    )


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, and no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _BREAKS.search(text) else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _class(cls: Class) -> dict[str, Any]:
    return _without_empty(
        {
            "name": cls.name,
            "type": cls.type,
            "color": cls.color,
            "key": cls.key,
            "description": cls.description,
            "parent": cls.parent,
            "group": cls.group,
            "attributes": [_attribute(attribute) for attribute in cls.attributes],
        }
    ) | dict(cls.options)


def _attribute(attribute: Attribute) -> dict[str, Any]:
    value: Any = True
    if attribute.kind in ("one_of", "any_of"):
        value = list(attribute.options)
    elif attribute.kind == "number":
        bounds = {"min": attribute.minimum, "max": attribute.maximum}
        value = {key: bound for key, bound in bounds.items() if bound is not None} or True
    data: dict[str, Any] = {"name": attribute.name, attribute.kind: value}
    if attribute.key:
        data["key"] = attribute.key
    if attribute.required:
        data["required"] = True
    if attribute.default is not None:
        data["default"] = attribute.default
    if attribute.description:
        data["description"] = attribute.description
    return data


def _group(group: Group) -> dict[str, Any]:
    data: dict[str, Any] = {"name": group.name, "pick": group.pick}
    if group.required:
        data["required"] = True
    if group.description:
        data["description"] = group.description
    return data


def _stage(stage: StageSpec) -> dict[str, Any]:
    data: dict[str, Any] = {"stage": stage.kind}
    if stage.name != stage.kind:
        data["name"] = stage.name
    if "votes" in stage_keys(stage.kind):
        data["votes"] = _votes(stage)
    if stage.share != 1.0:
        data["share"] = stage.share
    texts = (("per", stage.per), ("when", stage.when), ("always", stage.always))
    data |= {key: text for key, text in texts if text}
    data["by"] = stage.by
    if stage.lease_s != DEFAULT_LEASE_S:
        data["lease"] = _duration(stage.lease_s)
    if stage.blind:
        data["blind"] = True
    if stage.escalate:
        data["escalate"] = stage.escalate
    if stage.deadline_s:
        after = _duration(stage.deadline_s)
        data["deadline"] = {"after": after, "then": stage.late_to} if stage.late_to else after
    return data


def _votes(stage: StageSpec) -> int | dict[str, float]:
    if stage.votes_min == stage.votes_max:
        return stage.votes_min
    votes: dict[str, float] = {"min": stage.votes_min, "max": stage.votes_max}
    return votes | ({"stop_at": stage.stop_at} if stage.stop_at else {})


def _duration(seconds: int) -> str:
    for size, unit in _UNITS:
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def _without_empty(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", [], None)}
