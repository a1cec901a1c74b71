"""What a lead does in the browser: a project from its document, members, items in, a training set out."""

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Locator, expect
from tests.journeys.person import Person

UNFINISHED = re.compile(r"status of 422 .*/spec/plan")
"""What the console says while settings are not complete: the server is asked, and says what is missing."""


def create_project(lead: Person, yaml: str) -> str:
    """Paste a project document; the id of the project."""
    lead.go("/")
    lead.link("New project").first.click()
    lead.page.get_by_text("From YAML").click()
    lead.page.get_by_label("Project document").fill(yaml)
    lead.button("Create project").click()
    lead.page.wait_for_url(re.compile(r"/projects/[0-9a-f]{32}/data"))
    return lead.page.url.split("/projects/")[1].split("/")[0]


def add_members(lead: Person, project: str, roles: dict[str, str]) -> None:
    """Give people of the server a role each, in words of the screen."""
    lead.go(f"/projects/{project}/members")
    for name, role in roles.items():
        lead.page.get_by_label("Add a person by email").fill(f"{name}@example.org")
        lead.page.get_by_label("Role", exact=True).select_option(role)
        lead.button("Add").click()
        expect(lead.page.get_by_label(f"Role of {name.capitalize()}")).to_have_value(role.lower())


def import_files(lead: Person, project: str, files: Sequence[Path], items: int | None = None) -> None:
    """Upload files and wait until they are items: each one, or as many as are told."""
    lead.go(f"/projects/{project}/data")
    lead.button("Import").first.click()
    dialog = lead.dialog("Import")
    with lead.page.expect_file_chooser() as chooser:
        dialog.get_by_role("button", name="Choose files").click()
    chooser.value.set_files([str(file) for file in files])
    expect(dialog.get_by_text(f"{len(files)} of {len(files)} files here")).to_be_visible()
    dialog.get_by_role("button", name="Import", exact=True).click()
    expect(dialog.get_by_text("Done", exact=True)).to_be_visible()
    dialog.get_by_role("button", name="To the data").click()
    count = len(files) if items is None else items
    expect(lead.page.get_by_text(re.compile(rf"^{count} items?$"))).to_be_visible()


def begin_export(lead: Person, project: str, label: str) -> Locator:
    """Open the export dialog and choose a format by its title; the dialog, with its loss report."""
    lead.go(f"/projects/{project}/data")
    lead.button("Export").click()
    dialog = lead.dialog("Export")
    dialog.get_by_label("Format", exact=True).select_option(label=label)
    expect(dialog.get_by_role("button", name="Export", exact=True)).to_be_enabled()
    return dialog


def download_export(lead: Person, dialog: Locator, folder: Path) -> Path:
    """Make the export and fetch its file."""
    dialog.get_by_role("button", name="Export", exact=True).click()
    with lead.page.expect_download() as download:
        dialog.get_by_role("link", name="Download").click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target
