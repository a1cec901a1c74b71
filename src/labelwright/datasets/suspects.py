"""Labels in files that are probably wrong, beside what a model predicts of the same items.

Predictions are a table of probabilities, or a dataset in any format whose marks have confidences.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from labelwright.core.errors import Invalid, InvalidFile
from labelwright.core.exchange import Sample, SampleAnswer
from labelwright.core.labelerrors.classes import class_errors
from labelwright.core.labelerrors.marks import Foreseen, mark_errors
from labelwright.core.labelerrors.tokens import token_errors
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation
from labelwright.core.registry import LABELS
from labelwright.core.report import Report
from labelwright.core.views import Span, Tag
from labelwright.datasets.checking import annotations_of
from labelwright.datasets.convert import opened
from labelwright.datasets.lift import land
from labelwright.datasets.table import Table
from labelwright.datasets.votes import is_table, read_truths

OUTSIDE = "O"
"""The column of a table of tokens for those that belong to no span."""

CLASS, TOKEN = "class", "token"
"""What is suspect beside the kinds of `labelerrors.marks`: the class of an item, the class of a token."""

LISTED = 0.5
"""From which probability on a mark is listed as wrong."""


class Suspect(Struct, frozen=True, omit_defaults=True):
    """One label that is probably wrong.

    `wrong` is how probably; `listed` whether it is worth a look; `label` what was given and `likely`
    what is probably right ("" for nothing); `mark` is the id or the place of a mark, `value` what the model would have
    there; `start` and `end` are characters.
    """

    item: str
    kind: str
    wrong: float
    listed: bool
    label: str = ""
    likely: str = ""
    mark: str = ""
    value: Mapping[str, Any] = {}
    start: int | None = None
    end: int | None = None


class Suspects(Struct, frozen=True):
    """All suspects, the most probable first, over how many items; and the marks that could not be compared."""

    items: int
    found: list[Suspect]
    report: Report


def find_suspects(path: Path, predictions: Path, from_: str = "", predictions_from: str = "") -> Suspects:
    """Rank the labels of a file by how probably they are wrong: of a dataset, or of a table of `item` and `label`.

    Raises `InvalidFile` for what does not fit together, else as `opened` and `suspects_of` do.
    """
    if is_table(path) and not from_:
        rows = _Probabilities(predictions)
        if rows.tokens:
            raise InvalidFile(
                "A table of tokens speaks of spans, and a table of labels has none.", where=predictions.name
            )
        return _classes(read_truths(path), rows)
    with opened(path, from_) as dataset:
        return suspects_of(dataset.dataset().samples, dataset.ontology, predictions, predictions_from)


def suspects_of(
    samples: Iterable[Sample], ontology: Ontology, predictions: Path, predictions_from: str = ""
) -> Suspects:
    """Rank the labels of samples, whose marks have views, by how probably they are wrong.

    With a table of `item` and a column for each class, tags are looked at; with one that has `start` and `end` too, a
    row for each token, spans; with a dataset, marks of any type. Of several answers the one that stands counts. Raises
    `InvalidFile` for a table that does not do, and `Invalid` where nothing is in both.
    """
    if not is_table(predictions) or predictions_from:
        return _marks(samples, ontology, predictions, predictions_from)
    rows = _Probabilities(predictions)
    return _tokens(samples, rows) if rows.tokens else _classes(_tags(samples), rows)


class _Probabilities:
    """A table of probabilities: a row for each item, or for each token of one."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        with Table(path) as table:
            names = [name.lower() for name in table.columns]
            self.tokens = "start" in names and "end" in names
            keys = ("item", "start", "end") if self.tokens else ("item",)
            if names.count("item") != 1:
                table.fail("The table has no column item.", "Name the columns in the first line.")
            places = [names.index(key) for key in keys]
            columns = [place for place in range(len(names)) if place not in places]
            self.classes = [table.columns[place] for place in columns]
            if len(self.classes) < 2 or len(set(self.classes)) < len(self.classes):
                table.fail(
                    "The table needs a column for each of two classes or more.", "Name each class once."
                )
            self.rows: list[tuple[str, int, int]] = []
            values: list[list[float]] = []
            for record in table.records():
                try:
                    start, end = (int(record[place]) for place in places[1:]) if self.tokens else (0, 0)
                    values.append([float(record[place]) for place in columns])
                except ValueError:
                    table.fail(
                        "The row holds something else than numbers.", "Write probabilities such as 0.25."
                    )
                self.rows.append((record[places[0]], start, end))
        self.values = np.array(values, dtype=np.float64).reshape(len(self.rows), len(self.classes))


def _classes(given: Mapping[str, str], rows: _Probabilities) -> Suspects:
    number = {name: column for column, name in enumerate(rows.classes)}
    known = [place for place, (item, _, _) in enumerate(rows.rows) if given.get(item) in number]
    if not known:
        raise _nothing_shared(rows.name)
    labels = np.array([number[given[rows.rows[place][0]]] for place in known])
    errors = class_errors(labels, rows.values[known])
    found = [
        Suspect(
            rows.rows[known[place]][0], CLASS, _rounded(errors.wrong[place]), bool(errors.listed[place]),
            rows.classes[labels[place]], rows.classes[errors.likely[place]],
        )
        for place in errors.ranked()
    ]  # fmt: skip
    return Suspects(len(known), found, Report())


def _tags(samples: Iterable[Sample]) -> dict[str, str]:
    """The one tag of each item that has one."""
    found: dict[str, str] = {}
    for sample in samples:
        marks = sample.truth.marks if sample.truth else ()
        tags = [mark.cls for mark in marks if mark.views and isinstance(mark.views[0], Tag)]
        if len(tags) == 1:
            found[sample.item.name] = tags[0]
    return found


def _tokens(samples: Iterable[Sample], rows: _Probabilities) -> Suspects:
    if OUTSIDE not in rows.classes:
        raise InvalidFile(
            f"The table of tokens has no column {OUTSIDE}.", where=rows.name,
            remedy="Give the probability that a token belongs to no span.",
        )  # fmt: skip
    number = {name: column for column, name in enumerate(rows.classes)}
    own: dict[str, list[int]] = {}
    for place, (item, _, _) in enumerate(rows.rows):
        own.setdefault(item, []).append(place)
    spans = _spans(samples)
    items = [item for item in own if item in spans]
    if not items:
        raise _nothing_shared(rows.name)
    labels = [
        np.array(
            [
                number.get(_covering(spans[item], *rows.rows[place][1:]), number[OUTSIDE])
                for place in own[item]
            ]
        )
        for item in items
    ]
    errors = token_errors(labels, [rows.values[own[item]] for item in items])
    places = [place for item in items for place in own[item]]
    flat = np.concatenate(labels)
    order = np.argsort(-errors.wrong, kind="stable")
    found = [
        Suspect(
            rows.rows[places[token]][0], TOKEN, _rounded(errors.wrong[token]), bool(errors.listed[token]),
            rows.classes[flat[token]], rows.classes[errors.likely[token]],
            start=rows.rows[places[token]][1], end=rows.rows[places[token]][2],
        )
        for token in order.tolist()
        if errors.likely[token] != flat[token]
    ]  # fmt: skip
    return Suspects(len(items), found, Report())


def _spans(samples: Iterable[Sample]) -> dict[str, list[tuple[int, int, str]]]:
    return {
        sample.item.name: [
            (mark.views[0].start, mark.views[0].end, mark.cls)
            for mark in (sample.truth.marks if sample.truth else ())
            if mark.views and isinstance(mark.views[0], Span)
        ]
        for sample in samples
    }


def _covering(spans: Sequence[tuple[int, int, str]], start: int, end: int) -> str:
    """The class of the span that shares most characters with a token."""
    shared = [(min(end, e) - max(start, s), cls) for s, e, cls in spans]
    most = max(shared, key=lambda each: each[0], default=(0, OUTSIDE))
    return most[1] if most[0] > 0 else OUTSIDE


def _marks(
    samples: Iterable[Sample], ontology: Ontology, predictions: Path, predictions_from: str
) -> Suspects:
    report = Report()
    given = {sample.item.name: sample for sample in land(samples, ontology, report)}
    foretold = _predicted(predictions, predictions_from, ontology, report)
    names = [name for name in given if name in foretold and given[name].truth is not None]
    if not names:
        raise _nothing_shared(predictions.name)
    foreseen = [Foreseen(given[n].item, annotations_of(given[n]) or [], foretold[n]) for n in names]
    errors = mark_errors(foreseen, ontology, LABELS)
    found = []
    for each in errors.suspects:
        mark, model = each.mark, each.prediction
        found.append(
            Suspect(
                names[each.place], each.kind, _rounded(each.wrong), each.wrong > LISTED,
                mark.cls if mark else "", model.cls if model else "", mark.id if mark else "",
                model.value if model else {},
            )
        )  # fmt: skip
    return Suspects(len(names), found, report)


def _predicted(path: Path, from_: str, ontology: Ontology, report: Report) -> dict[str, list[Annotation]]:
    """What a model says of each item, by the item's name: its last answer, where there are several."""
    with opened(path, from_) as dataset:
        return {
            sample.item.name: list(_annotations(_model(sample)))
            for sample in land(dataset.dataset().samples, ontology, report)
        }


def _model(sample: Sample) -> SampleAnswer:
    ours = [answer for answer in sample.answers if answer.kind == "model"]
    return ours[-1] if ours else sample.truth or SampleAnswer()


def _annotations(answer: SampleAnswer) -> Iterator[Annotation]:
    for place, m in enumerate(answer.marks, 1):
        yield Annotation(m.id or str(place), m.type, m.cls, m.value, m.attributes, m.confidence)


def _nothing_shared(predictions: str) -> Invalid:
    return Invalid(
        f"What is labelled and {predictions} have no item in common.",
        remedy="Items are matched by their names, classes by theirs.",
    )


def _rounded(probability: float) -> float:
    return round(float(probability), 6)
