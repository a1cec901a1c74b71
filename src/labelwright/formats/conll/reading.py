"""Reads columns sentence by sentence; one with a broken line is refused and the rest goes on."""

import re
from collections.abc import Iterator
from contextlib import suppress

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Mark, Sample, SampleAnswer
from labelwright.core.names import extension, stem
from labelwright.core.ports import Source
from labelwright.core.records import Item
from labelwright.core.report import Report
from labelwright.core.views import Span
from labelwright.formats.conll.tags import TAG, spans

LONGEST_LINE = 1 << 16
_EXTENSIONS = frozenset(
    {".conll", ".conll03", ".iob", ".iob2", ".bio", ".bioes", ".tsv", ".txt", ".annotated"}
)
_SPLIT = re.compile(r"(?:^|[_\-./]|\d)(train|valid|val|dev|test|testa|testb)(?=[_\-./]|$)")
_BLANKS = re.compile(r"[ \t]+")
_START = "-DOCSTART-"
_ENOUGH = 2000
"""Tags that are looked at to tell whether a file is ours, and in which scheme."""


def samples(source: Source, name: str, report: Report) -> Iterator[Sample]:
    """The sentences of a file."""
    base, split = stem(name), split_of(name)
    count = 0
    try:
        for line, rows in _sentences(source, name):
            faults = [i for i, (_, tag) in enumerate(rows) if not TAG.match(tag)]
            if faults:
                report.refuse(
                    "The last column is no tag, and the sentence is left out.", f"{name}:{line + faults[0]}"
                )
                continue
            count += 1
            yield _sample(rows, item_name(base, count), split)
    except (InvalidFile, UnicodeDecodeError) as error:
        said = error.message if isinstance(error, InvalidFile) else "The file is not UTF-8 text."
        report.refuse(said, name, "What came before is kept." if count else "")


def item_name(base: str, number: int) -> str:
    """The name of the sentence, counted from 1, of a file whose name without its extension is `base`."""
    return f"{base}-{number:06d}"


def split_of(name: str) -> str:
    """The split that a file's name tells."""
    match = _SPLIT.search(stem(name) + ".")
    return match.group(1) if match else ""


def files(source: Source) -> Iterator[str]:
    """The files that may be columns, by their names."""
    return (name for name in source.names() if extension(name) in _EXTENSIONS)


def first_tags(source: Source, name: str) -> list[str]:
    """The tags at the beginning of a file, or none where it is not of columns that end in tags.

    Bytes that are no text end the look, and are refused when the file is read.
    """
    tags: list[str] = []
    with suppress(InvalidFile, UnicodeDecodeError):
        for _, rows in _sentences(source, name):
            tags.extend(tag for _, tag in rows)
            if len(tags) > _ENOUGH:
                break
    good = [tag for tag in tags if TAG.match(tag)]
    return good if len(good) >= 0.9 * len(tags) else []


def _sample(rows: list[tuple[str, str]], name: str, split: str) -> Sample:
    places, at = [], 0
    for text, _ in rows:
        places.append((at, at + len(text)))
        at += len(text) + 1
    marks = tuple(
        Mark(cls, (Span(places[first][0], places[end - 1][1]),))
        for cls, first, end in spans([tag for _, tag in rows])
    )
    item = Item(name, "text", text=" ".join(text for text, _ in rows))
    return Sample(item, (SampleAnswer(marks),), split=split)


def _sentences(source: Source, name: str) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """First line, and token and tag of each line, of each sentence. Raises `InvalidFile` for endless lines.

    Columns stand between tabs where a line has one, else between spaces: a no-break space parts no columns.
    """
    rows: list[tuple[str, str]] = []
    number = first = 0
    with source.open(name) as stream:
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                raise InvalidFile(f"Line {number} is too long for a token.", where=name)
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            if not text.strip() or text.startswith(_START):
                if rows:
                    yield first, rows
                rows = []
                continue
            first = first if rows else number
            columns = text.split("\t") if "\t" in text else _BLANKS.split(text.strip())
            rows.append((columns[0].strip() or "\ufffd", columns[-1].strip() if len(columns) > 1 else ""))
    if rows:
        yield first, rows
