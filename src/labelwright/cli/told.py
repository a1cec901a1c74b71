"""What verbs tell a person of a dataset: counts, reports, and how far a walk is. No verb itself."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from labelwright.core.exchange import Sample
    from labelwright.datasets.kept import Watch

SHOWN = 20
"""Refusals, warnings and classes that are listed for a person; JSON has them all."""

_STEP = 100
"""Samples after which a bar moves."""


def many(count: int, noun: str) -> str:
    """A count with its noun: 1 answer, 2,184 answers."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def counted(items: Mapping[str, int]) -> str:
    """How many items of each medium there are: 150 images, 1 text."""
    nouns = {"audio": "audio item", "video": "video item"}
    return ", ".join(many(n, nouns.get(kind, kind)) for kind, n in sorted(items.items())) or "no items"


def problems(report: Mapping[str, Any]) -> Iterator[str]:
    """A report: what was refused, warned of and lost, the first of each sort."""
    for sort, count in (("refused", report["refused_count"]), ("warnings", report["warning_count"])):
        if count:
            yield f"{sort:<13} {count:,}"
            yield from (f"  {_problem(problem)}" for problem in report[sort][:SHOWN])
        if count > SHOWN:
            yield f"  … and {count - SHOWN:,} more (--json lists the first thousand)"
    if report["losses"]:
        yield "lost"
    for loss in report["losses"]:
        first = f" (first: {loss['example']})" if loss["example"] else ""
        yield f"  {loss['count']:,} × {loss['what']}{first}"


@contextmanager
def watching() -> "Iterator[Watch]":
    """A bar on the terminal for each walk through a dataset, where there is a terminal."""
    from labelwright.datasets.kept import unwatched

    if not sys.stderr.isatty():
        yield unwatched
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} items"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:

        def watch(doing: str, total: int | None, samples: "Iterable[Sample]") -> "Iterator[Sample]":
            row = bar.add_task(doing, total=total)
            try:
                for number, sample in enumerate(samples, 1):
                    yield sample
                    if number % _STEP == 0:
                        bar.update(row, completed=number)
            finally:
                bar.remove_task(row)

        yield watch


def _problem(problem: Mapping[str, str]) -> str:
    where = f"{problem['where']}: " if problem["where"] else ""
    return f"{where}{problem['message']} {problem['remedy']}".rstrip()
