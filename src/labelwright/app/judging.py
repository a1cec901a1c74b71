"""Verdicts on many tasks, by their ids or by a filter, worked off in chunks: one unit of work each."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from labelwright.app.steering import Chosen, ids_of
from labelwright.core.errors import TooLarge
from labelwright.storage.database import Database
from labelwright.workflow.service import judging as service
from labelwright.workflow.service import sheets
from labelwright.workflow.service.judging import Judged
from labelwright.workflow.service.sheets import Marked
from labelwright.workflow.service.submit import Judgement


def judge(
    database: Database,
    actor: str,
    project_id: str,
    chosen: Chosen,
    judgement: Judgement,
    now: Callable[[], int],
) -> Judged:
    """Give one verdict on all chosen tasks. A filter is read to its end first: it must not chase its own changes."""

    def chunk(conn: Connection, ids: Sequence[str]) -> Judged:
        return service.judge(conn, actor, project_id, ids, judgement, now())

    return _in_chunks(database, ids_of(database, project_id, chosen), chunk)


def take_back(
    database: Database, actor: str, project_id: str, ids: Sequence[str], now: Callable[[], int]
) -> Judged:
    """Take back one's own last verdicts on these tasks."""

    def chunk(conn: Connection, ids: Sequence[str]) -> Judged:
        return service.take_back(conn, actor, project_id, ids, now())

    return _in_chunks(database, ids_of(database, project_id, ids), chunk)


def send_back(
    database: Database, actor: str, project_id: str, marks: Sequence[Marked], now: Callable[[], int]
) -> Judged:
    """Send the items of marked annotations back, with a comment on each."""

    def chunk(conn: Connection, ids: Sequence[str]) -> Judged:
        return sheets.send_back(conn, actor, project_id, _of(marks, ids), now())

    return _in_chunks(database, _tasks(marks), chunk)


def change_class(
    database: Database, actor: str, project_id: str, marks: Sequence[Marked], cls: str, now: Callable[[], int]
) -> Judged:
    """Give marked annotations another class."""

    def chunk(conn: Connection, ids: Sequence[str]) -> Judged:
        return sheets.change_class(conn, actor, project_id, _of(marks, ids), cls, now())

    return _in_chunks(database, _tasks(marks), chunk)


def _tasks(marks: Sequence[Marked]) -> list[str]:
    if len(marks) > sheets.MOST:
        raise TooLarge(
            f"At most {sheets.MOST} annotations can be marked at once.", remedy="Send them in parts."
        )
    return sorted({mark.task_id for mark in marks})


def _of(marks: Sequence[Marked], ids: Sequence[str]) -> list[Marked]:
    meant = frozenset(ids)
    return [mark for mark in marks if mark.task_id in meant]


def _in_chunks(
    database: Database, ids: Sequence[str], chunk: Callable[[Connection, Sequence[str]], Judged]
) -> Judged:
    whole = Judged()
    for start in range(0, len(ids), service.CHUNK):
        with database.write() as conn:
            done = chunk(conn, ids[start : start + service.CHUNK])
        whole = Judged(whole.ids + done.ids, whole.refused + done.refused)
    return whole
