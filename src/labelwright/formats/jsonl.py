"""Our own lossless form: one JSON object a line, the header first, then an item with all its answers each.

The header is `{"labelwright": 1, "name": …, "ontology": {…}}`, where 1 is the version of the form. Every other
line is a sample as `core.exchange.Sample` declares it: item, answers with their marks in all views and in their
label type's own value, split, address; `path` is where the item's bytes lie beside the file, if they were
carried along. Text is UTF-8, numbers are finite, and fields that equal their default are left out.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator

import msgspec
from msgspec import Struct, structs

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset, Sample
from labelwright.core.names import Names
from labelwright.core.narrow import narrow
from labelwright.core.ontology import Ontology
from labelwright.core.pictures import carry
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.report import Report
from labelwright.core.views import (
    Box,
    Cuboid,
    Ellipse,
    Keypoints,
    Line,
    Mask,
    Polygon,
    Relation,
    Segment,
    Span,
    Tag,
    Text,
)

VERSION = 1
LONGEST_LINE = 64 << 20

_BROKEN = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class Header(Struct, frozen=True):
    """The first line."""

    labelwright: int
    name: str = ""
    ontology: Ontology = Ontology()


class Lines:
    """Everything round-trips: answers, annotators, confidence, metadata, types and values."""

    name = "jsonl"
    title = "Labelwright JSON Lines"
    needs: tuple[str, ...] = ()
    dialects: tuple[str, ...] = ()
    holds = Holds(
        media=frozenset({"image", "text", "audio", "video"}),
        views=frozenset(
            {Box, Polygon, Mask, Keypoints, Line, Ellipse, Cuboid, Span, Segment, Tag, Text, Relation}
        ),
        angle=True,
        attributes=True,
        confidence=True,
        notes=True,
        compounds=True,
        annotator=True,
        several_answers=True,
        metadata=True,
        hierarchy=True,
        overlapping_spans=True,
        splits=True,
        unanswered=True,
        ids=True,
        values=True,
        classes=True,
        ontology=True,
        timing=True,
        urls=True,
    )

    def sniff(self, source: Source) -> Guess | None:
        name = next(_ours(source), "")
        return Guess(1.0, why=f"{name} begins with our header") if name else None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        names = list(_ours(source)) or list(_files(source))[:1]
        if not names:
            raise InvalidFile("There is no .jsonl file.", where=source.name)
        headers = [_header(source, name) for name in names]
        classes = {cls.name: cls for header in reversed(headers) for cls in header.ontology.classes}
        groups = {group.name: group for header in reversed(headers) for group in header.ontology.groups}
        samples = (sample for name in names for sample in _samples(source, name, report))
        return Dataset(Ontology(tuple(classes.values()), tuple(groups.values())), samples, headers[0].name)

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        names = Names()
        encode = msgspec.json.Encoder().encode
        with sink.open("dataset.jsonl") as out:
            out.write(encode(Header(VERSION, dataset.name, dataset.ontology)) + b"\n")
            for sample in narrow(dataset, self.holds, report):
                path = names.take(f"media/{sample.item.name}") if sample.path else ""
                if path and not carry(sample, path, sink):
                    path = ""
                out.write(encode(structs.replace(sample, path=path)) + b"\n")


def _ours(source: Source) -> Iterator[str]:
    """The files that begin with our header."""
    for name in _files(source):
        with source.open(name) as stream:
            if stream.read(64).removeprefix(BOM_UTF8).lstrip().startswith(b'{"labelwright":'):
                yield name


def _files(source: Source) -> Iterator[str]:
    return (name for name in source.names() if name.lower().endswith((".jsonl", ".ndjson")))


def _header(source: Source, name: str) -> Header:
    with source.open(name) as stream:
        line = stream.readline(LONGEST_LINE).removeprefix(BOM_UTF8)
    try:
        header = msgspec.json.decode(line, type=Header)
    except _BROKEN as error:
        raise InvalidFile(f"The first line is no header of ours: {error}.", where=name) from error
    if header.labelwright > VERSION:
        raise InvalidFile(
            f"The file is of version {header.labelwright}, and this program reads up to {VERSION}.",
            where=name,
            remedy="Update Labelwright.",
        )
    return header


def _samples(source: Source, name: str, report: Report) -> Iterator[Sample]:
    decode = msgspec.json.Decoder(Sample).decode
    folder = name[: name.rfind("/") + 1]
    number = 1
    with source.open(name) as stream:
        stream.readline(LONGEST_LINE)
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                report.refuse(
                    f"The line is longer than {LONGEST_LINE >> 20} MB.",
                    f"{name}:{number}",
                    "What came before is kept.",
                )
                return
            if not line.strip():
                continue
            try:
                sample = decode(line)
            except _BROKEN as error:
                report.refuse(f"This is no sample: {error}.", f"{name}:{number}")
                continue
            if sample.path:
                path = folder + sample.path
                sample = structs.replace(sample, path=path if source.has(path) else "")
            yield sample


PART = Lines()
