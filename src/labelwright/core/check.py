"""Whether annotations obey the ontology of their project: every fault, with the annotation it is in.

It stands on the path of every submit, so what an ontology says is indexed once, in `Rules`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import structs

from labelwright.core.errors import InvalidAnswer, Problem
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Attribute, Class, Group, Ontology
from labelwright.core.records import Annotation, AttributeValue, Item

ANNOTATIONS_MAX = 10_000
"""Annotations in one answer: far beyond what a person draws, near enough to keep a submit quick."""

TEXT_MAX = 10_000
"""Characters of a note or a text attribute."""

NUMBER_MAX = 1e300
"""The greatest size of a number attribute; also what keeps infinities out."""

ID_MAX = 64
"""Characters of an id and of the name of a compound."""

Mark = tuple[int, Any, Class]
"""The place of an annotation in its answer, its typed value and its class."""


def check_annotations(
    annotations: Sequence[Annotation], item: Item, ontology: Ontology, labels: Mapping[str, AnyLabel]
) -> list[Problem]:
    """All that is wrong with an answer to an item, empty if nothing is. For many answers build `Rules` once."""
    return Rules(ontology, labels).problems(annotations, item)


def complete(annotation: Annotation, cls: Class) -> Annotation:
    """The annotation with the defaults of its class for the attributes it leaves out."""
    missing = {
        attribute.name: attribute.default
        for attribute in cls.attributes
        if attribute.default is not None and attribute.name not in annotation.attributes
    }
    if not missing:
        return annotation
    return structs.replace(annotation, attributes={**annotation.attributes, **missing})


@dataclass(frozen=True)
class Rules:
    """An ontology made ready to judge many answers. `labels` are the label types by name."""

    ontology: Ontology
    labels: Mapping[str, AnyLabel]
    _classes: Mapping[str, Class] = field(init=False, repr=False)
    _attributes: Mapping[str, Mapping[str, Attribute]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        classes = {c.name: c for c in self.ontology.classes}
        object.__setattr__(self, "_classes", classes)
        object.__setattr__(
            self, "_attributes", {c.name: {a.name: a for a in c.attributes} for c in self.ontology.classes}
        )

    def unfinished(self) -> "Rules":
        """The same rules for an answer that is not finished: nothing is required of it yet."""
        classes = [
            structs.replace(c, attributes=tuple(structs.replace(a, required=False) for a in c.attributes))
            for c in self.ontology.classes
        ]
        groups = [structs.replace(group, required=False) for group in self.ontology.groups]
        return Rules(
            structs.replace(self.ontology, classes=tuple(classes), groups=tuple(groups)), self.labels
        )

    def complete(self, annotations: Iterable[Annotation]) -> list[Annotation]:
        """The annotations with the defaults of their classes; one of an unknown class stays as it is."""
        return [complete(a, self._classes[a.cls]) if a.cls in self._classes else a for a in annotations]

    def problems(self, annotations: Sequence[Annotation], item: Item) -> list[Problem]:
        """Every fault. `where` is the id of the annotation, or empty for what concerns the whole answer."""
        if len(annotations) > ANNOTATIONS_MAX:
            return [
                Problem(
                    f"The answer has {len(annotations)} annotations; at most {ANNOTATIONS_MAX} are allowed."
                )
            ]
        problems: list[Problem] = []
        marks: dict[str, list[Mark]] = defaultdict(list)
        ids: set[str] = set()
        for index, annotation in enumerate(annotations):
            found = [*_check_frame(annotation, ids), *self._check_attributes(annotation)]
            ids.add(annotation.id)
            try:
                cls, value = self._typed(annotation, item)
            except InvalidAnswer as error:
                found.insert(0, Problem(error.message, remedy=error.remedy))
            else:
                found += [Problem(text) for text in self.labels[cls.type].check(value, item, cls)]
                marks[cls.type].append((index, value, cls))
            problems += [structs.replace(problem, where=annotation.id) for problem in found]
        problems += self._check_sets(annotations, marks, item)
        problems += self._check_groups(annotations)
        return problems

    def _typed(self, annotation: Annotation, item: Item) -> tuple[Class, Any]:
        """The class and the typed value. Raises `InvalidAnswer` where the annotation has none such."""
        cls = self._classes.get(annotation.cls)
        if cls is None:
            raise InvalidAnswer(
                f"There is no class “{annotation.cls}”.", remedy="Choose one of the project's classes."
            )
        if annotation.type != cls.type:
            raise InvalidAnswer(
                f"Annotations of class “{cls.name}” are of type {cls.type}, not {annotation.type or 'unknown'}."
            )
        label = self.labels[cls.type]
        if item.media not in label.media:
            raise InvalidAnswer(
                f"A {cls.type} cannot be drawn on this item, which is of medium {item.media}."
            )
        return cls, label.decode(annotation.value)

    def _check_attributes(self, annotation: Annotation) -> Iterator[Problem]:
        known = self._attributes.get(annotation.cls)
        if known is None:
            return
        for name, value in annotation.attributes.items():
            attribute = known.get(name)
            if attribute is None:
                yield Problem(f"Class “{annotation.cls}” has no attribute “{name}”.")
                continue
            fault = _attribute_fault(attribute, value)
            if fault:
                yield Problem(f"Attribute “{name}” {fault}.")
        for name, attribute in known.items():
            if attribute.required and annotation.attributes.get(name) in (None, "", []):
                yield Problem(f"Attribute “{name}” is required.", remedy="Answer it before you submit.")

    def _check_sets(
        self, annotations: Sequence[Annotation], marks: Mapping[str, Sequence[Mark]], item: Item
    ) -> Iterator[Problem]:
        for kind, of_kind in marks.items():
            together = [(value, cls) for _, value, cls in of_kind]
            for position, text in self.labels[kind].check_set(together, item):
                yield Problem(text, where=annotations[of_kind[position][0]].id)

    def _check_groups(self, annotations: Sequence[Annotation]) -> Iterator[Problem]:
        picked: dict[str, list[str]] = defaultdict(list)
        for annotation in annotations:
            cls = self._classes.get(annotation.cls)
            if cls is not None and cls.group:
                picked[cls.group].append(cls.name)
        for group in self.ontology.groups:
            yield from _check_group(group, picked[group.name])


def _check_frame(annotation: Annotation, ids: set[str]) -> Iterator[Problem]:
    """What is wrong with an annotation whatever its class."""
    if not annotation.id:
        yield Problem("An annotation has no id.")
    elif len(annotation.id) > ID_MAX:
        yield Problem(f"An id has {len(annotation.id)} characters; at most {ID_MAX} are allowed.")
    elif annotation.id in ids:
        yield Problem("Two annotations have the same id.")
    if annotation.confidence is not None and not 0.0 <= annotation.confidence <= 1.0:
        yield Problem("The confidence must be between 0 and 1.")
    if len(annotation.compound) > ID_MAX:
        yield Problem(
            f"The name of a compound has {len(annotation.compound)} characters; at most {ID_MAX} are allowed."
        )
    if len(annotation.note) > TEXT_MAX:
        yield Problem(f"The note has {len(annotation.note)} characters; at most {TEXT_MAX} are allowed.")


def _check_group(group: Group, picked: Sequence[str]) -> Iterator[Problem]:
    if group.pick == "one" and len(picked) > 1:
        names = ", ".join(f"“{name}”" for name in picked)
        yield Problem(
            f"“{group.name}” takes one answer, not {len(picked)}: {names}.", remedy="Keep one of them."
        )
    if group.required and not picked:
        yield Problem(f"“{group.name}” needs an answer.", remedy="Choose one of its tags.")


def _attribute_fault(attribute: Attribute, value: AttributeValue) -> str:
    """What is wrong with an attribute's value, as the end of a sentence; empty if nothing is."""
    return _FAULTS[attribute.kind](attribute, value)


def _one_of_fault(attribute: Attribute, value: AttributeValue) -> str:
    if not isinstance(value, str):
        return "must be one of its options"
    return "" if value in attribute.options else f"has no option “{value[:80]}”"


def _any_of_fault(attribute: Attribute, value: AttributeValue) -> str:
    if not isinstance(value, list):
        return "must be a list of its options"
    if len(set(value)) != len(value):
        return "names an option twice"
    unknown = [option for option in value if option not in attribute.options]
    return f"has no option “{unknown[0][:80]}”" if unknown else ""


def _boolean_fault(_: Attribute, value: AttributeValue) -> str:
    return "" if isinstance(value, bool) else "must be true or false"


def _number_fault(attribute: Attribute, value: AttributeValue) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= NUMBER_MAX:
        return "must be a finite number"
    if attribute.minimum is not None and value < attribute.minimum:
        return f"must be at least {attribute.minimum:g}"
    if attribute.maximum is not None and value > attribute.maximum:
        return f"must be at most {attribute.maximum:g}"
    return ""


def _text_fault(_: Attribute, value: AttributeValue) -> str:
    if not isinstance(value, str):
        return "must be a text"
    return f"has {len(value)} characters; at most {TEXT_MAX} are allowed" if len(value) > TEXT_MAX else ""


_FAULTS = {
    "one_of": _one_of_fault,
    "any_of": _any_of_fault,
    "boolean": _boolean_fault,
    "number": _number_fault,
    "text": _text_fault,
}
