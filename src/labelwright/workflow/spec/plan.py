"""What would change between two revisions of a project, in words for a person, and which work it touches."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, to_builtins

from labelwright.core.checks.rule import Check
from labelwright.core.ontology import Attribute, Class, Group, Ontology
from labelwright.workflow.spec.gold import gold_words, qualify_words
from labelwright.workflow.spec.model import Spec, StageSpec
from labelwright.workflow.spec.workflow import stage_keys


class Change(Struct, frozen=True, omit_defaults=True):
    """One difference. `touches` is the class whose annotations may lose something, empty where none can.

    `kind` is added, removed or changed; `where` the part of the document; `annotations` how many the class
    has now; `detail` the lines of a longer text.
    """

    kind: str
    where: str
    text: str
    touches: str = ""
    annotations: int = 0
    detail: tuple[str, ...] = ()


class Plan(Struct, frozen=True):
    """All changes, in the order of the document."""

    changes: tuple[Change, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.changes

    @property
    def losses(self) -> tuple[Change, ...]:
        """The changes by which existing annotations lose something."""
        return tuple(change for change in self.changes if change.annotations)

    @property
    def needs_confirmation(self) -> bool:
        return bool(self.losses)

    @property
    def question(self) -> str:
        """What a person has to agree to, in one sentence; empty where nothing is lost."""
        used = {change.touches: change.annotations for change in self.losses}
        if not used:
            return ""
        parts = [f"“{name}” is used by {_annotations(n)}" for name, n in used.items()]
        return f"This touches work that is already done: {', '.join(parts)}. Apply it all the same?"

    def lines(self) -> Iterator[str]:
        """The plan as text, a line each."""
        signs = {"added": "+", "removed": "-", "changed": "~"}
        for change in self.changes:
            used = f" ({_annotations(change.annotations)} would be touched)" if change.annotations else ""
            yield f"{signs[change.kind]} {change.where}: {change.text}{used}"
            yield from (f"    {line}" for line in change.detail)

    def as_dict(self) -> dict[str, Any]:
        """The plan as JSON-able data."""
        return {
            "changes": to_builtins(self.changes),
            "needs_confirmation": self.needs_confirmation,
            "question": self.question,
        }


def diff(old: Spec | None, new: Spec, used: Mapping[str, int] | None = None) -> Plan:
    """What has to change for `old` to become `new`; everything is added where there is no old one.

    `used` says how many annotations each class has now. Without it no change counts as a loss.
    """
    if old is None:
        return Plan((Change("added", "project", f"“{new.name}” is created, with {_sizes(new)}."),))
    changes = [
        *_texts(old, new),
        *_classes(old.ontology, new.ontology),
        *_groups(old.ontology, new.ontology),
        *_stages(old.stages, new.stages),
        *_checks(old.checks, new.checks),
        *_tests(old, new),
    ]
    if old.media != new.media:
        changes.insert(0, Change("changed", "media", f"{old.media} becomes {new.media}."))
    counts = used or {}
    return Plan(tuple(_counted(change, counts) for change in changes))


def _counted(change: Change, used: Mapping[str, int]) -> Change:
    count = used.get(change.touches, 0) if change.touches else 0
    return Change(change.kind, change.where, change.text, change.touches, count, change.detail)


def _texts(old: Spec, new: Spec) -> Iterator[Change]:
    if old.name != new.name:
        yield Change("changed", "name", f"“{old.name}” becomes “{new.name}”.")
    if old.description != new.description:
        yield Change(
            "changed", "description", "The text differs.", detail=_unified(old.description, new.description)
        )
    if old.guideline != new.guideline:
        yield Change(
            "changed", "guideline", "The text differs.", detail=_unified(old.guideline, new.guideline)
        )


def _unified(old: str, new: str) -> tuple[str, ...]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=2)
    return tuple(line for line in lines if not line.startswith(("---", "+++")))


def _classes(old: Ontology, new: Ontology) -> Iterator[Change]:
    gone = [cls for cls in old.classes if new.find(cls.name) is None]
    fresh = [cls for cls in new.classes if old.find(cls.name) is None]
    for cls in gone:
        twin = next((f.name for f in fresh if _twins(cls, f)), "")
        hint = (
            f" “{twin}” is alike, but a class that is renamed leaves its annotations behind." if twin else ""
        )
        yield Change("removed", f"class {cls.name}", f"The {cls.type} is removed.{hint}", touches=cls.name)
    for cls in fresh:
        yield Change("added", f"class {cls.name}", f"A {cls.type} is added.")
    for cls in new.classes:
        before = old.find(cls.name)
        if before is not None:
            yield from _class(before, cls)
    if _reordered([cls.name for cls in old.classes], [cls.name for cls in new.classes]):
        yield Change("changed", "classes", "They stand in another order.")


def _twins(old: Class, new: Class) -> bool:
    if old.type != new.type:
        return False
    close = difflib.SequenceMatcher(None, old.name.lower(), new.name.lower()).ratio() > 0.6
    return close or (
        old.attributes == new.attributes and bool(old.color or old.key) and old.color == new.color
    )


def _class(old: Class, new: Class) -> Iterator[Change]:
    where = f"class {new.name}"
    if old.type != new.type:
        yield Change("changed", where, f"{old.type} becomes {new.type}.", touches=new.name)
    for field in ("color", "key", "parent", "group"):
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield Change("changed", where, _moved({"color": "colour"}.get(field, field), before, after))
    if old.description != new.description:
        yield Change(
            "changed", where, "The description differs.", detail=_unified(old.description, new.description)
        )
    for key in sorted({*old.options, *new.options}):
        before, after = old.options.get(key), new.options.get(key)
        if before != after:
            yield Change("changed", where, _moved(key, before, after))
    yield from _attributes(old, new)


def _moved(what: str, before: Any, after: Any) -> str:
    if after in ("", None):
        return f"Its {what}, {_shown(before)}, is removed."
    if before in ("", None):
        return f"Its {what} is {_shown(after)} now."
    return f"Its {what} changes from {_shown(before)} to {_shown(after)}."


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"“{value}”" if isinstance(value, str) else str(value)


def _attributes(old: Class, new: Class) -> Iterator[Change]:
    where = f"class {new.name}"
    before, after = ({a.name: a for a in cls.attributes} for cls in (old, new))
    for name in before.keys() - after.keys():
        yield Change("removed", where, f"The attribute “{name}” is removed.", touches=new.name)
    for name, attribute in after.items():
        if name not in before:
            asked = ", and it must be answered" if attribute.required else ""
            yield Change("added", where, f"The attribute “{name}” is added{asked}.")
        elif before[name] != attribute:
            yield from _attribute(where, new.name, before[name], attribute)


def _attribute(where: str, cls: str, old: Attribute, new: Attribute) -> Iterator[Change]:
    what = f"The attribute “{new.name}”"
    if old.kind != new.kind:
        yield Change("changed", where, f"{what} asks for {new.kind} instead of {old.kind}.", touches=cls)
        return
    gone = [option for option in old.options if option not in new.options]
    fresh = [option for option in new.options if option not in old.options]
    if gone:
        yield Change("removed", where, f"{what} loses {_listed(gone)}.", touches=cls)
    if fresh:
        yield Change("added", where, f"{what} gains {_listed(fresh)}.")
    if not gone and not fresh and old.options != new.options:
        yield Change("changed", where, f"The options of “{new.name}” stand in another order.")
    if old.required != new.required:
        yield Change("changed", where, f"{what} {'must' if new.required else 'need not'} be answered now.")
    if old.default != new.default:
        yield Change("changed", where, f"{what}: {_moved('default', old.default, new.default)}")
    if old.key != new.key:
        yield Change("changed", where, f"{what}: {_moved('key', old.key, new.key)}")
    if (old.minimum, old.maximum) != (new.minimum, new.maximum):
        narrower = _narrower(old, new)
        yield Change("changed", where, f"{what} has other bounds.", touches=cls if narrower else "")
    if old.description != new.description:
        yield Change("changed", where, f"The description of “{new.name}” differs.")


def _narrower(old: Attribute, new: Attribute) -> bool:
    low = new.minimum is not None and (old.minimum is None or new.minimum > old.minimum)
    high = new.maximum is not None and (old.maximum is None or new.maximum < old.maximum)
    return low or high


def _groups(old: Ontology, new: Ontology) -> Iterator[Change]:
    for group in old.groups:
        if new.group(group.name) is None:
            yield Change("removed", f"group {group.name}", "The question is removed.")
    for group in new.groups:
        before = old.group(group.name)
        if before is None:
            yield Change("added", f"group {group.name}", f"A question is added: pick {group.pick}.")
        elif before != group:
            yield from _group(before, group)


def _group(old: Group, new: Group) -> Iterator[Change]:
    where = f"group {new.name}"
    if old.pick != new.pick:
        yield Change("changed", where, f"Pick {new.pick} instead of {old.pick}.")
    if old.required != new.required:
        yield Change("changed", where, f"It {'must' if new.required else 'need not'} be answered now.")
    if old.description != new.description:
        yield Change("changed", where, "The description differs.")


def _stages(old: tuple[StageSpec, ...], new: tuple[StageSpec, ...]) -> Iterator[Change]:
    before, after = ({stage.name: stage for stage in stages} for stages in (old, new))
    for name in before:
        if name not in after:
            yield Change(
                "removed", f"stage {name}", "The stage is removed; its open tasks go to the next one."
            )
    for name, stage in after.items():
        if name not in before:
            yield Change("added", f"stage {name}", f"{_stage(stage)} is added.")
        elif before[name] != stage:
            yield Change("changed", f"stage {name}", f"{_stage(before[name])} becomes {_stage(stage)}.")
    if _reordered(before, after):
        yield Change("changed", "workflow", "The stages stand in another order.")


def _stage(stage: StageSpec) -> str:
    parts = [stage.kind]
    if "votes" in stage_keys(stage.kind):
        same = stage.votes_min == stage.votes_max
        votes = str(stage.votes_min) if same else f"{stage.votes_min} to {stage.votes_max}"
        parts.append(f"{votes} vote{'' if votes == '1' else 's'}")
    if stage.stop_at:
        parts.append(f"enough at {stage.stop_at * 100:g} %")
    if stage.share != 1.0:
        parts.append(f"{stage.share * 100:g} % of the tasks{f' of each {stage.per}' if stage.per else ''}")
    if stage.when:
        parts.append(f"when {stage.when}")
    if stage.always:
        parts.append(f"always when {stage.always}")
    if stage.blind:
        parts.append("double-blind")
    parts.append(f"by {stage.by}")
    parts.append(f"lease {stage.lease_s / 60:g} min")
    if stage.escalate:
        parts.append(f"handed up to {stage.escalate}")
    if stage.deadline_s:
        then = f", then {stage.late_to}" if stage.late_to else ""
        parts.append(f"due within {stage.deadline_s / 3600:g} h{then}")
    return f"({', '.join(parts)})"


def _checks(old: tuple[Check, ...], new: tuple[Check, ...]) -> Iterator[Change]:
    before, after = ({check.name: check for check in checks} for checks in (old, new))
    for name in before:
        if name not in after:
            yield Change("removed", f"check {name}", "The check is removed.")
    for name, check in after.items():
        if name not in before:
            yield Change(
                "added", f"check {name}", f"{_check(check)} is added; it looks at answers from now on."
            )
        elif before[name] != check:
            yield Change("changed", f"check {name}", f"{_check(before[name])} becomes {_check(check)}.")
    if _reordered(before, after):
        yield Change("changed", "checks", "They stand in another order.")


def _check(check: Check) -> str:
    parts = [check.rule, *check.classes]
    parts += [f"{key} {_value(value)}" for key, value in check.settings.items()]
    return f"({', '.join([*parts, *([check.severity] if check.severity else [])])})"


def _reordered(old: Iterable[str], new: Iterable[str]) -> bool:
    """Whether the names that are on both sides stand in another order."""
    before, after = dict.fromkeys(old), dict.fromkeys(new)
    return [name for name in before if name in after] != [name for name in after if name in before]


def _tests(old: Spec, new: Spec) -> Iterator[Change]:
    """How annotators are tested: at work, and before."""
    yield from _part("gold", gold_words(old.gold), gold_words(new.gold))
    yield from _part("qualify", qualify_words(old.qualify), qualify_words(new.qualify))


def _part(where: str, before: str, after: str) -> Iterator[Change]:
    """A part of the document that there is once at most, each time in words; "" where it is not there."""
    if before == after:
        return
    if not before:
        yield Change("added", where, f"{after} is added.")
    elif not after:
        yield Change("removed", where, f"{before} is removed.")
    else:
        yield Change("changed", where, f"{before} becomes {after}.")


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"{len(value)} words" if len(value) > 5 else " ".join(map(str, value))
    return _shown(value)


def _sizes(spec: Spec) -> str:
    classes, stages = len(spec.ontology.classes), len(spec.stages)
    return f"{classes} class{'' if classes == 1 else 'es'} and {stages} stage{'' if stages == 1 else 's'}"


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _annotations(count: int) -> str:
    return f"{count:,} annotation{'' if count == 1 else 's'}"
