"""What a rule sees: an item, and its annotations with their classes, values, views and places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from msgspec import structs

from labelwright.core.checks.finding import Change
from labelwright.core.errors import InvalidAnswer
from labelwright.core.geometry import Geometry
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Annotation, Item
from labelwright.core.views import Span, Text, View

V = TypeVar("V", bound=View)

_QUOTED = 40
"""Characters of a span that a sentence quotes."""


@dataclass(frozen=True, eq=False)
class Seen:
    """An annotation as rules see it. `path` is its class with all ancestors, topmost first."""

    annotation: Annotation
    item: Item
    cls: Class
    path: tuple[str, ...]
    label: AnyLabel
    value: Any

    @property
    def id(self) -> str:
        return self.annotation.id

    @cached_property
    def views(self) -> tuple[View, ...]:
        return self.label.views(self.value, self.cls, self.path)

    @cached_property
    def geometry(self) -> Geometry | None:
        return self.label.geometry(self.value)

    @cached_property
    def called(self) -> str:
        """How a sentence names it: by its class, and by its words where it has some."""
        text = self.text
        if not text:
            return f"“{self.cls.name}”"
        short = text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"
        return f"“{self.cls.name}” on “{' '.join(short.split())}”"

    @cached_property
    def text(self) -> str | None:
        """The words it is about: those of a span, or those that were written down."""
        if (span := self.view(Span)) is not None and self.item.text is not None:
            return self.item.text[span.start : span.end]
        written = self.view(Text)
        return written.text if written is not None else None

    def view(self, kind: type[V]) -> V | None:
        """The first view of a kind, or None where there is none."""
        return next((view for view in self.views if isinstance(view, kind)), None)

    def distance(self, other: "Seen") -> float:
        """How far apart two marks of one label type are, from 0 to 1."""
        return self.label.distance(self.value, other.value, self.item)

    def become(self, view: View) -> Change | None:
        """The change to what a view shows, or None where its label type cannot hold that."""
        value = self.label.from_view(view)
        if value is None or any(True for _ in self.label.check(value, self.item, self.cls)):
            return None
        return Change(self.id, structs.replace(self.annotation, value=self.label.encode(value)))


@dataclass(frozen=True, eq=False)
class Scene:
    """One item with its annotations.

    `key` names the item to whom reads findings; `at` is when it was answered, in seconds, and `look` a perceptual hash
    of its picture, where they are known. Marks are in the order of their ids, so that the order of an answer decides
    nothing. `about` are the classes that the check names which looks at it just now.
    """

    item: Item
    marks: tuple[Seen, ...]
    key: str = ""
    at: float | None = None
    look: int | None = None
    about: tuple[str, ...] = ()


class Classes:
    """An ontology made ready to see many answers by."""

    def __init__(self, ontology: Ontology, labels: Mapping[str, AnyLabel]) -> None:
        self._known = {
            cls.name: (cls, ontology.path(cls.name), labels[cls.type].of(cls)) for cls in ontology.classes
        }

    def seen(self, annotations: Sequence[Annotation], item: Item) -> tuple[Seen, ...]:
        """The marks. What has no class or no value of its type is left out: that is for `core/check.py` to say."""
        marks = [mark for a in annotations if (mark := self._seen(a, item)) is not None]
        return tuple(sorted(marks, key=lambda mark: mark.id))

    def _seen(self, annotation: Annotation, item: Item) -> Seen | None:
        cls, path, label = self._known.get(annotation.cls, (None, (), None))
        if cls is None or label is None or cls.type != annotation.type:
            return None
        try:
            return Seen(annotation, item, cls, path, label, label.decode(annotation.value))
        except InvalidAnswer:
            return None
