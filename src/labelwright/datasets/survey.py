"""What a walk through a dataset shows: counts, and the ontology that a source without one implies."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from msgspec import structs

from labelwright.core.exchange import Mark, Sample
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Attribute, Class, Group, Ontology
from labelwright.core.records import AttributeValue, Item
from labelwright.core.registry import LABELS
from labelwright.core.views import Tag, View

MOST_OPTIONS = 50
"""Distinct texts up to which an attribute is taken for a choice, and beyond for free text."""


@dataclass
class _Seen:
    """What the marks of a class show."""

    types: Counter[str] = field(default_factory=Counter)
    values: dict[str, list[AttributeValue]] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)


class Survey:
    """Counts, and the classes, attributes and groups that are in use. `listed` is what the source itself lists."""

    def __init__(self, listed: Ontology) -> None:
        self.listed = listed
        self.items: Counter[str] = Counter()
        self.splits: Counter[str] = Counter()
        self.annotators: set[str] = set()
        self.answers = 0
        self._types = _Types()
        self._seen: dict[str, _Seen] = {}
        self._groups: dict[str, str] = {}
        self._many: set[str] = set()
        self._parents: dict[str, str] = {}

    @property
    def marks(self) -> dict[tuple[str, str], int]:
        """How many marks there are of each class and label type; the type is "" where none that is installed fits."""
        return {(name, kind): n for name, seen in self._seen.items() for kind, n in seen.types.items()}

    def walk(self, samples: Iterable[Sample]) -> Iterator[Sample]:
        """The same samples, looked at as they pass."""
        for sample in samples:
            self.items[sample.item.media] += 1
            self.splits[sample.split] += 1
            for answer in sample.answers:
                self.answers += 1
                if answer.annotator:
                    self.annotators.add(answer.annotator)
                for mark in answer.marks:
                    self._look(mark, sample.item)
                self._count_groups(answer.marks)
            yield sample

    def ontology(self) -> Ontology:
        """The classes listed, completed by what the marks show; call it when the walk is over."""
        listed = {cls.name: cls for cls in self.listed.classes}
        names = dict.fromkeys([*listed, *self._parents.values(), *self._seen])
        classes = tuple(self._class(name, listed.get(name)) for name in names if name)
        known = {group.name for group in self.listed.groups}
        groups = [
            Group(name, "many" if name in self._many else "one")
            for name in dict.fromkeys(self._groups.values())
            if name and name not in known
        ]
        return Ontology(classes, (*self.listed.groups, *groups))

    def guessed(self) -> frozenset[str]:
        """The classes whose settings, where `ontology` gives them any, were read from marks alone."""
        listed = {cls.name: structs.replace(cls, parent="") for cls in self.listed.classes}
        names = [cls.name for cls in self.ontology().classes]
        return frozenset(name for name in names if listed.get(name, Class(name, "")) == Class(name, ""))

    def _look(self, mark: Mark, item: Item) -> None:
        seen = self._seen.get(mark.cls)
        if seen is None:
            seen = self._seen[mark.cls] = _Seen()
        for name, value in mark.attributes.items():
            known = seen.values.setdefault(name, [])
            if len(known) <= MOST_OPTIONS and value not in known:
                known.append(value)
        kind = mark.type
        if not kind and (found := self._types.find(mark, item)):
            label, typed = found
            kind = label.name
            seen.options = label.widened(Class(mark.cls, kind, options=seen.options), typed, item)
        seen.types[kind] += 1

    def _count_groups(self, marks: tuple[Mark, ...]) -> None:
        tags = [(mark.cls, view) for mark in marks for view in mark.views[:1] if isinstance(view, Tag)]
        for name, tag in tags:
            self._groups[name] = tag.group
            for parent, child in pairwise(tag.path):
                self._parents.setdefault(child, parent)
        count = Counter(tag.group for _, tag in tags) if len(tags) > 1 else {}
        self._many.update(group for group, number in count.items() if number > 1)

    def _class(self, name: str, listed: Class | None) -> Class:
        if listed is not None and listed.type:
            return listed
        seen = self._seen.get(name, _Seen())
        cls = listed or Class(name, "")
        return structs.replace(
            cls,
            type=seen.types.most_common(1)[0][0] if seen.types else self._usual(),
            parent=cls.parent or self._parents.get(name, ""),
            group=cls.group or self._groups.get(name, ""),
            attributes=cls.attributes or tuple(_attributes(seen.values)),
            options=cls.options or seen.options,
        )

    def _usual(self) -> str:
        """The type that most marks have, for a class that none uses; a tag where there are no marks at all."""
        total = sum((seen.types for seen in self._seen.values()), Counter[str]())
        return total.most_common(1)[0][0] if total else "tag"


class _Types:
    """Finds the label type of a mark that has views alone. Asks the installation for its label types once."""

    def __init__(self) -> None:
        self._labels: tuple[AnyLabel, ...] = tuple(LABELS[name] for name in LABELS)
        self._ranked: dict[tuple[type[View], str], list[AnyLabel]] = {}

    def find(self, mark: Mark, item: Item) -> tuple[AnyLabel, Any] | None:
        """The label type that holds the truest of a mark's views that any holds, with its value."""
        for view in mark.views:
            key = (type(view), item.media)
            if key not in self._ranked:
                self._ranked[key] = self._rank(view, item.media)
            for label in self._ranked[key]:
                if (value := label.from_view(view)) is not None:
                    return label, value
        return None

    def _rank(self, view: View, media: str) -> list[AnyLabel]:
        """The label types of a medium, first those at home in such a view, since they show themselves as one."""

        def at_home(label: AnyLabel) -> bool:
            value = label.from_view(view)
            if value is None:
                return False
            return isinstance(label.views(value, Class("any", label.name), ("any",))[0], type(view))

        return sorted((x for x in self._labels if media in x.media), key=lambda label: not at_home(label))


def _attributes(values: Mapping[str, list[AttributeValue]]) -> Iterator[Attribute]:
    for name, seen in sorted(values.items()):
        if all(isinstance(v, bool) for v in seen):
            yield Attribute(name, "boolean")
        elif all(isinstance(v, int | float) and not isinstance(v, bool) for v in seen):
            yield Attribute(name, "number")
        elif any(isinstance(v, list) for v in seen):
            texts = {t for v in seen for t in (v if isinstance(v, list) else [str(v)])}
            yield Attribute(name, "any_of", tuple(sorted(texts)))
        elif len(seen) <= MOST_OPTIONS:
            yield Attribute(name, "one_of", tuple(sorted(str(v) for v in seen)))
        else:
            yield Attribute(name, "text")
