"""`labelwright fuse`: the answers of many to one label for each item, with a probability."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from labelwright.core.aggregation.consensus import Consensus

SHOWN = 10
"""Annotators and items that are listed for a person; `--json` has all items."""


def register(app: typer.Typer) -> None:
    app.command()(fuse)


def fuse(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV table of item, annotator and label, or any dataset.")
    ],
    method: Annotated[
        str, typer.Option(help="How to fuse; `labelwright parts methods` lists all.")
    ] = "panel",
    gold: Annotated[
        Path | None, typer.Option(help="A CSV table of item and truth: items whose label is known.")
    ] = None,
    seed: Annotated[
        int, typer.Option(help="Where a method starts from chance, which. The same seed gives the same.")
    ] = 0,
    from_: Annotated[str, typer.Option("--from", help="The format of FILE. [default: recognised]")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each item.")] = False,
) -> None:
    """Fuse answers into one label for each item, without a server or a project."""
    from labelwright.core.aggregation.calibration import consensus_with_gold
    from labelwright.core.errors import LabelwrightError
    from labelwright.core.registry import METHODS
    from labelwright.datasets.votes import read_truths, read_votes

    try:
        chosen = METHODS[method.replace("-", "_")]
        truths = read_truths(gold) if gold else {}
        votes = read_votes(source, from_)
        result = consensus_with_gold(votes, chosen, truths, seed)
    except LabelwrightError as error:
        typer.echo(f"labelwright: {error}", err=True)
        raise typer.Exit(1) from error
    if truths and truths.keys().isdisjoint(result.items):
        typer.echo(
            "labelwright: None of the gold items has an answer, so the gold changes nothing.", err=True
        )
    for warning in result.warnings:
        typer.echo(f"labelwright: {warning}", err=True)
    if as_json:
        _write_lines(result)
    else:
        heading = f"{len(votes):,} answers fused by {chosen.title}"
        sys.stdout.write("\n".join([heading, *_table(result)]) + "\n")


def _write_lines(result: "Consensus") -> None:
    """One line of JSON for each item, in the order in which they came."""
    import msgspec

    encode = msgspec.json.Encoder().encode
    rows = zip(result.items, result.winners().tolist(), result.probabilities().tolist(), strict=True)
    for item, winner, probability in rows:
        line = {"item": item, "label": result.labels[winner], "probability": round(probability, 6)}
        sys.stdout.write(encode(line).decode() + "\n")


def _table(result: "Consensus") -> Iterator[str]:
    """The result for a person: how sure it is, the classes, and who and what deserves a look."""
    winners, sure = result.winners(), result.probabilities()
    yield f"items        {len(result.items):,}, right with probability {sure.mean():.3f} as a mean"
    yield "labels"
    for k, label in enumerate(result.labels):
        own = winners == k
        mean = f"probability {sure[own].mean():.3f}" if own.any() else ""
        yield f"  {label:<24.24} {own.sum():>9,}  {mean}".rstrip()
    order = sorted(range(len(result.annotators)), key=lambda a: result.skill[a])
    yield f"annotators   {len(result.annotators):,}, by the share of their answers that is held to be right"
    for a in order[:SHOWN]:
        yield f"  {result.annotators[a]:<24.24} {result.skill[a]:>9.3f}"
    if len(order) > SHOWN:
        yield f"  … and {len(order) - SHOWN:,} who are right more often"
    yield "least sure"
    for i in sorted(range(len(result.items)), key=lambda i: sure[i])[:SHOWN]:
        yield f"  {result.items[i]:<24.24} {sure[i]:>9.3f}  {result.labels[winners[i]]}"
