"""What goes in and out of files: samples of marks, and a dataset of them that streams."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field

from labelwright.core.ontology import Ontology
from labelwright.core.records import AttributeValue, Item
from labelwright.core.views import View


class Mark(Struct, frozen=True, omit_defaults=True):
    """One annotation as a format sees it: its class, its attributes, and the views it has, truest first.

    A lossless format also carries `type` and `value`, the label type's own form; a format that speaks views
    alone leaves them empty, and the import chooses the type that the class declares.
    """

    cls: str = field(name="class")
    views: tuple[View, ...] = ()
    attributes: dict[str, AttributeValue] = {}
    id: str = ""
    type: str = ""
    value: dict[str, Any] = {}
    confidence: float | None = None
    note: str = ""
    compound: str = ""


class SampleAnswer(Struct, frozen=True, omit_defaults=True):
    """All marks that one annotator gave one item. `kind` is person, model, crowd or import."""

    marks: tuple[Mark, ...] = ()
    annotator: str = ""
    kind: str = "import"
    truth: bool = False
    seconds: float | None = None
    created_at: str = ""


def compounds(marks: Iterable[Mark]) -> frozenset[str]:
    """The compounds of an answer: those that two marks or more belong to."""
    names = [mark.compound for mark in marks if mark.compound]
    if len(names) < 2:  # as good as always
        return frozenset()
    sizes = Counter(names)
    return frozenset(name for name, size in sizes.items() if size > 1)


class Sample(Struct, frozen=True, omit_defaults=True):
    """One item with its answers. `path` is where its bytes lie in the source, `url` where they can be fetched."""

    item: Item
    answers: tuple[SampleAnswer, ...] = ()
    path: str = ""
    url: str = ""
    split: str = ""

    @property
    def truth(self) -> SampleAnswer | None:
        """The answer that stands: the one marked as truth, else the only one, else the first by a person."""
        for answer in self.answers:
            if answer.truth:
                return answer
        if len(self.answers) == 1:
            return self.answers[0]
        return next((a for a in self.answers if a.kind in ("person", "import")), None)


class Dataset(Struct):
    """An ontology and a stream of samples. The stream can be walked once.

    `guessed` are the classes whose settings no one wrote down, but were read from their marks: where a format cannot
    hold them, nothing is lost.
    """

    ontology: Ontology
    samples: Iterable[Sample]
    name: str = ""
    guessed: frozenset[str] = frozenset()
