"""A real server with the built pages, a real Chromium, and a browser of their own for each person."""

import shutil
import uuid
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.journeys.person import Person
from tests.server import Server

from labelwright.api.app import default_static
from labelwright.app import accounts
from labelwright.app.demo.build import build_demo
from labelwright.app.demo.people import PEOPLE

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 30_000


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A Chromium that lives as long as the journeys."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("the program `chromium` is not installed")
    if not (default_static() / "index.html").is_file():
        pytest.skip("the pages are not built: npm run build in web/")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    sync_api.expect.set_options(timeout=PATIENCE_MS)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def fresh_server(servers: Path) -> Iterator[Server]:
    """A server on SQLite with an administrator, `root`. Journeys share it and bring people of their own."""
    folder = servers / f"journeys-{uuid.uuid4().hex}"
    server = Server(folder, f"sqlite:///{folder / 'labelwright.db'}")
    folder.mkdir()
    server.add("root", is_admin=True)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def demo_server(servers: Path) -> Iterator[Server]:
    """A server with the demo's projects and people, `lead`, `rosa` and `ana` among them."""
    folder = servers / f"demo-{uuid.uuid4().hex}"
    folder.mkdir()
    server = Server(folder, f"sqlite:///{folder / 'labelwright.db'}")
    here = server.open()
    server.projects = build_demo(here).projects
    with here.database.read() as conn:
        for person in PEOPLE:
            server.people[person.email.split("@")[0]] = accounts.find_by_email(conn, person.email)
    here.close()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Server:
    """The server of this module's journeys: the one its `SERVER` names, else the one that begins empty."""
    found: Server = request.getfixturevalue(getattr(request.module, "SERVER", "fresh_server"))
    return found


@pytest.fixture
def meet(
    chromium, server: Server, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Person]]:
    """Makes an account and opens a browser in which this person is signed in. Faults of a page fail the test.

    After a failure, what each person saw last lies in the test's folder.
    """
    people: list[Person] = []
    failed_before = request.session.testsfailed

    def make(name: str, **options: object) -> Person:
        if name not in server.people:
            server.add(name)
        person = Person(name, server, chromium, **options)
        people.append(person)
        person.sign_in()
        return person

    yield make
    failed = request.session.testsfailed > failed_before
    for person in people:
        if failed:
            person.page.screenshot(path=tmp_path / f"{person.name}.png")
        person.leave()
