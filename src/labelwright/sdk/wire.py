"""What an operation of the SDK is made of: requests and pauses that it yields, replies that it gets back.

An operation is a generator that does no I/O itself, so each is written once and driven by either client.
"""

from collections.abc import Generator, Mapping
from typing import Any, TypeAlias, TypeVar

import msgspec
from msgspec import Struct

from labelwright.core import errors
from labelwright.core.errors import LabelwrightError, Problem, StaleRevision, TooMany, UnknownPart

T = TypeVar("T")
S = TypeVar("S")


class Request(Struct, frozen=True):
    """One HTTP request below `/api/v1`. `repeatable` says that sending it twice does no more than once."""

    method: str
    path: str
    params: Mapping[str, Any] = {}
    json: Any = None
    body: bytes | None = None
    headers: Mapping[str, str] = {}

    @property
    def repeatable(self) -> bool:
        return self.method in ("GET", "HEAD", "PUT", "DELETE") or "Idempotency-Key" in self.headers


class Pause(Struct, frozen=True):
    """Wait for so many seconds before going on."""

    seconds: float


class Reply(Struct, frozen=True):
    """What the server said: a status below 400, headers with lower-case names, the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def read(self, kind: type[T]) -> T:
        """The body as a value of this type."""
        return msgspec.json.decode(self.body, type=kind)


class Page(Struct, frozen=True):
    """The first request of a list and the type of its items."""

    request: Request
    kind: Any


Step: TypeAlias = Request | Pause
Steps: TypeAlias = Generator[Step, Reply, T]


class _Document(Struct):
    """The members of a problem+json document that the SDK reads."""

    code: str = "error"
    detail: str = ""
    message: str = ""
    where: str = ""
    remedy: str = ""
    problems: tuple[Problem, ...] = ()
    current: int = 0
    retry_after_s: float = 1.0
    family: str = ""
    name: str = ""
    nearest: tuple[str, ...] = ()


def error_of(status: int, body: bytes) -> LabelwrightError:
    """The error that the server raised, as the same class of `labelwright.core.errors` with the same data."""
    try:
        said = msgspec.json.decode(body, type=_Document)
    except msgspec.DecodeError:
        return errors.Unavailable(f"The server answered {status} with something that is no problem document.")
    message = said.message or said.detail
    kind = _kinds(LabelwrightError).get(said.code, LabelwrightError)
    if issubclass(kind, StaleRevision):
        return kind(message, current=said.current, remedy=said.remedy)
    if issubclass(kind, TooMany):
        return kind(message, retry_after_s=said.retry_after_s)
    if issubclass(kind, UnknownPart):
        return kind(said.family, said.name, said.nearest)
    if issubclass(kind, errors.Invalid):
        return kind(message, where=said.where, remedy=said.remedy, problems=said.problems)
    if issubclass(kind, errors.MissingLibrary):
        return LabelwrightError(message, remedy=said.remedy)
    return kind(message, where=said.where, remedy=said.remedy)


def _kinds(root: type[LabelwrightError]) -> dict[str, type[LabelwrightError]]:
    """Every class of the tree by its code, an ancestor winning over a descendant with the same code."""
    found: dict[str, type[LabelwrightError]] = {}
    for kind in root.__subclasses__():
        found = _kinds(kind) | found
    return found | {root.code: root}
