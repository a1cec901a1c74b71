"""`labelwright check`: what checks say of the marks in a file, without a server or a project."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from labelwright.cli.told import SHOWN, many, watching

if TYPE_CHECKING:
    from labelwright.core.checks.finding import Finding
    from labelwright.datasets.checking import Checked


def register(app: typer.Typer) -> None:
    app.command()(check)


def check(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A folder, an archive or a file.")],
    rules: Annotated[
        Path | None,
        typer.Option("--rules", help="A project document, whose checks are run. [default: the usual checks]"),
    ] = None,
    from_: Annotated[str, typer.Option("--from", help="The format of FILE. [default: recognised]")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each finding.")] = False,
) -> None:
    """Say what is wrong with marks: sizes, edges, overlaps, duplicates. Ends with 1 where there is an error."""
    from labelwright.datasets.checking import check_file
    from labelwright.workflow.spec import parse_yaml

    spec = parse_yaml(rules.read_text(encoding="utf-8"), rules.name) if rules else None
    with watching() as watch:
        if spec is None:
            found = check_file(source, from_=from_, watch=watch)
        else:
            found = check_file(source, spec.checks, spec.ontology, from_, watch)
    for line in _refused(found):
        typer.echo(f"labelwright: {line}", err=True)
    if as_json:
        _write_rows(found.findings)
    else:
        _show(found)
    if found.errors:
        raise typer.Exit(1)


def _refused(found: "Checked") -> Iterator[str]:
    report = found.report
    if report.refused_count:
        yield f"{many(report.refused_count, 'mark')} could not be looked at. The first: {report.refused[0]}"


def _write_rows(findings: "list[Finding]") -> None:
    import msgspec

    encode = msgspec.json.Encoder().encode
    for finding in findings:
        sys.stdout.write(encode(finding).decode() + "\n")


def _show(found: "Checked") -> None:
    """The findings for a person: how many of each check, then the first of all."""
    from labelwright.cli.here import plain

    errors = found.errors
    lines = [
        f"{many(found.items, 'item')}: {many(errors, 'error')}, {many(len(found.findings) - errors, 'warning')}"
    ]
    counts = Counter((f.severity, f.check) for f in found.findings)
    lines += [f"  {severity:<8} {name:<24} {count:>9,}" for (severity, name), count in sorted(counts.items())]
    for finding in found.findings[:SHOWN]:
        beside = f" ({', '.join(finding.others)})" if finding.others else ""
        lines.append(plain(f"{finding.item}: {finding.message}{beside}"))
    if len(found.findings) > SHOWN:
        lines.append(f"… and {len(found.findings) - SHOWN:,} more (--json lists them)")
    sys.stdout.write("\n".join(lines) + "\n")
