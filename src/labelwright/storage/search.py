"""Words of items, found again: FTS5 on SQLite, tsvector on PostgreSQL, the same words on both.

We split and fold the text ourselves, so both databases agree and no text of a user is ever search syntax.
"""

import re
import unicodedata

from msgspec import Struct

MOST_WORDS = 16_000
MOST_CHARACTERS = 200_000
LONGEST_WORD = 64
MOST_SEQ = 2**31 - 1
"""Bounds of what is indexed of one item. PostgreSQL counts positions up to 16,383 and takes 1 MB."""

_TERM = re.compile(r'"([^"]*)"?|(\S+)')


class Term(Struct, frozen=True):
    """Words that stand one after the other; with `prefix`, the last is the beginning of one."""

    words: tuple[str, ...]
    prefix: bool = False


def words(text: str) -> list[str]:
    """The words of a text: without case and accents, CJK characters one by one, everything else split off."""
    folded = text[:MOST_CHARACTERS].casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded).casefold()
    found = folded.translate(_FOLD).split()
    return [word[:LONGEST_WORD] for word in found[:MOST_WORDS]]


def parse(query: str) -> list[Term]:
    """What a user's query asks for: each word, each "phrase in quotes", and words beginning with some*."""
    terms = []
    for quoted, plain in _TERM.findall(query[:MOST_CHARACTERS]):
        if found := words(quoted or plain):
            terms.append(Term(tuple(found), prefix=plain.endswith("*")))
    return terms


def document(dialect: str, name: str, text: str) -> str:
    """What is kept in `item_words` of an item's name and text."""
    found = words(f"{name} {text}")
    if dialect == "sqlite":
        return " ".join(found)
    places: dict[str, list[str]] = {}
    for place, word in enumerate(found, 1):
        places.setdefault(word, []).append(str(place))
    return " ".join(f"'{word}':{','.join(at[:255])}" for word, at in places.items())


def match(dialect: str, query: str) -> str | None:
    """The database's own form of a user's query: an FTS5 MATCH or a tsquery. None where it has no words."""
    terms = parse(query)
    if not terms:
        return None
    return " AND ".join(map(_fts5, terms)) if dialect == "sqlite" else " & ".join(map(_tsquery, terms))


def row_base(number: int) -> int:
    """What to add to a seq of project `number` for its rowid in SQLite's `item_words`.

    A full-text table knows only integers: the project is in the upper half, the seq in the lower.
    """
    return number << 32


def _fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + ("*" if term.prefix else "")


def _tsquery(term: Term) -> str:
    quoted = [f"'{word}'" for word in term.words]
    if term.prefix:
        quoted[-1] += ":*"
    return f"({' <-> '.join(quoted)})"


class _Fold(dict[int, str]):
    """What becomes of each character, found out once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        if unicodedata.combining(character):
            folded = ""
        elif _stands_alone(code):
            folded = f" {character} "
        elif kind[0] in "LMN":
            folded = character
        else:
            folded = " "
        self[code] = folded
        return folded


def _stands_alone(code: int) -> bool:
    """Kana and Han, which are written without spaces."""
    return (
        0x3041 <= code <= 0x30FF
        or 0x3400 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x323AF
    )


_FOLD = _Fold()
