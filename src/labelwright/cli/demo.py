"""`labelwright demo`: an installation of its own with people, projects and work to look at."""

import contextlib
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from labelwright.cli.here import DataDir, settings_of
from labelwright.cli.serve import Host, listen, run

if TYPE_CHECKING:
    from labelwright.app.wiring import Installation

Port = Annotated[int, typer.Option(help="The port to listen on; 0 takes a free one.")]
Reset = Annotated[bool, typer.Option("--reset", help="Throw away what was done in the demo and start over.")]


def register(app: typer.Typer) -> None:
    app.command()(demo)


def demo(data_dir: DataDir = None, host: Host = None, port: Port = 8787, reset: Reset = False) -> None:
    """Start Labelwright with demo projects on their own data, and print a link that signs in."""
    from labelwright.app.wiring import open_installation

    settings = settings_of(_folder(data_dir), host=host, port=port)
    with contextlib.closing(listen(settings)) as listener:
        if reset:  # only once the port is ours: a demo that runs there keeps its data
            _throw_away(settings.data_dir)
        installation = open_installation(replace(settings, port=listener.getsockname()[1]))
        try:
            _welcome(installation)
            run(installation, listener)
        finally:
            installation.close()


def _folder(data_dir: Path | None) -> Path:
    """A folder beside the installation's own, so that the demo never touches real work."""
    return data_dir or settings_of().data_dir / "demo"


def _throw_away(folder: Path) -> None:
    """Only a folder that holds a Labelwright database is removed: a mistyped path costs nothing."""
    from labelwright.core.errors import Conflict

    if not folder.exists():
        return
    if not (folder / "labelwright.db").is_file():
        raise Conflict(f"{folder} holds no Labelwright demo.", remedy="Name the demo's own --data-dir.")
    shutil.rmtree(folder)


def _welcome(installation: "Installation") -> None:
    from labelwright.app.demo.build import PASSWORD, build_demo
    from labelwright.app.demo.people import PEOPLE
    from labelwright.app.demo.photographs import photographs_installed

    built = build_demo(installation, lambda doing: _say(f"· {doing}"))
    if not photographs_installed():
        _say('· “Photographs” is left out: it comes with pip install "labelwright[demo]"')
    with installation.database.write() as conn:
        link = installation.link(conn, built.lead_id)
    _say(f"\nLabelwright is at {installation.settings.url}")
    _say(f"Sign in, once, with {link}")
    _say(f"\nor with one of these accounts and the password “{PASSWORD}”:")
    for person in PEOPLE:
        _say(f"  {person.email:<20} {person.name}, {person.role}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
