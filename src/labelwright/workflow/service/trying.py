"""Checks that are not saved yet, tried on the newest answers that stand, within bounds. It changes nothing.

What a scan tells of every answer this tells of some at once, so that whoever writes a check sees what it would find.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.core.checks.checks import Checks
from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import Check
from labelwright.core.records import Annotation, Item, decode_annotations
from labelwright.core.registry import LABELS, RULES
from labelwright.workflow.spec import Spec

SHOWN_MAX = 5
"""Answers of each check of which the first finding is told."""

_NEWEST = text(
    "SELECT t.id, i.name, i.media, i.content_hash, i.width, i.height, i.text, a.annotations FROM answers a"
    " JOIN tasks t ON t.id = a.task_id AND t.truth_answer_id = a.id JOIN items i ON i.id = t.item_id"
    " WHERE a.project_id = :project ORDER BY a.created_at DESC, a.id DESC LIMIT :limit"
)


class Bounds(Struct, frozen=True):
    """How many answers, with how many annotations in all, are looked at, and after how long no further one is begun."""

    answers: int = 200
    annotations: int = 20_000
    microseconds: int = 2_000_000


USUAL = Bounds()


class Named(Struct, frozen=True):
    """A task by its id and the name of its item."""

    id: str
    name: str


class Found(Struct, frozen=True):
    """A finding, and the task that it is in."""

    task: Named
    finding: Finding


class Tried(Struct, frozen=True):
    """What one check finds: how much, in how many answers, and the first finding in some of them.

    `compares` says that it also holds items against one another, which only a scan of all answers shows.
    """

    check: str
    rule: str
    severity: str
    compares: bool
    findings: int = 0
    answers: int = 0
    found: tuple[Found, ...] = ()


class Trial(Struct, frozen=True):
    """What the checks of a document find in the newest `answers` that stand; `more` where there are others."""

    answers: int
    more: bool
    checks: tuple[Tried, ...]


def trial(
    conn: Connection, project_id: str, spec: Spec, now: Callable[[], int], bounds: Bounds = USUAL
) -> Trial:
    """Try the checks of a document on the newest answers that stand in a project. `now` gives microseconds."""
    checks = Checks(spec.checks, spec.ontology, LABELS, RULES)
    tally = _Tally()
    until, seen, annotations, more = now() + bounds.microseconds, 0, 0, False
    for task, item, marks in _newest(conn, project_id, bounds.answers + 1):
        annotations += len(marks)
        if seen and (seen == bounds.answers or annotations > bounds.annotations or now() > until):
            more = True
            break
        seen += 1
        tally.add(task, checks.findings(checks.scene(marks, item, key=task.id)))
    return Trial(seen, more, tuple(tally.of(check) for check in spec.checks))


class _Tally:
    """How much each check has found, by its name, in how many answers, and the first finding in some of them."""

    def __init__(self) -> None:
        self._counts, self._answers = Counter[str](), Counter[str]()
        self._first: dict[str, list[Found]] = defaultdict(list)

    def add(self, task: Named, findings: list[Finding]) -> None:
        """Take in what was found in one answer."""
        self._counts.update(finding.check for finding in findings)
        for name, finding in {finding.check: finding for finding in reversed(findings)}.items():
            self._answers[name] += 1
            if len(self._first[name]) < SHOWN_MAX:
                self._first[name].append(Found(task, finding))

    def of(self, check: Check) -> Tried:
        """What one check has found."""
        name, rule = check.name, RULES[check.rule]
        return Tried(
            name,
            rule.name,
            check.severity or rule.severity,
            rule.compares,
            self._counts[name],
            self._answers[name],
            tuple(self._first[name]),
        )


def _newest(conn: Connection, project_id: str, limit: int) -> Iterator[tuple[Named, Item, list[Annotation]]]:
    """The newest answers that stand, each with its task and item."""
    for row in conn.execute(_NEWEST, {"project": project_id, "limit": limit}):
        item = Item(row.name, row.media, row.content_hash, row.width, row.height, text=row.text)
        yield Named(row.id, row.name), item, decode_annotations(row.annotations)
