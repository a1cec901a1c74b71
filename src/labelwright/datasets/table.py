"""CSV tables read row by row, with one clear error that names the line at fault."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NoReturn

from labelwright.core.errors import InvalidFile, NotFound, Problem

ENDINGS = (".csv", ".tsv")

LONGEST_LINE = 1 << 20
"""Bytes of a line."""

LONGEST_FIELD = 2_000_000
"""Characters of a field, which may span lines. The `csv` module keeps one such limit for the whole process, so all
that read tables here set this one."""

Columns = Mapping[str, Sequence[str]]
"""The columns wanted, each with the names it may have in the header."""


class Table:
    """A table with a header in its first line, in UTF-8; its columns are parted by commas, semicolons or tabs.

    Use it as a context. Raises `NotFound` where there is no file, and `InvalidFile` for whatever is wrong in it.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise NotFound(f"There is no file at {path}.")
        self._name = path.name
        self._file = path.open("rb")
        self._line = 0

    def __enter__(self) -> "Table":
        lines = self._lines()
        first = next(lines, "")
        delimiter = max(",;\t", key=first.count)
        csv.field_size_limit(LONGEST_FIELD)
        self._reader = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
        self.columns = [name.strip() for name in next(self._records(), [])]
        self._header = [name.lower() for name in self.columns]
        return self

    def __exit__(self, *reason: object) -> None:
        self._file.close()

    def has(self, names: Sequence[str]) -> bool:
        """Whether there is a column of one of these names."""
        return any(name in self._header for name in names)

    def rows(self, wanted: Columns) -> Iterator[tuple[str, ...]]:
        """The wanted columns of each row below the header, in their order; no field is empty."""
        places = self._places(wanted)
        for record in self.records():
            row = tuple([record[place] for place in places])
            if "" in row:
                empty = list(wanted)[row.index("")]
                self.fail(f"The row has no {empty}.", "Leave the row out where nothing was answered.")
            yield row

    def records(self) -> Iterator[list[str]]:
        """Each row below the header with all its fields, as many as there are `columns`."""
        for record in self._records():
            if not record:
                continue
            if len(record) != len(self._header):
                self.fail(
                    f"The row has {len(record)} columns, and the header {len(self._header)}.",
                    "Quote fields that hold the separator.",
                )
            yield record

    def fail(self, message: str, remedy: str) -> NoReturn:
        """Raise `InvalidFile` for the line last read."""
        raise InvalidFile(
            message,
            where=self._name,
            remedy=remedy,
            problems=[Problem(message, self._name, remedy, max(self._line, 1))],
        )

    def _places(self, wanted: Columns) -> list[int]:
        missing = [names for names in wanted.values() if not self.has(names)]
        if missing:
            self.fail(
                f"The table has no column {', '.join(map(' or '.join, missing))}.",
                f"Name the columns {', '.join(map(' or '.join, wanted.values()))} in its first line.",
            )
        return [
            next(self._header.index(name) for name in names if name in self._header)
            for names in wanted.values()
        ]

    def _records(self) -> Iterator[list[str]]:
        try:
            yield from self._reader
        except csv.Error as error:
            self.fail(f"The line is no CSV: {error}.", "Quote fields that hold quotes or the separator.")

    def _lines(self) -> Iterator[str]:
        while line := self._file.readline(LONGEST_LINE):
            self._line += 1
            if len(line) == LONGEST_LINE:
                self.fail(f"The line has more than {LONGEST_LINE:,} bytes.", "Is this a table of answers?")
            if b"\0" in line:
                self.fail("The line holds a NUL character.", "Save the table as plain text in UTF-8.")
            try:
                yield line.decode("utf-8-sig" if self._line == 1 else "utf-8")
            except UnicodeDecodeError:
                self.fail("The line is not UTF-8.", "Save the table as plain text in UTF-8.")
