"""Parts of pictures in a row: where they lie, how large they come, and from pictures of every sort."""

import io

import pytest
from PIL import Image

from labelwright.app.transfer.cutouts import squares_of
from labelwright.core.errors import Invalid, InvalidFile
from labelwright.datasets import pyramid
from labelwright.datasets.images import cutouts

RED, BLUE, BLACK = (220, 20, 20), (20, 20, 220), (0, 0, 0)


def picture(size=(400, 300), kind="PNG", exif=None) -> io.BytesIO:
    """Blue, with a red square from (100, 60) to (140, 100)."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (100, 60, 140, 100))
    file = io.BytesIO()
    image.save(file, kind, **({"exif": exif} if exif else {}))
    file.seek(0)
    return file


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    assert image.format == "WEBP"
    return image.convert("RGB")


def is_near(color, other) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(color, other, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_squares_come_in_a_row_each_as_wide_as_was_asked_for(kind):
    found = opened(cutouts(picture(kind=kind), "a", [(80, 40, 80), (200, 200, 20)], 128))
    assert found.size == (256, 128)
    assert is_near(found.getpixel((64, 64)), RED)
    assert is_near(found.getpixel((8, 8)), BLUE)
    assert is_near(found.getpixel((192, 64)), BLUE)


def test_of_a_large_picture_no_more_is_decoded_than_is_seen_and_it_lies_where_it_should():
    image = picture((4000, 3000), "JPEG")
    found = opened(cutouts(image, "a", [(0, 0, 1000)], 128))
    assert is_near(found.getpixel((15, 10)), RED)
    assert is_near(found.getpixel((64, 64)), BLUE)


def test_squares_are_of_the_upright_picture():
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its left side: the right border is the top
    found = opened(cutouts(picture(kind="JPEG", exif=exif), "a", [(200, 100, 40)], 128))
    assert is_near(found.getpixel((64, 64)), RED)


def test_what_lies_beyond_the_picture_is_black():
    found = opened(cutouts(picture(), "a", [(-50, 0, 100), (900, 900, 50)], 128))
    assert is_near(found.getpixel((32, 64)), BLACK)
    assert is_near(found.getpixel((96, 64)), BLUE)
    assert is_near(found.getpixel((192, 64)), BLACK)


@pytest.mark.skipif(not pyramid.installed(), reason="pyvips is not installed")
def test_a_pyramid_gives_the_same_squares(tmp_path):
    source, target = tmp_path / "a.png", tmp_path / "a.tif"
    source.write_bytes(picture((1600, 1200)).read())
    pyramid.build(source, target, "a")
    found = opened(pyramid.cutouts(target, [(80, 40, 80), (-400, 0, 800), (1590, 1190, 20)], 128))
    assert found.size == (384, 128)
    assert is_near(found.getpixel((64, 64)), RED)
    assert is_near(found.getpixel((160, 64)), BLACK)
    assert is_near(found.getpixel((240, 100)), BLUE)
    assert is_near(found.getpixel((370, 100)), BLACK)


def test_what_is_no_picture_is_refused():
    with pytest.raises(InvalidFile):
        cutouts(io.BytesIO(b"nothing"), "a", [(0, 0, 1)], 128)


def test_squares_are_read_from_an_address():
    assert squares_of("1,2,30_-4,5,6") == [(1, 2, 30), (-4, 5, 6)]
    for wrong in ("", "1,2", "1,2,0", "1,2,x", "_".join(["1,2,3"] * 25), "1,2,99999999"):
        with pytest.raises(Invalid, match="left,top,side"):
            squares_of(wrong)
