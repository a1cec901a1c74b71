"""Imports: what is sound comes in once, what is not is refused by name, and a crash changes neither."""

import io
import json
import threading
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from tests.unit.transfer.conftest import IMAGES, TEXTS, House

from labelwright.app.jobs.worker import Run
from labelwright.app.transfer.importing import run_import
from labelwright.core.errors import Conflict, Invalid, NotFound, UnknownPart

Picture = Callable[..., bytes]


def packed(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def refused(job: Any) -> dict[str, str]:
    return {entry["where"]: entry["message"] for entry in job.report["refused"]}


def test_pictures_in_a_zip_come_in_upright_with_thumbnails(house: House, picture: Picture) -> None:
    project = house.project(IMAGES)
    files = {"a.png": picture(), "b/c.jpg": picture(40, 20, kind="JPEG", orientation=6)}
    job = house.bring(project, house.upload("pictures.zip", packed(files)))
    assert (job.state, job.report["imported"], job.report["format"]) == ("done", 2, "plain")
    rows = house.rows("SELECT name, width, height, mime FROM items ORDER BY seq")
    assert rows == [("a.png", 8, 6, "image/png"), ("b/c.jpg", 20, 40, "image/jpeg")]
    assert house.rows("SELECT count(*) FROM renditions WHERE kind = 'thumbnail-256'") == [(2,)]
    assert house.rows("SELECT state, stage, free FROM tasks") == [("open", 0, 1)] * 2


def test_what_is_no_sound_picture_is_refused_by_name_and_reason(house: House, picture: Picture) -> None:
    project = house.project(IMAGES)
    files = {
        "good.png": picture(),
        "text.png": b"no picture",
        "cut.png": picture(300, 300)[:-400],
        "note.txt": b"hello",
        "empty.jpg": b"",
    }
    job = house.bring(project, house.upload("pictures.zip", packed(files)))
    assert (job.state, job.report["imported"], job.report["refused_count"]) == ("done", 1, 4)
    reasons = refused(job)
    assert set(reasons) == {"text.png", "cut.png", "note.txt", "empty.jpg"}
    assert reasons["text.png"] == "This is no picture that can be read."
    assert reasons["note.txt"] == "This is no picture by its name."
    assert reasons["cut.png"].startswith("The picture is broken")


def test_the_same_import_again_adds_nothing(house: House, picture: Picture) -> None:
    project = house.project(IMAGES)
    source = house.upload("pictures.zip", packed({"a.png": picture(), "b.png": picture(shade=7)}))
    house.bring(project, source)
    job = house.bring(project, source)
    assert (job.report["imported"], job.report["already_there"]) == (0, 2)
    assert house.rows("SELECT task_count FROM projects WHERE id = :p", p=project) == [(2,)]


def test_another_picture_of_a_known_name_is_refused(house: House, picture: Picture) -> None:
    project = house.project(IMAGES)
    house.bring(project, house.upload("a.png", picture()))
    job = house.bring(project, house.upload("a.png", picture(shade=1)))
    assert refused(job) == {"a.png": "The project has another item of that name."}


def test_the_same_content_under_two_names_is_reported(house: House, picture: Picture) -> None:
    project = house.project(IMAGES)
    job = house.bring(project, house.upload("p.zip", packed({"a.png": picture(), "b.png": picture()})))
    assert [(w["where"], w["message"]) for w in job.report["warnings"]] == [
        ("b.png", "It has the same content as a.png.")
    ]
    assert job.report["imported"] == 2


def test_a_list_of_texts_becomes_items_with_metadata(house: House) -> None:
    project = house.project(TEXTS)
    rows = 'text,topic,id\nHow are you?,smalltalk,\n"Two\nlines",news,n1\n ,x,\nshort\n'
    job = house.bring(project, house.upload("texts.csv", rows.encode()))
    assert job.report["imported"] == 2
    assert house.rows("SELECT name, text, metadata FROM items ORDER BY seq") == [
        ("texts.csv:2", "How are you?", '{"topic":"smalltalk"}'),
        ("n1", "Two\nlines", '{"topic":"news"}'),
    ]
    assert sorted(refused(job).values()) == ["The row has 1 columns, the header 3.", "The text is empty."]
    assert house.rows("SELECT key, value, seq FROM item_facts ORDER BY seq") == [
        ("topic", "smalltalk", 1), ("topic", "news", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "expected"),
    [({}, {"dpi": 300}), ({"dpi": 600}, {"dpi": 600}), ({"spacing": 0.5}, {"dpi": 300, "spacing": 0.5})],
    ids=["by the file", "by the list", "in another unit"],
)
def test_how_large_pixels_are_comes_with_the_file_unless_the_list_says_it(
    house: House, row: dict[str, float], expected: dict[str, float]
) -> None:
    scan = io.BytesIO()
    Image.new("L", (40, 20)).save(scan, "PNG", dpi=(300, 300))
    listed = json.dumps({"image": "scan.png", **row})
    house.bring(
        house.project(IMAGES),
        house.upload("scans.zip", packed({"scan.png": scan.getvalue(), "scans.jsonl": listed.encode()})),
    )
    ((metadata,),) = house.rows("SELECT metadata FROM items")
    assert json.loads(metadata) == expected


def test_json_lines_and_text_files_come_in(house: House) -> None:
    project = house.project(TEXTS)
    files = {
        "a.txt": "plain text 🎉".encode(),
        "b.ndjson": b'{"text": "one", "lang": "en"}\nnot json\n[1]\n\n{"text": 3}\n{"other": 1}\n',
        "latin.txt": "caf\xe9".encode("latin-1"),
    }
    job = house.bring(project, house.upload("texts.zip", packed(files)), format_name="plain")
    assert house.rows("SELECT name, text FROM items ORDER BY seq") == [
        ("a.txt", "plain text 🎉"), ("b.ndjson:1", "one"),
    ]  # fmt: skip
    assert set(refused(job)) == {"b.ndjson:2", "b.ndjson:3", "b.ndjson:5", "b.ndjson:6", "latin.txt"}


def test_a_hostile_archive_fails_the_job_and_leaves_nothing(house: House, picture: Picture) -> None:
    project = house.project(IMAGES)
    job = house.bring(project, house.upload("evil.zip", packed({"../../a.png": picture()})))
    assert job.state == "failed"
    assert "leads out of its folder" in job.error
    assert house.rows("SELECT count(*) FROM items") == [(0,)]


def coco(width: int = 8) -> bytes:
    return json.dumps(
        {
            "images": [{"id": 1, "file_name": "a.png", "width": width, "height": 6}],
            "categories": [{"id": 1, "name": "cell"}, {"id": 2, "name": "dust"}],
            "annotations": [
                {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 2], "area": 6, "iscrowd": 0},
                {"id": 2, "image_id": 1, "category_id": 2, "bbox": [1, 2, 3, 2], "area": 6, "iscrowd": 0},
            ],
        }
    ).encode()


@pytest.mark.parametrize(
    ("answers", "state", "kept"), [("truth", "done", 1), ("answers", "open", 1), ("none", "open", 0)]
)
def test_annotations_come_in_as_truth_as_evidence_or_not(
    house: House, picture: Picture, answers: str, state: str, kept: int
) -> None:
    project = house.project(IMAGES)
    source = house.upload(
        "set.zip", packed({"images/a.png": picture(), "annotations/instances.json": coco()})
    )
    job = house.bring(project, source, answers=answers)
    assert (job.state, job.report["format"], job.report["answers"]) == ("done", "coco", kept)
    [(found, truth, count)] = house.rows("SELECT state, truth_answer_id, annotation_count FROM tasks")
    assert (found, truth is not None, count) == (state, answers == "truth", kept)
    stored = [json.loads(row[0]) for row in house.rows("SELECT annotations FROM answers")]
    assert [[a["value"] for a in answer] for answer in stored] == [
        [{"x": 1.0, "y": 2.0, "width": 3.0, "height": 2.0}]
    ] * kept
    assert house.rows("SELECT count(*) FROM users WHERE kind = 'import'") == [(kept,)]
    lost = [loss["what"] for loss in job.report["losses"]]
    assert (answers == "none") == ("annotations of class “dust”, which the project does not have" not in lost)


@pytest.mark.parametrize("answers", ["truth", "answers"])
def test_what_comes_in_can_be_gold_at_once(house: House, picture: Picture, answers: str) -> None:
    project = house.project(IMAGES)
    files = {"images/a.png": picture(), "annotations/instances.json": coco()}
    source = house.upload("set.zip", packed(files))
    job = house.bring(project, source, answers=answers, gold="training")
    assert (job.state, job.report["gold"]) == ("done", 1)
    assert house.rows(
        "SELECT i.name, t.state, g.pool, g.answer_id = t.truth_answer_id FROM gold g"
        " JOIN tasks t ON t.id = g.task_id JOIN items i ON i.id = t.item_id"
    ) == [("a.png", "done", "training", True)]
    assert house.rows("SELECT count(*) FROM events WHERE kind = 'gold.added'") == [(1,)]


def test_ids_do_not_tell_that_gold_came_later(house: House, picture: Picture) -> None:
    project = house.project(IMAGES)
    house.bring(project, house.upload("z.png", picture(shade=7)))
    files = {"images/a.png": picture(), "annotations/instances.json": coco()}
    house.bring(project, house.upload("set.zip", packed(files)), answers="truth", gold="hidden")
    for table in ("items", "tasks"):
        first, later = sorted(int(made[:12], 16) for (made,) in house.rows(f"SELECT id FROM {table}"))
        assert later - first <= 1


def test_gold_of_no_pool_or_without_answers_is_refused(house: House) -> None:
    project = house.project(TEXTS)
    source = house.upload("a.txt", b"fine")
    with pytest.raises(Invalid, match="one of hidden, training, qualify"):
        house.queue_import(project, source, gold="silver")
    with pytest.raises(Invalid, match="Without answers"):
        house.queue_import(project, source, gold="hidden", answers="none")


class Killed(BaseException):
    """Ends a worker where it stands, as a signal would."""


def test_a_killed_import_goes_on_where_it_was_and_adds_nothing_twice(house: House) -> None:
    project = house.project(TEXTS)
    rows = b"text\n" + b"".join(b"text number %d\n" % i for i in range(5000))
    job = house.queue_import(project, house.upload("texts.csv", rows))
    claim = house.queue.claim("doomed", 0.0)
    assert claim is not None
    doomed = Run(house.queue, claim, DiesAt(2))
    with pytest.raises(Killed):
        run_import(doomed, house.tools)
    assert house.rows("SELECT task_count FROM projects WHERE id = :p", p=project) == [(2000,)]
    house.worker.work_once()
    after = house.queue.get(job.id)
    assert (after.state, after.attempt, after.report["imported"]) == ("done", 2, 5000)
    assert house.rows("SELECT count(*), count(DISTINCT name), max(seq) FROM items") == [(5000, 5000, 5000)]
    assert house.rows("SELECT n FROM stage_counts WHERE state = 'open'") == [(5000,)]
    assert house.rows("SELECT count(*) FROM events WHERE kind = 'project.imported'") == [(1,)]


class DiesAt(threading.Event):
    """An order to stop whose `n`th look kills."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self.left = n

    def is_set(self) -> bool:
        self.left -= 1
        if self.left == 0:
            raise Killed
        return False


def test_an_import_below_an_allowed_root(house: House, picture: Picture) -> None:
    project = house.project(IMAGES)
    folder = house.root / "cells"
    folder.mkdir()
    (folder / "a.png").write_bytes(picture())
    (folder / "link.png").symlink_to(folder / "a.png")
    job = house.bring(project, {"kind": "folder", "path": str(folder)})
    assert (job.state, job.report["imported"]) == ("done", 1)
    assert refused(job) == {"link.png": "This is a link, and links are not followed."}


def test_a_folder_that_is_not_allowed_fails_the_job(house: House) -> None:
    job = house.bring(house.project(IMAGES), {"kind": "folder", "path": "/etc"})
    assert job.state == "failed"
    assert "not opened for imports" in job.error


def test_an_address_that_may_not_be_reached_is_refused_by_row(house: House) -> None:
    listed = b"url,camera\nhttp://169.254.169.254/a.png,1\nfile:///etc/passwd,2\n"
    job = house.bring(house.project(IMAGES), house.upload("list.csv", listed))
    assert (job.state, job.report["imported"], job.report["refused_count"]) == ("done", 0, 2)
    assert "does not lead to a public address" in refused(job)["list.csv:2"]
    assert "Only http and https" in refused(job)["list.csv:3"]


@pytest.mark.parametrize(
    ("source", "options", "error"),
    [
        ({"kind": "ftp"}, {}, Invalid),
        ({"kind": "folder"}, {}, Invalid),
        ({"kind": "folder", "path": "/x", "more": 1}, {}, Invalid),
        ({"kind": "upload", "id": "f" * 32}, {}, NotFound),
        ({"kind": "upload", "ids": ["f" * 32]}, {}, NotFound),
        ({"kind": "upload", "ids": []}, {}, Invalid),
        ({"kind": "folder", "path": "/x"}, {"answers": "perhaps"}, Invalid),
        ({"kind": "folder", "path": "/x"}, {"format_name": "cocoo"}, UnknownPart),
        ({"kind": "folder", "path": "/x"}, {"format_name": "coco", "dialect": "strange"}, Invalid),
    ],
)
def test_what_cannot_be_imported_is_told_before_a_job_is_made(
    house: House, source: dict[str, Any], options: dict[str, str], error: type[Exception]
) -> None:
    project = house.project(IMAGES)
    with pytest.raises(error):
        house.queue_import(project, source, **options)
    assert house.queue.page(project) == []


def test_an_upload_that_is_not_whole_cannot_be_imported(house: House) -> None:
    begun = house.uploads.begin("a.zip", 100, house.user)
    with pytest.raises(Conflict, match="0 of 100 bytes"):
        house.queue_import(house.project(IMAGES), {"kind": "upload", "id": begun.id})


def test_several_uploads_are_one_source(house: House, picture: Callable[..., bytes]) -> None:
    names = ["b.png", "folder/a.png", "b.png"]
    uploads = [house.upload(name, picture(shade=90 + index))["id"] for index, name in enumerate(names)]
    project = house.project(IMAGES)
    job = house.bring(project, {"kind": "upload", "ids": uploads})
    assert (job.state, job.error, job.report["imported"]) == ("done", "", 3)
    found = house.rows("SELECT name FROM items WHERE project_id = :project ORDER BY seq", project=project)
    assert [name for (name,) in found] == ["b-2.png", "b.png", "folder/a.png"]
