"""`labelwright doctor`: is this installation well, and if not, what mends it?"""

import typer

from labelwright.cli.here import AsJson, DataDir, answer, settings_of


def register(app: typer.Typer) -> None:
    app.command()(doctor)


def doctor(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Check database, schema, blobs, disk, pages, jobs and clock. Leaves with 1 where something is unwell."""
    from labelwright.api.app import default_static
    from labelwright.app.doctor import examine

    findings = list(examine(settings_of(data_dir), default_static()))
    lines = [f"{'ok  ' if f.ok else 'BAD '} {f.name:<9} {f.seen}" for f in findings]
    lines += [f"     {f.name}: {f.remedy}" for f in findings if f.remedy]
    answer(findings, "\n".join(lines), as_json)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
