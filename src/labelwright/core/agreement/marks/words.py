"""Word and character errors of transcripts: WER, CER, MER, WIL."""

import math
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Tokens: TypeAlias = Sequence[str]
"""The words of a text, or its characters."""

_Codes: TypeAlias = npt.NDArray[np.int64]

_CELLS = 1_000_000
"""Numbers held at a time while many texts are compared at once."""

_EDIT = 1 << 32
"""What an edit costs. A hit gains 1, so that of the alignments with fewest edits one with most hits is taken."""


class Errors(Struct, frozen=True):
    """How a text differs from its reference: tokens that are the same, exchanged, left out and put in.

    A share of nothing is nan. The measures are those of Morris, Maier and Green, From WER and RIL to MER and WIL,
    Interspeech 2004.
    """

    hits: int = 0
    substitutions: int = 0
    deletions: int = 0
    insertions: int = 0

    @property
    def edits(self) -> int:
        return self.substitutions + self.deletions + self.insertions

    @property
    def expected(self) -> int:
        """The tokens of the reference."""
        return self.hits + self.substitutions + self.deletions

    @property
    def given(self) -> int:
        """The tokens of the text."""
        return self.hits + self.substitutions + self.insertions

    @property
    def rate(self) -> float:
        """WER of words, CER of characters: edits per token of the reference. It may be above 1."""
        return self.edits / self.expected if self.expected else math.nan

    @property
    def mer(self) -> float:
        """Match error rate: the share of the alignment that is wrong."""
        return self.edits / (self.hits + self.edits) if self.hits + self.edits else math.nan

    @property
    def wil(self) -> float:
        """Word information lost: 1 − the share of the reference that is hit × the share of the text that hits."""
        if not self.expected and not self.given:
            return math.nan
        return 1.0 - self.hits**2 / (self.expected * self.given) if self.hits else 1.0

    def __add__(self, other: "Errors") -> "Errors":
        return Errors(
            self.hits + other.hits,
            self.substitutions + other.substitutions,
            self.deletions + other.deletions,
            self.insertions + other.insertions,
        )


def errors_of(pairs: Sequence[tuple[Tokens, Tokens]]) -> list[Errors]:
    """The errors of each text in (reference, text), many at once.

    Wagner and Fischer, The string-to-string correction problem, Journal of the ACM 21 (1974), a row at a time for all
    texts of about one length.
    """
    found = [Errors()] * len(pairs)
    for places in _batches(pairs):
        chosen = [pairs[place] for place in places]
        codes: dict[str, int] = {}
        expected = _padded([reference for reference, _ in chosen], codes, -1)
        given = _padded([text for _, text in chosen], codes, -2)
        lengths = np.array([[len(reference), len(text)] for reference, text in chosen])
        cost = _costs(expected, given, lengths)
        edits = -(-cost // _EDIT)
        hits = edits * _EDIT - cost
        substitutions = lengths.sum(axis=1) - 2 * hits - edits
        deletions, insertions = (lengths - (hits + substitutions)[:, None]).T
        rows = zip(places, *(c.tolist() for c in (hits, substitutions, deletions, insertions)), strict=True)
        for place, *counts in rows:
            found[place] = Errors(*counts)
    return found


def _costs(expected: _Codes, given: _Codes, lengths: _Codes) -> _Codes:
    """The least cost of turning each reference into its text."""
    along = np.arange(given.shape[1] + 1) * _EDIT
    row = np.tile(along, (len(given), 1))
    for place in range(expected.shape[1]):
        below = row + _EDIT
        same = given == expected[:, place, None]
        np.minimum(below[:, 1:], row[:, :-1] + np.where(same, -1, _EDIT), out=below[:, 1:])
        below = np.minimum.accumulate(below - along, axis=1) + along
        row = np.where((place < lengths[:, 0])[:, None], below, row)
    return row[np.arange(len(row)), lengths[:, 1]]


def _batches(pairs: Sequence[tuple[Tokens, Tokens]]) -> Iterator[list[int]]:
    """The places of pairs of like length, as many at a time as may be compared at once."""
    order = sorted(range(len(pairs)), key=lambda place: [len(tokens) for tokens in reversed(pairs[place])])
    batch: list[int] = []
    for place in order:
        width = len(pairs[place][1]) + 1
        if batch and (len(batch) + 1) * width > _CELLS:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _padded(texts: Sequence[Tokens], codes: dict[str, int], padding: int) -> _Codes:
    """The tokens as numbers, a row for each text, filled up with a number that no token has."""
    rows = np.full((len(texts), max(map(len, texts))), padding, dtype=np.int64)
    for row, tokens in zip(rows, texts, strict=True):
        row[: len(tokens)] = [codes.setdefault(token, len(codes)) for token in tokens]
    return rows
