"""`labelwright inspect`: what a dataset on disk holds, and what each format would lose of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from labelwright.cli.convert import FromDialect
from labelwright.cli.here import AsJson, answer
from labelwright.cli.told import SHOWN, counted, many, problems, watching

WIDTH = 13


def register(app: typer.Typer) -> None:
    app.command()(inspect)


def inspect(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A folder, an archive or a file.")],
    from_: Annotated[str, typer.Option("--from", help="The format of IN. [default: recognised]")] = "",
    from_dialect: FromDialect = "",
    losses: Annotated[bool, typer.Option("--losses/--no-losses", help="Try every format for losses.")] = True,
    as_json: AsJson = False,
) -> None:
    """Say format, counts, classes, splits, what is refused, and what each format would lose."""
    from labelwright.datasets.inspect import inspect as look

    with watching() as watch:
        found = look(source, from_, from_dialect, with_losses=losses, watch=watch)
    answer(found, [*_holds(found), *_classes(found), *problems(found["report"]), *_targets(found)], as_json)


def _holds(found: Mapping[str, Any]) -> Iterator[str]:
    dialect = f" ({found['dialect']})" if found["dialect"] else ""
    yield _row("format", f"{found['format']}{dialect}: {found['why']}")
    items = {kind: n for kind, n in found["items"].items() if kind != "total"}
    yield _row("items", counted(items))
    if any(found["splits"]):
        yield _row("splits", ", ".join(f"{n:,} in {name or 'none'}" for name, n in found["splits"].items()))
    by = f" by {many(found['annotators'], 'annotator')}" if found["annotators"] else ""
    yield _row("annotations", f"{found['annotations']:,} in {many(found['answers'], 'answer')}{by}")


def _classes(found: Mapping[str, Any]) -> Iterator[str]:
    """The classes with their counts, one below the other."""
    classes = found["classes"]
    yield _row("classes", f"{len(classes):,}")
    rows = [
        (cls["name"], kind, n) for cls in classes[:SHOWN] for kind, n in (cls["counts"] or {"": 0}).items()
    ]
    wide = max((len(name) for name, _, _ in rows), default=0)
    long = max((len(f"{n:,}") for _, _, n in rows), default=0)
    for name, kind, n in rows:
        yield f"  {name:<{wide}}  {n:>{long},}" + (f" × {kind}" if kind else "")
    if len(classes) > SHOWN:
        yield f"  … and {len(classes) - SHOWN:,} more (--json lists them)"


def _targets(found: Mapping[str, Any]) -> Iterator[str]:
    """The losses of each format one below the other."""
    if found["losses"]:
        yield _row("written as", "would lose")
    for name, losses in found["losses"].items():
        lines = [f"{loss['count']:,} × {loss['what']}" for loss in losses] or ["nothing"]
        yield _row(f"  {name}", lines[0])
        yield from (_row("", line) for line in lines[1:])


def _row(name: str, text: str) -> str:
    return f"{name:<{WIDTH}} {text}".rstrip()
