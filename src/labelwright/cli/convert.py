"""`labelwright convert`: from one format to another, saying what was lost; a dry run says it beforehand."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from labelwright.cli.here import AsJson, answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from labelwright.core.report import Report

SHOWN = 20
"""Refusals and warnings that are listed for a person; JSON has them all."""


def register(app: typer.Typer) -> None:
    app.command()(convert)


def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A folder, an archive or a file.")],
    target: Annotated[
        Path, typer.Argument(metavar="OUT", help="A folder, an archive (.zip, .tar, .tar.gz) or a file.")
    ],
    to: Annotated[
        str, typer.Option("--to", help="The format to write; `labelwright parts formats` lists all.")
    ],
    from_: Annotated[str, typer.Option("--from", help="The format of IN. [default: recognised]")] = "",
    dialect: Annotated[str, typer.Option(help="The dialect to write. [default: the format's first]")] = "",
    media: Annotated[
        bool | None,
        typer.Option("--media/--no-media", help="Copy pictures along. [default: unless OUT is one file]"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be lost, and write nothing.")
    ] = False,
    strict: Annotated[bool, typer.Option(help="Write nothing where something is refused or lost.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put OUT in the place of what stands there.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Convert a dataset, without a server or a project. Leaves with 1 where nothing came of it."""
    from labelwright.core.errors import LabelwrightError
    from labelwright.datasets.convert import joined, opened, takes_media

    try:
        with opened(source, from_) as dataset:
            items = sum(dataset.survey.items.values())
            carried = takes_media(target) if media is None else media
            report = dataset.report
            if dry_run or strict:
                report = joined(report, dataset.losses(to, dialect))
            stopped = strict and bool(report.refused_count or report.losses)
            write = not dry_run and not stopped
            if write:
                written = dataset.write(target, to, dialect, media=carried, replace=replace)
                report = joined(dataset.report, written)
            read = f"{dataset.format} ({dataset.dialect})" if dataset.dialect else dataset.format
    except LabelwrightError as error:
        typer.echo(f"labelwright: {error}", err=True)
        raise typer.Exit(1) from error
    if not as_json:
        for line in _lines(report):
            typer.echo(line)
    done = f"written as {to} to {target}" if write else "nothing was written"
    text = f"{items:,} item{'' if items == 1 else 's'} read as {read}, {done}."
    answer({"written": write, "items": items, "target": str(target), **report.as_dict()}, text, as_json)
    if stopped:
        typer.echo("labelwright: stopped by --strict, for what is listed above.", err=True)
        raise typer.Exit(1)


def _lines(report: "Report") -> "Iterator[str]":
    """The report for a person: what was refused, lost and warned of, the first of each sort."""
    for name, problems, count in (
        ("refused", report.refused, report.refused_count),
        ("warned of", report.warnings, report.warning_count),
    ):
        if count:
            yield f"{name} {count:,}"
            yield from (f"  {problem}" for problem in problems[:SHOWN])
        if count > SHOWN:
            yield f"  … and {count - SHOWN:,} more (--json lists them)"
    if report.losses:
        yield "lost"
        yield from (
            f"  {loss.count:,} × {loss.what}" + (f" (first: {loss.example})" if loss.example else "")
            for loss in report.losses
        )
