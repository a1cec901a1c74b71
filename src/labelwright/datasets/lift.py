"""Between views and values: what label types say of marks, on the way out and on the way in."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import structs

from labelwright.core.exchange import Mark, Sample
from labelwright.core.ontology import Class, Ontology
from labelwright.core.records import Item
from labelwright.core.registry import LABELS
from labelwright.core.report import Report


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
