"""From texts to CoNLL: spans over emoji and combining marks, judged, exported, and read by no code of ours."""

import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys import desk, lead
from tests.journeys.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

YAML = """
name: Travellers
media: text
classes:
  - {name: person, type: span, key: p}
  - {name: place, type: span, key: "2"}
  - {name: cheerful, type: tag, key: "3"}
workflow:
  - {stage: annotate, votes: 2}
  - {stage: review}
"""
# A family joined by zero-width joiners, a flag of two code points, accents as combining marks, and a skin tone.
COMBINED = unicodedata.normalize("NFD", "Zoë")
TEXTS = {
    "emoji.txt": ("👩‍👩‍👧 Ada Lovelace went to Graz 🇦🇹 today", {"Ada Lovelace": "person", "Graz": "place"}),
    "marks.txt": (f"👍🏽 {COMBINED} left Łódź by train", {COMBINED: "person", "Łódź": "place"}),
    "near.txt": ("Ada Graz, one word after the other", {"Ada": "person", "Graz": "place"}),
    "plain.txt": ("Bob stayed in Wien", {"Bob": "person", "Wien": "place"}),
}
KEYS = {"person": "p", "place": "2"}


def mark_all(person: Person, item: str) -> None:
    """Mark what there is to mark in the open text, and undo a slip on the way."""
    spans = TEXTS[item][1]
    for count, (text, name) in enumerate(spans.items(), 1):
        person.press(KEYS[name])
        desk.mark(person, text)
        expect(desk.objects(person)).to_have_count(count)
        expect(desk.objects(person).filter(has_text=text)).to_be_visible()
    person.press("Control+z")
    expect(desk.objects(person)).to_have_count(len(spans) - 1)
    person.press("Control+y")
    expect(desk.objects(person)).to_have_count(len(spans))


def test_what_was_marked_is_in_the_conll_file(meet, tmp_path):
    lea, amy, bob, rob = (meet(name) for name in ("lea", "amy", "bob", "rob"))
    project = lead.create_project(lea, YAML)
    lead.add_members(lea, project, {"amy": "Annotator", "bob": "Annotator", "rob": "Reviewer"})
    lead.import_files(lea, project, [write(name, text, tmp_path) for name, (text, _) in TEXTS.items()])

    for person in (amy, bob):
        person.go(f"/projects/{project}/label")
        for count in range(1, len(TEXTS) + 1):
            mark_all(person, desk.at_work(person))
            person.press("3", "Enter")
            desk.handed_in(person, count)

    fixed = review(rob, project)
    dialog = lead.begin_export(lea, project, "CoNLL columns (IOB)")
    expect(dialog.get_by_role("alert")).to_contain_text("names of items")
    expected = [spans_of(name, fixed) for name in TEXTS]
    assert sorted(expected) == sorted(read_conll(lead.download_export(lea, dialog, tmp_path)))


def write(name: str, text: str, folder: Path) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def review(rob: Person, project: str) -> str:
    """Take the place out of the first text that comes and hand in the fix, accept the others; the fixed one's name."""
    rob.go(f"/projects/{project}/review")
    fixed = desk.at_work(rob)
    desk.objects(rob).filter(has_text="place").click()
    rob.page.get_by_test_id("text").focus()
    rob.press("Delete")
    expect(desk.objects(rob).filter(has_text="place")).to_have_count(0)
    rob.press("s")
    desk.handed_in(rob, 1)
    for count in range(2, len(TEXTS) + 1):
        desk.at_work(rob)
        rob.press("a")
        desk.handed_in(rob, count)
    expect(rob.page.get_by_text("Nothing to do here now")).to_be_visible()
    return fixed


def spans_of(name: str, fixed: str) -> list[tuple[str, str]]:
    """Class and words of the spans that stand in the end; words without white space, which CoNLL does not keep."""
    spans = TEXTS[name][1].items()
    return sorted(
        (cls, text.replace(" ", "")) for text, cls in spans if not (name == fixed and cls == "place")
    )


def read_conll(path: Path) -> list[list[tuple[str, str]]]:
    """Class and words of each sentence's spans, as the shared task of 2003 tells to read them."""
    sentences: list[list[tuple[str, str]]] = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        spans: list[tuple[str, str]] = []
        for line in block.split("\n"):
            token, tag = line.split("\t")
            if tag.startswith("B-"):
                spans.append((tag[2:], token))
            elif tag.startswith("I-"):
                cls, words = spans.pop()
                assert cls == tag[2:]
                spans.append((cls, words + token))
        sentences.append(sorted(spans))
    return sentences
