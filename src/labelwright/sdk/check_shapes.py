"""What the HTTP interface says of checks that are being written."""

from msgspec import Struct

from labelwright.sdk.shapes import Found


class CheckSentences(Struct, frozen=True):
    """What each check of a document asks, in its order and in plain words; "" of one that cannot be read."""

    sentences: tuple[str, ...]


class CheckTried(Struct, frozen=True):
    """How much a check finds, in how many answers, and the first finding in some of them.

    `compares` says that it also holds items against one another, which only a scan of all answers shows.
    """

    check: str
    rule: str
    severity: str
    compares: bool
    findings: int = 0
    answers: int = 0
    found: tuple[Found, ...] = ()


class CheckTrial(Struct, frozen=True):
    """What checks find in the newest `answers` that stand; `more` where there are others."""

    answers: int
    more: bool
    checks: tuple[CheckTried, ...]
