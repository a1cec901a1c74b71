"""A lead has two people answer the same texts, each alone; all talk about where they differ; the lead chooses."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys import desk, lead
from tests.journeys.person import Person
from tests.journeys.test_pages import note_findings, told
from tests.journeys.test_review import refused
from tests.journeys.test_safety import open_project
from tests.server import Server

from labelwright.sdk import Client

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PLACES = """
name: Who and where
media: text
classes:
  - {name: place, type: span, key: "1"}
  - {name: person, type: span, key: "2"}
workflow:
  - {stage: annotate, votes: 2}
"""
TEXTS = {"a.txt": b"Washington lived in Virginia", "b.txt": b"Lincoln lived in Illinois"}


def names(server: Server, person: Person, project: str) -> dict[str, str]:
    """The ids of tasks by the names of their items."""
    with Client(server.url, server.token(person.name)) as client:
        return {row.name: row.id for row in client.tasks.list(project)}


def begin(lou: Person, project: str) -> None:
    """Choose both texts among the data, and the two people."""
    lou.go(f"/projects/{project}/data")
    for name in TEXTS:
        lou.page.get_by_role("checkbox", name=f"Select {name}").click()
    lou.button("Calibrate").click()
    dialog = lou.dialog("New calibration")
    expect(dialog.get_by_text("2 items are chosen.")).to_be_visible()
    dialog.get_by_label("Name").fill("First week")
    people = dialog.get_by_role("combobox", name="People")
    for name in ("Ada4", "Bob4"):
        people.fill(name)
        lou.page.get_by_role("option", name=name).click()
    people.press("Escape")
    dialog.get_by_role("button", name="Begin").click()
    expect(lou.page.get_by_role("heading", name="First week", level=1)).to_be_visible()


def answer(person: Person, project: str, item: str, place: str, marks: list[tuple[str, str]]) -> None:
    """Mark words with the class of each key, and hand the answer in."""
    person.go(f"/projects/{project}/label")
    desk.at_work(person, item)
    expect(person.page.get_by_test_id("calibration")).to_contain_text(f"Calibration {place}")
    for count, (key, words) in enumerate(marks, 1):
        person.press(key)
        desk.mark(person, words)
        expect(desk.objects(person)).to_have_count(count)
    desk.saved(person)
    person.press("Enter")


def is_clean(person: Person, name: str) -> None:
    findings: dict[str, list[str]] = {}
    note_findings(person, name, findings)
    assert findings == {}, told(findings)


def test_a_team_answers_alone_talks_and_a_lead_chooses(meet, server, tmp_path):
    lou, ada, bob = (meet(name) for name in ("lou4", "ada4", "bob4"))
    project = open_project(server, lou, PLACES, TEXTS, tmp_path)
    lead.add_members(lou, project, {"ada4": "Annotator", "bob4": "Annotator"})
    lou.go(f"/projects/{project}/calibrations")
    expect(lou.page.get_by_text("No calibration yet")).to_be_visible()
    begin(lou, project)
    expect(lou.page.get_by_text("Being answered")).to_be_visible()
    is_clean(lou, "a session that is being answered")
    session = lou.page.url.rsplit("/", 1)[1]
    ids = names(server, lou, project)

    answer(ada, project, "a.txt", "1 of 2", [("2", "Washington"), ("1", "Virginia")])
    desk.at_work(ada, "b.txt")
    bob.go(f"/projects/{project}/calibrations/{session}/items/{ids['a.txt']}")
    expect(bob.page.get_by_text("Nobody sees the answers of others")).to_be_visible()
    assert refused(server, bob, lambda client: client.tasks.get(ids["a.txt"])), "not in Bob's hand yet"
    with Client(server.url, server.token("bob4")) as client:
        assert client.calibrations.answers(session, ids["a.txt"]).answers == ()

    answer(bob, project, "a.txt", "1 of 2", [("1", "Washington"), ("1", "Virginia")])
    answer(bob, project, "b.txt", "2 of 2", [("2", "Lincoln")])
    expect(bob.page.get_by_text("Nothing to do here now")).to_be_visible()
    answer(ada, project, "b.txt", "2 of 2", [("2", "Lincoln")])
    expect(ada.page.get_by_text("Nothing to do here now")).to_be_visible()

    lou.go(f"/projects/{project}/calibrations/{session}")
    expect(lou.page.get_by_text("In discussion")).to_be_visible()
    expect(lou.page.get_by_role("link", name="b.txt")).to_contain_text(re.compile(r"100\s?%"))
    is_clean(lou, "a session in discussion")
    lou.page.get_by_role("link", name="a.txt").click()
    table = lou.page.get_by_role("group", name="Answers side by side")
    expect(table.get_by_role("row")).to_have_count(2)
    expect(table).to_contain_text("other class")
    lou.button("Show thing 1").click()
    is_clean(lou, "the answers side by side")

    bob.go(f"/projects/{project}/calibrations")
    bob.link("First week").click()
    bob.page.get_by_role("link", name="a.txt").click()
    bob.page.get_by_role("tab", name="Comments").click()
    bob.page.get_by_label("Comment on this item").fill("Is the man meant, or the city?")
    bob.button("Send").click()
    ada.go(f"/projects/{project}/calibrations/{session}/items/{ids['a.txt']}")
    ada.page.get_by_role("tab", name="Comments").click()
    expect(ada.page.get_by_text("Is the man meant, or the city?")).to_be_visible()
    expect(ada.button("Let it stand")).to_have_count(0)

    answers = lou.page.get_by_role("list", name="Answers").get_by_role("listitem")
    answers.filter(has_text="Ada4").get_by_role("button", name="Let it stand").click()
    expect(answers.filter(has_text="Ada4").get_by_text("Stands")).to_be_visible()
    lou.button("Make gold").click()
    lou.dialog("Make 1 item gold").get_by_role("button", name="Make gold").click()
    expect(lou.page.get_by_text("1 item is gold now")).to_be_visible()

    lou.button("Next item").click()
    expect(lou.page.get_by_text("All answers agree.")).to_be_visible()
    lou.page.get_by_role("link", name="Back to the calibration").click()
    lou.button("Close the session").click()
    lou.dialog("Close this calibration?").get_by_role("button", name="Close the session").click()
    expect(lou.page.get_by_text("Closed", exact=True)).to_be_visible()
    with Client(server.url, server.token("lou4")) as client:
        assert {row.name: row.state for row in client.tasks.list(project)} == dict.fromkeys(TEXTS, "done")
