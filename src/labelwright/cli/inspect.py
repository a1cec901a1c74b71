"""`labelwright inspect`: what a dataset on disk holds, and what each format would lose of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from labelwright.cli.here import AsJson, answer

SHOWN = 20
"""Refused files and classes that are listed for a person; JSON has them all."""


def register(app: typer.Typer) -> None:
    app.command()(inspect)


def inspect(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A folder, an archive or a file.")],
    from_: Annotated[str, typer.Option("--from", help="The format of IN. [default: recognised]")] = "",
    losses: Annotated[bool, typer.Option("--losses/--no-losses", help="Try every format for losses.")] = True,
    as_json: AsJson = False,
) -> None:
    """Say format, counts, classes, splits, refused files, and what each format would lose."""
    from labelwright.core.errors import LabelwrightError
    from labelwright.datasets.inspect import inspect as look

    try:
        found = look(source, from_, with_losses=losses)
    except LabelwrightError as error:
        typer.echo(f"labelwright: {error}", err=True)
        raise typer.Exit(1) from error
    answer(found, "\n".join(_lines(found)), as_json)


def _lines(found: dict[str, Any]) -> Iterator[str]:
    dialect = f" ({found['dialect']})" if found["dialect"] else ""
    yield f"format       {found['format']}{dialect}: {found['why']}"
    media = ", ".join(f"{n} {kind}" for kind, n in found["items"].items() if kind != "total")
    yield f"items        {found['items']['total']}" + (f" ({media})" if media else "")
    yield f"annotations  {found['annotations']} in {found['answers']} answers by {found['annotators']} named annotators"
    if any(found["splits"]):
        yield "splits       " + ", ".join(f"{name or 'none'}: {n}" for name, n in found["splits"].items())
    yield f"classes      {len(found['classes'])}"
    for cls in found["classes"][:SHOWN]:
        counts = ", ".join(f"{n} {kind}" for kind, n in cls["counts"].items())
        yield f"  {cls['name']}: {counts or 'none'}"
    if len(found["classes"]) > SHOWN:
        yield f"  … and {len(found['classes']) - SHOWN} more"
    report = found["report"]
    if report["refused_count"]:
        yield f"refused      {report['refused_count']}"
        yield from (f"  {p['where']}: {p['message']}" for p in report["refused"][:SHOWN])
    if report["losses"]:
        yield "lost on reading"
        yield from (f"  {loss['what']} × {loss['count']}" for loss in report["losses"])
    if found["losses"]:
        yield "lost on writing"
        for name, losses in found["losses"].items():
            said = "; ".join(f"{loss['what']} × {loss['count']}" for loss in losses)
            yield f"  {name}: {said or 'nothing'}"
