"""`labelwright suspects`: labels that are probably wrong, from what a model predicts. Changes nothing."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from labelwright.cli.told import SHOWN, many

if TYPE_CHECKING:
    from labelwright.datasets.suspects import Suspect


def register(app: typer.Typer) -> None:
    app.command()(suspects)


def suspects(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV table of item and label, or any dataset.")
    ],
    predictions: Annotated[
        Path,
        typer.Option(
            help="What a model that has not seen these labels says: a CSV table of item and a column for each class"
            " (of tokens with start and end too), or any dataset whose marks have confidences."
        ),
    ],
    from_: Annotated[str, typer.Option("--from", help="The format of FILE. [default: recognised]")] = "",
    predictions_from: Annotated[
        str, typer.Option(help="The format of the predictions. [default: recognised]")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each suspect.")] = False,
) -> None:
    """Rank labels by how probably they are wrong: a class, a token, a mark that is missing, swapped or misplaced."""
    from labelwright.datasets.suspects import find_suspects

    found = find_suspects(source, predictions, from_, predictions_from)
    if found.report.refused_count:
        first = found.report.refused[0]
        typer.echo(
            f"labelwright: {many(found.report.refused_count, 'mark')} were left out. The first: {first}",
            err=True,
        )
    if as_json:
        _write_rows(found.found)
        return
    listed = sum(suspect.listed for suspect in found.found)
    lines = [f"{many(found.items, 'item')}, {many(listed, 'label')} more probably wrong than right"]
    lines += [_line(suspect) for suspect in found.found[:SHOWN]]
    if len(found.found) > SHOWN:
        lines.append(f"… and {len(found.found) - SHOWN:,} that are less suspect (--json lists them)")
    sys.stdout.write("\n".join(lines) + "\n")


def _write_rows(found: "list[Suspect]") -> None:
    import msgspec

    encode = msgspec.json.Encoder().encode
    for suspect in found:
        sys.stdout.write(encode(suspect).decode() + "\n")


def _line(suspect: "Suspect") -> str:
    from labelwright.cli.here import plain

    place = "" if suspect.start is None else f" at {suspect.start}–{suspect.end}"
    what = f"{suspect.label or 'nothing'} → {suspect.likely or 'nothing'}"
    return plain(f"{suspect.wrong:.3f}  {suspect.kind:<9} {suspect.item}{place}: {what}")
