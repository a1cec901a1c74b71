"""The schemes of tags: IOB1, IOB2, and BIOES, which is also written BILOU."""

import re
from collections.abc import Iterator, Sequence

TAG = re.compile(r"(?:O|[BIESLU]-.+)$", re.DOTALL)


def spans(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Class, first token and end of each run, in any of the schemes: a change of class starts a run, too."""
    name, start = "", 0
    for index, tag in enumerate([*tags, "O"]):
        mark, _, cls = tag.partition("-")
        goes_on = mark in "IEL" and tag != "O" and cls == name
        if name and not goes_on:
            yield name, start, index
            name = ""
        if tag != "O" and not name:
            name, start = cls, index
        if mark in "ESLU" and tag != "O":
            yield name, start, index + 1
            name = ""


def letter(index: int, first: int, last: int, dialect: str, *, touches: bool) -> str:
    """What stands before the class of a token of a span; `touches` where a span of the same class ends before it."""
    if dialect == "bioes":
        if first == last:
            return "S"
        return "B" if index == first else ("E" if index == last else "I")
    if index != first:
        return "I"
    return "B" if dialect != "iob1" or touches else "I"


def dialect_of(tags: Sequence[str]) -> str:
    """The scheme that tags follow."""
    if any(tag[0] in "ESLU" for tag in tags):
        return "bioes"
    before = "O"
    for tag in tags:
        if tag.startswith("I-") and before.partition("-")[2] != tag[2:]:
            return "iob1"
        before = tag
    return "iob2"
