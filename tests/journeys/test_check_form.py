"""The checks of a project by their form: added, tried, saved, obeyed while drawing, changed, undone and taken away."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect
from tests.journeys import desk, lead
from tests.journeys.person import Person
from tests.journeys.test_checks import findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

YAML = """
name: Names
media: text
classes:
  - {name: person, type: span, key: p}
  - {name: place, type: span}
  - {name: dull, type: tag}
checks:
  - {rule: vocabulary, name: swearing, class: [person, place], forbidden: [heck]}
workflow:
  - {stage: annotate}
"""
TEXTS = ("Ada met Bob", "Eve met Dan", "Kim met Lea")
KEPT = {"rule": "vocabulary", "name": "swearing", "class": ["person", "place"], "forbidden": ["heck"]}


def test_a_check_is_added_by_a_form_obeyed_changed_and_taken_away(meet, tmp_path: Path) -> None:
    lia, max_ = meet("lia", expected=[lead.UNFINISHED]), meet("max")
    project = lead.create_project(lia, YAML)
    lead.add_members(lia, project, {"max": "Annotator"})
    lead.import_files(lia, project, texts(tmp_path))

    open_checks(lia, project)
    expect(heads(lia)).to_have_count(1)
    add(lia, "small", "Not smaller than")
    expect(heads(lia).nth(1)).to_contain_text("Not smaller than: not complete yet")
    expect(lia.page.get_by_role("alert")).to_contain_text("It needs one of")
    classes = lia.page.get_by_role("combobox", name="About")
    classes.click()
    expect(lia.page.get_by_role("option", name="dull")).to_be_disabled()
    lia.page.get_by_role("option", name="person").click()
    lia.press("Escape")
    number(lia, "Characters").fill("5")
    expect(heads(lia).nth(1)).to_contain_text("“person”: at least 5 characters.")
    expect(lia.page.get_by_role("alert")).to_have_count(0)
    lia.button("Try it").click()
    expect(lia.page.get_by_text("No answer stands yet to try it on.")).to_be_visible()
    save(lia)
    assert checks_of(lia, project) == [KEPT, {"rule": "min_size", "class": "person", "characters": 5}]

    start(max_, project)
    mark(max_, "Ada")
    expect(findings(max_)).to_have_text([re.compile("has 3 characters; at least 5 are wanted")])
    max_.press("Escape", "Enter")
    expect(max_.page.get_by_text("This must be mended before the answer can be handed in")).to_be_visible()
    max_.press("Control+z")
    mark(max_, "Ada met")
    expect(findings(max_)).to_have_count(0)
    max_.button("Submit").click()
    desk.handed_in(max_, 1)

    open_checks(lia, project)
    heads(lia).nth(1).click()
    number(lia, "Characters").fill("9")
    lia.page.get_by_text("Warning", exact=True).click()
    expect(heads(lia).nth(1)).to_contain_text("at least 9 characters.")
    lia.button("Try it").click()
    expect(lia.page.get_by_text("1 finding in 1 of the one answer that stands.")).to_be_visible()
    expect(lia.page.get_by_role("list", name="The first findings")).to_contain_text("has 7 characters")
    save(lia)
    warned = {"rule": "min_size", "class": "person", "severity": "warning", "characters": 9}
    assert checks_of(lia, project) == [KEPT, warned]

    start(max_, project)
    mark(max_, "Eve")
    expect(findings(max_)).to_have_text([re.compile("at least 9 are wanted")])
    max_.button("Submit").click()
    desk.handed_in(max_, 1)

    lia.go(f"/projects/{project}/checks")
    lia.link("Change the checks").click()
    lia.button("Remove Not smaller than").click()
    expect(heads(lia)).to_have_count(1)
    save(lia)
    assert checks_of(lia, project) == [KEPT]
    start(max_, project)
    mark(max_, "Kim")
    expect(findings(max_)).to_have_count(0)


def test_checks_are_moved_doubled_and_undone_by_keys_and_nothing_else_is_touched(meet) -> None:
    lia = meet("lia", expected=[lead.UNFINISHED])
    project = lead.create_project(lia, YAML)
    open_checks(lia, project)
    add(lia, "duplicate twice", "Nothing twice")
    lia.press("Alt+ArrowUp")
    expect(heads(lia).first).to_be_focused()
    expect(heads(lia).first).to_contain_text("no two in the same place")
    lia.press("Delete")
    expect(heads(lia)).to_have_text([re.compile("never “heck”")])
    lia.press("Control+z")
    expect(heads(lia)).to_have_count(2)
    lia.button("Undo").click()
    lia.button("Undo").click()
    expect(heads(lia)).to_have_count(1)
    expect(lia.page.get_by_text("All changes saved")).to_be_visible()
    lia.button("Redo").click()
    lia.button("Duplicate swearing").click()
    expect(heads(lia)).to_have_count(3)
    lia.page.get_by_role("tab", name="Workflow").click()
    lia.page.get_by_role("tab", name="Checks").click()
    expect(lia.button("Undo")).to_be_enabled()
    lia.button("Undo").click()
    expect(heads(lia)).to_have_count(2)
    lia.button("Redo").click()
    save(lia)
    twice = {"rule": "no_duplicates"}
    assert checks_of(lia, project) == [KEPT, {**KEPT, "name": "swearing 2"}, twice]

    lia.page.get_by_role("tab", name="Classes").click()
    lia.page.get_by_label("Class name").first.fill("human")
    save(lia)
    assert checks_of(lia, project)[0] == {**KEPT, "class": ["human", "place"]}


def test_a_fault_stands_at_its_setting(meet) -> None:
    lia = meet("lia", expected=[lead.UNFINISHED])
    project = lead.create_project(lia, YAML)
    open_checks(lia, project)
    add(lia, "outside", "Inside another")
    within = lia.page.get_by_role("combobox", name="Inside of")
    expect(within).to_have_attribute("aria-invalid", "true")
    expect(lia.page.get_by_text("The check inside needs “of”.")).to_be_visible()
    within.click()
    lia.page.get_by_role("option", name="place").click()
    lia.press("Escape")
    expect(within).to_have_attribute("aria-invalid", "false")
    expect(heads(lia).nth(1)).to_contain_text("inside “place”, with at least 90 % of it.")
    number(lia, "At least").fill("50")
    expect(heads(lia).nth(1)).to_contain_text("at least 50 % of it.")
    save(lia)
    assert checks_of(lia, project)[1] == {"rule": "inside", "of": "place", "share": 0.5}


def texts(folder: Path) -> list[Path]:
    paths = [folder / f"{number}.txt" for number in range(len(TEXTS))]
    for path, text in zip(paths, TEXTS, strict=True):
        path.write_text(text)
    return paths


def open_checks(person: Person, project: str) -> None:
    person.go(f"/projects/{project}/settings")
    person.page.get_by_role("tab", name="Checks").click()
    expect(person.button("Add a check")).to_be_visible()


def heads(person: Person) -> Locator:
    """The lines of the checks, each with the sentence that it says."""
    return person.page.get_by_role("group", name="Checks").locator("[data-head]")


def add(person: Person, words: str, title: str) -> None:
    """Find a rule by words of what it finds, and take it by the keyboard."""
    person.button("Add a check").click()
    person.page.get_by_placeholder("What should be found?").fill(words)
    expect(person.page.get_by_role("option")).to_have_count(1)
    expect(person.page.get_by_role("option")).to_contain_text(title)
    person.press("ArrowDown", "Enter")
    expect(heads(person).last).to_be_focused()


def number(person: Person, label: str) -> Locator:
    return person.page.get_by_role("textbox", name=label, exact=True)


def save(person: Person) -> None:
    person.button("Save…").click()
    dialog = person.dialog("Save the settings")
    dialog.get_by_role("button", name="Save as a new revision").click()
    expect(dialog).to_have_count(0)
    expect(person.page.get_by_text("All changes saved")).to_be_visible()


def checks_of(person: Person, project: str) -> Any:
    answer = person.page.request.get(f"/api/v1/projects/{project}/spec")
    return answer.json()["document"]["checks"]


def start(person: Person, project: str) -> None:
    person.go(f"/projects/{project}/label")
    desk.at_work(person)


def mark(person: Person, words: str) -> None:
    """Mark exactly these characters as a person."""
    person.press("p")
    person.page.keyboard.down("Alt")
    desk.mark(person, words)
    person.page.keyboard.up("Alt")
