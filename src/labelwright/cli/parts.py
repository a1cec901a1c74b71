"""`labelwright parts`: every part that is found, where it comes from, and what it lacks."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from labelwright.cli.here import AsJson, answer


def register(app: typer.Typer) -> None:
    app.command()(parts)


def parts(
    family: Annotated[str, typer.Argument(help="One family of parts. [default: all]")] = "",
    as_json: AsJson = False,
) -> None:
    """List label types, formats and stages: built in, or brought by other packages."""
    from labelwright.core.registry import FAMILIES

    if family and family not in FAMILIES:
        typer.echo(f"labelwright: There is no family “{family}”. There are: {', '.join(FAMILIES)}.", err=True)
        raise typer.Exit(1)
    found = [part for name in ([family] if family else FAMILIES) for part in _parts(name)]
    lines = []
    for part in found:
        missing = f"  lacks {', '.join(part['missing'])}. {part['remedy']}" if part["missing"] else ""
        dialects = f"  dialects: {', '.join(part['dialects'])}" if len(part["dialects"]) > 1 else ""
        row = f"{part['family']:<8} {part['name']:<14} {part['title']:<28} {part['origin']}"
        lines.append(f"{row}{dialects}{missing}")
    answer(found, "\n".join(lines) or "No part is installed.", as_json)


def _parts(family: str) -> Iterator[dict[str, Any]]:
    from labelwright.core.errors import MissingLibrary
    from labelwright.core.registry import FAMILIES

    parts = FAMILIES[family]
    for name in parts:
        missing: list[str] = []
        title, remedy, needs, dialects = "", "", [], []
        try:
            part = parts[name]
            title = getattr(part, "title", "")
            needs, dialects = list(getattr(part, "needs", ())), list(getattr(part, "dialects", ()))
        except MissingLibrary as error:
            missing, remedy, needs = list(error.needs), error.remedy, list(error.needs)
        yield {
            "family": family,
            "name": name,
            "title": title,
            "origin": parts.origin(name),
            "needs": needs,
            "missing": missing,
            "remedy": remedy,
            "dialects": dialects,
        }
