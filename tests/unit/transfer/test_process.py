"""A worker process, started as the server starts it, does what was queued and ends when it is told to."""

import time
from pathlib import Path

import pytest
from tests.unit.transfer.conftest import TEXTS

from labelwright.app.jobs.queue import SqlQueue
from labelwright.app.jobs.supervisor import Supervisor
from labelwright.app.settings import Settings
from labelwright.storage.database import Database
from labelwright.storage.ids import new_id, now_us
from labelwright.workflow.service import projects

PATIENCE_S = 60


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.txt").write_text("one text")
    given = {"data_dir": tmp_path / "data", "database_url": sqlite_url, "import_roots": (root,)}
    return Settings.read({}, tmp_path, tmp_path, **given)


def test_the_supervisor_starts_a_worker_when_something_waits(
    settings: Settings, sqlite_database: Database
) -> None:
    with sqlite_database.write() as conn:
        user = new_id()
        conn.exec_driver_sql("INSERT INTO users (id, name, created_at) VALUES (?, 'Ada', 1)", (user,))
        project = projects.create(conn, user, TEXTS, now_us())
    queue = SqlQueue(sqlite_database)
    supervisor = Supervisor(queue, settings.environment(), poll_s=0.1)
    supervisor.start()
    arguments = {"source": {"kind": "folder", "path": str(settings.import_roots[0])}}
    job = queue.enqueue("import", arguments, project_id=project, actor_id=user)
    supervisor.wake()
    patience = time.monotonic() + PATIENCE_S
    while queue.get(job.id).state in ("queued", "running"):
        assert time.monotonic() < patience, "no worker did the job within a minute"
        time.sleep(0.05)
    assert queue.get(job.id).state == "done", queue.get(job.id).error
    assert supervisor.pid is not None
    supervisor.close()
    assert supervisor.pid is None
