"""Disk full, database gone for a moment, clocks that jump: a clear state, and recovery without a person."""

import errno
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pytest
from sqlalchemy import text
from tests.api.conftest import clock, installation, world
from tests.api.world import Clock, World, open_for_tests
from tests.unit.transfer.conftest import IMAGES, House, house, picture

from labelwright.api.app import create_app
from labelwright.app.jobs.worker import Worker
from labelwright.app.transfer.kinds import kinds
from labelwright.app.transfer.uploads import Uploads
from labelwright.storage.blobs.blobs import Blobs, Stored

__all__ = ["clock", "house", "installation", "picture", "world"]


class FullBlobs:
    """A store on a disk with room for a few blobs more, until somebody makes room."""

    def __init__(self, kept: Blobs, room: int, code: int = errno.ENOSPC) -> None:
        self._kept = kept
        self._code = code
        self.room = room

    def put(self, content: bytes | IO[bytes], *, most: int | None = None) -> Stored:
        if self.room == 0:
            raise OSError(self._code, "No space left on device")
        self.room -= 1
        return self._kept.put(content, most=most)

    def open_range(self, blob_hash: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        return self._kept.open_range(blob_hash, start, end)

    def get(self, blob_hash: str) -> bytes:
        return self._kept.get(blob_hash)

    def size(self, blob_hash: str) -> int:
        return self._kept.size(blob_hash)

    def exists(self, blob_hash: str) -> bool:
        return self._kept.exists(blob_hash)

    def delete(self, blob_hash: str) -> None:
        self._kept.delete(blob_hash)

    def walk(self) -> Iterator[str]:
        return self._kept.walk()


def _worker(house: House, blobs: FullBlobs) -> Worker:
    tools = replace(house.tools, blobs=blobs)
    return Worker(house.queue, kinds(tools), "test")


@pytest.mark.parametrize("room", [0, 1, 2, 3])
def test_an_import_that_fills_the_disk_goes_on_when_there_is_room(
    house: House, picture: Any, room: int
) -> None:
    project = house.project(IMAGES)
    for shade in range(3):
        (house.root / f"{shade}.png").write_bytes(picture(shade=shade))
    job = house.queue_import(project, {"kind": "folder", "path": str(house.root)}, answers="none")
    blobs = FullBlobs(house.tools.blobs, room)
    _worker(house, blobs).work_once()
    found = house.queue.get(job.id)
    assert found.state in ("queued", "failed")
    assert "space" in found.error.lower()
    assert len(house.rows("SELECT DISTINCT content_hash FROM items")) == len(
        house.rows("SELECT 1 FROM items")
    )
    blobs.room = 1000
    if found.state == "queued":
        house.queue.cancel(job.id)
    house.queue.resume(job.id)
    _worker(house, blobs).work_once()
    assert house.queue.get(job.id).state == "done"
    assert len(house.rows("SELECT 1 FROM items")) == 3
    kept = {row[0] for row in house.rows("SELECT blob_hash FROM items")}
    assert all(house.tools.blobs.exists(blob) for blob in kept)


def test_an_export_that_fills_the_disk_leaves_no_result_and_works_when_there_is_room(house: House) -> None:
    project = house.project(IMAGES)
    from labelwright.app.transfer import exporting, service

    job = service.start_export(
        house.queue, project_id=project, actor_id=house.user, job=exporting.Job("jsonl")
    )
    blobs = FullBlobs(house.tools.blobs, 0)
    _worker(house, blobs).work_once()
    found = house.queue.get(job.id)
    assert (found.state in ("queued", "failed"), found.result) == (True, None)
    assert house.rows("SELECT 1 FROM events WHERE kind = 'project.exported'") == []
    blobs.room = 10
    if found.state == "queued":
        house.queue.cancel(job.id)
    house.queue.resume(job.id)
    _worker(house, blobs).work_once()
    assert house.queue.get(job.id).state == "done"
    assert len(house.rows("SELECT 1 FROM events WHERE kind = 'project.exported'")) == 1


def test_the_last_piece_of_an_upload_is_kept_while_the_disk_is_full(house: House, tmp_path: Path) -> None:
    blobs = FullBlobs(house.tools.blobs, 0)
    uploads = Uploads(house.database, blobs, tmp_path / "pieces", max_bytes=100)
    begun = uploads.begin("a.txt", 6, house.user)
    uploads.append(begun.id, 0, b"abc", user_id=house.user)
    with pytest.raises(OSError, match="space"):
        uploads.append(begun.id, 3, b"def", user_id=house.user)
    assert uploads.get(begun.id, user_id=house.user).offset == 6
    blobs.room = 1
    blob, _ = uploads.blob_of(begun.id, user_id=house.user)
    assert house.tools.blobs.get(blob) == b"abcdef"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_a_request_that_finds_the_disk_full_says_so(world: World, code: int) -> None:
    world.add("ada")
    full = replace(world.installation, blobs=FullBlobs(world.installation.blobs, 0, code))
    client = World(full, create_app(full), world.clock, world.people).signed_in("ada")
    yaml = "name: x\nmedia: text\nclasses: [{name: A, type: span}]\n"
    project = client.post("/api/v1/projects", json={"yaml": yaml}).json()["id"]
    answer = client.post(f"/api/v1/projects/{project}/pictures", content=_png())
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert "disk" in answer.json()["detail"]


def test_a_database_whose_connections_were_cut_answers_again_by_itself(
    postgresql_url: str, postgresql_server: str, tmp_path: Path
) -> None:
    here = open_for_tests(postgresql_url, tmp_path, Clock())
    world = World(here, create_app(here), Clock())
    world.add("ada")
    client = world.signed_in("ada")
    other = here.database
    with other.read() as conn:
        mine = conn.execute(text("SELECT pg_backend_pid()")).scalar_one()
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> :me"
        conn.execute(text(cut), {"me": mine})
    statuses = [client.get("/api/v1/projects").status_code for _ in range(4)]
    here.close()
    assert set(statuses) <= {200, 503}
    assert statuses[-1] == 200


def test_a_clock_that_jumps_keeps_answers_and_hands_nothing_out_twice(world: World) -> None:
    """Back by a day in the middle of work, then forward: what was handed in stays, and nobody gets it again."""
    for name in ("owner", "ann"):
        world.add(name)
    owner = world.signed_in("owner")
    yaml = "name: x\nmedia: text\nclasses: [{name: A, type: span}]\n"
    project = owner.post("/api/v1/projects", json={"yaml": yaml}).json()["id"]
    owner.put(f"/api/v1/projects/{project}/members", json={"email": "ann@example.org", "role": "annotator"})
    from labelwright.storage import bulk

    new = [bulk.NewItem(f"{n}.txt", "text", f"h{n}", text="Ada went.", votes_wanted=1) for n in range(3)]
    with world.installation.database.write() as conn:
        bulk.add_items(conn, project, new)
    given = []
    for jump in (-86_400, 86_400, 2 * 86_400):
        bundle = world.signed_in("ann").post(f"/api/v1/projects/{project}/next", json={}).json()["bundle"]
        world.clock.forward(jump)
        client = world.signed_in("ann")
        address = f"/api/v1/assignments/{bundle['assignment']['id']}/submit"
        assert client.post(address, json={"annotations": []}).status_code == 200
        given.append(bundle["task"]["id"])
    assert len(set(given)) == 3
    assert owner.get(f"/api/v1/projects/{project}/events/verify").json()["ok"]


def _png() -> bytes:
    import io

    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", (4, 4)).save(target, "PNG")
    return target.getvalue()
