"""A project as one document, parsed: what is labelled, with what, how, and by whom."""

from msgspec import Struct

from labelwright.core.checks.rule import Check
from labelwright.core.ontology import Ontology
from labelwright.workflow.spec.gold import GoldSpec, QualifySpec

DEFAULT_LEASE_S = 1800


class StageSpec(Struct, frozen=True):
    """One step of the workflow as its project asks for it.

    `kind` names the stage; `votes_min` and `votes_max` are how many answers an annotate stage collects, and `stop_at`
    from which probability on it asks for no more (0: it goes by agreement); a stage that judges looks at the part
    `share`, 0 to 1, of the tasks of which the condition `when` holds, or of those of each annotator or class where
    `per` says so, and at all of which `always` does; `by` is the least role that may do it; `lease_s` is how long an
    assignment is kept, in seconds. A task is due `deadline_s` seconds after it came to the stage (0: never), and then
    moves up to the stage `late_to`, if one is named. `escalate` is the stage to which people hand tasks up, "" for the
    next that is done by a more trusted role. Where it is `blind`, names on tasks are told to those alone who run the
    project.
    """

    kind: str
    name: str
    votes_min: int = 1
    votes_max: int = 1
    share: float = 1.0
    by: str = "annotator"
    lease_s: int = DEFAULT_LEASE_S
    stop_at: float = 0.0
    when: str = ""
    always: str = ""
    per: str = ""
    escalate: str = ""
    deadline_s: int = 0
    late_to: str = ""
    blind: bool = False


ANNOTATE = StageSpec("annotate", "annotate")


class Spec(Struct, frozen=True):
    """A project document. `guideline` is Markdown, or the name of a file beside the document.

    `gold` is how annotators are tested at work, and `qualify` what they must pass before; None where they are not.
    """

    name: str
    media: str
    description: str = ""
    ontology: Ontology = Ontology()
    guideline: str = ""
    stages: tuple[StageSpec, ...] = (ANNOTATE,)
    checks: tuple[Check, ...] = ()
    gold: GoldSpec | None = None
    qualify: QualifySpec | None = None
