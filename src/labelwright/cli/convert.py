"""`labelwright convert`: from one format to another, saying first what would be lost."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from labelwright.cli.here import AsJson, answer

if TYPE_CHECKING:
    from labelwright.core.report import Report


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
            report = joined(dataset.report, dataset.losses(to, dialect))
            stopped = strict and bool(report.refused_count or report.losses)
            write = not dry_run and not stopped
            if not as_json:
                _say(report)
            if write:
                carried = takes_media(target) if media is None else media
                written = dataset.write(target, to, dialect, media=carried, replace=replace)
                report = joined(dataset.report, written)
            items = sum(dataset.survey.items.values())
    except LabelwrightError as error:
        typer.echo(f"labelwright: {error}", err=True)
        raise typer.Exit(1) from error
    text = f"{items} items read, written to {target}." if write else "Nothing was written."
    answer({"written": write, "items": items, "target": str(target), **report.as_dict()}, text, as_json)
    if stopped:
        raise typer.Exit(1)


def _say(report: "Report") -> None:
    for line in report.lines():
        typer.echo(line)
