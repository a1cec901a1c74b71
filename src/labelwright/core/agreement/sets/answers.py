"""The answers to an item, made ready to be compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from labelwright.core.agreement.matching import match
from labelwright.core.exchange import Mark
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item
from labelwright.core.views import View

V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True)
class Given:
    """One annotator's answer: its annotations, and the views of each, truest first."""

    annotator: str
    annotations: tuple[Annotation, ...]
    views: tuple[tuple[View, ...], ...]

    @classmethod
    def of(cls, annotator: str, marks: Sequence[Mark]) -> "Given":
        """From marks that have type, value and views."""
        annotations = tuple(
            Annotation(str(place), mark.type, mark.cls, mark.value, mark.attributes)
            for place, mark in enumerate(marks)
        )
        return cls(annotator, annotations, tuple(mark.views for mark in marks))

    def only(self, name: str) -> "Given":
        """The annotations of one class."""
        places = [place for place, annotation in enumerate(self.annotations) if annotation.cls == name]
        return Given(
            self.annotator,
            tuple(self.annotations[place] for place in places),
            tuple(self.views[place] for place in places),
        )

    def seen(self, kind: type[V]) -> Iterator[tuple[Annotation, V]]:
        """The annotations that have a view of a kind, with the first of them."""
        for annotation, views in zip(self.annotations, self.views, strict=True):
            for view in views:
                if isinstance(view, kind):
                    yield annotation, view
                    break


@dataclass(frozen=True, slots=True)
class Answered:
    """An item with the answers to it, of different annotators."""

    item: Item
    answers: tuple[Given, ...]

    def only(self, name: str) -> "Answered":
        """The annotations of one class."""
        return Answered(self.item, tuple(given.only(name) for given in self.answers))


@dataclass(frozen=True, slots=True)
class Rules:
    """What answers are judged by: the classes, and the label types by name."""

    ontology: Ontology
    labels: Mapping[str, AnyLabel]


@dataclass(frozen=True, slots=True)
class Both:
    """Two answers to one item, and what they are judged by."""

    first: Given
    second: Given
    item: Item
    rules: Rules

    @property
    def annotations(self) -> tuple[Sequence[Annotation], Sequence[Annotation]]:
        return self.first.annotations, self.second.annotations

    def matched(self, kind: type[V]) -> Iterator[tuple[V, V]]:
        """The views of a kind that marks have which are taken for the same thing."""
        ours, theirs = (
            {mark.id: view for mark, view in given.seen(kind)} for given in (self.first, self.second)
        )
        a, b = self.annotations
        for pair in match(a, b, self.item, self.rules.ontology, self.rules.labels):
            first, second = a[pair.first].id, b[pair.second].id
            if first in ours and second in theirs:
                yield ours[first], theirs[second]
