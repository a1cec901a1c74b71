"""The classes of a project, their label types, attributes and groups."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

ATTRIBUTE_KINDS = ("one_of", "any_of", "boolean", "number", "text")
# The kinds that one key can answer: it turns the one on and off and goes through the other's options.
KEYED_KINDS = ("boolean", "one_of")


class Attribute(Struct, frozen=True, omit_defaults=True):
    """A question asked of each annotation of a class.

    `kind` is one of `ATTRIBUTE_KINDS`; `options` are the answers of one_of and any_of; `minimum` and
    `maximum` bound a number. `key` answers a boolean or one_of of the selected annotations.
    """

    name: str
    kind: str
    options: tuple[str, ...] = ()
    required: bool = False
    default: str | bool | int | float | list[str] | None = None
    minimum: float | None = None
    maximum: float | None = None
    description: str = ""
    key: str = ""


class Class(Struct, frozen=True, omit_defaults=True):
    """A name from the ontology. `parent` makes a hierarchy; `group` gathers tags that answer one question.

    `options` are settings of its label type, such as `rotated: true` of a box.
    """

    name: str
    type: str
    color: str = ""
    key: str = ""
    description: str = ""
    parent: str = ""
    group: str = ""
    attributes: tuple[Attribute, ...] = ()
    options: Mapping[str, Any] = {}


class Group(Struct, frozen=True, omit_defaults=True):
    """A question that tags answer: pick one or many of its classes, at least one if required."""

    name: str
    pick: str = "many"
    required: bool = False
    description: str = ""


class Ontology(Struct, frozen=True, omit_defaults=True):
    """All classes and groups, in the order the project lists them."""

    classes: tuple[Class, ...] = ()
    groups: tuple[Group, ...] = ()

    def find(self, name: str) -> Class | None:
        return next((c for c in self.classes if c.name == name), None)

    def group(self, name: str) -> Group | None:
        return next((g for g in self.groups if g.name == name), None)

    def path(self, name: str) -> tuple[str, ...]:
        """The names from the topmost ancestor of a class to the class itself."""
        parents = {c.name: c.parent for c in self.classes}
        path = [name]
        while (parent := parents.get(path[-1], "")) and parent not in path:
            path.append(parent)
        return tuple(reversed(path))
