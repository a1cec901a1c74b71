"""Walks the elements of large JSON documents one by one, with bounds on depth and size."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from labelwright.core.errors import InvalidFile

DEEPEST = 64
LARGEST = 64 << 20
_CHUNK = 1 << 20
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_TOKEN = re.compile(_STRING + rb'|["\[\]{}]', re.DOTALL)
_CLOSE = {ord("["): ord("]"), ord("{"): ord("}")}

_USUAL = 8


def _object(depth: int) -> bytes:
    """A pattern of an object with at most `depth` levels inside."""
    plain = rb'(?:[^"\[\]{}]++|' + _STRING + rb")*+"
    inside = plain
    for _ in range(depth):
        inside = plain + rb"(?:[\[{]" + inside + rb"[\]}]" + plain + rb")*+"
    return rb"[ \t\r\n]*+(\{" + inside + rb"\})"


_FIRST = re.compile(_object(_USUAL), re.DOTALL)
_NEXT = re.compile(rb"[ \t\r\n]*+," + _object(_USUAL), re.DOTALL)
"""An object nested as little as nearly all are: found in one go instead of token by token."""


def elements(stream: BinaryIO, name: str) -> Iterator[tuple[str, bytes]]:
    """Each object or list in the arrays of a document, undecoded, with the key its array stands under.

    The document is one array (the key is then "") or an object whose values may be arrays; what else it holds
    is passed over. Memory is bounded by the largest element. Raises `InvalidFile` where the document is cut
    off, nested deeper than `DEEPEST`, or has an element larger than `LARGEST` bytes.
    """
    walk, data = _Walk(name), b""
    while True:
        yield from walk.through(data)
        keep = walk.needed()
        if len(data) - keep > LARGEST:
            raise walk.broken(f"has an element larger than {LARGEST >> 20} MB")
        chunk = stream.read(_CHUNK)
        if not chunk:
            walk.end(data)
            return
        data = data[keep:] + chunk
        walk.shift(keep)


class _Walk:
    """Where a pass is: the brackets still open, the start of the present element, the end of the one before."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.open: list[int] = []
        self.level = 0
        self.key = b""
        self.position = 0
        self.start = -1
        self.last = 0
        self.first = True

    def through(self, data: bytes) -> Iterator[tuple[str, bytes]]:
        """The elements that end in the data."""
        going = True
        while going:
            if self._between():
                yield from self._simple(data)
            going = False
            for match in _TOKEN.finditer(data, self.position):
                token = match.group()
                if token == b'"':
                    self.position = match.start()
                    return
                self.position = match.end()
                if found := self._token(token, data, match.start()):
                    yield found
                if self._between():
                    going = True
                    break
            else:
                if self.level and not self.open and data[self.position :].strip():
                    raise self.broken("goes on after its end")
                self.position = len(data)

    def needed(self) -> int:
        """The first byte that must be kept."""
        if not self.level:
            return 0
        if self.start >= 0:
            return self.start
        return self.last if self._between() else self.position

    def shift(self, by: int) -> None:
        """The first bytes are gone."""
        self.position -= by
        self.last -= by
        if self.start >= 0:
            self.start -= by

    def end(self, data: bytes) -> None:
        """The document is over. Raises `InvalidFile` where it may not be."""
        if not self.level or self.open or data[self.position :].strip():
            raise self.broken("ends in the middle" if self.level else "is no JSON document")

    def broken(self, how: str) -> InvalidFile:
        return InvalidFile(f"The file {how}.", where=self.name)

    def _simple(self, data: bytes) -> Iterator[tuple[str, bytes]]:
        """The elements that follow and are nested so little that a pattern holds them."""
        key = self.key.decode(errors="replace")
        if self.first and (match := _FIRST.match(data, self.last)):
            self.last, self.first = match.end(), False
            yield key, match[1]
        while not self.first and (match := _NEXT.match(data, self.last)):
            self.last = match.end()
            yield key, match[1]
        self.position = self.last

    def _token(self, token: bytes, data: bytes, at: int) -> tuple[str, bytes] | None:
        if len(token) > 1:
            self._string(token)
        elif token in b"[{":
            self._opened(token[0], data, at)
        else:
            return self._closed(token[0], data, at)
        return None

    def _string(self, token: bytes) -> None:
        if self.start < 0 and (not self.open or self._between()):
            raise self.broken("holds something else than objects")
        if len(self.open) == 1:
            self.key = token[1:-1]

    def _opened(self, token: int, data: bytes, at: int) -> None:
        if not self.open:
            if self.level or data[:at].strip() not in (b"", b"\xef\xbb\xbf"):
                raise self.broken("is no JSON document")
            self.level = 1 if token == ord("[") else 2
            self.last = at + 1
        elif self.start < 0 and self._between():
            self._gap(data[self.last : at], b"" if self.first else b",")
            self.start = at
        elif self.start < 0 and len(self.open) == 1:
            self.last, self.first = at + 1, True
        if len(self.open) >= DEEPEST:
            raise self.broken(f"is nested deeper than {DEEPEST} levels")
        self.open.append(_CLOSE[token])

    def _closed(self, token: int, data: bytes, at: int) -> tuple[str, bytes] | None:
        if self.start < 0 and self._between():
            self._gap(data[self.last : at], b"")
        if not self.open or self.open.pop() != token:
            raise self.broken("has brackets that do not match")
        if self.start >= 0 and self._between():
            element = data[self.start : at + 1]
            self.start, self.last, self.first = -1, at + 1, False
            return self.key.decode(errors="replace"), element
        return None

    def _between(self) -> bool:
        """Whether the place is in an array whose elements are wanted, and in none of them."""
        return len(self.open) == self.level and bool(self.open) and self.open[-1] == ord("]")

    def _gap(self, between: bytes, expected: bytes) -> None:
        if between.strip() != expected:
            raise self.broken("holds something else than objects, or a comma is missing or too many")
