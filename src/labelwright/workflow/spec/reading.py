"""Takes typed values out of a tree, and gathers every problem on the way instead of stopping at the first."""

import difflib
import math
import re
from collections.abc import Collection, Iterable, Sequence

from labelwright.core.errors import Problem
from labelwright.workflow.spec.nodes import Node, Place

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class Reading:
    """The problems found so far in one document, and the readers that find them."""

    def __init__(self, file: str = "") -> None:
        self.file = file
        self.problems: list[Problem] = []

    def problem(self, message: str, place: Place, remedy: str = "") -> None:
        if place.line is None:
            where = f"{self.file}: {place.path}" if self.file and place.path else self.file or place.path
        else:
            where = self.file
        self.problems.append(Problem(message, where, remedy, place.line, place.column))

    def mapping(self, node: Node, what: str) -> dict[str, Node]:
        """The children by key; none, with a problem, where the node is no mapping."""
        if isinstance(node.value, dict):
            return node.value
        self.problem(f"{what} must be a set of keys and values.", node.place)
        return {}

    def sequence(self, node: Node | None, what: str, most: int = 10_000) -> Sequence[Node]:
        """The members of a list; none where it is absent."""
        if node is None or node.value is None:
            return ()
        if not isinstance(node.value, list):
            self.problem(f"{what} must be a list.", node.place, "Begin each entry with “- ”.")
            return ()
        if len(node.value) > most:
            self.problem(f"{what} has {len(node.value):,} entries; {most:,} are the most.", node.place)
            return ()
        return node.value

    def text(self, node: Node | None, what: str, *, most: int, lines: bool = False) -> str:
        """A text; a plain number or word is taken as it was written."""
        if node is None or node.value is None:
            return ""
        value = node.raw if node.raw is not None else node.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            self.problem(f"{what} must be text.", node.place, "Put it in quotes.")
            return ""
        if len(value) > most:
            self.problem(f"{what} is longer than {most:,} characters.", node.place)
            return ""
        if not lines and _CONTROL.search(value):
            self.problem(f"{what} holds a line break or a control character.", node.place)
            return ""
        return value if lines else value.strip()

    def name(self, node: Node | None, what: str, owner: Place, most: int = 200) -> str:
        """A text that must be there."""
        if node is None:
            self.problem(f"{what} is missing.", owner)
            return ""
        before = len(self.problems)
        value = self.text(node, what, most=most)
        if not value and len(self.problems) == before:
            self.problem(f"{what} is empty.", node.place)
        return value

    def own_name(self, node: Node | None, what: str, usual: str, taken: Collection[str]) -> str:
        """The name of one `what` among others; where none is given the usual one, with a number if that is taken."""
        if node is None:
            name, count = usual, 1
            while name in taken:
                count += 1
                name = f"{usual} {count}"
            return name
        name = self.name(node, f"The name of the {what}", node.place, 100)
        if name in taken:
            self.problem(f"There are two {what}s named “{name}”.", node.place, "Give one another name.")
        return name

    def choice(self, node: Node | None, what: str, options: Iterable[str], default: str) -> str:
        """One of `options`; a problem with the nearest of them otherwise."""
        if node is None:
            return default
        options = tuple(options)
        before = len(self.problems)
        value = self.text(node, what, most=200)
        if value not in options and len(self.problems) == before:
            self.problem(f"{what} cannot be “{value}”.", node.place, nearest(value, options))
        return value if value in options else default

    def boolean(self, node: Node | None, what: str, default: bool = False) -> bool:
        if node is None:
            return default
        if isinstance(node.value, bool):
            return node.value
        self.problem(f"{what} must be true or false.", node.place)
        return default

    def number(
        self, node: Node | None, what: str, least: float | None = None, most: float | None = None
    ) -> float | int | None:
        """A finite number within bounds, or None where it is absent or wrong."""
        if node is None:
            return None
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.problem(f"{what} must be a number.", node.place)
            return None
        if (least is not None and value < least) or (most is not None and value > most):
            self.problem(f"{what} is {value:g}, but must be {_range(least, most)}.", node.place)
            return None
        return value

    def whole(self, node: Node | None, what: str, least: int, most: int, default: int) -> int:
        if node is None:
            return default
        if isinstance(node.value, bool) or not isinstance(node.value, int):
            self.problem(f"{what} must be a whole number.", node.place)
            return default
        value = self.number(node, what, least, most)
        return default if value is None else int(value)

    def known(self, node: Node, keys: Iterable[str], what: str, refused: Iterable[str] = ()) -> None:
        """A problem for each key that means nothing here. Keys in `refused` have been spoken of already."""
        keys, refused = tuple(keys), tuple(refused)
        for key, place in node.keys.items():
            if key not in keys and key not in refused:
                self.problem(f"{what} has no key “{key}”.", place, nearest(key, keys))


def nearest(word: str, options: Sequence[str]) -> str:
    """A sentence that offers the options that look like the word, or all where they are few."""
    close = difflib.get_close_matches(word.lower(), options, n=3, cutoff=0.6)
    if not close:
        lower = {option.lower(): option for option in options}
        close = [lower[match] for match in difflib.get_close_matches(word.lower(), list(lower), n=3)]
    if close:
        return f"Did you mean {' or '.join(close)}?"
    if 0 < len(options) <= 20:
        return f"Possible are: {', '.join(options)}."
    return ""


def _range(least: float | None, most: float | None) -> str:
    if least is None:
        return f"at most {most:g}"
    if most is None:
        return f"at least {least:g}"
    return f"from {least:g} to {most:g}"
