"""Starts a worker process when jobs wait and none of ours is alive, so that work never competes with the web server.

The worker ends by itself when nothing more comes. Where operators run workers of their own, this one is spare.
"""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Mapping

from labelwright.app.jobs.port import JobQueue

POLL_S = 2.0
IDLE_S = 30.0
STOP_S = 10.0

_log = logging.getLogger(__name__)


class Supervisor:
    """Watches the queue from a thread. `environment` holds the settings that the worker is to read."""

    def __init__(self, queue: JobQueue, environment: Mapping[str, str], *, poll_s: float = POLL_S) -> None:
        self._queue = queue
        self._environment = dict(environment)
        self._poll_s = poll_s
        self._wake = threading.Event()
        self._over = False
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Look at the queue now: something was put there."""
        self._wake.set()

    def close(self) -> None:
        """Stop watching, and let the worker hand back what it holds."""
        self._over = True
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()
            try:
                self._child.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self._child.kill()
                self._child.wait()

    @property
    def pid(self) -> int | None:
        """The worker's process, if one is alive."""
        return self._child.pid if self._child is not None and self._child.poll() is None else None

    def _watch(self) -> None:
        while not self._over:
            try:
                if self.pid is None and self._queue.waiting():
                    self._begin()
            except Exception:  # the database may be away for a while; the next look will tell  # noqa: BLE001
                _log.warning("The queue could not be looked at.", exc_info=True)
            self._wake.wait(self._poll_s)
            self._wake.clear()

    def _begin(self) -> None:
        command = [sys.executable, "-m", "labelwright.app.transfer", "--idle", str(IDLE_S)]
        self._child = subprocess.Popen(command, env={**os.environ, **self._environment})
