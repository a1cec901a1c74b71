"""One worker process, from the settings to its end. It ends when told to, or when nothing more comes."""

import logging
import os
import signal
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

from labelwright.app.jobs.queue import SqlQueue
from labelwright.app.jobs.worker import LEASE_S, POLL_S, Kind, Worker
from labelwright.app.settings import Settings
from labelwright.app.transfer.kinds import kinds
from labelwright.app.transfer.tools import Tools
from labelwright.app.transfer.uploads import Uploads
from labelwright.app.upkeep import Upkeep, duties
from labelwright.storage.database import Database
from labelwright.storage.ids import new_id, now_us


def run_worker(
    settings: Settings,
    *,
    idle_s: float | None = None,
    lease_s: float = LEASE_S,
    poll_s: float = POLL_S,
    extra: Mapping[str, Kind] | None = None,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Work off jobs until SIGTERM or SIGINT, or until none came for `idle_s` seconds.

    `extra` are kinds of jobs beside those of the installation; `ready` is told the worker's name.
    """
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url, durable=settings.durable)
    database.upgrade()
    tools = Tools.of(settings, database)
    known = {**kinds(tools), **(extra or {})}
    worker = Worker(SqlQueue(database), known, name(), lease_s=lease_s, poll_s=poll_s)
    uploads = Uploads(database, tools.blobs, settings.data_dir / "uploads", max_bytes=settings.limits.upload)
    upkeep = Upkeep(duties(database, uploads.sweep, settings.scratch), now=now_us)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    if ready is not None:
        ready(worker.owner)
    upkeep.start()
    try:
        worker.work(idle_s=idle_s)
    finally:
        upkeep.close()
        database.close()


def name() -> str:
    """A name that no other worker has, and from which an operator sees where it runs."""
    return f"{socket.gethostname()}:{os.getpid()}:{new_id()}"


def main(arguments: list[str]) -> None:
    """What the supervisor starts; the settings are in the environment, the arguments are `--idle SECONDS`."""
    logging.basicConfig(level=logging.WARNING, format="worker: %(message)s")
    idle_s = float(arguments[1]) if arguments[:1] == ["--idle"] else None
    run_worker(Settings.read(os.environ, Path.home(), Path.cwd()), idle_s=idle_s)
