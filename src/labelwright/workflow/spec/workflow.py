"""Reads the stages of a project document."""

import re
from collections.abc import Sequence

from labelwright.core.conditions import condition
from labelwright.core.errors import Invalid
from labelwright.core.judging import STRATA
from labelwright.core.ontology import Ontology
from labelwright.core.registry import STAGES
from labelwright.workflow.spec.model import ANNOTATE, DEFAULT_LEASE_S, StageSpec
from labelwright.workflow.spec.nodes import Node
from labelwright.workflow.spec.reading import Reading, nearest

ROLES = ("annotator", "reviewer", "expert", "manager", "owner")
MAX_VOTES = 100
LEASE_S = (60, 7 * 86400)
DEADLINE_S = (60, 366 * 86400)

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def stage_keys(kind: str) -> tuple[str, ...]:
    """The keys that a stage of this kind may have: those that make answers count votes, judges choose tasks."""
    own = ("share", "per", "when", "always", "blind") if STAGES[kind].judges else ("votes",)
    return ("stage", "name", "by", "lease", *own, "escalate", "deadline")


def read_stages(reading: Reading, node: Node | None, ontology: Ontology) -> tuple[StageSpec, ...]:
    """The stages in their order; one annotate stage where none is given."""
    nodes = reading.sequence(node, "workflow", 20)
    if not nodes:
        if node is not None and isinstance(node.value, list):
            reading.problem("The workflow has no stage.", node.place, "Begin it with `- {stage: annotate}`.")
        return (ANNOTATE,)
    stages: list[StageSpec] = []
    places: list[Node] = []
    for child in nodes:
        stage = _stage(reading, child, {s.name for s in stages}, ontology)
        if stage is not None:
            if not stages and STAGES[stage.kind].judges:
                reading.problem(
                    "The first stage must be annotate.", child.place, "Put `- {stage: annotate}` first."
                )
            stages.append(stage)
            places.append(child)
    _check_upward(reading, stages, places)
    return tuple(stages) or (ANNOTATE,)


def _check_upward(reading: Reading, stages: Sequence[StageSpec], nodes: Sequence[Node]) -> None:
    """A problem for each stage that would hand tasks to one that does not judge them later."""
    for index, (stage, node) in enumerate(zip(stages, nodes, strict=True)):
        later = [one.name for one in stages[index + 1 :] if STAGES[one.kind].judges]
        for name, key in ((stage.escalate, "escalate"), (stage.late_to, "deadline")):
            if name and name not in later:
                place = reading.mapping(node, "A stage")[key].place
                remedy = nearest(name, later) if later else "Add a stage that judges, such as adjudicate."
                reading.problem(f"“{name}” is no later stage that judges.", place, remedy)


def _stage(reading: Reading, node: Node, taken: set[str], ontology: Ontology) -> StageSpec | None:
    fields = reading.mapping(node, "A stage")
    if not fields:
        return None
    if "stage" not in fields:
        reading.problem(
            "The stage does not say of which kind it is.", node.place, f"Give {' or '.join(STAGES)}."
        )
        return None
    kind = reading.choice(fields["stage"], "The stage", STAGES, "")
    if not kind:
        return None
    reading.known(node, stage_keys(kind), f"The stage {kind}")
    low, high, stop_at = _votes(reading, fields.get("votes"))
    share = reading.number(fields.get("share"), "“share”", 0, 1)
    deadline_s, late_to = _deadline(reading, fields.get("deadline"))
    if "per" in fields and share in (None, 1):
        reading.problem("“per” has nothing to divide.", fields["per"].place, "Give a “share” below 1.")
    return StageSpec(
        kind=kind,
        name=reading.own_name(fields.get("name"), "stage", kind, taken),
        votes_min=low,
        votes_max=high,
        share=1.0 if share is None else float(share),
        by=reading.choice(fields.get("by"), "“by”", ROLES, STAGES[kind].by),
        lease_s=_lease(reading, fields.get("lease")),
        stop_at=stop_at,
        when=_condition(reading, fields.get("when"), "“when”", ontology),
        always=_condition(reading, fields.get("always"), "“always”", ontology),
        per=reading.choice(fields.get("per"), "“per”", STRATA, ""),
        escalate=reading.text(fields.get("escalate"), "“escalate”", most=100),
        deadline_s=deadline_s,
        late_to=late_to,
        blind=reading.boolean(fields.get("blind"), "“blind”"),
    )


def _votes(reading: Reading, node: Node | None) -> tuple[int, int, float]:
    """The least and the most votes, and the probability at which fewer than the most will do."""
    if node is not None and isinstance(node.value, dict):
        reading.known(node, ("min", "max", "stop_at"), "“votes”")
        low = reading.whole(node.value.get("min"), "“min”", 1, MAX_VOTES, 1)
        high = reading.whole(node.value.get("max"), "“max”", 1, MAX_VOTES, low)
        if low > high:
            reading.problem(f"At least {low} votes are asked for, but at most {high}.", node.place)
        stop_at = reading.number(node.value.get("stop_at"), "“stop_at”", 0.5, 1)
        if stop_at is not None and low == high:
            place = node.value["stop_at"].place
            reading.problem("“stop_at” has nothing to decide.", place, "Give a “max” above “min”.")
        return low, high, float(stop_at or 0)
    votes = reading.whole(node, "“votes”", 1, MAX_VOTES, 1)
    return votes, votes, 0.0


def _condition(reading: Reading, node: Node | None, what: str, ontology: Ontology) -> str:
    text = reading.text(node, what, most=1000)
    if node is None or not text:
        return ""
    try:
        understood = condition(text)
    except Invalid as error:
        reading.problem(f"{what} is no condition: {error}", node.place)
        return ""
    names = [cls.name for cls in ontology.classes]
    for name in sorted(understood.classes - set(names)):
        reading.problem(f"{what} names a class “{name}” that there is not.", node.place, nearest(name, names))
    return text


def _lease(reading: Reading, node: Node | None) -> int:
    if node is None:
        return DEFAULT_LEASE_S
    seconds = _seconds(reading, node, "“lease”")
    if seconds is not None and not LEASE_S[0] <= seconds <= LEASE_S[1]:
        reading.problem(
            f"A lease of {node.raw or node.value} is not between one minute and seven days.", node.place
        )
        return DEFAULT_LEASE_S
    return DEFAULT_LEASE_S if seconds is None else seconds


def _deadline(reading: Reading, node: Node | None) -> tuple[int, str]:
    """After how many seconds a task is late (0: never), and the stage to which it then moves."""
    if node is None:
        return 0, ""
    after, then = node, ""
    if isinstance(node.value, dict):
        reading.known(node, ("after", "then"), "“deadline”")
        then = reading.text(node.value.get("then"), "“then”", most=100)
        if "after" not in node.value:
            reading.problem("The deadline does not say after how long.", node.place, "Give `after: 2d`.")
            return 0, ""
        after = node.value["after"]
    seconds = _seconds(reading, after, "“deadline”")
    if seconds is not None and not DEADLINE_S[0] <= seconds <= DEADLINE_S[1]:
        reading.problem("A deadline is between one minute and a year.", after.place)
        return 0, ""
    return seconds or 0, then


def _seconds(reading: Reading, node: Node, what: str) -> int | None:
    """A length of time in seconds, None where it is none."""
    before = len(reading.problems)
    text = reading.text(node, what, most=20)
    match = re.fullmatch(r"([0-9]{1,7}) ?([smhd]?)", text)
    if match is None:
        if len(reading.problems) == before:
            reading.problem(f"“{text}” is no length of time.", node.place, "Write it as 90s, 30m, 2h or 1d.")
        return None
    return int(match[1]) * _UNITS[match[2] or "s"]
