"""Checks while somebody draws: what is wrong shows by itself, mends by a click, and is not handed in before."""

import re
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Locator, expect
from tests.journeys import desk, lead
from tests.journeys.person import Person
from tests.journeys.test_adjudication import answer, box
from tests.journeys.test_images import paint
from tests.journeys.test_safety import open_project

pytestmark = [pytest.mark.browser, pytest.mark.slow]

YAML = """
name: Travellers
media: text
classes:
  - {name: person, type: span, key: p}
  - {name: place, type: span, key: "2"}
checks:
  - {rule: span_edges}
  - {rule: count, class: place, min: 1, severity: warning}
workflow:
  - {stage: annotate}
"""
TEXT = "Ada Lovelace went to Graz"


def findings(person: Person) -> Locator:
    return person.page.get_by_role("region", name="What the checks say").get_by_role("listitem")


def test_a_word_that_was_cut_is_mended_before_it_is_handed_in(meet, tmp_path: Path) -> None:
    lea, amy = meet("lea"), meet("amy")
    project = lead.create_project(lea, YAML)
    lead.add_members(lea, project, {"amy": "Annotator"})
    path = tmp_path / "note.txt"
    path.write_text(TEXT)
    lead.import_files(lea, project, [path])

    amy.go(f"/projects/{project}/label")
    desk.at_work(amy)
    expect(findings(amy)).to_have_text([re.compile("There is no “place”")])
    amy.press("p")
    amy.page.keyboard.down("Alt")  # exactly what is dragged over, where whole words are marked otherwise
    desk.mark(amy, "Ada Love")
    amy.page.keyboard.up("Alt")
    expect(findings(amy).first).to_contain_text("cuts a word in two")

    amy.press("Escape", "Enter")
    expect(amy.page.get_by_text("This must be mended before the answer can be handed in")).to_be_visible()
    expect(amy.page.get_by_text("1 done in this sitting")).to_have_count(0)

    amy.button("Fix: Move to whole words").click()
    expect(findings(amy)).to_have_count(1)
    expect(desk.objects(amy)).to_contain_text(["Ada Lovelace"])
    amy.button("Submit").click()
    desk.handed_in(amy, 1)

    lea.go(f"/projects/{project}/checks")
    lea.button("Scan all answers").click()
    expect(lea.page.get_by_text("1 answer was scanned")).to_be_visible()
    lea.button(re.compile("^Warning count")).click()
    lea.link("note.txt").click()
    expect(lea.page.get_by_role("application", name=re.compile("^note.txt"))).to_be_visible()

    dialog = lead.begin_export(lea, project, "Labelwright JSON Lines")
    expect(dialog.get_by_text("The checks find 1 warning")).to_be_visible()


def test_a_finding_leads_to_the_very_annotation(meet, server, tmp_path: Path) -> None:
    eva = meet("eva")
    picture = paint(3, tmp_path)
    yaml = "name: Cars\nmedia: image\nclasses:\n  - {name: car, type: box}\n"
    project = open_project(server, eva, yaml, {picture.name: picture.read_bytes()}, tmp_path)
    beside = msgspec.structs.replace(box("car", 220.0), id="2")
    twice = msgspec.structs.replace(box("car", 220.0), id="3")
    answer(server, eva, project, "ada", [box("car", 100.0), beside, twice])
    eva.go(f"/projects/{project}/checks")
    eva.button("Scan all answers").click()
    eva.link(picture.name).first.click()
    expect(eva.page.get_by_text("2 selected")).to_be_visible()
    expect(desk.objects(eva).nth(2)).to_have_attribute("aria-selected", "false")
    zoom = eva.page.get_by_role("contentinfo").inner_text().split(" %")[0]
    assert int(zoom) > 400, "what was found is brought near"
