"""Which words and characters a span or a transcript may hold."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Rule, told
from labelwright.core.checks.scene import Scene, Seen
from labelwright.core.checks.words import words_of
from labelwright.core.views import Span, Text

Word = Annotated[str, Meta(min_length=1, max_length=200)]


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """What is allowed, what is not. Upper and lower case count as the same unless `case` is set."""

    words: Annotated[
        tuple[Word, ...], Meta(max_length=50_000), told("Allowed words", "Only these words.")
    ] = ()
    forbidden: Annotated[
        tuple[Word, ...], Meta(max_length=50_000), told("Forbidden words", "None of these words.")
    ] = ()
    characters: Annotated[
        str, Meta(max_length=5000), told("Allowed characters", "Only these characters and spaces.")
    ] = ""
    case: Annotated[bool, told("Mind the case", "Whether upper and lower case are told apart.")] = False


class Vocabulary(Rule[Words]):
    """Lists instead of patterns: a pattern can be written that takes a server for hours."""

    name = "vocabulary"
    title = "Vocabulary"
    summary = "Finds words and characters that a span or a transcript may not hold."
    Settings = Words
    views = frozenset({Span, Text})

    def says(self, settings: Words) -> str:
        asked = []
        if settings.words:
            asked.append(f"only words of the list, such as {_listed(settings.words)}")
        if settings.forbidden:
            asked.append(f"never {_listed(settings.forbidden)}")
        if settings.characters:
            asked.append(f"only the characters “{settings.characters}”")
        return ", ".join(asked)

    def faults(self, settings: Words) -> Iterator[str]:
        if not settings.words and not settings.forbidden and not settings.characters:
            yield "It needs one of “words”, “forbidden”, “characters”."

    def find(self, settings: Words, scene: Scene, marks: Sequence[Seen]) -> Iterator[Finding]:
        allowed = {_folded(word, settings) for word in settings.words}
        forbidden = {_folded(word, settings) for word in settings.forbidden}
        characters = set(settings.characters)
        for mark in marks:
            if mark.text is None:
                continue
            words = dict.fromkeys(words_of(mark.text))
            strange = [w for w in words if allowed and _folded(w, settings) not in allowed]
            refused = [w for w in words if _folded(w, settings) in forbidden]
            odd = sorted({c for c in mark.text if characters and c not in characters and not c.isspace()})
            if strange:
                yield Finding(
                    f"{mark.called} has words that are not in the list: {_listed(strange)}.", (mark.id,)
                )
            if refused:
                yield Finding(
                    f"{mark.called} has words that are not allowed: {_listed(refused)}.", (mark.id,)
                )
            if odd:
                yield Finding(
                    f"{mark.called} has characters that are not allowed: {_listed(odd)}.", (mark.id,)
                )


def _folded(word: str, settings: Words) -> str:
    return word if settings.case else word.casefold()


def _listed(words: Sequence[str]) -> str:
    shown = ", ".join(f"“{word[:40]}”" for word in words[:5])
    return f"{shown} and {len(words) - 5} more" if len(words) > 5 else shown


PART = Vocabulary()
