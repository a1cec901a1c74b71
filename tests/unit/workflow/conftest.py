"""A project with tasks and people, on both databases, with a clock that the test turns."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, select, update

from labelwright.core.records import Annotation
from labelwright.storage import tables
from labelwright.storage.database import Database
from labelwright.storage.ids import new_id
from labelwright.workflow.service import handout, members, projects, running, submit, tasks
from labelwright.workflow.service.assignments import Assignment
from labelwright.workflow.service.handout import Handout
from labelwright.workflow.service.submit import Judgement, Submission, Submitted

SECOND = 1_000_000

DOCUMENT = {
    "name": "Sentiment",
    "media": "text",
    "classes": [
        {"name": "good", "type": "tag", "group": "mood"},
        {"name": "bad", "type": "tag", "group": "mood"},
        {"name": "name", "type": "span"},
    ],
    "groups": [{"name": "mood", "pick": "one"}],
}
ANNOTATE = {"stage": "annotate", "lease": "10m"}
REVIEW = {"stage": "review", "lease": "10m"}


def tag(name: str = "good") -> list[Annotation]:
    return [Annotation("1", "tag", name)]


class World:
    """One project; every method is one unit of work at the current time."""

    def __init__(self, database: Database, workflow: list[dict[str, Any]], count: int) -> None:
        self.database = database
        self.now = 1_800_000_000 * SECOND
        self.people: dict[str, str] = {}
        with database.write() as conn:
            self.owner = self._person(conn, "owner")
            self.project = projects.create(conn, self.owner, {**DOCUMENT, "workflow": workflow}, self.now)
        self.add_tasks(count)

    def _person(self, conn: Connection, name: str) -> str:
        user_id = new_id()
        conn.execute(
            insert(tables.users).values(id=user_id, name=name, email=f"{name}@{user_id}.org", created_at=0)
        )
        self.people[name] = user_id
        return user_id

    def add(self, name: str, role: str = "annotator") -> str:
        with self.database.write() as conn:
            user_id = self._person(conn, name)
            members.set_role(conn, self.owner, self.project, user_id, role, self.now)
        return user_id

    def add_tasks(self, count: int, **values: Any) -> None:
        with self.database.write() as conn:
            project = running.read(conn, self.project)
            votes = project.stages[0].votes_min
            last = conn.execute(
                select(func.max(tables.tasks.c.seq)).where(tables.tasks.c.project_id == self.project)
            ).scalar()
            first = (last or 0) + 1
            items, rows = [], []
            for seq in range(first, first + count):
                item = new_id()
                items.append(
                    {
                        "id": item, "project_id": self.project, "seq": seq, "name": f"{seq}.txt", "media": "text",
                        "content_hash": str(seq), "text": "A fine day", "created_at": 0,
                    }
                )  # fmt: skip
                rows.append(
                    {
                        "id": new_id(), "project_id": self.project, "item_id": item, "seq": seq,
                        "votes_wanted": votes, "free": votes, "created_at": 0, "updated_at": 0, **values,
                    }
                )  # fmt: skip
            if count:
                conn.execute(insert(tables.items), items)
                conn.execute(insert(tables.tasks), rows)
            counts = tables.stage_counts
            where = (counts.c.project_id == self.project, counts.c.stage == 0, counts.c.state == "open")
            if conn.execute(update(counts).where(*where).values(n=counts.c.n + count)).rowcount == 0:
                conn.execute(insert(counts).values(project_id=self.project, stage=0, state="open", n=count))
            conn.execute(
                update(tables.projects)
                .where(tables.projects.c.id == self.project)
                .values(task_count=tables.projects.c.task_count + count)
            )

    def pass_time(self, seconds: float) -> None:
        self.now += int(seconds * SECOND)

    def do(self, function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call a service function in a unit of work of its own, now."""
        self.now += 1
        with self.database.write() as conn:
            return function(conn, *args, now=self.now, **kwargs)

    def look(self, function: Callable[..., Any], *args: Any) -> Any:
        with self.database.read() as conn:
            return function(conn, *args)

    def next(self, user: str, **kwargs: Any) -> Handout:
        result: Handout = self.do(handout.next_task, user, self.project, **kwargs)
        return result

    def take(self, user: str, **kwargs: Any) -> Assignment:
        held = self.next(user, **kwargs).held
        assert held, "nothing was handed out"
        return held[0]

    def submit(
        self, user: str, held: Assignment, cls: str = "good", key: str | None = None, seconds: float = 2.0
    ) -> Submitted:
        given = Submission(tag(cls), seconds)
        result: Submitted = self.do(submit.submit, user, held.id, given, key=key)
        return result

    def judge(
        self, user: str, held: Assignment, outcome: str, reason: str = "", cls: str | None = None
    ) -> Submitted:
        given = Submission(tag(cls) if cls else None, 1.0, Judgement(outcome, reason))
        result: Submitted = self.do(submit.submit, user, held.id, given, key=None)
        return result

    def task(self, seq: int = 1) -> tasks.Task:
        with self.database.read() as conn:
            task_id = conn.execute(
                select(tables.tasks.c.id).where(
                    tables.tasks.c.project_id == self.project, tables.tasks.c.seq == seq
                )
            ).scalar_one()
            return tasks.read(conn, task_id)

    def seq(self, held: Assignment) -> int:
        task: tasks.Task = self.look(tasks.read, held.task_id)
        return task.seq

    def counts(self) -> dict[tuple[int, str], int]:
        t = tables.stage_counts
        with self.database.read() as conn:
            rows = conn.execute(select(t.c.stage, t.c.state, t.c.n).where(t.c.project_id == self.project))
            return {(row.stage, row.state): row.n for row in rows if row.n}

    def recount(self) -> dict[tuple[int, str], int]:
        t = tables.tasks
        with self.database.read() as conn:
            rows = conn.execute(
                select(t.c.stage, t.c.state, func.count())
                .where(t.c.project_id == self.project)
                .group_by(t.c.stage, t.c.state)
            )
            return {(row[0], row[1]): row[2] for row in rows}

    def events(self) -> list[str]:
        e = tables.events
        with self.database.read() as conn:
            rows = conn.execute(select(e.c.kind).where(e.c.project_id == self.project).order_by(e.c.seq))
            return list(rows.scalars())

    def rows(self, table: str) -> list[dict[str, Any]]:
        with self.database.read() as conn:
            return [dict(row._mapping) for row in conn.execute(select(getattr(tables, table)))]


@pytest.fixture
def world(database: Database) -> Callable[..., World]:
    """Makes a project with this workflow and so many tasks."""

    def make(workflow: list[dict[str, Any]] | None = None, count: int = 3) -> World:
        return World(database, workflow or [ANNOTATE], count)

    return make
