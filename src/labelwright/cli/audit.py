"""`labelwright audit verify`: proves that nobody changed the record of what happened."""

import sys
from typing import Annotated

import typer

from labelwright.cli.here import AsJson, DataDir, answer, settings_of


def register(app: typer.Typer) -> None:
    audit = typer.Typer(help="The record of who did what, sealed event by event.", no_args_is_help=True)
    audit.callback()(_audit)
    audit.command("verify")(verify)
    app.add_typer(audit, name="audit")


def verify(
    project: Annotated[str | None, typer.Option("--project", help="Only the project of this id.")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Walk every chain of events from its start; leave with 1 where one is broken."""
    from labelwright.app.maintenance import verify_audit

    results = verify_audit(settings_of(data_dir).database_url, project)
    lines = []
    for result in results:
        name = f"project {result.project_id}" if result.project_id else "the installation"
        lines.append(f"{name}: {result.message or f'{result.events} events, whole.'}")
    answer(results, "\n".join(lines) or "Nothing has happened yet.", as_json)
    if not all(result.whole for result in results):
        sys.exit(1)


def _audit() -> None:
    pass
