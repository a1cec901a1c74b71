"""A real `labelwright serve`, started, killed and started again; and the people in it, made by the services."""

import os
import signal
import subprocess
import sys
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from labelwright.app import accounts
from labelwright.app.auth import tokens
from labelwright.app.settings import Settings
from labelwright.app.wiring import Installation, open_installation

START_S = 60
STOP_S = 30


@dataclass
class Server:
    """One installation in `folder`. `url` is known once it has started, and stays the same."""

    folder: Path
    database_url: str
    port: int = 0
    process: "subprocess.Popen[str] | None" = None
    people: dict[str, str] = field(default_factory=dict)
    projects: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def data_dir(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        """Start the process and wait until it answers. The second time it takes the same port."""
        command = [str(Path(sys.executable).with_name("labelwright")), "serve", "--json"]
        command += ["--data-dir", str(self.data_dir), "--port", str(self.port)]
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, text=True, env=self._environment()
            )
        assert self.process.stdout is not None
        said = ""
        for line in self.process.stdout:
            said += line
            if line == "}\n":
                break
        assert said, f"the server has ended: {self.log()}"
        self.port = int(msgspec.json.decode(said)["url"].rsplit(":", 1)[1])
        try:
            urllib.request.urlopen(f"{self.url}/api/v1/health", timeout=START_S).close()
        except OSError as error:
            raise AssertionError(f"the server does not answer: {self.log()}") from error

    def kill(self) -> None:
        """SIGKILL: no goodbye, nothing tidied."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def log(self) -> str:
        return (self.folder / "server.log").read_text()

    def open(self) -> Installation:
        """The installation itself, for what tests may do beside the server. To be closed by the caller."""
        environment = {"LABELWRIGHT_DATABASE_URL": self.database_url}
        here = Settings.read(environment, Path.home(), Path.cwd(), data_dir=self.data_dir, port=self.port)
        return open_installation(here)

    def add(self, name: str, *, is_admin: bool = False) -> str:
        """A person; the id. The address is `<name>@example.org`."""
        here = self.open()
        try:
            with here.database.write() as conn:
                self.people[name] = accounts.create_user(
                    conn,
                    None,
                    email=f"{name}@example.org",
                    name=name.capitalize(),
                    is_admin=is_admin,
                    now=here.now(),
                )
        finally:
            here.close()
        return self.people[name]

    def link(self, name: str) -> str:
        """The address of a one-time link that signs this person in."""
        here = self.open()
        try:
            with here.database.write() as conn:
                return here.link(conn, self.people[name])
        finally:
            here.close()

    def token(self, name: str, scope: str = "admin") -> str:
        """The secret of a new access token of this person."""
        here = self.open()
        try:
            with here.database.write() as conn:
                made: dict[str, Any] = {"name": "test", "scope": scope, "project_id": None, "days": None}
                return tokens.create(conn, self.people[name], now=here.now(), **made)[1]
        finally:
            here.close()

    def _environment(self) -> dict[str, str]:
        own = {key: value for key, value in os.environ.items() if not key.startswith("LABELWRIGHT_")}
        return {**own, "LABELWRIGHT_DATABASE_URL": self.database_url}

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.process.wait(STOP_S)
        self.process = None
