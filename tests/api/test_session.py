"""Signing in and out over HTTP: who gets in, who does not, and what ends a session."""

import pytest
from tests.api.world import ORIGIN, PASSWORD, World

from labelwright.app.auth.throttle import PER_ADDRESS

ME = "/api/v1/me"
SESSION = "/api/v1/session"
ADA = {"email": "ada@example.org", "password": PASSWORD}


def test_a_person_signs_in_with_the_right_password(world: World) -> None:
    world.add("ada")
    client = world.browser()
    answer = client.post(SESSION, json=ADA)
    assert answer.status_code == 200
    assert answer.json()["email"] == "ada@example.org"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert client.get(ME).json()["name"] == "ada"


@pytest.mark.parametrize(
    "wish",
    [
        {"email": "ada@example.org", "password": "wrong wrong wrong"},
        {"email": "nobody@example.org", "password": PASSWORD},
        {"email": "locked@example.org", "password": PASSWORD},
    ],
)
def test_a_wrong_password_an_unknown_account_and_a_locked_one_are_refused_alike(
    world: World, wish: dict[str, str]
) -> None:
    world.add("ada")
    locked = world.add("locked")
    assert world_disables(world, locked) == 200
    answer = world.browser().post(SESSION, json=wish)
    assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")
    assert answer.json()["detail"] == "The e-mail address or the password is wrong."


def test_a_session_has_a_fresh_secret_each_time_and_the_earlier_one_ends(world: World) -> None:
    world.add("ada")
    client = world.signed_in("ada")
    first = client.cookies["lw_session"]
    client.post(SESSION, json=ADA)
    assert client.cookies["lw_session"] != first
    stranger = world.browser()
    stranger.cookies.set("lw_session", first, domain="localhost.local")
    assert stranger.get(ME).status_code == 401


def test_a_cookie_planted_before_signing_in_is_worth_nothing_after(world: World) -> None:
    world.add("ada")
    client = world.browser()
    client.cookies.set("lw_session", "planted", domain="localhost.local")
    client.post(SESSION, json=ADA)
    attacker = world.browser()
    attacker.cookies.set("lw_session", "planted", domain="localhost.local")
    assert attacker.get(ME).status_code == 401


def test_signing_out_ends_the_session_on_the_server(world: World) -> None:
    world.add("ada")
    client = world.signed_in("ada")
    secret = client.cookies["lw_session"]
    assert client.delete(SESSION).status_code == 204
    assert client.get(ME).status_code == 401
    client.cookies.set("lw_session", secret, domain="localhost.local")
    assert client.get(ME).status_code == 401


def test_a_password_change_ends_all_other_sessions(world: World) -> None:
    world.add("ada")
    here, elsewhere = world.signed_in("ada"), world.signed_in("ada")
    assert elsewhere.get(ME).status_code == 200
    change = here.post("/api/v1/me/password", json={"old": PASSWORD, "new": "another fine sentence"})
    assert change.status_code == 204
    assert here.get(ME).status_code == 200
    assert elsewhere.get(ME).status_code == 401
    assert world.browser().post(SESSION, json=ADA).status_code == 401


def test_a_password_change_needs_the_old_one(world: World) -> None:
    world.add("ada")
    client = world.signed_in("ada")
    answer = client.post("/api/v1/me/password", json={"old": "not this one", "new": "another fine sentence"})
    assert (answer.status_code, answer.json()["where"]) == (422, "old")


def test_locking_a_person_out_ends_sessions_and_tokens_at_once(world: World) -> None:
    user_id = world.add("ada")
    client, program = world.signed_in("ada"), world.program("ada")
    assert [client.get(ME).status_code, program.get(ME).status_code] == [200, 200]
    assert world_disables(world, user_id) == 200
    assert [client.get(ME).status_code, program.get(ME).status_code] == [401, 401]


def test_a_session_ends_after_its_time(world: World) -> None:
    world.add("ada")
    client = world.signed_in("ada")
    world.clock.forward(world.installation.settings.limits.session_s + 1)
    assert client.get(ME).status_code == 401


def test_a_link_signs_in_once(world: World) -> None:
    user_id = world.add("ada")
    with world.installation.database.write() as conn:
        secret = world.installation.link(conn, user_id).rsplit("/", 1)[1]
    first = world.browser().post("/api/v1/session/link", json={"token": secret})
    second = world.browser().post("/api/v1/session/link", json={"token": secret})
    assert [first.status_code, second.status_code] == [200, 401]


def test_a_link_expires(world: World) -> None:
    user_id = world.add("ada")
    with world.installation.database.write() as conn:
        secret = world.installation.link(conn, user_id).rsplit("/", 1)[1]
    world.clock.forward(world.installation.settings.limits.login_link_s + 1)
    assert world.browser().post("/api/v1/session/link", json={"token": secret}).status_code == 401


def test_guessing_is_stopped_per_account_even_with_the_right_password(world: World) -> None:
    world.add("ada")
    client = world.browser()
    guesses = [client.post(SESSION, json={**ADA, "password": f"guess {n} of many"}) for n in range(10)]
    assert {401} == {guess.status_code for guess in guesses}
    stopped = client.post(SESSION, json=ADA)
    assert (stopped.status_code, stopped.json()["code"]) == (429, "too-many")
    assert int(stopped.headers["retry-after"]) > 0
    world.clock.forward(16 * 60)
    assert client.post(SESSION, json=ADA).status_code == 200


def test_an_unknown_account_is_throttled_like_a_known_one(world: World) -> None:
    client = world.browser()
    guesses = [client.post(SESSION, json={**ADA, "password": f"guess {n} of many"}) for n in range(11)]
    assert [guess.status_code for guess in guesses] == [401] * 10 + [429]


def test_a_class_behind_one_address_signs_in_and_wrong_guesses_from_it_stay_counted(world: World) -> None:
    world.add("ada")
    client = world.browser()
    for n in range(PER_ADDRESS - 1):
        client.post(SESSION, json={"email": f"guess{n}@example.org", "password": "wrong wrong wrong"})
    assert [client.post(SESSION, json=ADA).status_code for _ in range(3)] == [200] * 3
    last = [client.post(SESSION, json={**ADA, "password": "wrong wrong wrong"}).status_code for _ in range(2)]
    assert last == [401, 429]


def test_links_that_are_right_count_against_nobody(world: World) -> None:
    world.add("root", is_admin=True)
    boss = world.signed_in("root")
    visitor = world.browser()
    for n in range(PER_ADDRESS + 1):
        link = boss.post("/api/v1/users", json={"email": f"pupil{n}@example.org"}).json()["link"]
        answer = visitor.post(f"{SESSION}/link", json={"token": link.rpartition("/")[2]})
        assert answer.status_code == 200, n


def test_the_right_password_clears_what_was_counted(world: World) -> None:
    world.add("ada")
    client = world.browser()
    for _ in range(3):
        for n in range(9):
            client.post(SESSION, json={**ADA, "password": f"guess {n} of many"})
        assert client.post(SESSION, json=ADA).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-CSRF": "1"}, 200),
        ({"X-CSRF": ""}, 403),
        ({"X-CSRF": "1", "Sec-Fetch-Site": "same-origin", "Origin": ORIGIN}, 200),
        ({"X-CSRF": "1", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"X-CSRF": "1", "Sec-Fetch-Site": "same-site"}, 403),
        ({"X-CSRF": "1", "Origin": "https://evil.example"}, 403),
        ({"X-CSRF": "1", "Origin": "null"}, 403),
    ],
)
def test_a_request_from_another_site_changes_nothing(
    world: World, headers: dict[str, str], status: int
) -> None:
    world.add("ada")
    client = world.signed_in("ada")
    answer = client.patch(ME, json={"name": "Eve"}, headers=headers)
    assert answer.status_code == status
    assert client.get(ME).json()["name"] == ("Eve" if status == 200 else "ada")


def test_signing_in_to_a_strangers_account_from_another_site_is_refused(world: World) -> None:
    world.add("ada")
    answer = world.browser().post(SESSION, json=ADA, headers={"X-CSRF": ""})
    assert answer.status_code == 403


def world_disables(world: World, user_id: str) -> int:
    """What the server says when an administrator locks somebody out."""
    if "root" not in world.people:
        world.add("root", is_admin=True)
    return world.signed_in("root").patch(f"/api/v1/users/{user_id}", json={"disabled": True}).status_code
