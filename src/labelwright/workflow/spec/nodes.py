"""A document as a tree in which every value knows where it stands. Reads no file and builds no object.

YAML follows the core schema of version 1.2: `no` and `on` are words; only `true` and `false` are booleans.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import yaml
from msgspec import Struct

from labelwright.core.errors import InvalidProject, Problem

MAX_CHARACTERS = 1 << 20
MAX_NODES = 100_000
MAX_DEPTH = 32

Scalar: TypeAlias = bool | int | float | str | None

_INT = re.compile(r"[-+]?[0-9]{1,18}$")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?$")
_WORDS: Mapping[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


class Place(Struct, frozen=True):
    """Where a value stands: a dotted path, and for YAML the line and column, counted from 1."""

    path: str
    line: int | None = None
    column: int | None = None


class Node(Struct):
    """A scalar, a list or a mapping. `raw` is a plain scalar as it was written, such as `1` for a key."""

    value: "Scalar | list[Node] | dict[str, Node]"
    place: Place
    raw: str | None = None
    keys: dict[str, Place] = {}
    weight: int = 1


def from_yaml(text: str, file: str) -> Node:
    """The tree of a YAML document. Raises `InvalidProject` where it is no YAML, or is beyond a bound."""
    if len(text) > MAX_CHARACTERS:
        raise _fault(f"The document is longer than {MAX_CHARACTERS:,} characters.", file)
    try:
        return _Composer(yaml.parse(text, Loader=yaml.SafeLoader), file).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Place("", mark.line + 1, mark.column + 1) if mark else Place("")
        raise _fault(
            f"This is not YAML: {error.problem}.", file, place, "Mend the indentation or the quotes here."
        ) from error
    except yaml.YAMLError as error:
        raise _fault(f"This is not YAML: {str(error).splitlines()[0]}.", file) from error


def from_document(data: object) -> Node:
    """The tree of JSON-able data, places being paths alone. Raises `InvalidProject` beyond a bound."""
    budget = [MAX_NODES]
    return _wrap(data, "", 0, budget)


def _wrap(data: object, path: str, depth: int, budget: list[int]) -> Node:
    budget[0] -= 1
    if depth > MAX_DEPTH or budget[0] < 0:
        raise _fault("The document is nested too deeply or has too many values.", path)
    place = Place(path)
    if isinstance(data, dict):
        children = {
            str(k): _wrap(v, f"{path}.{k}" if path else str(k), depth + 1, budget) for k, v in data.items()
        }
        return Node(children, place, keys={key: child.place for key, child in children.items()})
    if isinstance(data, list | tuple):
        return Node([_wrap(v, f"{path}[{i}]", depth + 1, budget) for i, v in enumerate(data)], place)
    if data is None or isinstance(data, bool | int | float | str):
        return Node(data, place)
    raise _fault(f"A document cannot hold a {type(data).__name__}.", path)


class _Composer:
    """Builds the tree from parse events, so that the bounds hold before anything is expanded."""

    def __init__(self, events: Iterator[Any], file: str) -> None:
        self._events = events
        self._file = file
        self._anchors: dict[str, Node] = {}
        self._open: set[str] = set()
        self._weight = 0

    def document(self) -> Node:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._fault("A project file holds one document, and here a second begins.", event)
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, "", 0)
        if root is None:
            raise _fault("The document is empty.", self._file, remedy="Start it with `name:` and `media:`.")
        return root

    def _node(self, event: Any, path: str, depth: int) -> Node:
        place = _place(event, path)
        if depth > MAX_DEPTH:
            raise self._fault(f"Values are nested more than {MAX_DEPTH} deep.", event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if event.tag is not None:
            raise self._fault(f"Tags such as {event.tag} are not allowed here.", event, "Remove the tag.")
        if event.anchor:
            self._open.add(event.anchor)
        node = self._content(event, place, depth)
        if event.anchor:
            self._open.discard(event.anchor)
            self._anchors[event.anchor] = node
        return node

    def _content(self, event: Any, place: Place, depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            self._count(1, event)
            plain = event.style is None
            return Node(_scalar(event.value) if plain else event.value, place, event.value if plain else None)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place, depth)
        return self._mapping(place, depth)

    def _sequence(self, place: Place, depth: int) -> Node:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, f"{place.path}[{len(items)}]", depth + 1))
        return Node(items, place, weight=1 + sum(item.weight for item in items))

    def _mapping(self, place: Place, depth: int) -> Node:
        children: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._fault("A key must be a word.", event)
            key = event.value
            if key in children:
                raise self._fault(f"The key “{key}” stands twice in the same place.", event, "Remove one.")
            path = f"{place.path}.{key}" if place.path else key
            keys[key] = _place(event, path)
            children[key] = self._node(next(self._events), path, depth + 1)
        return Node(children, place, keys=keys, weight=1 + sum(child.weight for child in children.values()))

    def _alias(self, event: Any) -> Node:
        if event.anchor in self._open:
            raise self._fault(f"The alias *{event.anchor} refers to itself.", event)
        node = self._anchors.get(event.anchor)
        if node is None:
            raise self._fault(f"There is no anchor &{event.anchor} before this alias.", event)
        self._count(node.weight, event)
        return node

    def _count(self, weight: int, event: Any) -> None:
        self._weight += weight
        if self._weight > MAX_NODES:
            raise self._fault(
                f"The document holds more than {MAX_NODES:,} values once its aliases are read.", event
            )

    def _fault(self, message: str, event: Any, remedy: str = "") -> InvalidProject:
        return _fault(message, self._file, _place(event), remedy)


def _place(event: Any, path: str = "") -> Place:
    return Place(path, event.start_mark.line + 1, event.start_mark.column + 1)


def _scalar(text: str) -> Scalar:
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text


def _fault(message: str, where: str, place: Place | None = None, remedy: str = "") -> InvalidProject:
    line, column = (place.line, place.column) if place else (None, None)
    return InvalidProject(
        "The project document cannot be read.", problems=[Problem(message, where, remedy, line, column)]
    )
