"""An installation small enough for a test: a database on each engine, blobs in a folder, one person, a worker."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import text

from labelwright.app.fetch import Fetcher
from labelwright.app.jobs.model import Job
from labelwright.app.jobs.queue import SqlQueue
from labelwright.app.jobs.worker import Worker
from labelwright.app.transfer import service
from labelwright.app.transfer.kinds import kinds
from labelwright.app.transfer.tools import Tools
from labelwright.app.transfer.uploads import Uploads
from labelwright.storage.blobs import open_blobs
from labelwright.storage.database import Database
from labelwright.storage.ids import new_id, now_us
from labelwright.workflow.service import projects

IMAGES = {
    "name": "Cells",
    "media": "image",
    "classes": [{"name": "cell", "type": "box"}, {"name": "blurred", "type": "tag"}],
}
TEXTS = {
    "name": "Words",
    "media": "text",
    "classes": [{"name": "place", "type": "span"}, {"name": "ask", "type": "tag"}],
}


class House:
    """One person, Ada, who may do everything, and a worker that does one job at a time when told to."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.root = folder / "root"
        self.root.mkdir()
        scratch = folder / "scratch"
        scratch.mkdir()
        blobs = open_blobs(f"file://{folder / 'blobs'}")
        self.tools = Tools(database, blobs, Fetcher.allowing(["127.0.0.0/8"]), (self.root,), scratch)
        self.queue = SqlQueue(database)
        self.uploads = Uploads(database, blobs, folder / "uploads", max_bytes=1 << 30)
        self.worker = Worker(self.queue, kinds(self.tools), "test")
        self.user = new_id()
        with database.write() as conn:
            conn.execute(
                text("INSERT INTO users (id, name, created_at) VALUES (:id, 'Ada', 1)"), {"id": self.user}
            )

    def project(self, document: Mapping[str, Any]) -> str:
        with self.database.write() as conn:
            return projects.create(conn, self.user, document, now_us())

    def upload(self, name: str, data: bytes) -> dict[str, str]:
        begun = self.uploads.begin(name, len(data), self.user)
        if data:
            self.uploads.append(begun.id, 0, data, user_id=self.user)
        return {"kind": "upload", "id": begun.id}

    def queue_import(self, project_id: str, source: Mapping[str, Any], **options: Any) -> Job:
        return service.start_import(
            self.queue, self.uploads, project_id=project_id, actor_id=self.user, source=source, **options
        )

    def bring(self, project_id: str, source: Mapping[str, Any], **options: Any) -> Job:
        job = self.queue_import(project_id, source, **options)
        self.worker.work_once()
        return self.queue.get(job.id)

    def rows(self, sql: str, **params: Any) -> list[tuple[Any, ...]]:
        with self.database.read() as conn:
            return [tuple(row) for row in conn.execute(text(sql), params)]


@pytest.fixture
def house(database: Database, tmp_path: Path) -> House:
    return House(database, tmp_path)


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """The bytes of a picture of one colour."""

    def picture(
        width: int = 8, height: int = 6, *, kind: str = "PNG", orientation: int = 1, shade: int = 90
    ) -> bytes:
        exif = Image.Exif()
        exif[0x0112] = orientation
        target = io.BytesIO()
        Image.new("RGB", (width, height), (shade, 20, 30)).save(target, kind, exif=exif)
        return target.getvalue()

    return picture
