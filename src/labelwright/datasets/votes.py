"""Votes from files: a table of answers, or the tags in any dataset that a format reads.

A table has the columns `item`, `annotator` (or `worker`), `label`, and `weight` where not all answers count alike;
other columns are passed over.
"""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Sample, SampleAnswer
from labelwright.core.ontology import Ontology
from labelwright.core.views import Tag
from labelwright.core.votes import Votes, votes_of
from labelwright.datasets.convert import opened
from labelwright.datasets.table import ENDINGS, Table

VOTES = {"item": ("item",), "annotator": ("annotator", "worker"), "label": ("label",)}
WEIGHT = {"weight": ("weight",)}
TRUTHS = {"item": ("item",), "truth": ("truth", "label")}
YES, NO = "yes", "no"

TagKey = tuple[str, str]
"""The group of a tag and its class."""


def is_table(path: Path) -> bool:
    """Whether a file is read as a table of answers, by its name."""
    return path.suffix.lower() in ENDINGS


def read_votes(path: Path, from_: str = "") -> Votes:
    """The votes in a table; or in a dataset, if it is not named like a table or `from_` names its format.

    Raises `NotFound`, `InvalidFile` with the line at fault, and for datasets what `opened` raises.
    """
    if is_table(path) and not from_:
        return read_table(path)
    with opened(path, from_) as dataset:
        votes = tag_votes(dataset.dataset().samples, dataset.ontology)
    if not len(votes):
        raise InvalidFile(
            f"No answer in these {dataset.format} files has a tag, so there is nothing to count.",
            where=path.name,
            remedy="Give a dataset with tags, or a CSV table with the columns item, annotator and label.",
        )
    return votes


def read_table(path: Path) -> Votes:
    """The votes in a table of answers; a row that says again what an earlier one said is left out.

    Raises `NotFound`, and `InvalidFile` with the line at fault.
    """
    with Table(path) as table:
        if table.has(WEIGHT["weight"]):
            weights = array("d")
            votes = votes_of(_weighed(table, weights), weights)
        else:
            votes = votes_of((item, annotator, label) for item, annotator, label in table.rows(VOTES))
        if not len(votes):
            table.fail("The table has no answers.", "Give at least one row below the header.")
    return _once(votes)


def read_truths(path: Path) -> dict[str, str]:
    """The known label of each item: a table with the columns `item` and `truth` (or `label`).

    Raises `NotFound`, and `InvalidFile` with the line at fault, also where an item has two truths.
    """
    truths: dict[str, str] = {}
    with Table(path) as table:
        for item, label in table.rows(TRUTHS):
            if truths.setdefault(item, label) != label:
                table.fail(
                    f"The item “{item}” has two truths, “{truths[item]}” and “{label}”.",
                    "Leave one of them.",
                )
    return truths


def tag_votes(samples: Iterable[Sample], ontology: Ontology) -> Votes:
    """The tags of all answers as votes. `samples` have views on their marks.

    The tags of a group are one question with the classes as labels, and an answer without such a tag gives no vote.
    Where the group lets pick many, or an answer does so, each of its classes is a question by itself, answered “yes”
    or “no”. An item keeps its name, and where there are several questions becomes “item / question”.
    """
    said = [
        (sample.item.name, name, _tags(answer))
        for sample in samples
        for name, answer in named(sample).items()
    ]
    many = {group.name for group in ontology.groups if group.pick == "many"}
    many.update(group for _, _, tags in said for group, count in _by_group(tags).items() if count > 1)
    keys = dict.fromkeys(tag for _, _, tags in said for tag in tags)
    switches = [key for key in keys if key[0] in many]
    several = len({group for group, _ in keys} - many) + len(switches) > 1

    def rows() -> Iterator[tuple[str, str, str]]:
        for item, annotator, tags in said:
            for group, cls in tags:
                if group not in many:
                    yield f"{item} / {group or 'tag'}" if several else item, annotator, cls
            for key in switches:
                yield f"{item} / {key[1]}" if several else item, annotator, YES if key in tags else NO

    return votes_of(rows())


def named(sample: Sample) -> dict[str, SampleAnswer]:
    """The answers to an item that are evidence, by who gave them; of several by one annotator the last, a correction.

    An annotator without a name is told by the answer's place. An answer without a name that stands as the truth is
    what others were fused to, and no evidence.
    """
    return {
        answer.annotator or f"answer {place}": answer
        for place, answer in enumerate(sample.answers, 1)
        if answer.annotator or not answer.truth
    }


def _weighed(table: Table, weights: "array[float]") -> Iterator[tuple[str, str, str]]:
    """The rows of a table, each one's weight put at the end of `weights`."""
    for item, annotator, label, text in table.rows({**VOTES, **WEIGHT}):
        try:
            weight = float(text)
        except ValueError:
            weight = math.nan
        if not 0 <= weight < math.inf:
            table.fail(f"The weight “{text:.50}” is no number from 0 up.", "Give a number such as 0.8.")
        weights.append(weight)
        yield item, annotator, label


def _tags(answer: SampleAnswer) -> tuple[TagKey, ...]:
    views = ((mark.cls, mark.views[0]) for mark in answer.marks if mark.views)
    return tuple((view.group, cls) for cls, view in views if isinstance(view, Tag))


def _by_group(tags: Iterable[TagKey]) -> Counter[str]:
    return Counter(group for group, _ in tags)


def _once(votes: Votes) -> Votes:
    """The votes in their order, without rows that an earlier one equals."""
    order = np.lexsort((votes.label, votes.annotator, votes.item))
    new = np.ones(len(votes), dtype=bool)
    new[1:] = False
    for column in (votes.item, votes.annotator, votes.label):
        new[1:] |= np.diff(column[order]) != 0
    if new.all():
        return votes
    kept = np.sort(order[new])
    return replace(
        votes,
        item=votes.item[kept],
        annotator=votes.annotator[kept],
        label=votes.label[kept],
        weight=None if votes.weight is None else votes.weight[kept],
    )
