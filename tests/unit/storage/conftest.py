"""A small world that tests of storage look at: a project with items, tasks and what people did to them."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import Struct
from sqlalchemy import insert

from labelwright.storage import events
from labelwright.storage.bulk import Added, NewItem, add_items
from labelwright.storage.database import Database
from labelwright.storage.ids import new_id
from labelwright.storage.tables import answers, projects, users


class World(Struct):
    database: Database
    project: str
    people: list[str]
    number: int = 1

    def add(self, *new: NewItem) -> list[Added]:
        with self.database.write() as conn:
            return add_items(conn, self.project, new)

    def run(self, *statements: Any) -> None:
        with self.database.write() as conn:
            for statement in statements:
                conn.execute(statement)

    def answer(self, task: Added, annotations: str = "[]") -> str:
        made = new_id()
        self.run(
            insert(answers).values(
                id=made,
                project_id=self.project,
                task_id=task.task_id,
                stage=0,
                round=0,
                annotator_id=self.people[0],
                annotations=annotations,
                seconds=1.25,
                spec_revision=1,
                created_at=5,
            )
        )
        return made


def item(name: str, **more: Any) -> NewItem:
    return NewItem(name=name, media="text", content_hash=f"hash of {name}", **more)


@pytest.fixture
def new_item() -> Callable[..., NewItem]:
    return item


@pytest.fixture
def settle() -> Callable[..., World]:
    """Make a world in a database: one project and two people."""

    def make(database: Database, number: int = 1) -> World:
        world = World(database, new_id(), [new_id(), new_id()], number)
        row = {"id": world.project, "number": number, "name": "Reviews", "media": "text", "spec_revision": 1}
        with database.write() as conn:
            for name, person in zip(("Ann", "Bob"), world.people, strict=True):
                conn.execute(
                    insert(users).values(id=person, name=name, email=f"{name}@{number}.x", created_at=1)
                )
            conn.execute(insert(projects).values(**row, created_at=1, updated_at=1))
            events.append(conn, world.project, "project.create", world.people[0], world.project)
        return world

    return make


@pytest.fixture
def world(database: Database, settle: Callable[..., World]) -> World:
    """A world on each engine."""
    return settle(database)
