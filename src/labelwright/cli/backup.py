"""`labelwright backup` and `labelwright restore`: everything in one file, and back into either database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from labelwright.cli.here import AsJson, DataDir, answer, settings_of


def register(app: typer.Typer) -> None:
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Write the database and all media to one file, while work goes on."""
    from labelwright.app.maintenance import back_up

    settings = settings_of(data_dir)
    with _progress("Backing up", as_json) as tell:
        kept = back_up(settings.database_url, settings.blobs_url, file, tell)
    text = f"{file}: {kept.rows} rows and {kept.blobs} blobs of {kept.bytes} bytes."
    if kept.missing:
        text += (
            f"\n{len(kept.missing)} blobs are spoken of but not there, the first of them {kept.missing[0]}."
        )
    answer(kept, text, as_json)


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `labelwright backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace what the database holds now.")] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Bring a backup back, all of it or nothing, and compare what arrived with what was kept."""
    from labelwright.app.maintenance import restore as bring_back

    settings = settings_of(data_dir)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with _progress("Restoring", as_json) as tell:
        kept = bring_back(settings.database_url, settings.blobs_url, file, replace=replace, tell=tell)
    text = f"{kept.rows} rows and {kept.blobs} blobs are back, each compared with the backup."
    answer(kept, text, as_json)


@contextmanager
def _progress(title: str, silent: bool) -> Iterator[Callable[[str], None]]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=silent) as progress:
        task = progress.add_task(title)
        yield lambda what: progress.update(task, description=f"{title}: {what.replace('_', ' ')}")
