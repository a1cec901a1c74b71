"""Conditions on tasks, as a project document writes them: `agreement < 0.8 or "WBC" in classes`.

A condition compares facts of a task with numbers and words, joined by `and`, `or`, `not` and parentheses. A fact
that is not known, such as the agreement of one answer, makes its comparison neither true nor false, by the logic of
Kleene: Introduction to Metamathematics, 1952, §64. What is neither does not hold.
"""

import operator
import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import NoReturn, TypeAlias

from msgspec import Struct

from labelwright.core.errors import Invalid

FACTS: Mapping[str, str] = {
    "agreement": "how alike the answers are, 0 to 1",
    "probability": "how probable the least sure annotation of the consensus is, 0 to 1",
    "model_agreement": "how alike the answer that stands and that of a model are, 0 to 1",
    "experience": "how many answers its least experienced annotator has given in the project",
    "votes": "how many answers it has",
    "annotations": "how many annotations stand",
    "round": "how often it was sent back",
    "fixed": "whether somebody corrected it in a review since it was last sent back",
}
"""What a condition can compare with a number, or ask for by its name alone: whether it is above 0."""
CLASSES = "classes"
"""The names of the classes that stand: `"WBC" in classes`."""

MAX_LENGTH = 1000
MAX_DEPTH = 20

Fact: TypeAlias = float | None


class Case(Struct, frozen=True):
    """What is known of a task: its facts, None or absent where one is unknown, and the classes that stand.

    `behind` says of stages that take a share of each stratum, by their names, whether one of the task's strata has had
    less than its share.
    """

    task_id: str
    facts: Mapping[str, Fact] = {}
    classes: Collection[str] = ()
    behind: Mapping[str, bool] = {}


Truth: TypeAlias = bool | None
Test: TypeAlias = Callable[[Case], Truth]


class Condition(Struct, frozen=True):
    """A condition that was understood. `needs` are the facts it asks for, `classes` those it names."""

    holds_of: Test
    needs: frozenset[str]
    classes: frozenset[str]

    def holds(self, case: Case) -> bool:
        """Whether it is true of a task; what is not known does not make it true."""
        return self.holds_of(case) is True


@lru_cache(maxsize=1024)
def condition(text: str) -> Condition:
    """The condition that a text means. Raises `Invalid`, which says where it goes wrong and what may be there."""
    if len(text) > MAX_LENGTH:
        raise Invalid(f"A condition has at most {MAX_LENGTH} characters.")
    return _Parser(text).whole()


_TOKEN = re.compile(
    r"""\s*(?: (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
             | (?P<name>[A-Za-z_]+)
             | "(?P<double>[^"]*)" | '(?P<single>[^']*)'
             | (?P<sign><=|>=|==|!=|<|>|\(|\)) )""",
    re.VERBOSE,
)
_SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


class _Token(Struct, frozen=True):
    kind: str
    text: str
    at: int


class _Parser:
    """Recursive descent over the words of one condition: or, and, not, comparison."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = self._split()
        self._next = 0
        self._depth = 0
        self._needs: set[str] = set()
        self._classes: set[str] = set()

    def whole(self) -> Condition:
        test = self._either()
        if self._token.kind != "end":
            self._fail("“and”, “or” or the end")
        return Condition(test, frozenset(self._needs), frozenset(self._classes))

    def _either(self) -> Test:
        tests = [self._both()]
        while self._take("or"):
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else _any(tests)

    def _both(self) -> Test:
        tests = [self._negated()]
        while self._take("and"):
            tests.append(self._negated())
        return tests[0] if len(tests) == 1 else _all(tests)

    def _negated(self) -> Test:
        if self._take("not"):
            return self._deeper(lambda: _not(self._negated()))
        if self._take("("):
            inner = self._deeper(self._either)
            if not self._take(")"):
                self._fail("“)”")
            return inner
        return self._comparison()

    def _comparison(self) -> Test:
        token = self._token
        if token.kind == "word":
            return self._membership()
        if token.kind != "name" or token.text not in FACTS:
            self._fail(f"a name in quotes, “(”, “not” or one of {', '.join(FACTS)}")
        self._next += 1
        self._needs.add(token.text)
        sign = self._token.text if self._token.kind == "sign" else ""
        if sign not in _SIGNS:
            return _compared(token.text, operator.gt, 0.0)
        self._next += 1
        number = self._token
        if number.kind != "number":
            self._fail("a number")
        self._next += 1
        return _compared(token.text, _SIGNS[sign], float(number.text))

    def _membership(self) -> Test:
        name = self._token.text
        self._next += 1
        absent = self._take("not")
        if not self._take("in"):
            self._fail("“in classes” or “not in classes”")
        if not self._take(CLASSES):
            self._fail(f"“{CLASSES}”")
        self._classes.add(name)
        return lambda case: (name in case.classes) is not absent

    def _deeper(self, inner: Callable[[], Test]) -> Test:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Invalid(f"A condition nests at most {MAX_DEPTH} deep.")
        test = inner()
        self._depth -= 1
        return test

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, word: str) -> bool:
        token = self._token
        taken = token.kind in ("name", "sign") and token.text == word
        self._next += taken
        return taken

    def _split(self) -> list[_Token]:
        tokens, at, text = [], 0, self._text.rstrip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None:
                raise Invalid(f"“{text[at:].strip()[:20]}” means nothing in a condition.")
            kind = match.lastgroup or ""
            tokens.append(
                _Token("word" if kind in ("double", "single") else kind, match[kind], match.start(kind))
            )
            at = match.end()
        return [*tokens, _Token("end", "", len(text))]

    def _fail(self, wanted: str) -> NoReturn:
        token = self._token
        found = "the condition ends" if token.kind == "end" else f"“{token.text}” stands"
        place = (
            f"after “{self._text[: token.at].strip()}”"
            if self._text[: token.at].strip()
            else "at the beginning"
        )
        raise Invalid(f"{place[0].upper()}{place[1:]} {found}, where {wanted} should be.")


def _compared(fact: str, compare: Callable[[float, float], bool], with_: float) -> Test:
    def test(case: Case) -> Truth:
        value = case.facts.get(fact)
        return None if value is None else compare(value, with_)

    return test


def _not(inner: Test) -> Test:
    def test(case: Case) -> Truth:
        truth = inner(case)
        return None if truth is None else not truth

    return test


def _any(tests: list[Test]) -> Test:
    def test(case: Case) -> Truth:
        truths = [one(case) for one in tests]
        return True if True in truths else None if None in truths else False

    return test


def _all(tests: list[Test]) -> Test:
    def test(case: Case) -> Truth:
        truths = [one(case) for one in tests]
        return False if False in truths else None if None in truths else True

    return test
