"""Every page of the demo by a name, how to get there, and when it is complete."""

from playwright.sync_api import expect
from tests.journeys.person import Person

IMAGES, TEXTS = "Blood smears", "Assistant requests"

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
    "members": "/projects/{images}/members",
    "settings": "/projects/{images}/settings",
    "activity": "/projects/{images}/activity",
    "jobs": "/projects/{images}/jobs",
    "label image": "/projects/{images}/label",
    "label text": "/projects/{texts}/label",
    "review": "/projects/{images}/review",
}
# What is there once a page has all it shows.
SIGNS = {
    "projects": IMAGES,
    "overview": "Progress by stage",
    "data": "smear-001.jpg",
    "gallery": "smear-001.jpg",
    "texts": "request-0001",
    "members": "Ana Kovač",
    "settings": "All changes saved",
    "activity": "Verify the record",
    "people": "Ana Kovač",
}


def visit(person: Person, name: str) -> None:
    """Open a page of the demo and wait until it is complete."""
    projects = person.server.projects
    person.go(PAGES[name].format(images=projects[IMAGES], texts=projects[TEXTS]))
    if name.startswith("label") or name == "review":
        expect(person.button("Skip")).to_be_enabled()
    elif name in SIGNS:
        expect(person.page.get_by_text(SIGNS[name]).first).to_be_visible()
    expect(person.page.locator(".mantine-Skeleton-root")).to_have_count(0)
    person.page.evaluate("document.fonts.ready")
