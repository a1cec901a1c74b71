"""Passwords, sessions, tokens and links: kept as hashes, told in no log, and as costly to guess as to know."""

import threading
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from tests.api.test_roles import Scene
from tests.api.world import PASSWORD, VISITOR, World

from labelwright.app import logs
from labelwright.app.auth.passwords import LONGEST, Passwords
from labelwright.app.auth.sign_in import SignIn
from labelwright.core.errors import NotSignedIn
from labelwright.storage.tables import events

SESSION = "/api/v1/session"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Secrets are hashed before they come to any database."""
    return sqlite_url


class CountingHasher(PasswordHasher):
    """A cheap argon2 that remembers how often it verified, and how many did so at once."""

    def __init__(self) -> None:
        super().__init__(1, 8, 1)
        self.verified = self.most = 0
        self._running = 0
        self._lock = threading.Lock()
        self.gate = threading.Event()
        self.gate.set()

    def verify(self, *given: str | bytes) -> bool:  # type: ignore[override]
        with self._lock:
            self._running += 1
            self.verified += 1
            self.most = max(self.most, self._running)
        try:
            self.gate.wait(5)
            return super().verify(*given)  # type: ignore[arg-type]
        finally:
            with self._lock:
                self._running -= 1


def test_nothing_that_is_kept_signs_anybody_in(scene: Scene, tmp_path: Path) -> None:
    """Whoever steals the database and the files beside it finds no password, session, token or link."""
    world = scene.world
    client = world.signed_in("owner")
    secrets = {
        "password": PASSWORD,
        "session": client.cookies["lw_session"],
        "token": client.post("/api/v1/me/tokens", json={"name": "t"}).json()["token"],
    }
    with world.installation.database.write() as conn:
        secrets["link"] = world.installation.link(conn, world.people["owner"]).rsplit("/", 1)[1]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "labelwright.db" for path in files)
    found = [
        (name, path.name)
        for path in files
        for name, value in secrets.items()
        if value.encode() in path.read_bytes()
    ]
    assert found == []


def test_no_secret_is_logged(scene: Scene, capfd: pytest.CaptureFixture[str]) -> None:
    """Not where it is right, not where it is wrong, and not where the server breaks over the request."""
    world = scene.world
    client, token = world.signed_in("owner"), world.token("owner")
    secrets = [PASSWORD, client.cookies["lw_session"], token, "wrong-secret-of-mine"]
    logs.configure()
    program = world.browser()
    for secret in (token, "lw_wrong-secret-of-mine"):
        program.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    program.post(f"{SESSION}/link", json={"token": "wrong-secret-of-mine"})
    program.post(SESSION, json={"email": "owner@example.org", "password": "wrong-secret-of-mine"})
    with world.installation.database.write() as conn:
        conn.exec_driver_sql("DROP TABLE saved_views")
    assert client.get(scene.path("/projects/{project}/views")).status_code == 500
    said = "".join(capfd.readouterr())
    assert "request.failed" in said
    assert [secret for secret in secrets if secret in said] == []


def test_an_unknown_account_costs_as_much_as_a_known_one_and_both_are_told(world: World) -> None:
    """As many hashes and as many events, so that neither time nor the record tells who has an account."""
    world.add("ada")
    hasher = CountingHasher()
    database = world.installation.database
    sign_in = SignIn(database, Passwords(2, hasher), now=world.clock, session_s=60, link_s=60)
    counts = []
    for email in ("ada@example.org", "nobody@example.org"):
        before, events_before = hasher.verified, _failures(world)
        with pytest.raises(NotSignedIn):
            sign_in.with_password(email, "wrong wrong wrong", VISITOR, None)
        counts.append((hasher.verified - before, _failures(world) - events_before))
    assert counts == [(1, 1), (1, 1)]


def test_many_who_sign_in_at_once_hash_two_at_a_time() -> None:
    """One hash takes 64 MiB: without a bound, a hundred requests would take 6 GiB."""
    hasher = CountingHasher()
    passwords = Passwords(2, hasher)
    hasher.gate.clear()
    threads = [threading.Thread(target=passwords.verify, args=(None, f"guess {n}")) for n in range(12)]
    for thread in threads:
        thread.start()
    hasher.gate.set()
    for thread in threads:
        thread.join(20)
    assert (hasher.verified, hasher.most <= 2) == (12, True)


def test_a_password_of_a_megabyte_is_not_hashed() -> None:
    passwords = Passwords(2, PasswordHasher(1, 8, 1))
    kept = passwords.hash("a fine sentence")
    assert not passwords.verify(kept, "x" * (LONGEST + 1))


@pytest.mark.parametrize("length", [300, 100_000])
def test_an_address_of_absurd_length_is_no_account_and_is_not_kept(world: World, length: int) -> None:
    """Attempts are counted under the address: a long one would fill the database, or fit no index."""
    email = "".join(chr(97 + (n * 7919) % 26) for n in range(length)) + "@example.org"
    answer = world.browser().post(SESSION, json={"email": email, "password": "wrong wrong wrong"})
    assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")
    with world.installation.database.read() as conn:
        longest = conn.exec_driver_sql("SELECT max(length(key)) FROM login_attempts").scalar_one()
    assert longest < 400


def test_guessing_from_one_address_is_stopped_whatever_the_account(world: World) -> None:
    client = world.browser()
    statuses = [
        client.post(SESSION, json={"email": f"u{n}@example.org", "password": "wrong wrong"}).status_code
        for n in range(101)
    ]
    assert statuses == [401] * 100 + [429]


def test_spelling_an_address_otherwise_wins_no_further_guesses(world: World) -> None:
    world.add("ada")
    client = world.browser()
    spellings = ("ada@example.org", " ada@example.org", "ADA@example.org ", "\tAda@Example.org\n")
    statuses = [
        client.post(SESSION, json={"email": spellings[n % 4], "password": f"guess {n} of many"}).status_code
        for n in range(11)
    ]
    assert statuses == [401] * 10 + [429]


def test_a_clock_that_was_set_back_locks_nobody_out_for_longer_than_a_window(world: World) -> None:
    world.add("ada")
    client = world.browser()
    world.clock.forward(10 * 24 * 3600)
    for n in range(10):
        client.post(SESSION, json={"email": "ada@example.org", "password": f"guess {n} of many"})
    world.clock.forward(-10 * 24 * 3600)
    right = client.post(SESSION, json={"email": "ada@example.org", "password": PASSWORD})
    assert right.status_code == 200


def _failures(world: World) -> int:
    with world.installation.database.read() as conn:
        kinds = conn.execute(events.select().with_only_columns(events.c.kind)).scalars().all()
    return sum(kind == "user.sign-in-failed" for kind in kinds)
