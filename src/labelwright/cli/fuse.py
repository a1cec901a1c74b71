"""`labelwright fuse`: the answers of many to one label for each item, or to its marks, with a probability."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from labelwright.core.aggregation.objects import Found
    from labelwright.datasets.fusing import FusedMarks, FusedVotes

SHOWN = 10
"""Annotators and items that are listed for a person; `--json` has all items."""


def register(app: typer.Typer) -> None:
    app.command()(fuse)


def fuse(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV table of item, annotator and label, or any dataset.")
    ],
    method: Annotated[
        str,
        typer.Option(
            help="How to fuse; `labelwright parts methods` lists all. [default: panel; of marks hierarchical]"
        ),
    ] = "",
    gold: Annotated[
        Path | None,
        typer.Option(help="What is known to be true: a CSV table of item and truth, or a dataset of marks."),
    ] = None,
    seed: Annotated[
        int, typer.Option(help="Where a method starts from chance, which. The same seed gives the same.")
    ] = 0,
    from_: Annotated[str, typer.Option("--from", help="The format of FILE. [default: recognised]")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each item.")] = False,
) -> None:
    """Fuse answers into one for each item, with a probability, without a server or a project."""
    from labelwright.core.errors import LabelwrightError
    from labelwright.datasets import fusing

    try:
        fused = fusing.fuse(source, method=method.replace("-", "_"), gold=gold, from_=from_, seed=seed)
    except LabelwrightError as error:
        typer.echo(f"labelwright: {error}", err=True)
        raise typer.Exit(1) from error
    for warning in _warnings(fused, gold):
        typer.echo(f"labelwright: {warning}", err=True)
    if isinstance(fused, fusing.FusedMarks):
        rows, lines = _mark_rows(fused), _mark_lines(fused)
    else:
        rows, lines = _vote_rows(fused), _vote_lines(fused)
    if as_json:
        _write_rows(rows)
    else:
        sys.stdout.write("\n".join(lines) + "\n")


def _warnings(fused: "FusedVotes | FusedMarks", gold: Path | None) -> Iterator[str]:
    yield from fused.result.warnings
    if gold and not fused.told:
        yield "None of the gold items has an answer, so the gold changes nothing."
    report = getattr(fused, "report", None)
    if report is not None and report.refused_count:
        yield f"{report.refused_count:,} marks were left out. The first: {report.refused[0]}"


def _write_rows(rows: Iterator[dict[str, Any]]) -> None:
    import msgspec

    encode = msgspec.json.Encoder().encode
    for row in rows:
        sys.stdout.write(encode(row).decode() + "\n")


def _vote_rows(fused: "FusedVotes") -> Iterator[dict[str, Any]]:
    """The label of each item, in the order in which they came."""
    result = fused.result
    found = zip(result.items, result.winners().tolist(), result.probabilities().tolist(), strict=True)
    for item, winner, probability in found:
        yield {"item": item, "label": result.labels[winner], "probability": round(probability, 6)}


def _vote_lines(fused: "FusedVotes") -> Iterator[str]:
    """The result for a person: how sure it is, the classes, and who and what deserves a look."""
    result = fused.result
    winners, sure = result.winners(), result.probabilities()
    yield f"method       {fused.method}, {len(fused.votes):,} votes"
    yield f"items        {len(result.items):,}, right with probability {sure.mean():.3f} as a mean"
    yield "labels"
    for k, label in enumerate(result.labels):
        own = winners == k
        mean = f"probability {sure[own].mean():.3f}" if own.any() else ""
        yield f"  {label:<24.24} {own.sum():>9,}  {mean}".rstrip()
    order = sorted(range(len(result.annotators)), key=lambda a: result.skill[a])
    yield f"annotators   {len(result.annotators):,}, by the share of their votes that is held to be right"
    for a in order[:SHOWN]:
        yield f"  {result.annotators[a]:<24.24} {result.skill[a]:>9.3f}"
    if len(order) > SHOWN:
        yield f"  … and {len(order) - SHOWN:,} who are right more often"
    yield "least sure"
    for i in sorted(range(len(result.items)), key=lambda i: sure[i])[:SHOWN]:
        yield f"  {result.items[i]:<24.24} {sure[i]:>9.3f}  {result.labels[winners[i]]}"


def _mark_rows(fused: "FusedMarks") -> Iterator[dict[str, Any]]:
    """The marks that stand on each item as its label; its probability is that of the decision least sure."""
    for marked, found in zip(fused.marked, fused.result.items, strict=True):
        numbers: dict[str, str] = {}
        label = [_mark(each, numbers) for each in found if each.stands]
        yield {"item": marked.item.name, "label": label, "probability": round(_sureness(found), 6)}


def _mark(found: "Found", numbers: dict[str, str]) -> dict[str, Any]:
    """A mark, its compound by a number of its own on the item; `numbers` are those given already."""
    annotation = found.annotation
    row: dict[str, Any] = {"type": annotation.type, "class": annotation.cls, "value": annotation.value}
    if annotation.attributes:
        row["attributes"] = annotation.attributes
    if annotation.compound:
        row["compound"] = numbers.setdefault(annotation.compound, str(len(numbers) + 1))
    return {**row, "probability": round(annotation.confidence or 0.0, 6)}


def _sureness(found: "list[Found]") -> float:
    """How sure the least sure decision on an item is: that a mark stands, or that it does not."""
    confidences = ((each.annotation.confidence or 0.0, each.stands) for each in found)
    return min((p if stands else 1.0 - p for p, stands in confidences), default=1.0)


def _mark_lines(fused: "FusedMarks") -> Iterator[str]:
    """The result for a person: what stands of each class, and what each annotator is good for."""
    result = fused.result
    every = [found for own in result.items for found in own]
    standing = [found.annotation for found in every if found.stands]
    yield f"method       {fused.method}"
    yield f"items        {len(fused.marked):,} with {len(every):,} things marked, of which {len(standing):,} stand"
    yield "classes"
    for name in sorted({found.annotation.cls for found in every}):
        own = [a.confidence or 0.0 for a in standing if a.cls == name]
        mean = f"probability {sum(own) / len(own):.3f}" if own else ""
        yield f"  {name:<24.24} {len(own):>9,}  {mean}".rstrip()
    yield "annotators        finds   invents   names right   strays"
    for annotator, eye in sorted(result.eyes.items(), key=lambda entry: entry[1].finds)[:SHOWN]:
        yield (
            f"  {annotator:<14.14} {eye.finds:>6.3f} {eye.invents:>9.3f} {eye.names:>13.3f} {eye.strays:>8.3f}"
        )
    if len(result.eyes) > SHOWN:
        yield f"  … and {len(result.eyes) - SHOWN:,} who find more"
