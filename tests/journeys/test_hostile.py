"""Hostile words in every place that people fill: shown as they are, and nothing in them runs."""

import httpx2
import pytest
from playwright.sync_api import Dialog, expect
from tests.journeys.test_safety import open_project

from labelwright.sdk import Client

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'><svg/onload=alert(3)>"
LINKS = (
    "[go](javascript:alert(4)) <a href='javascript:alert(5)'>x</a> ![p](javascript:alert(6)) "
    "[d](data:text/html,<script>alert(7)</script>) <iframe srcdoc='<script>parent.alert(8)</script>'></iframe>"
)
YAML = f"""
name: {SCRIPT!r}
media: text
description: {SCRIPT!r}
classes:
  - name: {SCRIPT!r}
    type: tag
    description: {LINKS!r}
    color: "#e53e3e"
guideline: |
  # {SCRIPT}

  {LINKS}
workflow:
  - {{stage: annotate, votes: 1, name: {SCRIPT!r}}}
"""
PAGES = ("", "/data", "/data?view=gallery", "/label", "/settings", "/members", "/activity", "/jobs")
_WATCH = """
document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))
"""
_ARMED = """() => [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]
  .filter(({name, value}) => name.startsWith('on') || /^\\s*(javascript|data:text)/i.test(value))
  .map(({name, value}) => `${element.tagName} ${name}=${value}`))"""


def test_hostile_words_are_shown_and_nothing_in_them_runs(meet, server, tmp_path):
    eve = meet("eve")
    dialogs: list[str] = []

    def heard(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    eve.page.on("dialog", heard)
    eve.page.add_init_script(_WATCH)
    yaml = YAML.replace(repr(SCRIPT), _quoted(SCRIPT)).replace(repr(LINKS), _quoted(LINKS))
    project = open_project(server, eve, yaml, {"a.txt": f"{SCRIPT} {LINKS}".encode()}, tmp_path)
    with Client(server.url, server.token("eve")) as client:
        task = next(iter(client.tasks.list(project))).id
    _fill(server, project, task)
    armed: list[str] = []
    for path in PAGES:
        eve.go(f"/projects/{project}{path}")
        _shown(eve)
        armed += [f"{path}: {found}" for found in eve.page.evaluate(_ARMED)]
    eve.go("/")
    _shown(eve)
    assert (dialogs, armed) == ([], [])


def _shown(person) -> None:
    """Wait until the page has the words, as words, and all it shows."""
    expect(person.page.get_by_text("onerror=alert(1)").first).to_be_visible()
    expect(person.page.locator(".mantine-Skeleton-root")).to_have_count(0)


def _fill(server, project: str, task: str) -> None:
    """Everything else that people can name: a person, a comment, a saved view, a token, a message of a revision."""
    with httpx2.Client(
        base_url=f"{server.url}/api/v1", headers={"Authorization": f"Bearer {server.token('eve')}"}
    ) as http:
        words = {"name": SCRIPT[:150]}
        assert http.patch("/me", json=words).status_code == 200
        assert http.post(f"/tasks/{task}/threads", json={"body": SCRIPT + LINKS}).status_code == 201
        view = {"name": SCRIPT[:90], "query": {"text": SCRIPT}, "shared": True}
        assert http.post(f"/projects/{project}/views", json=view).status_code == 201


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
