"""`labelwright agree`: how well the answers in a file agree, without a server or a project."""

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from labelwright.cli.here import AsJson, answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table
    from rich.text import Text

    from labelwright.core.agreement.coefficients.statistic import Estimate
    from labelwright.core.agreement.figures.finding import Finding, Part

SHOWN = 20
"""Parts of a figure that are listed for a person; `--json` has them all."""


def register(app: typer.Typer) -> None:
    app.command()(agree)


def agree(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV table of item, annotator and label, or any dataset.")
    ],
    metric: Annotated[
        list[str] | None, typer.Option("--metric", help="A figure by its name. [default: the usual ones]")
    ] = None,
    by: Annotated[str, typer.Option(help="Also tell of each `class`, `pair` of annotators, or `item`.")] = "",
    seed: Annotated[int, typer.Option(help="Where intervals start. The same seed gives the same.")] = 0,
    from_: Annotated[str, typer.Option("--from", help="The format of FILE. [default: recognised]")] = "",
    as_json: AsJson = False,
) -> None:
    """Say how well the answers agree, with intervals, without a server or a project."""
    from labelwright.core.agreement.figures.finding import BY, findings
    from labelwright.core.errors import LabelwrightError
    from labelwright.datasets.answers import read_answers

    if by and by not in BY:
        raise typer.BadParameter(f"“{by}” is none of {', '.join(BY)}.", param_hint="--by")
    try:
        answers = read_answers(source, from_)
        found = findings(answers.sources(), metric or (), by, seed)
    except LabelwrightError as error:
        typer.echo(f"labelwright: {error}", err=True)
        raise typer.Exit(1) from error
    if answers.report.refused_count:
        typer.echo(f"labelwright: {answers.report.refused_count:,} marks were left out. "
                   f"The first: {answers.report.refused[0]}", err=True)  # fmt: skip
    if as_json:
        answer({finding.name: _as_data(finding, by) for finding in found}, "", as_json=True)
    else:
        _show(found, by)


def _as_data(finding: "Finding", by: str) -> dict[str, Any]:
    """A figure as JSON: nan, which JSON lacks, is null."""
    data = _estimate(finding.estimate)
    if by:
        data["by"] = [{**part.of, **_estimate(part.estimate)} for part in finding.parts]
        data["left_out"] = finding.left_out
    return data


def _estimate(estimate: "Estimate") -> dict[str, Any]:
    value, low, high = (
        None if math.isnan(number) else number for number in (estimate.value, estimate.low, estimate.high)
    )
    return {"value": value, "low": low, "high": high, "items": round(estimate.items)}


def _show(found: "Sequence[Finding]", by: str) -> None:
    """The figures for a person; parts in a table for each, pairs with most items in common first, else the worst."""
    from rich.console import Console

    console = Console(file=sys.stdout)
    table = _table("figure", "name")
    for finding in found:
        table.add_row(finding.title, finding.name, *_cells(finding.estimate))
    console.print(table)
    for finding in found if by else ():
        parts = finding.parts if by == "pair" else _worst_first(finding)
        table = _table(*(parts[0].of if parts else (by,)))
        table.title = finding.title
        for part in parts[:SHOWN]:
            table.add_row(*(_plain(name) for name in part.of.values()), *_cells(part.estimate))
        console.print(table)
        more = len(finding.parts) - SHOWN + finding.left_out
        if more > 0:
            console.print(f"… and {more:,} more (--json lists up to 1,000 pairs)")


def _worst_first(finding: "Finding") -> "list[Part]":
    sign = -1.0 if finding.error else 1.0
    return sorted(finding.parts, key=lambda part: sign * part.estimate.value)


def _table(*names: str) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, title_justify="left", title_style="bold")
    for name in names:
        table.add_column(name, overflow="fold")
    for name in ("value", "95 % interval", "items"):
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _plain(name: str) -> "Text":
    """A name from a file, that can neither mark up the table nor steer the terminal."""
    from rich.text import Text

    return Text("".join(c if c.isprintable() else "\ufffd" for c in name))


def _cells(estimate: "Estimate") -> tuple[str, str, str]:
    interval = "" if math.isnan(estimate.low) else f"{estimate.low:.3f} … {estimate.high:.3f}"
    value = "not defined" if math.isnan(estimate.value) else f"{estimate.value:.4f}"
    return value, interval, f"{estimate.items:,.0f}"
