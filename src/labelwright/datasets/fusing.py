"""Answers from files, fused: one label for each item of a table, or the marks that stand on each of a dataset."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from labelwright.core.aggregation.calibration import consensus_with_gold
from labelwright.core.aggregation.consensus import Consensus
from labelwright.core.aggregation.objects import Objects, fuse_objects
from labelwright.core.aggregation.spots import Marked
from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Sample, SampleAnswer
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation
from labelwright.core.registry import LABELS, METHODS
from labelwright.core.report import Report
from labelwright.core.views import Tag
from labelwright.core.votes import Votes
from labelwright.datasets.convert import opened
from labelwright.datasets.lift import land
from labelwright.datasets.votes import is_table, named, read_table, read_truths, tag_votes

FOR_VOTES = "panel"
FOR_MARKS = "hierarchical"
"""The methods that are used where none is named."""


class FusedVotes(NamedTuple):
    """Votes and what they were fused to, by which method."""

    votes: Votes
    result: Consensus
    method: str
    told: int
    """How many items gold told the truth of."""


class FusedMarks(NamedTuple):
    """Items with their answers and what these were fused to, by which method; marks that could not be read."""

    marked: list[Marked]
    result: Objects
    method: str
    told: int
    report: Report


def fuse(
    path: Path, *, method: str = "", gold: Path | None = None, from_: str = "", seed: int = 0
) -> FusedVotes | FusedMarks:
    """Fuse the answers of a table or dataset; `gold` is a table of truths, or a dataset for one with marks.

    Tags alone are votes; where a dataset has other marks too, all its marks are fused as things. Raises `UnknownPart`
    for the method, `NotFound`, `InvalidFile`, and for datasets what `opened` raises.
    """
    if method:
        METHODS[method]
    if is_table(path) and not from_:
        return _fused_votes(read_table(path), method, gold, seed)
    with opened(path, from_) as dataset:
        samples = list(dataset.dataset().samples)
        ontology = dataset.ontology
    if not _beyond_tags(samples):
        votes = tag_votes(samples, ontology)
        if not len(votes):
            raise InvalidFile(
                "No answer in these files has a mark, so there is nothing to fuse.", where=path.name
            )
        return _fused_votes(votes, method, gold, seed)
    report = Report()
    truths = _true_marks(gold, ontology, report) if gold else {}
    marked = [
        Marked(sample.item, answers, truths.get(sample.item.name))
        for sample in land(samples, ontology, report)
        if (answers := {who: _annotations(answer) for who, answer in named(sample).items()})
    ]
    chosen = method or FOR_MARKS
    result = fuse_objects(marked, ontology, LABELS, method=METHODS[chosen], seed=seed)
    return FusedMarks(marked, result, chosen, sum(m.gold is not None for m in marked), report)


def _fused_votes(votes: Votes, method: str, gold: Path | None, seed: int) -> FusedVotes:
    truths = read_truths(gold) if gold else {}
    chosen = method or FOR_VOTES
    result = consensus_with_gold(votes, METHODS[chosen], truths, seed)
    return FusedVotes(votes, result, chosen, len(truths.keys() & set(votes.items)))


def _true_marks(gold: Path, ontology: Ontology, report: Report) -> dict[str, list[Annotation]]:
    """The true marks of items by name: of each item the answer that stands."""
    with opened(gold) as dataset:
        samples = land(dataset.dataset().samples, ontology, report)
        return {sample.item.name: _annotations(sample.truth) for sample in samples if sample.truth}


def _annotations(answer: SampleAnswer) -> list[Annotation]:
    """The marks of an answer that have a type and a value."""
    return [
        Annotation(
            mark.id or str(place), mark.type, mark.cls, mark.value, mark.attributes, compound=mark.compound
        )
        for place, mark in enumerate(answer.marks)
    ]


def _beyond_tags(samples: Iterable[Sample]) -> bool:
    return any(
        not isinstance(view, Tag)
        for sample in samples
        for answer in named(sample).values()
        for mark in answer.marks
        for view in mark.views[:1]
    )
