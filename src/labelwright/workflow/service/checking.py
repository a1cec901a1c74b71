"""Answers as they come in, and drafts as they grow, before the rules and checks of their project."""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from labelwright.core.check import ANNOTATIONS_MAX
from labelwright.core.checks.finding import Finding, errors_of
from labelwright.core.errors import Invalid, InvalidAnswer, Problem
from labelwright.core.records import Annotation, Item
from labelwright.workflow.service import answers, leases, running, tasks
from labelwright.workflow.service.running import Running

KEPT_MAX = 20
"""Warnings that the record of a submit tells one by one."""


class Checked(Struct, frozen=True):
    """Annotations that may be kept, completed by the defaults of their classes, and what was found beside."""

    annotations: list[Annotation]
    warnings: tuple[Finding, ...] = ()

    @property
    def told(self) -> dict[str, Any]:
        """What the record says of the warnings: how many, and the first ones without their fixes."""
        if not self.warnings:
            return {}
        kept = [msgspec.structs.replace(warning, fix=None) for warning in self.warnings[:KEPT_MAX]]
        return {"warnings": msgspec.to_builtins(kept), "warning_count": len(self.warnings)}


def checked(project: Running, item: Item, annotations: list[Annotation] | None) -> Checked:
    """The annotations as they are to be kept. Raises `InvalidAnswer` with every fault and every error of a check."""
    if annotations is None:
        raise Invalid("The annotations are missing.", where="annotations")
    whole = project.rules.complete(annotations)
    findings = _found(project, item, whole)
    problems = [*project.rules.problems(whole, item), *map(_problem, errors_of(findings))]
    if problems:
        raise InvalidAnswer("The answer breaks the rules of its project.", problems=problems)
    return Checked(whole, tuple(findings))


def look(
    conn: Connection, actor: str, assignment_id: str, annotations: Sequence[Annotation]
) -> list[Finding]:
    """What the checks of a project say of a draft, which is neither kept nor complete. Raises `NotFound`."""
    held = leases.own(conn, actor, assignment_id)
    project = running.read(conn, held.project_id)
    item = answers.item(conn, tasks.read(conn, held.task_id).item_id)
    return _found(project, item, annotations)


def _found(project: Running, item: Item, annotations: Sequence[Annotation]) -> list[Finding]:
    if not project.checks or len(annotations) > ANNOTATIONS_MAX:
        return []
    return project.checks.findings(project.checks.scene(annotations, item))


def _problem(finding: Finding) -> Problem:
    remedy = f"{finding.fix.title}." if finding.fix else ""
    return Problem(finding.message, finding.annotations[0] if finding.annotations else "", remedy)
