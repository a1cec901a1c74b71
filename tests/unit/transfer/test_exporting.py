"""Exports hold what was chosen, say what is lost before and after, and show nothing before they are whole."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from tests.unit.transfer.conftest import IMAGES, TEXTS, House
from tests.unit.transfer.test_importing import coco, packed

from labelwright.app.jobs.model import Job
from labelwright.app.transfer import exporting, service
from labelwright.core.errors import Invalid, UnknownPart
from labelwright.storage.filters import Filter

Picture = Callable[..., bytes]


def export(house: House, project: str, format_name: str, **options: Any) -> tuple[Job, bytes]:
    job = service.start_export(
        house.queue, project_id=project, actor_id=house.user, job=exporting.Job(format_name, **options)
    )
    house.worker.work_once()
    done = house.queue.get(job.id)
    assert done.state == "done", done.error
    assert done.result is not None
    return done, house.tools.blobs.get(done.result["blob"])


@pytest.fixture
def cells(house: House, picture: Picture) -> str:
    """A project of two pictures, of which one has its truth."""
    project = house.project(IMAGES)
    files = {"images/a.png": picture(), "annotations/instances.json": coco()}
    house.bring(project, house.upload("set.zip", packed(files)), answers="truth")
    house.bring(project, house.upload("b.jpg", picture(40, 20, kind="JPEG", orientation=6)))
    return project


def test_truths_go_out_as_they_came_in(house: House, cells: str) -> None:
    job, data = export(house, cells, "coco")
    written = json.loads(data)
    assert [a["bbox"] for a in written["annotations"]] == [[1, 2, 3, 2]]
    assert [i["file_name"].rsplit("/", 1)[-1] for i in written["images"]] == ["a.png"]
    report = job.report or {}
    assert (report["tasks"], report["answers"], report["annotations"]) == (1, 1, 1)
    assert [w["message"] for w in report["warnings"]] == ["1 tasks have no truth yet and were left out."]
    assert house.rows("SELECT count(*) FROM events WHERE kind = 'project.exported'") == [(1,)]


def test_media_go_along_upright(house: House, cells: str, picture: Picture) -> None:
    with house.database.write() as conn:
        conn.exec_driver_sql(
            "INSERT INTO answers (id, project_id, task_id, stage, round, annotator_id, kind, annotations, extra,"
            f" spec_revision, created_at) SELECT 'x', project_id, id, 0, 0, '{house.user}', 'person', '[]', false, 1, 1"
            " FROM tasks WHERE truth_answer_id IS NULL"
        )
    _, data = export(house, cells, "jsonl", answers="all", media=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("b.jpg")]
        with Image.open(io.BytesIO(archive.read(name))) as turned:
            assert (turned.size, turned.getexif().get(0x0112, 1)) == ((20, 40), 1)
        assert any(archive.read(name) == picture() for name in archive.namelist())


def test_our_own_format_carries_everything_to_another_project(house: House, cells: str) -> None:
    _, data = export(house, cells, "jsonl", answers="all", media=True)
    other = house.project({**IMAGES, "name": "Other"})
    job = house.bring(other, house.upload("out.zip", data), answers="truth")
    assert (job.state, job.report and job.report["format"]) == ("done", "jsonl")
    before = house.rows("SELECT annotations FROM answers WHERE project_id = :p", p=cells)
    assert house.rows("SELECT annotations FROM answers WHERE project_id = :p", p=other) == before


def test_a_filter_chooses_the_tasks(house: House, cells: str) -> None:
    job, _ = export(house, cells, "jsonl", answers="all", filter=Filter(state="open"))
    assert job.report is not None
    assert job.report["tasks"] == 0


def test_the_preview_tells_the_losses_and_writes_nothing(house: House, cells: str) -> None:
    with house.database.read() as conn:
        preview = exporting.preview(conn, cells, exporting.Job("voc"))
    assert (preview.tasks, preview.answers, preview.annotations) == (1, 1, 1)
    assert preview.report["losses"]
    assert house.queue.page(cells)[0].kind == "import"


def test_an_export_of_nothing_is_whole(house: House) -> None:
    job, _ = export(house, house.project(TEXTS), "jsonl")
    assert (job.report or {})["tasks"] == 0


@pytest.mark.parametrize(
    ("job", "error"),
    [
        (exporting.Job("cocoo"), UnknownPart),
        (exporting.Job("coco", answers="some"), Invalid),
        (exporting.Job("coco", "strange"), Invalid),
    ],
)
def test_what_cannot_be_exported_is_told_before_a_job_is_made(
    house: House, job: exporting.Job, error: type[Exception]
) -> None:
    with pytest.raises(error):
        service.start_export(house.queue, project_id=house.project(TEXTS), actor_id=house.user, job=job)
