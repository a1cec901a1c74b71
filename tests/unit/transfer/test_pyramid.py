"""Very large pictures come in as pyramids, are shown by tiles, and each tile shows what is there in the picture."""

import io
from pathlib import Path

import pytest
from PIL import Image

from labelwright.app.transfer import renditions
from labelwright.app.transfer.local import LocalFiles
from labelwright.app.transfer.thumbnails import thumbnail_of
from labelwright.app.transfer.views import TILED
from labelwright.core.errors import InvalidFile, NotFound
from labelwright.datasets import pyramid
from labelwright.storage.blobs import open_blobs
from labelwright.storage.database import Database

pytest.importorskip("pyvips", reason="pyvips is not installed")
WIDTH, HEIGHT = 1500, 1100


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four quarters of different colours."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "red")
    image.paste("green", (750, 0, WIDTH, 550))
    image.paste("blue", (0, 550, 750, HEIGHT))
    image.paste("white", (750, 550, WIDTH, HEIGHT))
    path = tmp_path_factory.mktemp("pictures") / "quarters.png"
    image.save(path)
    return path


@pytest.fixture(scope="module")
def built(picture: Path) -> Path:
    target = picture.with_name("pyramid.tif")
    found = pyramid.build(picture, target, "quarters.png")
    assert (found.width, found.height, found.levels) == (WIDTH, HEIGHT, 3)
    return target


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_a_tile_shows_its_part_of_the_picture(built: Path) -> None:
    tile = opened(pyramid.tile(built, 0, 1, 1))
    assert tile.size == (512, 512)
    corners = [tile.getpixel(place) for place in ((5, 5), (500, 5), (5, 500), (500, 500))]
    wanted = [(254, 0, 0), (0, 128, 0), (0, 0, 254), (255, 255, 255)]
    assert all(
        abs(a - b) < 12
        for found, want in zip(corners, wanted, strict=True)
        for a, b in zip(found, want, strict=True)
    )


def test_tiles_at_the_border_are_smaller(built: Path) -> None:
    assert opened(pyramid.tile(built, 0, 2, 2)).size == (WIDTH - 1024, HEIGHT - 1024)


def test_each_level_is_half_of_the_one_before(built: Path) -> None:
    assert opened(pyramid.tile(built, 1, 1, 1)).size == (WIDTH // 2 - 512, HEIGHT // 2 - 512)
    assert opened(pyramid.tile(built, 2, 0, 0)).size == (WIDTH // 4, HEIGHT // 4)


@pytest.mark.parametrize("place", [(3, 0, 0), (0, 3, 0), (0, 0, 3), (2, 1, 0)])
def test_where_there_is_no_tile_that_is_said(built: Path, place: tuple[int, int, int]) -> None:
    with pytest.raises(NotFound):
        pyramid.tile(built, *place)


def test_the_preview_is_the_whole_picture(built: Path) -> None:
    assert max(opened(pyramid.preview(built, 300)).size) == 300


def test_a_picture_that_lies_on_its_side_is_turned_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (900, 600)).save(tmp_path / "a.jpg", exif=exif)
    found = pyramid.build(tmp_path / "a.jpg", tmp_path / "a.tif", "a.jpg")
    assert (found.width, found.height) == (600, 900)


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "I;16", "CMYK"])
def test_pictures_of_every_mode_become_pyramids(tmp_path: Path, mode: str) -> None:
    kind = "tif" if mode == "CMYK" else "png"
    Image.new(mode, (700, 600)).save(tmp_path / f"a.{kind}")
    pyramid.build(tmp_path / f"a.{kind}", tmp_path / "b.tif", "a")
    assert opened(pyramid.tile(tmp_path / "b.tif", 0, 1, 1)).size == (188, 88)


def test_what_is_broken_is_refused_by_name(picture: Path, tmp_path: Path) -> None:
    data = picture.read_bytes()
    for name, content in (("cut.png", data[: len(data) // 2]), ("text.txt", b"Not a picture.")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InvalidFile) as caught:
            pyramid.build(tmp_path / name, tmp_path / "out.tif", name)
        assert caught.value.where == name


def test_a_blob_in_a_folder_is_read_where_it_lies(tmp_path: Path) -> None:
    blobs = open_blobs(f"file://{tmp_path / 'blobs'}")
    stored = blobs.put(b"hello")
    with LocalFiles(blobs, tmp_path / "files").opened(stored.hash) as path:
        assert path.read_bytes() == b"hello"
    assert not (tmp_path / "files").exists()


def test_a_blob_in_a_bucket_is_copied_once_and_the_oldest_copies_make_room(
    tmp_path: Path, s3_url: str
) -> None:
    blobs = open_blobs(s3_url)
    hashes = [blobs.put(bytes([n]) * 1000).hash for n in range(3)]
    files = LocalFiles(blobs, tmp_path / "files", most=2500)
    for blob_hash in hashes:
        with files.opened(blob_hash) as path:
            assert len(path.read_bytes()) == 1000
    assert sorted(path.name for path in (tmp_path / "files").iterdir()) == sorted(hashes[1:])
    with files.opened(hashes[1]) as path:
        inode = path.stat().st_ino
    with files.opened(hashes[1]) as path:
        assert path.stat().st_ino == inode


def test_a_picture_shown_in_tiles_has_thumbnails_of_every_size(
    sqlite_database: Database, tmp_path: Path
) -> None:
    blobs = open_blobs(f"file://{tmp_path / 'blobs'}")
    whole = blobs.put(b"too large to be decoded whole")
    preview = io.BytesIO()
    Image.new("RGB", (2048, 1024)).save(preview, "WEBP")
    renditions.keep(sqlite_database, whole.hash, TILED, blobs.put(preview.getvalue()).hash)
    for size in (128, 512):
        files = LocalFiles(blobs, tmp_path / "files")
        small = thumbnail_of(sqlite_database, blobs, files, whole.hash, size)
        assert opened(blobs.get(small)).size == (size, size // 2)
