"""Every page of the demo by a name, how to get there, and when it is complete; and what opens over them."""

import re
from collections.abc import Callable

from playwright.sync_api import expect
from tests.journeys.desk import objects
from tests.journeys.person import Person

IMAGES, TEXTS = "Blood smears", "Assistant requests"


def make_gold(person: Person) -> None:
    """Ask for the first item to be made gold."""
    person.page.get_by_role("checkbox", name=re.compile("^Select smear")).first.click()
    person.button("Make gold…").click()


PAGES = {
    "projects": "/",
    "new project": "/projects/new",
    "account": "/account",
    "people": "/users",
    "all jobs": "/jobs",
    "overview": "/projects/{images}",
    "data": "/projects/{images}/data",
    "gallery": "/projects/{images}/data?view=gallery",
    "texts": "/projects/{texts}/data",
    "sheet": "/projects/{images}/sheet?all=true",
    "quality": "/projects/{images}/quality",
    "items of a figure": "/projects/{images}/quality/items",
    "gold": "/projects/{images}/gold",
    "people on gold": "/projects/{images}/gold?tab=people",
    "set aside": "/projects/{images}/gold?tab=aside",
    "checks": "/projects/{images}/checks",
    "members": "/projects/{images}/members",
    "settings": "/projects/{images}/settings",
    "activity": "/projects/{images}/activity",
    "jobs": "/projects/{images}/jobs",
    "label image": "/projects/{images}/label",
    "label text": "/projects/{texts}/label",
    "review": "/projects/{images}/review",
}


def _history(person: Person) -> None:
    person.page.get_by_text("smear-003.jpg").click()
    person.link("History").click()


def _check_form(person: Person) -> None:
    person.page.get_by_role("tab", name="Checks").click()
    person.button("Add a check").click()
    person.page.get_by_role("option", name="Not smaller than").click()


# What opens over a page: the page, and what a person does there.
OPENINGS: dict[str, tuple[str, Callable[[Person], None]]] = {
    "an item": ("data", lambda one: one.page.get_by_text("smear-003.jpg").click()),
    "a history": ("data", _history),
    "many items": ("data", lambda one: one.page.get_by_role("checkbox").first.click()),
    "make gold": ("data", make_gold),
    "import": ("data", lambda one: one.button("Import").click()),
    "export": ("data", lambda one: one.button("Export").click()),
    "commands": ("data", lambda one: one.press("Control+k")),
    "keys": ("label image", lambda one: one.press("Shift+?")),
    "guideline": ("label image", lambda one: one.page.get_by_role("tab", name="Guideline").click()),
    "comments": ("review", lambda one: one.page.get_by_role("tab", name=re.compile("Comments")).click()),
    "an object": ("review", lambda one: objects(one).first.click()),
    "a menu": ("review", lambda one: objects(one).first.click(button="right")),
    "reject": ("review", lambda one: one.button("Reject").click()),
    "workflow": ("settings", lambda one: one.page.get_by_role("tab", name="Workflow").click()),
    "check form": ("settings", _check_form),
    "yaml": ("settings", lambda one: one.page.get_by_role("tab", name="YAML").click()),
    "revisions": ("settings", lambda one: one.page.get_by_role("tab", name="Revisions").click()),
}
# What is there once a page has all it shows.
SIGNS = {
    "projects": IMAGES,
    "overview": "Progress by stage",
    "data": "smear-001.jpg",
    "gallery": "smear-001.jpg",
    "texts": "request-0001",
    "sheet": "smear-001.jpg",
    "quality": "Classes mixed up",
    "items of a figure": "Where people differ most",
    "gold": "No gold yet",
    "people on gold": "Ana Kovač",
    "set aside": "Nothing is set aside",
    "checks": "Nothing was scanned yet",
    "members": "Ana Kovač",
    "settings": "All changes saved",
    "activity": "Verify the record",
    "people": "Ana Kovač",
    "an item": "Open in the viewer",
    "make gold": "What should people know?",
    "a history": "What happened",
    "many items": "1 selected",
    "import": "Drop pictures, texts",
    "export": "What this format cannot hold",
    "commands": "Switch between light and dark",
    "keys": "Every command and its key",
    "guideline": "When in doubt",
    "comments": "No comments yet",
    "an object": "Anything a reviewer should know",
    "a menu": "Zoom to selection",
    "reject": "The annotator reads this",
    "workflow": "Answers per item",
    "check form": "Not smaller than: not complete yet",
    "yaml": "keep it in git",
    "revisions": "No message",
}


def visit(person: Person, name: str) -> None:
    """Open a page of the demo and wait until it is complete."""
    projects = person.server.projects
    person.go(PAGES[name].format(images=projects[IMAGES], texts=projects[TEXTS]))
    if name.startswith("label") or name == "review":
        expect(person.button("Skip")).to_be_enabled()
    _complete(person, name)


def open_over(person: Person, name: str) -> None:
    """Open something over a page of the demo and wait until it is complete."""
    page, act = OPENINGS[name]
    visit(person, page)
    act(person)
    _complete(person, name)


def _complete(person: Person, name: str) -> None:
    if name in SIGNS:
        found = person.page.get_by_text(SIGNS[name]).or_(person.page.get_by_placeholder(SIGNS[name]))
        expect(found.first).to_be_visible()
    expect(person.page.locator(".mantine-Skeleton-root")).to_have_count(0)
    person.page.evaluate("document.fonts.ready")
