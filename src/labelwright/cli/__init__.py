"""The command line: one file per verb, found by name. Says errors in one sentence and holds no rules.

Exit codes: 0 done, 1 it could not be done, 2 the command was not understood.
"""

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from labelwright import __version__
from labelwright.cli.here import plain
from labelwright.core.errors import LabelwrightError, Problem


def main(words: Sequence[str] | None = None) -> None:
    """The `labelwright` command, with the words that follow it: those of the command line unless they are given."""
    try:
        build()(args=words)
    except LabelwrightError as error:
        _fail(str(error))
    except OSError as error:
        _fail(str(Problem(f"{error.strerror or error}.", str(error.filename or ""))))


def _fail(said: str) -> None:
    lines = "\n".join(plain(line) for line in said.splitlines())
    sys.stderr.write(f"labelwright: {lines}\n")
    sys.exit(1)


def build() -> typer.Typer:
    """The command with every verb: each module of this package that has `register(app)`."""
    app = typer.Typer(
        name="labelwright",
        help="Turns raw images, text, audio and video into trustworthy, versioned training sets.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_options)
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        register = getattr(importlib.import_module(f"{__name__}.{module.name}"), "register", None)
        if register is not None:
            register(app)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"labelwright {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and leave.")
    ] = False,
) -> None:
    pass
