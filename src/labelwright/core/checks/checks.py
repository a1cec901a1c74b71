"""The checks of a project made ready to look at many answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

import msgspec
from msgspec import structs

from labelwright.core.checks.finding import Finding
from labelwright.core.checks.rule import AnyRule, Check, Survey
from labelwright.core.checks.scene import Classes, Scene, Seen
from labelwright.core.errors import MissingLibrary
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item

FINDINGS_MAX = 1000
"""Findings of one check in one answer that are listed: more than anybody mends one by one."""


class _Ready(NamedTuple):
    check: Check
    rule: AnyRule
    settings: Any

    def seen(self, scene: Scene) -> tuple[Scene, Sequence[Seen]]:
        """The scene as this check looks at it, and the marks that it is about."""
        wanted = self.check.classes
        if not wanted:
            return scene, scene.marks
        marks = [mark for mark in scene.marks if not set(wanted).isdisjoint(mark.path)]
        return replace(scene, about=wanted), marks

    def named(self, finding: Finding, scene: Scene | None = None) -> Finding:
        return structs.replace(
            finding,
            item=finding.item or (scene.key if scene else ""),
            rule=self.rule.name,
            check=self.check.name or self.rule.name,
            severity=self.check.severity or self.rule.severity,
        )


class Checks:
    """Looks at answers one by one (`findings`), and over all of them (`survey`)."""

    def __init__(
        self,
        checks: Sequence[Check],
        ontology: Ontology,
        labels: Mapping[str, AnyLabel],
        rules: Mapping[str, AnyRule],
    ) -> None:
        self._classes = Classes(ontology, labels) if checks else None
        self._ready = [
            _Ready(check, rule, msgspec.convert(check.settings, rule.Settings))
            for check in checks
            for rule in (rules[check.rule],)
        ]

    def __bool__(self) -> bool:
        return bool(self._ready)

    @property
    def looks(self) -> bool:
        """Whether any of them wants to know how pictures look."""
        return any(ready.rule.looks for ready in self._ready)

    def scene(
        self,
        annotations: Sequence[Annotation],
        item: Item,
        *,
        key: str = "",
        at: float | None = None,
        look: int | None = None,
    ) -> Scene:
        """An item with its annotations, as rules see them."""
        marks = self._classes.seen(annotations, item) if self._classes else ()
        return Scene(item, marks, key, at, look)

    def findings(self, scene: Scene) -> list[Finding]:
        """What is wrong with one answer, check by check."""
        return [
            ready.named(finding, scene)
            for ready in self._ready
            for finding in islice(ready.rule.find(ready.settings, *ready.seen(scene)), FINDINGS_MAX)
        ]

    def survey(self) -> "Surveys":
        """A walk over many items; a new one for every walk."""
        walks = ((ready, ready.rule.survey(ready.settings)) for ready in self._ready)
        return Surveys([(ready, walk) for ready, walk in walks if walk is not None])


class Surveys:
    """What is gathered on a walk over items, for those checks that compare them."""

    def __init__(self, walks: Iterable[tuple[_Ready, Survey]]) -> None:
        self._walks = list(walks)

    def see(self, scene: Scene) -> None:
        """Take in one item."""
        for ready, walk in self._walks:
            walk.see(*ready.seen(scene))

    def findings(self) -> Iterator[Finding]:
        """What is wrong with all that was seen."""
        for ready, walk in self._walks:
            yield from (ready.named(finding) for finding in walk.findings())


def usual_checks(rules: Mapping[str, AnyRule]) -> tuple[Check, ...]:
    """The checks that make sense for any labels, for where nobody chose some."""
    found = []
    for name in rules:
        try:
            rule = rules[name]
        except MissingLibrary:
            continue
        if rule.usual:
            found.append(Check(name, name))
    return tuple(found)
