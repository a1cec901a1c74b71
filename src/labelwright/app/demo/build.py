"""Builds the demo through the same services that everybody uses, with the dates of the last days.

Running it again adds what is missing and leaves what people have done.
"""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image
from sqlalchemy import Connection, select

from labelwright.app import accounts
from labelwright.app.auth.sign_in import Visitor
from labelwright.app.demo.documents import ASSISTANT_REQUESTS, BLOOD_SMEARS, PHOTOGRAPHS
from labelwright.app.demo.people import LEAD, PEOPLE, Person
from labelwright.app.demo.photographs import photographs
from labelwright.app.demo.requests import write_requests
from labelwright.app.demo.smear import Smear, draw_smear
from labelwright.app.demo.work import DAY_US, discuss, label_smears
from labelwright.app.wiring import Installation
from labelwright.core.errors import NotFound
from labelwright.storage import tables
from labelwright.storage.bulk import NewItem, add_items
from labelwright.workflow.service import members, projects
from labelwright.workflow.spec import parse_yaml

SMEARS = 60
REQUESTS = 240
DAYS = 10
PASSWORD = "labelwright demo"  # noqa: S105 - printed for everybody who starts the demo on their own machine


@dataclass(frozen=True)
class Demo:
    """What stands after building: the lead's id, and the projects by name."""

    lead_id: str
    projects: dict[str, str]


def build_demo(installation: Installation, say: Callable[[str], None] = lambda _: None) -> Demo:
    """The demo's people and projects; what is there already is kept as it is. `say` hears what is being done."""
    people = {person.email: _account(installation, person) for person in PEOPLE}
    builders = {
        "Blood smears": _blood_smears,
        "Assistant requests": _assistant_requests,
        "Photographs": _photographs,
    }
    built = {}
    for name, build in builders.items():
        known = _project(installation, name)
        if known is None:
            say(f"making “{name}”")
            known = build(installation, people)
        if known is not None:
            built[name] = known
    return Demo(people[LEAD.email], built)


def _account(installation: Installation, person: Person) -> str:
    with installation.database.write() as conn:
        try:
            return accounts.find_by_email(conn, person.email)
        except NotFound:
            user_id = accounts.create_user(
                conn,
                None,
                email=person.email,
                name=person.name,
                is_admin=person is LEAD,
                now=installation.now(),
            )
    installation.sign_in.set_password(user_id, PASSWORD, Visitor())
    return user_id


def _project(installation: Installation, name: str) -> str | None:
    found = select(tables.projects.c.id).where(tables.projects.c.name == name)
    with installation.database.read() as conn:
        known: str | None = conn.execute(found).scalars().first()
    return known


def _begin(conn: Connection, people: dict[str, str], document: str, now: int) -> str:
    lead = people[LEAD.email]
    project_id = projects.create(conn, lead, parse_yaml(document, "demo"), now)
    for person in PEOPLE:
        if person is not LEAD:
            members.set_role(conn, lead, project_id, people[person.email], person.role, now)
    return project_id


def _blood_smears(installation: Installation, people: dict[str, str]) -> str:
    smears = {f"smear-{number:03}.jpg": draw_smear(number) for number in range(1, SMEARS + 1)}
    items = [_smear_item(installation, name, smear) for name, smear in smears.items()]
    began = installation.now() - DAYS * DAY_US - DAY_US // 24
    with installation.database.write() as conn:
        project_id = _begin(conn, people, BLOOD_SMEARS, began)
        add_items(conn, project_id, items)
    label_smears(installation.database, project_id, people, smears, began, installation.now())
    discuss(installation.database, project_id, people, installation.now())
    return project_id


def _smear_item(installation: Installation, name: str, smear: Smear) -> NewItem:
    stored = installation.blobs.put(smear.jpeg)
    return NewItem(
        name=name,
        media="image",
        content_hash=stored.hash,
        blob_hash=stored.hash,
        mime="image/jpeg",
        bytes=len(smear.jpeg),
        width=smear.width,
        height=smear.height,
        metadata={"slide": f"S{int(name[6:9]) % 5 + 1}", "stain": "Wright"},
        votes_wanted=2,
    )


def _assistant_requests(installation: Installation, people: dict[str, str]) -> str:
    now = installation.now()
    items = [
        NewItem(
            name=f"request-{number:04}",
            media="text",
            content_hash=hashlib.sha256(request.text.encode()).hexdigest(),
            text=request.text,
            metadata={"channel": ("app", "speaker", "car")[number % 3]},
        )
        for number, request in enumerate(write_requests(2026, REQUESTS), 1)
    ]
    with installation.database.write() as conn:
        project_id = _begin(conn, people, ASSISTANT_REQUESTS, now)
        add_items(conn, project_id, items)
    return project_id


def _photographs(installation: Installation, people: dict[str, str]) -> str | None:
    items = []
    for name, title, path in photographs():
        content = path.read_bytes()
        stored = installation.blobs.put(content)
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
            mime = Image.MIME[picture.format or "PNG"]
        items.append(
            NewItem(
                name=name,
                media="image",
                content_hash=stored.hash,
                blob_hash=stored.hash,
                mime=mime,
                bytes=len(content),
                width=width,
                height=height,
                metadata={"title": title},
            )
        )
    if not items:
        return None
    now = installation.now()
    with installation.database.write() as conn:
        project_id = _begin(conn, people, PHOTOGRAPHS, now)
        add_items(conn, project_id, items)
    return project_id
