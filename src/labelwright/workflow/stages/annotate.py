"""Annotate: people make answers, independently of one another, until there are enough of them."""

from collections.abc import Sequence

from labelwright.core.conditions import Case
from labelwright.core.stage import Because, Decision, Evidence, StageSettings, Vote

ENOUGH = 0.8
"""Agreement from which no vote beyond the least number is asked for, where the project names no probability."""


class Annotate:
    name = "annotate"
    title = "Annotate"
    by = "annotator"
    judges = False
    compares = False

    def wants(self, case: Case, settings: StageSettings) -> int:
        """Every task needs at least the least number of votes."""
        return settings.votes_min

    def decide(self, settings: StageSettings, votes: Sequence[Vote], evidence: Evidence) -> Decision:
        """Wait for the least number of votes, then for one more at a time while they leave doubt, up to the most."""
        given = len(votes)
        if given < settings.votes_min:
            few = Because("least", settings.votes_min, given)
            return Decision("stay", votes_wanted=settings.votes_min, because=few)
        doubt = _doubt(settings, evidence)
        if doubt is not None and given < settings.votes_max:
            return Decision("stay", votes_wanted=given + 1, because=doubt)
        return Decision("on", truth=tuple(vote.answer_id for vote in votes))


def _doubt(settings: StageSettings, evidence: Evidence) -> Because | None:
    """What leaves doubt: by probability where the project names one, else by agreement."""
    if settings.stop_at:
        sure = evidence.probability
        enough = sure is not None and sure >= settings.stop_at
        return None if enough else Because("probability", settings.stop_at, sure)
    alike = evidence.agreement
    return Because("agreement", ENOUGH, alike) if alike is not None and alike < ENOUGH else None


PART = Annotate()
