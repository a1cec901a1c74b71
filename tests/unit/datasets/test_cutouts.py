"""Parts of pictures: where they lie, how large they come, and from pictures of every sort."""

import io

import pytest
from PIL import Image

from labelwright.core.errors import InvalidFile
from labelwright.datasets.images import cutout

RED, BLUE = (220, 20, 20), (20, 20, 220)


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
def test_the_part_within_a_frame_is_shown(kind):
    found = opened(cutout(picture(kind=kind), "a", (80, 40, 160, 120), 128))
    assert found.size == (80, 80)
    assert is_near(found.getpixel((40, 40)), RED)
    assert is_near(found.getpixel((5, 5)), BLUE)


def test_it_is_made_smaller_and_never_larger():
    assert opened(cutout(picture((4000, 3000), "JPEG"), "a", (0, 0, 2000, 1000), 256)).size == (256, 128)
    assert opened(cutout(picture(), "a", (0, 0, 20, 10), 256)).size == (20, 10)


def test_the_frame_is_one_of_the_upright_picture():
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its left side: the right border is the top
    found = opened(cutout(picture(kind="JPEG", exif=exif), "a", (200, 100, 240, 140), 128))
    assert is_near(found.getpixel((20, 20)), RED)


def test_what_reaches_out_of_the_picture_is_cut_off():
    assert opened(cutout(picture(), "a", (380, 290, 480, 390), 128)).size == (20, 10)
    assert opened(cutout(picture(), "a", (900, 900, 950, 950), 128)).size == (1, 1)


def test_what_is_no_picture_is_refused():
    with pytest.raises(InvalidFile):
        cutout(io.BytesIO(b"nothing"), "a", (0, 0, 1, 1), 128)
