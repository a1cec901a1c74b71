"""Answers from files, made ready to be compared: votes, and sets of marks."""

from dataclasses import dataclass
from pathlib import Path

from labelwright.core.agreement.coefficients.counts import counts_of
from labelwright.core.agreement.figures.finding import Source
from labelwright.core.agreement.figures.marks import OfMarks
from labelwright.core.agreement.figures.votes import OfVotes
from labelwright.core.agreement.sets.answers import Answered, Given, Rules
from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Sample
from labelwright.core.ontology import Ontology
from labelwright.core.registry import LABELS
from labelwright.core.report import Report
from labelwright.core.views import Tag
from labelwright.core.votes import Votes
from labelwright.datasets.convert import opened
from labelwright.datasets.lift import land
from labelwright.datasets.votes import is_table, named, read_table, tag_votes


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered: the votes if there are any, the items with answers that have other marks than tags.

    `report` holds the marks that could not be read as what their class says they are.
    """

    votes: Votes | None
    answered: list[Answered]
    rules: Rules
    report: Report

    def sources(self) -> list[Source]:
        """What figures of agreement are there for."""
        votes = [OfVotes(self.votes)] if self.votes else []
        return [*votes, *([OfMarks(self.answered, self.rules)] if self.answered else [])]


def read_answers(path: Path, from_: str = "") -> Answers:
    """The answers of a table, or of the items of a dataset that at least two annotators answered.

    Raises `NotFound`, `InvalidFile`, and for datasets what `opened` raises.
    """
    if is_table(path) and not from_:
        votes = read_table(path)
        if not counts_of(votes).paired.any():
            raise _alone("table", path)
        return Answers(votes, [], Rules(Ontology(), LABELS), Report())
    with opened(path, from_) as dataset:
        several = [sample for sample in dataset.dataset().samples if len(named(sample)) > 1]
        if not several:
            raise _alone(dataset.format, path)
        report = Report()
        votes = tag_votes(several, dataset.ontology)
        answered = [_answered(sample) for sample in land(several, dataset.ontology, report)]
        return Answers(
            votes if len(votes) else None,
            answered if _beyond_tags(several) else [],
            Rules(dataset.ontology, LABELS),
            report,
        )


def _alone(what: str, path: Path) -> InvalidFile:
    return InvalidFile(
        f"No item of this {what} has answers by two annotators, so there is nothing to compare.",
        where=path.name,
        remedy="Give answers of several annotators to the same items.",
    )


def _answered(sample: Sample) -> Answered:
    return Answered(
        sample.item, tuple(Given.of(name, answer.marks) for name, answer in named(sample).items())
    )


def _beyond_tags(samples: list[Sample]) -> bool:
    return any(
        not isinstance(view, Tag)
        for sample in samples
        for answer in named(sample).values()
        for mark in answer.marks
        for view in mark.views[:1]
    )
