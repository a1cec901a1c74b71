"""What verbs share: the installation that is meant, and answers as text or JSON. No verb itself."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from labelwright.app.settings import Settings
    from labelwright.app.wiring import Installation

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir", help="Where everything is kept. [default: ./.labelwright, else ~/.labelwright]"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


def settings_of(data_dir: Path | None = None, **options: object) -> "Settings":
    """The settings from the environment and the options given."""
    from labelwright.app.settings import Settings

    return Settings.read(os.environ, Path.home(), Path.cwd(), data_dir=data_dir, **options)


@contextmanager
def installation(data_dir: Path | None = None, **options: object) -> "Iterator[Installation]":
    """The installation that is meant, its database brought up to date."""
    from labelwright.app.wiring import open_installation

    opened = open_installation(settings_of(data_dir, **options))
    try:
        yield opened
    finally:
        opened.close()


def answer(data: object, text: str | Iterable[str], as_json: bool) -> None:
    """Write the answer: the data as JSON, or the text or its lines for a person."""
    import msgspec

    if as_json:
        said = msgspec.json.format(msgspec.json.encode(data), indent=2).decode()
    else:
        said = text if isinstance(text, str) else "\n".join(map(plain, text))
    sys.stdout.write(said + "\n")


def plain(text: str) -> str:
    """A text that may come from a file, on one line and unable to steer the terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
