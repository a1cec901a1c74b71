"""The protocols that parts fulfil, and the little they see of the outside world."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO, Protocol

from msgspec import Struct

from labelwright.core.exchange import Dataset
from labelwright.core.losses import Difference
from labelwright.core.report import Report
from labelwright.core.views import View


class Source(Protocol):
    """Bytes by name, from a folder, an archive or a single file. Names use `/` and never leave the source."""

    name: str

    def names(self) -> Iterator[str]:
        """Every file, sorted."""
        ...

    def open(self, name: str) -> BinaryIO:
        """The bytes of a file, seekable. Raises `NotFound`."""
        ...

    def size(self, name: str) -> int: ...

    def has(self, name: str) -> bool: ...

    def scratch(self) -> BinaryIO:
        """A temporary seekable file that vanishes when closed, for readers that must sort."""
        ...


class Sink(Protocol):
    """Where bytes go by name. Nothing is visible under its final name before it is whole."""

    def open(self, name: str) -> BinaryIO: ...

    def scratch(self) -> BinaryIO: ...

    def media(self, path: str) -> BinaryIO | None:
        """The bytes of an item of the dataset being written, or None where media are not carried along."""
        ...


class Guess(Struct, frozen=True):
    """How sure a format is that a source is its own, from 0 to 1, and in which dialect."""

    confidence: float
    dialect: str = ""
    why: str = ""


class Holds(Struct, frozen=True):
    """What a format can hold. The loss report is drawn from it, so it must be true.

    `values` are a mark's type and value in its label type's own form; `classes` are classes that no mark uses;
    `ontology` are colours, keys, descriptions, attributes, groups and options of classes; `unanswered` tells
    an item that nobody answered from one that was answered with no marks; `timing` is when and how long.
    `attribute_names` are the few attributes that are held where `attributes` is false. `own_losses` are the names
    under which a format reports what it loses beyond this, in any dialect, each with the difference it makes.
    """

    media: frozenset[str]
    views: frozenset[type[View]]
    angle: bool = False
    attributes: bool = False
    confidence: bool = False
    notes: bool = False
    compounds: bool = False
    annotator: bool = False
    several_answers: bool = False
    metadata: bool = False
    hierarchy: bool = False
    overlapping_spans: bool = False
    splits: bool = False
    empty_items: bool = True
    unanswered: bool = False
    ids: bool = False
    values: bool = False
    classes: bool = False
    ontology: bool = False
    timing: bool = False
    urls: bool = False
    attribute_names: frozenset[str] = frozenset()
    own_losses: Mapping[str, Difference] = {}


class Format(Protocol):
    """Samples to and from one file layout. Sees bytes by name, never a disk; yields as it reads.

    `dialects` are those that are written, first the one that is unless another is asked for, and `holds` speaks of that
    one; a guess may name one that is only read.
    A reader knows the classes its files list; the others show only as samples are walked, so that
    `Dataset.ontology` may be short of classes, and a class of unknown type has the type "".
    """

    name: str
    title: str
    needs: tuple[str, ...]
    holds: Holds
    dialects: tuple[str, ...]

    def sniff(self, source: Source) -> Guess | None:
        """Whether the source looks like this format, from names and the first bytes only."""
        ...

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        """The dataset, streamed. A broken file is refused into the report; a broken source raises `InvalidFile`."""
        ...

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        """Write all samples; what cannot be held is counted as a loss in the report."""
        ...
