"""Where words begin and end, as far as letters alone can tell."""

import re
import unicodedata

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u1a20-\u1aaf"  # Thai to Tai Tham
    "\u2e80-\u31ff\u3400-\u9fff\ua000-\ua4cf\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)
"""Scripts that put no spaces between words."""

_WORD = re.compile(r"[^\W_]+(?:['’‐-][^\W_]+)*")


def in_a_word(text: str, offset: int) -> bool:
    """Whether a place in a text, between two characters, lies inside a word.

    A mark that combines with the letter before it is never parted from it, in any script.
    """
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if unicodedata.combining(after) or (unicodedata.category(after)[0] == "M" and _is_letter(before)):
        return True
    if _UNSPACED.match(before) or _UNSPACED.match(after):
        return False
    return _is_letter(before) and _is_letter(after)


def words_of(text: str) -> list[str]:
    """The words of a text; an apostrophe or a hyphen within belongs to the word."""
    return _WORD.findall(text)


def _is_letter(character: str) -> bool:
    return character == "_" or unicodedata.category(character)[0] in "LNM"
