"""Our own lossless form: one JSON object a line, the header first, then an item with all its answers each.

The header is `{"labelwright": 1, "name": …, "ontology": {…}}`, where 1 is the version of the form. Every other
line is a sample as `core.exchange.Sample` declares it: item, answers with their marks in all views and in their
label type's own value, split, address; `path` is where the item's bytes lie beside the file, if they were
carried along. Text is UTF-8, numbers are finite, and fields that equal their default are left out.
"""

from collections.abc import Iterator
from typing import BinaryIO

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
from labelwright.core.views import Box, Keypoints, Line, Mask, Polygon, Relation, Segment, Span, Tag, Text

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
        views=frozenset({Box, Polygon, Mask, Keypoints, Line, Span, Segment, Tag, Text, Relation}),
        angle=True,
        attributes=True,
        confidence=True,
        notes=True,
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
        for name in _files(source):
            with source.open(name) as stream:
                if stream.read(64).lstrip().startswith(b'{"labelwright":'):
                    return Guess(1.0, why=f"{name} begins with our header")
        return None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        name = next(_files(source), "")
        if not name:
            raise InvalidFile("There is no .jsonl file.", where=source.name)
        with source.open(name) as stream:
            header = _header(stream.readline(LONGEST_LINE), name)
        return Dataset(header.ontology, _samples(source, name, report), header.name)

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


def _files(source: Source) -> Iterator[str]:
    return (name for name in source.names() if name.lower().endswith((".jsonl", ".ndjson")))


def _header(line: bytes, name: str) -> Header:
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
    with source.open(name) as stream:
        stream.readline(LONGEST_LINE)
        for number, line in _numbered(stream, name):
            try:
                sample = decode(line)
            except _BROKEN as error:
                report.refuse(f"This is no sample: {error}.", f"{name}:{number}")
                continue
            yield sample if source.has(sample.path) else structs.replace(sample, path="")


def _numbered(stream: BinaryIO, name: str) -> Iterator[tuple[int, bytes]]:
    number = 1
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise InvalidFile(f"Line {number} is longer than {LONGEST_LINE >> 20} MB.", where=name)
        if line.strip():
            yield number, line


PART = Lines()
