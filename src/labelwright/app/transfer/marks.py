"""Between what a format says of an item and what a project keeps: marks to annotations and back."""

import uuid
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from labelwright.core.check import ID_MAX, Rules
from labelwright.core.errors import InvalidAnswer
from labelwright.core.exchange import Mark
from labelwright.core.ontology import Attribute, Class, Ontology
from labelwright.core.records import Annotation, AttributeValue, Item
from labelwright.core.registry import LABELS
from labelwright.core.report import Report


class Lift:
    """Turns marks into annotations that obey an ontology; what does not fit is refused or counted as lost.

    `complete` asks for all that is required, as truths must have it; evidence may leave it for a person to add.
    """

    def __init__(self, ontology: Ontology, *, complete: bool) -> None:
        self._classes = {cls.name: cls for cls in ontology.classes}
        self._rules = Rules(ontology if complete else _relaxed(ontology), LABELS)

    def annotations(self, marks: Sequence[Mark], item: Item, report: Report) -> list[Annotation] | None:
        """The annotations of one answer; None where the answer as a whole breaks the ontology."""
        found = [
            a for i, mark in enumerate(marks) if (a := self._annotation(mark, i, item, report)) is not None
        ]
        found = self._rules.complete(found)
        wrong: set[str] = set()
        for problem in self._rules.problems(found, item):
            report.refuse(problem.message, item.name, problem.remedy)
            if not problem.where:
                return None
            wrong.add(problem.where)
        return [annotation for annotation in found if annotation.id not in wrong]

    def _annotation(self, mark: Mark, index: int, item: Item, report: Report) -> Annotation | None:
        cls = self._classes.get(mark.cls)
        if cls is None:
            report.lose(f"annotations of class “{mark.cls}”, which the project does not have", item.name)
            return None
        value = mark.value if mark.type == cls.type else _value(mark, cls)
        if value is None:
            kinds = " or ".join(sorted({type(view).__name__.lower() for view in mark.views})) or mark.type
            report.lose(f"{kinds} annotations of class “{cls.name}”, which is a {cls.type}", item.name)
            return None
        attributes = dict(_attributes(mark, cls, item, report))
        name = mark.id if 0 < len(mark.id) <= ID_MAX else _uuid(f"{item.name}#{index}")
        compound = mark.compound if len(mark.compound) <= ID_MAX else _uuid(mark.compound)
        return Annotation(name, cls.type, cls.name, value, attributes, mark.confidence, mark.note, compound)


class Lower:
    """Turns annotations into marks, as formats see them. What an ontology says is looked up once for each class."""

    def __init__(self, ontology: Ontology) -> None:
        self._classes = {
            cls.name: (cls, LABELS[cls.type], ontology.path(cls.name)) for cls in ontology.classes
        }

    def marks(self, annotations: Iterable[Annotation], item: Item, report: Report) -> tuple[Mark, ...]:
        """The marks; an annotation whose class is gone from the project is refused."""
        return tuple(mark for a in annotations if (mark := self._mark(a, item, report)) is not None)

    def _mark(self, annotation: Annotation, item: Item, report: Report) -> Mark | None:
        cls, label, path = self._classes.get(annotation.cls, (None, None, ()))
        if cls is None or label is None or cls.type != annotation.type:
            report.refuse(f"The project has no {annotation.type} “{annotation.cls}” any more.", item.name)
            return None
        try:
            views = label.views(label.decode(annotation.value), cls, path)
        except InvalidAnswer as error:
            report.refuse(error.message, item.name)
            return None
        return Mark(
            cls.name, views, annotation.attributes, annotation.id, annotation.type, annotation.value,
            annotation.confidence, annotation.note, annotation.compound,
        )  # fmt: skip


def _value(mark: Mark, cls: Class) -> dict[str, object] | None:
    label = LABELS[cls.type]
    for view in mark.views:
        value = label.from_view(view)
        if value is not None:
            return label.encode(value)
    return None


def _attributes(mark: Mark, cls: Class, item: Item, report: Report) -> Iterator[tuple[str, AttributeValue]]:
    known = {attribute.name: attribute for attribute in cls.attributes}
    for name, value in mark.attributes.items():
        attribute = known.get(name)
        if attribute is None:
            report.lose(
                f"the attribute “{name}” of class “{cls.name}”, which the project does not have", item.name
            )
        else:
            yield name, _typed(value, attribute)


def _typed(value: AttributeValue, attribute: Attribute) -> AttributeValue:
    """The value as its kind wants it, where a format knows nothing but text; as it is where that cannot be."""
    if attribute.kind == "boolean" and str(value).lower() in ("true", "false", "0", "1"):
        return str(value).lower() in ("true", "1")
    if attribute.kind == "number" and isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return value
    if attribute.kind == "any_of" and isinstance(value, str):
        return [value]
    if attribute.kind in ("one_of", "text") and isinstance(value, bool | int | float):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return value


def _relaxed(ontology: Ontology) -> Ontology:
    classes = [
        msgspec.structs.replace(
            cls, attributes=tuple(msgspec.structs.replace(a, required=False) for a in cls.attributes)
        )
        for cls in ontology.classes
    ]
    groups = [msgspec.structs.replace(group, required=False) for group in ontology.groups]
    return Ontology(tuple(classes), tuple(groups))


def _uuid(name: str) -> str:
    """An id that is the same whenever the same file is read."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name).hex
