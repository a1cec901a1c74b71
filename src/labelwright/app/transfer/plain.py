"""Items from sources that are no dataset: folders of pictures, text files, and lists in CSV or JSONL.

A list has a row for each item. The column `text` holds its text, `image` (or `file`) a path beside the list, `url`
an address to fetch; `name` (or `id`) names it; every other column becomes metadata. Reads, and stores nothing.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct

from labelwright.core.errors import InvalidFile
from labelwright.core.ports import Source
from labelwright.core.report import Report
from labelwright.datasets.images import SUFFIXES
from labelwright.datasets.table import LONGEST_FIELD

TEXTS = (".txt", ".md")
LISTS = (".csv", ".tsv", ".jsonl", ".ndjson")
MAX_TEXT = LONGEST_FIELD
MAX_LINE = 16_000_000
MAX_NAME = 1000
MAX_METADATA = 100

_PATHS = ("image", "file", "path")
_NAMES = ("name", "id")
_OWN = frozenset(("text", "url", "metadata", *_PATHS, *_NAMES))


class Entry(Struct):
    """One item to be: its name, and its text, the path of its bytes in the source, or an address."""

    name: str
    text: str | None = None
    path: str = ""
    url: str = ""
    metadata: Mapping[str, Any] = {}


def read_plain(source: Source, media: str, report: Report) -> Iterator[Entry]:
    """Every item of the medium, in the order of the source's names. What cannot be read is refused."""
    names = list(source.names())
    lists = [name for name in names if _suffix(name) in LISTS]
    if media == "image" and not lists:
        yield from _pictures(names, report)
        return
    for name in names:
        if _suffix(name) in LISTS:
            yield from read_list(source, name, media, report)
        elif media == "text" and _suffix(name) in TEXTS:
            yield from _text(source, name, report)
        elif media == "text" or _suffix(name) not in SUFFIXES:
            report.refuse(f"A file of this kind holds no {media}.", name)


def read_list(source: Source, name: str, media: str, report: Report) -> Iterator[Entry]:
    """The rows of one CSV, TSV or JSONL file as items."""
    rows = _csv if _suffix(name) in (".csv", ".tsv") else _jsonl
    base = PurePosixPath(name).name
    with source.open(name) as stream, _Lines(stream, name) as lines:
        for number, row in rows(lines, name, report):
            entry = _entry(row, f"{base}:{number}", media, report)
            if entry is not None:
                yield entry


def fault_of_text(text: str) -> str:
    """What keeps a text from being an item, empty if nothing does."""
    if len(text) > MAX_TEXT:
        return f"The text is longer than {MAX_TEXT:,} characters."
    if "\x00" in text:
        return "The text holds a NUL character."
    if not text.strip():
        return "The text is empty."
    try:
        text.encode()
    except UnicodeEncodeError:
        return "The text holds half of a surrogate pair."
    return ""


def _pictures(names: list[str], report: Report) -> Iterator[Entry]:
    for name in names:
        if _suffix(name) in SUFFIXES:
            yield Entry(name, path=name)
        else:
            report.refuse("This is no picture by its name.", name, f"Known endings: {', '.join(SUFFIXES)}.")


def _text(source: Source, name: str, report: Report) -> Iterator[Entry]:
    with source.open(name) as stream:
        data = stream.read(MAX_TEXT * 4 + 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        report.refuse(f"The text is not UTF-8 (byte {error.start}).", name, "Save it as UTF-8.")
        return
    fault = fault_of_text(text)
    if fault:
        report.refuse(fault, name)
    else:
        yield Entry(name, text)


def _entry(row: Mapping[str, Any], place: str, media: str, report: Report) -> Entry | None:
    name = str(next((row[key] for key in _NAMES if row.get(key) not in (None, "")), place))
    metadata = {str(k): v for k, v in row.items() if k not in _OWN and v not in (None, "")}
    if isinstance(row.get("metadata"), dict):
        metadata |= row["metadata"]
    if len(name) > MAX_NAME or "\x00" in name:
        report.refuse(f"The name is longer than {MAX_NAME} characters, or holds a NUL.", place)
        return None
    if len(metadata) > MAX_METADATA:
        report.refuse(f"There are more than {MAX_METADATA} columns of metadata.", place)
        return None
    url = row.get("url") or ""
    path = next((row[key] for key in _PATHS if row.get(key)), "")
    text = row.get("text")
    if not (isinstance(url, str) and isinstance(path, str) and isinstance(text, str | None)):
        report.refuse("Text, path and url must be text.", place)
        return None
    if media == "text" and text:
        fault = fault_of_text(text)
        if fault:
            report.refuse(fault, place)
            return None
        return Entry(name, text, metadata=metadata)
    if url or path:
        return Entry(name if name != place else (path or place), None, path, url, metadata)
    wanted = "“text” or “url”" if media == "text" else "“image” or “url”"
    report.refuse(f"The row has neither {wanted}.", place)
    return None


def _csv(lines: "_Lines", name: str, report: Report) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Rows under their header, each with the line it begins on, counted from 1."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(lines, delimiter="\t" if _suffix(name) == ".tsv" else ",", strict=True)
    try:
        header = [column.strip() for column in next(reader, [])]
        if not header or not {"text", "url", *_PATHS} & set(header):
            raise InvalidFile(
                "The list has no column text, image or url.", where=name,
                remedy="Name the columns in its first line.",
            )  # fmt: skip
        number = 2
        for row in reader:
            if len(row) == len(header):
                yield number, dict(zip(header, row, strict=True))
            elif row:
                report.refuse(
                    f"The row has {len(row)} columns, the header {len(header)}.", f"{name}:{number}"
                )
            number = lines.number + 1
    except csv.Error as error:
        raise InvalidFile(f"This is no sound CSV: {error}.", where=f"{name}:{lines.number}") from error


def _jsonl(lines: "_Lines", name: str, report: Report) -> Iterator[tuple[int, Mapping[str, Any]]]:
    decode: Callable[[str], Any] = msgspec.json.Decoder().decode
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = decode(line)
        except (msgspec.DecodeError, RecursionError) as error:
            report.refuse(f"The line is no JSON: {error}.", f"{name}:{number}")
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            report.refuse("The line is no JSON object.", f"{name}:{number}")


class _Lines:
    """The lines of a UTF-8 file, none longer than the bound; `number` is the last one given."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._reader = io.TextIOWrapper(stream, "utf-8-sig", newline="")
        self._name = name
        self.number = 0

    def __enter__(self) -> "_Lines":
        return self

    def __exit__(self, *reason: object) -> None:
        self._reader.close()

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            line = self._reader.readline(MAX_LINE)
        except UnicodeDecodeError as error:
            place = f"{self._name}:{self.number + 1}"
            raise InvalidFile("The file is not UTF-8.", where=place, remedy="Save it as UTF-8.") from error
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) == MAX_LINE:
            place = f"{self._name}:{self.number}"
            raise InvalidFile(f"The line is longer than {MAX_LINE:,} characters.", where=place)
        return line


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
