"""Walks the elements of large JSON documents one by one, with bounds on depth and size."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from labelwright.core.errors import InvalidFile

DEEPEST = 64
LARGEST = 64 << 20
_CHUNK = 1 << 20
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|["\[\]{}]', re.DOTALL)
_CLOSE = {ord("["): ord("]"), ord("{"): ord("}")}


def elements(stream: BinaryIO, name: str) -> Iterator[tuple[str, bytes]]:
    """Each object or list in the arrays of a document, undecoded, with the key its array stands under.

    The document is one array (the key is then "") or an object whose values may be arrays; what else it holds
    is passed over. Memory is bounded by the largest element. Raises `InvalidFile` where the document is cut
    off, nested deeper than `DEEPEST`, or has an element larger than `LARGEST` bytes.
    """
    walk = _Walk(name)
    data, position = b"", 0
    while True:
        for match in _TOKEN.finditer(data, position):
            token, position = match.group(), match.end()
            if token == b'"':
                position = match.start()
                break
            if len(token) > 1:
                walk.string(token)
            elif token in b"[{":
                walk.opened(token[0], data, match.start())
            elif found := walk.closed(token[0], data, match.start()):
                yield found
        else:
            position = len(data)
        keep = walk.needed(position)
        if len(data) - keep > LARGEST:
            raise walk.broken(f"has an element larger than {LARGEST >> 20} MB")
        chunk = stream.read(_CHUNK)
        if not chunk:
            walk.end(data[position:])
            return
        data = data[keep:] + chunk
        position -= keep
        walk.shift(keep)


class _Walk:
    """Where a pass is: the brackets still open, the start of the present element, the end of the one before."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.open: list[int] = []
        self.level = 0
        self.key = b""
        self.start = -1
        self.last = 0
        self.first = True

    def string(self, token: bytes) -> None:
        if self.start < 0 and (not self.open or self._between()):
            raise self.broken("holds something else than objects")
        if len(self.open) == 1:
            self.key = token[1:-1]

    def opened(self, token: int, data: bytes, at: int) -> None:
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

    def closed(self, token: int, data: bytes, at: int) -> tuple[str, bytes] | None:
        if self.start < 0 and self._between():
            self._gap(data[self.last : at], b"")
        if not self.open or self.open.pop() != token:
            raise self.broken("has brackets that do not match")
        if self.start >= 0 and self._between():
            element = data[self.start : at + 1]
            self.start, self.last, self.first = -1, at + 1, False
            return self.key.decode(errors="replace"), element
        return None

    def needed(self, position: int) -> int:
        """The first byte that must be kept."""
        if self.start >= 0:
            return self.start
        return self.last if self._between() else position

    def shift(self, by: int) -> None:
        self.last -= by
        if self.start >= 0:
            self.start -= by

    def end(self, rest: bytes) -> None:
        if not self.level or self.open or rest.strip():
            raise self.broken("ends in the middle" if self.level else "is no JSON document")

    def broken(self, how: str) -> InvalidFile:
        return InvalidFile(f"The file {how}.", where=self.name)

    def _between(self) -> bool:
        """Whether the place is in an array whose elements are wanted, and in none of them."""
        return len(self.open) == self.level and bool(self.open) and self.open[-1] == ord("]")

    def _gap(self, between: bytes, expected: bytes) -> None:
        if between.strip() != expected:
            raise self.broken("holds something else than objects, or a comma is missing or too many")
