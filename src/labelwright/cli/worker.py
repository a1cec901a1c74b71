"""`labelwright worker`: works off imports, exports and other jobs, beside any number of its kind."""

import sys
from typing import Annotated

import typer

from labelwright.cli.here import DataDir, settings_of

Idle = Annotated[float | None, typer.Option(help="End after so many seconds without work. [default: never]")]
Lease = Annotated[
    float, typer.Option(help="Seconds after which a silent worker's job goes to another.", min=1)
]


def register(app: typer.Typer) -> None:
    app.command()(worker)


def worker(data_dir: DataDir = None, idle: Idle = None, lease: Lease = 20.0) -> None:
    """Work until told to stop. A job that is under way goes back to the queue, and on from its last step."""
    from labelwright.app.transfer.process import run_worker

    def ready(name: str) -> None:
        sys.stderr.write(f"Worker {name} is ready.\n")

    run_worker(settings_of(data_dir), idle_s=idle, lease_s=lease, ready=ready)
