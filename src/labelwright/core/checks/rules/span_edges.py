"""Where spans begin and end: not in white space, not inside a word."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from labelwright.core.checks.finding import Change, Finding, Fix
from labelwright.core.checks.rule import Rule, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.words import in_a_word
from labelwright.core.views import Span


class Edges(Struct, frozen=True, forbid_unknown_fields=True):
    """What is looked for."""

    space: Annotated[bool, told("White space", "Whether white space at an edge is wrong.")] = True
    words: Annotated[bool, told("Cut words", "Whether a word that is cut is wrong.")] = True
    punctuation: Annotated[
        str, Meta(max_length=100), told("Punctuation", "Characters that no edge may hold.")
    ] = ""


class SpanEdges(Rule[Edges]):
    """The fix trims what does not belong, and reaches out to where a cut word begins and ends.

    In scripts that write no spaces, such as Chinese, no one can tell a cut word by its letters: none is found there.
    """

    name = "span_edges"
    title = "Edges of spans"
    summary = "Finds spans that begin or end in white space or inside a word, and moves their edges."
    Settings = Edges
    views = frozenset({Span})
    usual = True

    def says(self, settings: Edges) -> str:
        asked = ["no white space at the edges"] if settings.space else []
        if settings.punctuation:
            asked.append(f"none of “{settings.punctuation}” there")
        if settings.words:
            asked.append("no word cut in two")
        return ", ".join(asked) or "any edges"

    def find(self, settings: Edges, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        text = scene.item.text
        for mark in marks if text else ():
            span = mark.view(Span)
            if span is None or text is None or not 0 <= span.start < span.end <= len(text):
                continue
            trimmed = _trimmed(text, span, settings)
            whole = _whole(text, trimmed) if settings.words and trimmed is not None else trimmed
            if whole != span:
                yield Finding(_said(mark, span, trimmed, whole), (mark.id,), _fix(mark, whole))


def _trimmed(text: str, span: Span, settings: Edges) -> Span | None:
    """The span without what may not stand at its edges; None where nothing is left."""

    def strays(character: str) -> bool:
        return (settings.space and character.isspace()) or character in settings.punctuation

    start, end = span.start, span.end
    while start < end and strays(text[start]):
        start += 1
    while end > start and strays(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else None


def _whole(text: str, span: Span) -> Span:
    """The span grown to whole words."""
    start, end = span.start, span.end
    while in_a_word(text, start):
        start -= 1
    while in_a_word(text, end):
        end += 1
    return Span(start, end)


def _said(mark: Seen, span: Span, trimmed: Span | None, whole: Span | None) -> str:
    if trimmed is None:
        return f"“{mark.cls.name}” marks nothing but white space or punctuation."
    if trimmed == span:
        return f"{mark.called} cuts a word in two."
    also = "" if trimmed == whole else ", and cuts a word in two"
    lost = re.sub(
        r"\s",
        "",
        (mark.text or "")[: trimmed.start - span.start] + (mark.text or "")[trimmed.end - span.start :],
    )
    return f"{mark.called} has {'punctuation' if lost else 'white space'} at its edges{also}."


def _fix(mark: Seen, whole: Span | None) -> Fix | None:
    if whole is None:
        return Fix("Take the span away", (Change(mark.id),))
    change = mark.become(whole)
    return Fix("Move to whole words", (change,)) if change is not None else None


PART = SpanEdges()
