"""Reads the classes, attributes and groups of a project document into an ontology."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from labelwright.core.errors import MissingLibrary
from labelwright.core.ontology import ATTRIBUTE_KINDS, KEYED_KINDS, Attribute, Class, Group, Ontology
from labelwright.core.registry import LABELS, whole
from labelwright.workflow.spec.nodes import Node
from labelwright.workflow.spec.options import read_option
from labelwright.workflow.spec.reading import Reading, nearest

CLASS_KEYS = ("name", "type", "color", "key", "description", "parent", "group", "attributes")
ATTRIBUTE_KEYS = ("name", "key", "required", "default", "description", *ATTRIBUTE_KINDS)
GROUP_KEYS = ("name", "pick", "required", "description")
MAX_CLASSES = 5000

_COLOR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")


def read_ontology(reading: Reading, root: Mapping[str, Node], media: str) -> Ontology:
    """The ontology, complete but for what the problems in `reading` speak of."""
    group_nodes = reading.sequence(root.get("groups"), "groups", 500)
    groups = tuple(_group(reading, node) for node in group_nodes)
    class_nodes = reading.sequence(root.get("classes"), "classes", MAX_CLASSES)
    classes = tuple(_class(reading, node, media) for node in class_nodes)
    _unique(reading, group_nodes, [g.name for g in groups], "group")
    _unique(reading, class_nodes, [c.name for c in classes], "class")
    _keys(reading, class_nodes, classes)
    _families(reading, class_nodes, classes, [g.name for g in groups])
    return Ontology(classes, groups)


def _class(reading: Reading, node: Node, media: str) -> Class:
    fields = reading.mapping(node, "A class")
    name = reading.name(fields.get("name"), "The name of the class", node.place)
    what = f"The class “{name}”" if name else "The class"
    kind = _type(reading, fields.get("type"), what, node, media)
    color = reading.text(fields.get("color"), "The colour", most=20)
    if color and not _COLOR.match(color):
        reading.problem(
            f"The colour “{color}” is not of the form #rrggbb.", fields["color"].place,
            'Write it in quotes, such as "#e53e3e".',
        )  # fmt: skip
    key = _key(reading, fields.get("key"))
    attribute_nodes = reading.sequence(fields.get("attributes"), "attributes", 200)
    attributes = tuple(_attribute(reading, child) for child in attribute_nodes)
    _unique(reading, attribute_nodes, [a.name for a in attributes], "attribute")
    return Class(
        name=name, type=kind, color=color, key=key, attributes=attributes,
        description=reading.text(fields.get("description"), "The description", most=5000, lines=True),
        parent=reading.text(fields.get("parent"), "The parent", most=200),
        group=reading.text(fields.get("group"), "The group", most=200),
        options=_options(reading, node, kind, what),
    )  # fmt: skip


def _key(reading: Reading, node: Node | None) -> str:
    key = reading.text(node, "The key", most=20)
    if node and key and not re.fullmatch(r"[a-z0-9]", key):
        reading.problem(f"The key “{key}” is not one small letter or digit.", node.place)
    return key


def _type(reading: Reading, node: Node | None, what: str, owner: Node, media: str) -> str:
    """The label type's name; empty, with a problem, where there is none for this medium."""
    if node is None:
        reading.problem(f"{what} has no type.", owner.place, nearest("", _types(media)))
        return ""
    kind = reading.choice(node, f"{what}’s type", LABELS, "")
    if not kind:
        return ""
    try:
        media_of = LABELS[kind].media
    except MissingLibrary as error:
        reading.problem(error.message, node.place, error.remedy)
        return ""
    if media and media not in media_of:
        reading.problem(
            f"A {kind} cannot be drawn on {media}.",
            node.place,
            f"For {media} there are: {', '.join(_types(media))}.",
        )
    return kind


def _types(media: str) -> list[str]:
    """The label types for a medium, of those that are installed whole."""
    return [name for name, label in whole(LABELS) if not media or media in label.media]


def _options(reading: Reading, node: Node, kind: str, what: str) -> dict[str, Any]:
    if not kind:
        return {}
    schema = LABELS[kind].options_schema()
    properties: Mapping[str, Any] = schema.get("properties", {})
    children = node.value if isinstance(node.value, dict) else {}
    reading.known(node, (*CLASS_KEYS, *properties), what)
    before = len(reading.problems)
    for key in schema.get("required", ()):
        if key not in children:
            remedy = properties[key].get("description", "")
            reading.problem(f"{what} needs “{key}”, since it is a {kind}.", node.place, remedy)
    options = {
        key: read_option(reading, child, properties[key], f"{what}’s {key}")
        for key, child in children.items()
        if key in properties and key not in CLASS_KEYS
    }
    if len(reading.problems) == before:
        for fault in LABELS[kind].check_options(options):
            reading.problem(f"{what}: {fault}", node.place)
    return options


def _attribute(reading: Reading, node: Node) -> Attribute:
    fields = reading.mapping(node, "An attribute")
    reading.known(node, ATTRIBUTE_KEYS, "An attribute")
    name = reading.name(fields.get("name"), "The name of the attribute", node.place)
    kinds = [kind for kind in ATTRIBUTE_KINDS if kind in fields]
    if len(kinds) != 1:
        reading.problem(
            f"The attribute “{name}” must say what it asks for, once.", node.place,
            f"Give one of {', '.join(ATTRIBUTE_KINDS)}.",
        )  # fmt: skip
        return Attribute(name, "text")
    kind = kinds[0]
    options: tuple[str, ...] = ()
    bounds: dict[str, float | None] = {}
    if kind in ("one_of", "any_of"):
        options = _choices(reading, fields[kind], name)
    elif kind == "number":
        bounds = _bounds(reading, fields[kind], name)
    else:
        if not reading.boolean(fields[kind], f"“{kind}”", True):
            reading.problem(f"“{kind}” can only be true here.", fields[kind].place)
    attribute = Attribute(
        name, kind, options, reading.boolean(fields.get("required"), "“required”"),
        description=reading.text(fields.get("description"), "The description", most=5000, lines=True),
        minimum=bounds.get("min"), maximum=bounds.get("max"), key=_key(reading, fields.get("key")),
    )  # fmt: skip
    if attribute.key and kind not in KEYED_KINDS:
        reading.problem(
            f"The attribute “{name}” cannot have a key: no single key answers {kind}.", fields["key"].place,
            f"Only {' and '.join(KEYED_KINDS)} can have one.",
        )  # fmt: skip
    return _with_default(reading, attribute, fields.get("default"))


def _choices(reading: Reading, node: Node, name: str) -> tuple[str, ...]:
    nodes = reading.sequence(node, f"The options of “{name}”", 1000)
    options = tuple(reading.name(child, "The option", child.place) for child in nodes)
    if not options:
        reading.problem(f"The attribute “{name}” has no options.", node.place)
    _unique(reading, nodes, list(options), "option")
    return options


def _bounds(reading: Reading, node: Node, name: str) -> dict[str, float | None]:
    if node.value is True:
        return {}
    fields = reading.mapping(node, f"The number “{name}”")
    reading.known(node, ("min", "max"), f"The number “{name}”")
    bounds: dict[str, float | None] = {
        key: reading.number(fields.get(key), f"“{key}”") for key in ("min", "max")
    }
    low, high = bounds["min"], bounds["max"]
    if low is not None and high is not None and low > high:
        reading.problem(f"The least value of “{name}”, {low:g}, is above the greatest, {high:g}.", node.place)
    return bounds


def _with_default(reading: Reading, attribute: Attribute, node: Node | None) -> Attribute:
    if node is None or node.value is None:
        return attribute
    what = f"The default of “{attribute.name}”"
    value: Any
    if attribute.kind == "one_of":
        value = reading.choice(node, what, attribute.options, "") or None
    elif attribute.kind == "any_of":
        value = [reading.choice(child, what, attribute.options, "") for child in reading.sequence(node, what)]
    elif attribute.kind == "boolean":
        value = reading.boolean(node, what)
    elif attribute.kind == "number":
        value = reading.number(node, what, attribute.minimum, attribute.maximum)
    else:
        value = reading.text(node, what, most=5000, lines=True)
    return msgspec.structs.replace(attribute, default=value)


def _group(reading: Reading, node: Node) -> Group:
    fields = reading.mapping(node, "A group")
    reading.known(node, GROUP_KEYS, "A group")
    return Group(
        reading.name(fields.get("name"), "The name of the group", node.place),
        reading.choice(fields.get("pick"), "“pick”", ("one", "many"), "many"),
        reading.boolean(fields.get("required"), "“required”"),
        reading.text(fields.get("description"), "The description", most=5000, lines=True),
    )


def _unique(reading: Reading, nodes: Any, names: list[str], what: str) -> None:
    seen: set[str] = set()
    for node, name in zip(nodes, names, strict=True):
        if name and name in seen:
            reading.problem(
                f"There are two {what}{'es' if what == 'class' else 's'} named “{name}”.", node.place
            )
        seen.add(name)


def _keys(reading: Reading, nodes: Any, classes: tuple[Class, ...]) -> None:
    owners: dict[str, str] = {}
    for node, cls in zip(nodes, classes, strict=True):
        if not cls.key:
            continue
        if cls.key in owners:
            reading.problem(
                f"The key “{cls.key}” already belongs to “{owners[cls.key]}”.", node.value["key"].place,
                "Choose another key.",
            )  # fmt: skip
        owners.setdefault(cls.key, cls.name)
    for node, cls in zip(nodes, classes, strict=True):
        _attribute_keys(reading, node, cls, owners)


def _attribute_keys(reading: Reading, node: Any, cls: Class, owners: Mapping[str, str]) -> None:
    """Keys of attributes are heard with those of all classes, but never with those of another class's attributes."""
    taken = dict(owners)
    children = node.value["attributes"].value if cls.attributes else []
    for child, attribute in zip(children, cls.attributes, strict=True):
        if not attribute.key:
            continue
        if attribute.key in taken:
            reading.problem(
                f"The key “{attribute.key}” of “{attribute.name}” already belongs to “{taken[attribute.key]}”.",
                child.value["key"].place, "Choose another key.",
            )  # fmt: skip
        taken.setdefault(attribute.key, attribute.name)


def _families(reading: Reading, nodes: Any, classes: tuple[Class, ...], groups: list[str]) -> None:
    by_name = {cls.name: cls for cls in classes}
    for node, cls in zip(nodes, classes, strict=True):
        if cls.group and cls.group not in groups:
            remedy = nearest(cls.group, groups) or f"Add `- {{name: {cls.group}}}` to groups."
            reading.problem(f"There is no group “{cls.group}”.", node.value["group"].place, remedy)
        if not cls.parent:
            continue
        parent = by_name.get(cls.parent)
        place = node.value["parent"].place
        if parent is None:
            reading.problem(f"There is no class “{cls.parent}”.", place, nearest(cls.parent, list(by_name)))
        elif parent.type != cls.type:
            reading.problem(
                f"“{cls.name}” is a {cls.type}, but its parent “{parent.name}” is a {parent.type}.", place
            )
        elif _circular(cls, by_name):
            reading.problem(f"“{cls.name}” is its own ancestor.", place, "Break the circle of parents.")


def _circular(cls: Class, by_name: Mapping[str, Class]) -> bool:
    seen = {cls.name}
    current: Class | None = by_name.get(cls.parent)
    while current is not None:
        if current.name in seen:
            return current.name == cls.name
        seen.add(current.name)
        current = by_name.get(current.parent)
    return False
