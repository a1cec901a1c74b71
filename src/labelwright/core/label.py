"""What a label type is. Only `Value` and one of `geometry` or `distance` must be given; the rest has defaults.

A label type is pure: the same input gives the same output. Its folder holds both halves (`__init__.py` and
`editor.ts`) and `cases.json`, data that both halves are run against.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

import msgspec
from msgspec import structs

from labelwright.core.errors import InvalidAnswer
from labelwright.core.geometry import Affine, Geometry, meetings
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import View, ViewKinds

V = TypeVar("V", bound=msgspec.Struct)


class Label(Generic[V]):
    """A kind of mark that a person can make.

    `name` is the folder's name; `media` the media it can be drawn on; `Value` the typed value, a frozen
    `msgspec.Struct` from which validation, JSON Schema and the TypeScript type follow. `shows` are the kinds of its
    views, by which a form knows what can be asked of it; none where it does not say. `needs` are modules it
    imports beyond the base install, and `extra` the extra of labelwright that brings them, if one does.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    media: ClassVar[frozenset[str]]
    Value: type[V]
    shows: ClassVar[ViewKinds] = frozenset()
    needs: ClassVar[tuple[str, ...]] = ()
    extra: ClassVar[str] = ""

    def decode(self, value: Mapping[str, Any]) -> V:
        """The typed value. Raises `InvalidAnswer` where a field is missing, unknown or out of range."""
        try:
            return msgspec.convert(value, self.Value)
        except msgspec.ValidationError as error:
            raise InvalidAnswer(f"This is no {self.name}: {error}.", where=self.name) from error

    def encode(self, value: V) -> dict[str, Any]:
        """The value as JSON-able data."""
        data: dict[str, Any] = msgspec.to_builtins(value)
        return data

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the value."""
        return msgspec.json.schema(self.Value)

    def options_schema(self) -> dict[str, Any]:
        """JSON Schema of the settings a class of this type may have in a project document."""
        return {"type": "object", "properties": {}, "additionalProperties": False}

    def check_options(self, options: Mapping[str, Any]) -> Iterator[str]:
        """Sentences on what is wrong with settings that obey the schema, such as a name that none of them declares."""
        yield from ()

    def widened(self, cls: Class, value: V, item: Item) -> Mapping[str, Any]:
        """The options of a class with what they need so that a value is allowed, where options can bring that about.

        By default yes-or-no settings are turned round, one after the other, where fewer faults are left so.
        """
        faults = len(list(self.check(value, item, cls)))
        options = dict(cls.options)
        for name, schema in self.options_schema().get("properties", {}).items() if faults else ():
            if schema.get("type") != "boolean" or name in options:
                continue
            other = structs.replace(cls, options={**options, name: not schema.get("default", False)})
            if (left := len(list(self.check(value, item, other)))) < faults:
                faults, options = left, dict(other.options)
        return options

    def of(self, cls: Class) -> "Label[V]":
        """The type as it works for a class; by default itself.

        A type whose geometry, distance, fusion or transform depend on the class's options gives one that knows them.
        """
        return self

    def check(self, value: V, item: Item, cls: Class) -> Iterator[str]:
        """Sentences on what is wrong with a value on this item, none if it is right."""
        yield from ()

    def check_set(self, marks: Sequence[tuple[V, Class]], item: Item) -> Iterator[tuple[int, str]]:
        """What is wrong with the marks of this type in one answer taken together: (index, sentence) pairs."""
        yield from ()

    def geometry(self, value: V) -> Geometry | None:
        """Where the mark lies, or None where it has no place."""
        return None

    def distance(self, a: V, b: V, item: Item) -> float:
        """How far apart two values are, from 0 (alike) to 1; by default 1 − IoU of their geometries."""
        first, second = self.geometry(a), self.geometry(b)
        if first is None or second is None:
            return 0.0 if a == b else 1.0
        return 1.0 - first.iou(second)

    def farthest(self, a: V, b: V) -> float | None:
        """How far, in pixels, the point of `a` lies from its place in `b` that lies farthest.

        None, which is the default, where points cannot be told one by one, or more than their places differs.
        """
        return None

    def candidates(self, first: Sequence[V], second: Sequence[V]) -> Iterator[tuple[int, int]]:
        """The pairs of positions that may be less than 1 apart: by default where the bounds meet.

        It spares measuring each with each. A type whose distance reaches beyond its bounds must override it.
        """
        places = [[self.geometry(value) for value in values] for values in (first, second)]
        bounds = [[place.bounds() for place in side if place is not None] for side in places]
        if (len(bounds[0]), len(bounds[1])) == (len(first), len(second)):
            return meetings(bounds[0], bounds[1])
        return product(range(len(first)), range(len(second)))

    def fuse(self, values: Sequence[V], weights: Sequence[float], item: Item) -> V:
        """One value for several of the same object; by default the weighted medoid under `distance`.

        Ties go to the earlier value, so the result is deterministic for a given order.
        """
        costs = [
            sum(w * self.distance(a, b, item) for b, w in zip(values, weights, strict=True)) for a in values
        ]
        return values[costs.index(min(costs))]

    def views(self, value: V, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        """The views of a value, truest first. `path` is the class with its ancestors, topmost first."""
        raise NotImplementedError(f"{self.name} declares no views")

    def from_view(self, view: View) -> V | None:
        """The value that a view shows, or None where this type cannot hold it."""
        return None

    def transform(self, value: V, affine: Affine) -> V:
        """The value after its item was moved, scaled, turned or flipped; by default unchanged."""
        return value

    def between(self, a: V, b: V, t: float) -> V:
        """The value at share `t` in [0, 1] of the way from `a` to `b`; by default `a` until `b` is reached."""
        return a if t < 1 else b


AnyLabel: TypeAlias = Label[Any]
