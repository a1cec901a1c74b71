"""Each page of a TIFF is an item of its own; a picture that moves is one item, whose other moments can be looked at."""

import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from tests.unit.transfer.conftest import IMAGES, House
from tests.unit.transfer.test_exporting import export
from tests.unit.transfer.test_importing import coco, packed, refused

from labelwright.app.transfer.local import LocalFiles
from labelwright.app.transfer.taking import page_name
from labelwright.app.transfer.views import view_of
from labelwright.core.errors import NotFound, TooLarge
from labelwright.datasets.images import book, look, upright, view

Picture = Callable[..., bytes]
SHADES = (10, 120, 230)
SIZES = ((8, 6), (10, 4), (8, 6))
STRIPS, SUBFILE = 273, 254


def stack(shades: tuple[int, ...] = SHADES, kind: str = "TIFF", **options: object) -> bytes:
    """A file with a page of each shade."""
    first, *others = [Image.new("L", SIZES[n % 3], shade) for n, shade in enumerate(shades)]
    target = io.BytesIO()
    first.save(target, kind, save_all=True, append_images=others, **options)
    return target.getvalue()


def endless(count: int) -> bytes:
    """A TIFF of so many pages of one pixel, all of which show the same byte."""
    tags = {256: 1, 257: 1, 258: 8, 259: 1, 262: 1, STRIPS: 0, 278: 1, 279: 1}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    size = 2 + len(entries) + 4
    starts = [8 + size * n for n in range(count)]
    directories = (
        struct.pack("<H", len(tags)) + entries + struct.pack("<I", following)
        for following in [*starts[1:], 0]
    )
    return struct.pack("<2sHI", b"II", 42, 8) + b"".join(directories)


def counted(data: bytes) -> tuple[int, bool]:
    """How many pages a file has, and whether they are pictures of their own."""
    with book(io.BytesIO(data), "a") as pages:
        return pages.count, pages.apart


def shade_of(data: bytes | None) -> int:
    assert data is not None
    with Image.open(io.BytesIO(data)) as shown:
        value = shown.convert("L").getpixel((1, 1))
    assert isinstance(value, int)
    return value


def test_pages_are_found_measured_and_shown_each_by_itself() -> None:
    data = stack()
    assert counted(data) == (3, True)
    found = [look(io.BytesIO(data), "a", page=page) for page in (1, 2, 3)]
    assert [(facts.width, facts.height) for facts in found] == list(SIZES)
    shown = [shade_of(view(io.BytesIO(data), "a", page).data) for page in (1, 2, 3)]
    assert shown == list(SHADES)
    with pytest.raises(NotFound, match="no page 4"):
        look(io.BytesIO(data), "a", page=4)


def test_smaller_copies_and_masks_are_no_pages() -> None:
    images = []
    for shade, sort in ((10, 0), (20, 1), (30, 2), (40, 4)):
        image = Image.new("L", (8, 6), shade)
        image.encoderinfo = {"tiffinfo": {SUBFILE: sort}}
        images.append(image)
    target = io.BytesIO()
    images[0].save(target, "TIFF", save_all=True, append_images=images[1:])
    assert counted(target.getvalue()) == (2, True)
    assert shade_of(view(io.BytesIO(target.getvalue()), "a", 2).data) == 30


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_moments_of_a_picture_that_moves_belong_together(kind: str) -> None:
    shades = (0, 128, 255)
    first, *others = [Image.new("RGB", (8, 6), (shade, shade, shade)) for shade in shades]
    target = io.BytesIO()
    first.save(target, kind, save_all=True, append_images=others, duration=100)
    data = target.getvalue()
    assert counted(data) == (3, False)
    assert view(io.BytesIO(data), "a").data is None
    assert shade_of(view(io.BytesIO(data), "a", 3).data) > 245


def test_more_pages_than_anybody_labels_are_refused() -> None:
    with pytest.raises(TooLarge, match="more than 10,000 pages"):
        counted(endless(10_001))


def test_names_of_pages_have_their_order() -> None:
    assert [page_name("b/Scan.TIF", page, 12) for page in (2, 11)] == [
        "b/Scan-page-02.TIF",
        "b/Scan-page-11.TIF",
    ]


def test_each_page_of_a_tiff_becomes_an_item_and_the_file_is_kept_once(house: House) -> None:
    project = house.project(IMAGES)
    job = house.bring(project, house.upload("scan.tif", stack()))
    assert (job.report["imported"], job.report["refused"], job.report["warnings"]) == (3, [], [])
    rows = house.rows("SELECT name, width, height, metadata, page, pages FROM items JOIN item_pages ON item_id = id"
                      " ORDER BY seq")  # fmt: skip
    assert [(name, width, height, page, pages) for name, width, height, _, page, pages in rows] == [
        ("scan-page-1.tif", 8, 6, 1, 3),
        ("scan-page-2.tif", 10, 4, 2, 3),
        ("scan-page-3.tif", 8, 6, 3, 3),
    ]
    assert json.loads(rows[1][3]) == {"file": "scan.tif", "page": 2, "pages": 3}
    assert house.rows("SELECT count(DISTINCT blob_hash), count(DISTINCT content_hash), sum(bytes) FROM items") == [
        (1, 3, len(stack()))
    ]  # fmt: skip
    kinds = [kind for (kind,) in house.rows("SELECT kind FROM renditions ORDER BY kind")]
    assert kinds == ["thumbnail-256", "thumbnail-256@2", "thumbnail-256@3"]
    again = house.bring(project, house.upload("scan.tif", stack()))
    assert (again.report["imported"], again.report["already_there"]) == (0, 3)


def test_a_broken_page_is_refused_by_its_name_and_the_others_come_in(house: House) -> None:
    data = bytearray(stack((10, 120, 230, 40), compression="tiff_adobe_deflate"))
    with Image.open(io.BytesIO(bytes(data))) as image:
        image.seek(1)
        strip = image.tag_v2[STRIPS][0]
    data[strip : strip + 8] = b"\xff" * 8
    job = house.bring(house.project(IMAGES), house.upload("scan.tif", bytes(data)))
    assert job.report["imported"] == 3
    assert {name: message[:21] for name, message in refused(job).items()} == {
        "scan-page-2.tif": "The picture is broken"
    }


def test_a_file_that_comes_with_answers_stays_one_item(house: House) -> None:
    answers = coco().replace(b"a.png", b"a.tif")
    files = {"images/a.tif": stack(), "annotations/instances.json": answers}
    job = house.bring(house.project(IMAGES), house.upload("set.zip", packed(files)), answers="truth")
    assert (job.report["imported"], job.report["answers"]) == (1, 1)
    assert house.rows("SELECT name, page, pages, content_hash = blob_hash FROM items JOIN item_pages"
                      " ON item_id = id") == [("a.tif", 1, 3, True)]  # fmt: skip


def test_what_is_shown_of_a_page_is_made_once(house: House, tmp_path: Path) -> None:
    house.bring(house.project(IMAGES), house.upload("scan.tif", stack()))
    blobs = house.tools.blobs
    [(blob,)] = house.rows("SELECT DISTINCT blob_hash FROM items")
    files = LocalFiles(blobs, tmp_path / "files")
    shown = [view_of(house.database, blobs, files, blob, page) for page in (1, 2, 3, 3)]
    assert [shade_of(blobs.get(one.hash)) for one in shown] == [*SHADES, SHADES[-1]]
    assert shown[2] == shown[3]


def test_pages_go_out_as_files_of_their_own_and_whole_files_as_they_came(house: House) -> None:
    project = house.project(IMAGES)
    moving = stack((0, 255), "GIF")
    deep = io.BytesIO()
    Image.frombytes("I;16", (4, 4), bytes(range(32))).save(deep, "TIFF")
    files = {"scan.tif": stack(), "wave.gif": moving, "x-ray.tif": deep.getvalue()}
    house.bring(project, house.upload("set.zip", packed(files)))
    answer_all(house, project)
    _, data = export(house, project, "jsonl", answers="all", media=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        written = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert [shade_of(written[f"scan-page-{n}.tif"]) for n in (1, 2, 3)] == list(SHADES)
    assert counted(written["scan-page-2.tif"]) == (1, False)
    assert (written["wave.gif"], written["x-ray.tif"]) == (moving, deep.getvalue())


def test_grey_values_of_a_page_are_written_as_they_are() -> None:
    values = bytes(range(64))
    first, second = (Image.frombytes("I;16", (4, 4), values[n : n + 32]) for n in (0, 32))
    target = io.BytesIO()
    first.save(target, "TIFF", save_all=True, append_images=[second])
    with Image.open(io.BytesIO(upright(io.BytesIO(target.getvalue()), "a", 2))) as page:
        assert (page.format, page.mode, page.tobytes()) == ("TIFF", "I;16", values[32:])


def answer_all(house: House, project: str) -> None:
    with house.database.write() as conn:
        conn.exec_driver_sql(
            "INSERT INTO answers (id, project_id, task_id, stage, round, annotator_id, kind, annotations, extra,"
            f" spec_revision, created_at) SELECT id, project_id, id, 0, 0, '{house.user}', 'person', '[]', false, 1, 1"
            f" FROM tasks WHERE project_id = '{project}'"
        )
