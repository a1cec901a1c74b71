"""A span: a stretch of a text, in Unicode code points, end exclusive. Spans may overlap where their class allows."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Annotated, Any

from msgspec import Meta, Struct

from labelwright.core.geometry import Interval
from labelwright.core.label import Label
from labelwright.core.ontology import Class
from labelwright.core.records import Item
from labelwright.core.views import Span, View

Offset = Annotated[int, Meta(ge=0, le=2**31 - 1)]


class SpanValue(Struct, frozen=True, forbid_unknown_fields=True):
    """Characters [start, end), counted in code points from the first of the text."""

    start: Offset
    end: Offset

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"it ends at {self.end}, which is not after its start at {self.start}")


class SpanLabel(Label[SpanValue]):
    """Distance is 1 − F1 over characters, where token F1 would need a tokeniser that all languages agree on."""

    name = "span"
    title = "Span"
    media = frozenset({"text"})
    Value = SpanValue
    shows = frozenset({Span})

    def options_schema(self) -> dict[str, Any]:
        overlap = {
            "type": "boolean",
            "default": True,
            "description": "Whether spans of this class may overlap one another.",
        }
        return {"type": "object", "properties": {"overlap": overlap}, "additionalProperties": False}

    def check(self, value: SpanValue, item: Item, cls: Class) -> Iterator[str]:
        if item.text is not None and value.end > len(item.text):
            yield f"The span ends at {value.end}, but the text has {len(item.text)} characters."

    def check_set(self, marks: Sequence[tuple[SpanValue, Class]], item: Item) -> Iterator[tuple[int, str]]:
        bound = [i for i, (_, cls) in enumerate(marks) if not cls.options.get("overlap", True)]
        bound.sort(key=lambda i: (marks[i][1].name, marks[i][0].start, marks[i][0].end))
        for name, indices in groupby(bound, key=lambda i: marks[i][1].name):
            reached = 0
            for index in indices:
                value = marks[index][0]
                if value.start < reached:
                    yield (
                        index,
                        f"Spans of class “{name}” may not overlap, and two share character {value.start}.",
                    )
                reached = max(reached, value.end)

    def geometry(self, value: SpanValue) -> Interval:
        return Interval(value.start, value.end)

    def distance(self, a: SpanValue, b: SpanValue, item: Item) -> float:
        """1 − 2·shared / (length of a + length of b): one minus the F1 of their characters."""
        shared = min(a.end, b.end) - max(a.start, b.start)
        lengths = a.end - a.start + b.end - b.start
        return 1.0 - 2.0 * shared / lengths if shared > 0 else 1.0

    def fuse(self, values: Sequence[SpanValue], weights: Sequence[float], item: Item) -> SpanValue:
        """The characters that more than half of the weight votes for: their longest run, of several the first.

        Where no character has such a majority, the value nearest to all others.
        """
        runs = _majority(values, weights)
        if not runs:
            return super().fuse(values, weights, item)
        start, end = max(runs, key=lambda run: (run[1] - run[0], -run[0]))
        return SpanValue(start, end)

    def views(self, value: SpanValue, cls: Class, path: tuple[str, ...]) -> tuple[View, ...]:
        return (Span(value.start, value.end),)

    def from_view(self, view: View) -> SpanValue | None:
        return (
            SpanValue(view.start, view.end) if isinstance(view, Span) and 0 <= view.start < view.end else None
        )


def _majority(values: Sequence[SpanValue], weights: Sequence[float]) -> list[tuple[int, int]]:
    """The runs of characters that more than half of the weight covers, in order."""
    half = sum(weights) / 2
    edges = sorted({edge for value in values for edge in (value.start, value.end)})
    runs: list[tuple[int, int]] = []
    for start, end in pairwise(edges):
        votes = sum(w for v, w in zip(values, weights, strict=True) if v.start <= start < v.end)
        if votes <= half:
            continue
        if runs and runs[-1][1] == start:
            start = runs.pop()[0]
        runs.append((start, end))
    return runs


PART = SpanLabel()
