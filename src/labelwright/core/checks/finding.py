"""What a check says of an item's annotations, and how a machine would mend it."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from labelwright.core.records import Annotation

ERROR, WARNING = SEVERITIES = ("error", "warning")
"""An error keeps an answer from being submitted; a warning is shown and kept beside it."""


class Change(Struct, frozen=True, omit_defaults=True):
    """What becomes of the annotation `id`; without an `after` it is taken away."""

    id: str
    after: Annotation | None = None


class Fix(Struct, frozen=True):
    """Changes that make a finding vanish. `title` is what a button says."""

    title: str
    changes: tuple[Change, ...]

    def applied(self, annotations: Iterable[Annotation]) -> list[Annotation]:
        """The annotations as the fix leaves them."""
        after = {change.id: change.after for change in self.changes}
        changed = (after.get(annotation.id, annotation) for annotation in annotations)
        return [annotation for annotation in changed if annotation is not None]


class Finding(Struct, frozen=True, omit_defaults=True):
    """One thing that a check finds wrong.

    `rule` is the rule's stable id and `check` the check's name; `annotations` are the ids of those it is about, first
    the one to mend; none where it is about the whole answer. `item` and `others` name items, where a check compares
    them: to whom an item is a task they are tasks, in files they are names. A rule leaves `rule`, `check` and
    `severity` empty: who runs it fills them in. `probability` is how probably it is right, where that is known.
    """

    message: str
    annotations: tuple[str, ...] = ()
    fix: Fix | None = None
    item: str = ""
    others: tuple[str, ...] = ()
    rule: str = ""
    check: str = ""
    severity: str = ""
    probability: float | None = None


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep an answer from being submitted."""
    return [finding for finding in findings if finding.severity == ERROR]


def fixed(annotations: Sequence[Annotation], findings: Iterable[Finding]) -> list[Annotation]:
    """The annotations after every fix whose annotations no earlier fix has touched."""
    current, touched = list(annotations), set[str]()
    for finding in findings:
        if finding.fix is None:
            continue
        ids = {change.id for change in finding.fix.changes}
        if not ids & touched and not touched.intersection(finding.annotations):
            current = finding.fix.applied(current)
            touched |= ids
    return current
