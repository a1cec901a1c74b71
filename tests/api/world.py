"""People who speak to an installation over HTTP, as browsers and as programs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from labelwright.app import accounts
from labelwright.app.auth import tokens
from labelwright.app.auth.sign_in import Visitor
from labelwright.app.settings import Limits, Settings
from labelwright.app.wiring import Installation, open_installation

PASSWORD = "correct horse battery"
VISITOR = Visitor("203.0.113.9", "tests")
ORIGIN = "http://localhost:8000"


class Clock:
    """Microseconds that go on by themselves by one, and by more when a test says so."""

    def __init__(self) -> None:
        self._now = 1_800_000_000_000_000

    def __call__(self) -> int:
        self._now += 1
        return self._now

    def forward(self, seconds: float) -> None:
        self._now += int(seconds * 1_000_000)


@dataclass
class World:
    """One installation, its application, and the people in it."""

    installation: Installation
    app: FastAPI
    clock: Clock
    people: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, *, is_admin: bool = False) -> str:
        """A person with the usual password; the id."""
        with self.installation.database.write() as conn:
            user_id = accounts.create_user(
                conn, None, email=f"{name}@example.org", name=name, is_admin=is_admin, now=self.clock()
            )
        self.installation.sign_in.set_password(user_id, PASSWORD, VISITOR)
        self.people[name] = user_id
        return user_id

    def token(self, name: str, scope: str = "admin", project_id: str | None = None) -> str:
        """The secret of a new token of this person."""
        with self.installation.database.write() as conn:
            return tokens.create(
                conn,
                self.people[name],
                name="test",
                scope=scope,
                project_id=project_id,
                days=None,
                now=self.clock(),
            )[1]

    def browser(self) -> TestClient:
        """Somebody not signed in, whose pages send what ours send."""
        client = TestClient(self.app, base_url=ORIGIN, raise_server_exceptions=False)
        client.headers["X-CSRF"] = "1"
        return client

    def signed_in(self, name: str) -> TestClient:
        """A browser in which this person is signed in."""
        client = self.browser()
        answer = client.post("/api/v1/session", json={"email": f"{name}@example.org", "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return client

    def program(self, name: str, scope: str = "admin", project_id: str | None = None) -> TestClient:
        """A program that holds a token of this person."""
        client = TestClient(self.app, base_url=ORIGIN, raise_server_exceptions=False)
        client.headers["Authorization"] = f"Bearer {self.token(name, scope, project_id)}"
        return client


def open_for_tests(database_url: str, folder: Path, clock: Callable[[], int], **options: Any) -> Installation:
    settings = Settings(
        data_dir=folder / "data",
        database_url=database_url,
        blobs_url=f"file://{folder / 'blobs'}",
        base_url=ORIGIN,
        limits=Limits(body=1024 * 1024),
        **options,
    )
    return open_installation(settings, now=clock, hasher=PasswordHasher(1, 8, 1))
