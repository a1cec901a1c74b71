"""Every error Labelwright raises on purpose.

    LabelwrightError
    ├── Invalid                what was given is wrong; carries the problems found, each with its place
    │   ├── InvalidFile            a file that cannot be read as what it claims to be
    │   ├── InvalidProject         a project document that breaks its schema or itself
    │   └── InvalidAnswer          annotations that break the ontology of their project
    ├── NotFound               no such thing, or none that this person may know of
    │   └── UnknownPart            no part of that name in a family
    ├── NotSignedIn            who is asking is not known
    ├── NotAllowed             who is asking may not do this
    ├── Conflict               the thing has changed or is in a state that forbids this
    │   ├── StaleRevision          somebody else saved first
    │   └── LeaseLost              the assignment is no longer this person's
    ├── TooLarge               beyond a bound that protects the installation
    ├── TooMany                asked too often; try again later
    ├── MissingLibrary         a part needs an extra that is not installed
    ├── Unavailable            a service that is needed does not answer
    └── Cancelled              somebody asked for the work to stop

The classes carry data, never HTTP: `labelwright.api.errors` is the only map to status codes.
"""

import errno
from collections.abc import Sequence

from msgspec import Struct


class Problem(Struct, frozen=True, omit_defaults=True):
    """One thing that is wrong: what, where, and how to mend it."""

    message: str
    where: str = ""
    remedy: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = self.where
        if self.line is not None:
            place = f"{place}:{self.line}" if place else f"line {self.line}"
            if self.column is not None:
                place += f":{self.column}"
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} {self.remedy}" if self.remedy else text


class LabelwrightError(Exception):
    """The root. `code` is stable and machine-readable; the text is one sentence for a person."""

    code = "error"

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        return str(Problem(self.message, self.where, self.remedy))


class Invalid(LabelwrightError):
    """What was given is wrong. `problems` lists every fault found, not only the first."""

    code = "invalid"

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        remedy: str = "",
        problems: Sequence[Problem] = (),
    ) -> None:
        super().__init__(message, where=where, remedy=remedy)
        self.problems = tuple(problems) or (Problem(message, where, remedy),)

    def __str__(self) -> str:
        if len(self.problems) == 1 and self.problems[0].message == self.message:
            return str(self.problems[0])
        return "\n".join([self.message, *(f"  {problem}" for problem in self.problems)])


class InvalidFile(Invalid):
    code = "invalid-file"


class InvalidProject(Invalid):
    code = "invalid-project"


class InvalidAnswer(Invalid):
    code = "invalid-answer"


class NotFound(LabelwrightError):
    code = "not-found"


class UnknownPart(NotFound):
    """No part of that name; `nearest` holds the names that look like it."""

    code = "unknown-part"

    def __init__(self, family: str, name: str, nearest: Sequence[str]) -> None:
        hint = f"Did you mean {' or '.join(nearest)}?" if nearest else ""
        super().__init__(
            f"There is no part named “{name}” in {family}.",
            remedy=hint or f"`labelwright parts {family}` lists what is installed.",
        )
        self.family = family
        self.name = name
        self.nearest = tuple(nearest)


class NotSignedIn(LabelwrightError):
    code = "not-signed-in"


class NotAllowed(LabelwrightError):
    code = "not-allowed"


class Conflict(LabelwrightError):
    code = "conflict"


class StaleRevision(Conflict):
    """Somebody else saved first; `current` is the revision that stands."""

    code = "stale-revision"

    def __init__(self, message: str, *, current: int, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.current = current


class LeaseLost(Conflict):
    code = "lease-lost"


class TooLarge(LabelwrightError):
    code = "too-large"


class TooMany(LabelwrightError):
    """Asked too often; `retry_after_s` says when to try again."""

    code = "too-many"

    def __init__(self, message: str, *, retry_after_s: float) -> None:
        super().__init__(message, remedy=f"Try again in {retry_after_s:.0f} s.")
        self.retry_after_s = retry_after_s


class MissingLibrary(LabelwrightError):
    """A part needs libraries that are not installed; the remedy is the command that installs them."""

    code = "missing-library"

    def __init__(self, part: str, needs: Sequence[str], extra: str = "") -> None:
        target = f'"labelwright[{extra}]"' if extra else " ".join(needs)
        super().__init__(
            f"{part} needs {', '.join(needs)}, which is not installed.",
            remedy=f"Install it with: pip install {target}",
        )
        self.needs = tuple(needs)


class Unavailable(LabelwrightError):
    code = "unavailable"


class Cancelled(LabelwrightError):
    code = "cancelled"


def of_disk(error: OSError) -> Unavailable | None:
    """What a disk that is full or read-only means to a person; None for every other error of the system."""
    if error.errno not in _FULL:
        return None
    return Unavailable(
        "The disk of the server has no space left, or cannot be written.",
        remedy="Make room, then do it again: nothing was half done.",
    )


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
