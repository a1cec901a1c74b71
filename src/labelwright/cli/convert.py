"""`labelwright convert`: from one format to another, saying what was lost; a dry run says it beforehand."""

from pathlib import Path
from typing import Annotated

import typer

from labelwright.cli.here import AsJson, answer
from labelwright.cli.told import counted, problems, watching

FromDialect = Annotated[str, typer.Option(help="The dialect of IN. [default: recognised]")]


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
    from_dialect: FromDialect = "",
    dialect: Annotated[str, typer.Option(help="The dialect to write. [default: the format's first]")] = "",
    media: Annotated[
        bool | None,
        typer.Option("--media/--no-media", help="Copy pictures along. [default: unless OUT is one file]"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be lost, and write nothing.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Write nothing where something is refused or lost.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put OUT in the place of what stands there, and delete that.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Convert a dataset, without a server or a project. Leaves with 1 where nothing came of it."""
    from labelwright.datasets.convert import check_target, joined, opened, takes_media

    check_target(source, target, to, dialect, replace=replace or dry_run)
    with watching() as watch, opened(source, from_, from_dialect, watch) as dataset:
        report = dataset.report
        if dry_run or strict:
            report = joined(report, dataset.losses(to, dialect))
        stopped = strict and bool(report.refused_count or report.losses)
        write = not dry_run and not stopped
        if write:
            carried = takes_media(target) if media is None else media
            written = dataset.write(target, to, dialect, media=carried, replace=replace)
            report = joined(dataset.report, written)
        found = {"format": dataset.format, "dialect": dataset.dialect, "to": to, "items": dataset.count}
    told = report.as_dict()
    done = f"written as {to} to {target}" if write else "nothing was written"
    if stopped:
        done += ": --strict takes nothing refused or lost"
    lines = [*problems(told), f"{counted(dataset.survey.items)} read as {dataset.called}, {done}."]
    answer({"written": write, "target": str(target), **found, **told}, lines, as_json)
    if stopped:
        raise typer.Exit(1)
