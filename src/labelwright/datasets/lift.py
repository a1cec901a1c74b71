"""Between views and values: what label types say of marks, and the ontology that a source without one implies."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec import structs

from labelwright.core.exchange import Dataset, Mark, Sample
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Attribute, Class, Group, Ontology
from labelwright.core.records import AttributeValue, Item
from labelwright.core.registry import LABELS
from labelwright.core.report import Report
from labelwright.core.views import Tag

MOST_OPTIONS = 50
"""Distinct texts up to which an attribute is taken for a choice, and beyond for free text."""


def lift(samples: Iterable[Sample], ontology: Ontology) -> Iterator[Sample]:
    """The samples with views on each mark that has a type and value but none: what its label type says of it.

    Raises `UnknownPart` for a label type that is not installed, `InvalidAnswer` for a value it does not take.
    """
    for sample in samples:
        if all(mark.views for answer in sample.answers for mark in answer.marks):
            yield sample
        else:
            yield _marked(sample, lambda mark, _: mark if mark.views else _with_views(mark, ontology))


def land(samples: Iterable[Sample], ontology: Ontology, report: Report) -> Iterator[Sample]:
    """The samples with type and value on each mark: those of the type its class has.

    A mark whose class is not in the ontology, or whose views its type cannot hold, is refused and left out.
    """
    classes = {cls.name: cls for cls in ontology.classes}
    for sample in samples:
        yield _marked(sample, lambda mark, item: _with_value(mark, item, classes, report))


@dataclass
class Survey:
    """What a walk through a dataset shows: counts, and the classes, attributes and groups that are in use."""

    listed: Ontology = field(default_factory=Ontology)
    items: Counter[str] = field(default_factory=Counter)
    splits: Counter[str] = field(default_factory=Counter)
    answers: int = 0
    marks: Counter[tuple[str, str]] = field(default_factory=Counter)
    annotators: set[str] = field(default_factory=set)
    _installed: tuple[AnyLabel, ...] = field(default_factory=lambda: _labels())  # noqa: PLW0108 - it stands below
    _types: dict[str, Counter[str]] = field(default_factory=dict)
    _options: dict[str, dict[str, bool]] = field(default_factory=dict)
    _values: dict[str, dict[str, list[AttributeValue]]] = field(default_factory=dict)
    _groups: dict[str, str] = field(default_factory=dict)
    _many: set[str] = field(default_factory=set)
    _parents: dict[str, str] = field(default_factory=dict)

    def walk(self, samples: Iterable[Sample]) -> Iterator[Sample]:
        """The same samples, looked at as they pass."""
        for sample in samples:
            self.items[sample.item.media] += 1
            self.splits[sample.split] += 1
            for answer in sample.answers:
                self.answers += 1
                self.annotators.update({answer.annotator} - {""})
                self._count_groups(answer.marks)
                for mark in answer.marks:
                    self._look(mark, sample.item)
            yield sample

    def ontology(self) -> Ontology:
        """The classes listed, completed by what the marks show; call it when the walk is over."""
        listed = {cls.name: cls for cls in self.listed.classes}
        names = dict.fromkeys([*listed, *self._parents.values(), *self._types])
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
        return frozenset(
            cls.name
            for cls in self.ontology().classes
            if listed.get(cls.name, Class(cls.name, "")) == Class(cls.name, "")
        )

    def _look(self, mark: Mark, item: Item) -> None:
        kind = mark.type or _type_of(mark, item, self._installed)
        self.marks[(mark.cls, kind)] += 1
        self._types.setdefault(mark.cls, Counter())[kind] += 1
        values = self._values.setdefault(mark.cls, {})
        for name, value in mark.attributes.items():
            seen = values.setdefault(name, [])
            if len(seen) <= MOST_OPTIONS and value not in seen:
                seen.append(value)
        if not mark.type and kind:
            self._options.setdefault(mark.cls, {}).update(_options(mark, item, kind))

    def _count_groups(self, marks: tuple[Mark, ...]) -> None:
        count: Counter[str] = Counter()
        for mark in marks:
            for view in mark.views[:1]:
                if isinstance(view, Tag):
                    count[view.group] += 1
                    self._groups[mark.cls] = view.group
                    for parent, child in zip(view.path, view.path[1:], strict=False):
                        self._parents.setdefault(child, parent)
        self._many.update(group for group, number in count.items() if number > 1)

    def _class(self, name: str, listed: Class | None) -> Class:
        found = self._types.get(name)
        kind = found.most_common(1)[0][0] if found else self._usual()
        if listed is not None and listed.type:
            return listed
        cls = listed or Class(name, "")
        return structs.replace(
            cls,
            type=kind,
            parent=cls.parent or self._parents.get(name, ""),
            group=cls.group or self._groups.get(name, ""),
            attributes=cls.attributes or tuple(_attributes(self._values.get(name, {}))),
            options=cls.options or self._options.get(name, {}),
        )

    def _usual(self) -> str:
        """The type that most marks have, for a class that none uses; a tag where there are no marks at all."""
        total = sum(self._types.values(), Counter())
        return total.most_common(1)[0][0] if total else "tag"


def survey(dataset: Dataset) -> Survey:
    """Walk a dataset to its end and say what it holds."""
    found = Survey(dataset.ontology)
    for _ in found.walk(dataset.samples):
        continue
    return found


def type_of(mark: Mark, item: Item) -> str:
    """The name of the label type that holds a mark's truest view, or "" where none that is installed does."""
    return _type_of(mark, item, _labels())


def _labels() -> tuple[AnyLabel, ...]:
    """All label types. Finding them asks the installation, so a walk asks once."""
    return tuple(LABELS[name] for name in LABELS)


def _type_of(mark: Mark, item: Item, labels: tuple[AnyLabel, ...]) -> str:
    for view in mark.views:
        for label in labels:
            if item.media in label.media and label.from_view(view) is not None:
                return label.name
    return ""


def _marked(sample: Sample, change: Callable[[Mark, Item], Mark | None]) -> Sample:
    answers = tuple(
        structs.replace(
            answer,
            marks=tuple(kept for mark in answer.marks if (kept := change(mark, sample.item)) is not None),
        )
        for answer in sample.answers
    )
    return structs.replace(sample, answers=answers)


def _with_views(mark: Mark, ontology: Ontology) -> Mark:
    label = LABELS[mark.type]
    cls = ontology.find(mark.cls) or Class(mark.cls, mark.type)
    return structs.replace(mark, views=label.views(label.decode(mark.value), cls, ontology.path(mark.cls)))


def _with_value(mark: Mark, item: Item, classes: Mapping[str, Class], report: Report) -> Mark | None:
    cls = classes.get(mark.cls)
    if cls is None:
        report.refuse(
            f"There is no class “{mark.cls}”.", item.name, "Add it to the project, or leave it out."
        )
        return None
    if mark.type == cls.type:
        return mark
    label = LABELS[cls.type]
    for view in mark.views:
        if (value := label.from_view(view)) is not None:
            return structs.replace(mark, type=cls.type, value=label.encode(value))
    report.refuse(f"A mark of class “{cls.name}” cannot be a {cls.type}.", item.name)
    return None


def _options(mark: Mark, item: Item, kind: str) -> dict[str, bool]:
    """The yes-or-no settings of a label type that a class needs to be turned round, so that a mark is allowed."""
    label = LABELS[kind]
    value = next(v for view in mark.views if (v := label.from_view(view)) is not None)
    plain = Class(mark.cls, kind)
    faults = len(list(label.check(value, item, plain)))
    if not faults:
        return {}
    turned = {}
    for name, schema in label.options_schema().get("properties", {}).items():
        if schema.get("type") != "boolean":
            continue
        setting = not schema.get("default", False)
        if len(list(label.check(value, item, structs.replace(plain, options={name: setting})))) < faults:
            turned[name] = setting
    return turned


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
