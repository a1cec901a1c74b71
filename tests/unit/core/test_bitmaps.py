"""Which pixels of a bitmap are set, whatever its mode."""

from io import BytesIO

import pytest
from PIL import Image

from labelwright.core.bitmaps import from_png, to_png
from labelwright.core.views import Mask

MASK = Mask(5, 7, 2, 2, (1, 2, 1))


def png(mode: str, colors: list[object], **info: object) -> bytes:
    picture = Image.new(mode, (2, 2))
    picture.putdata(colors)
    if mode == "P":
        picture.putpalette([0, 0, 0, 255, 255, 255])
    stream = BytesIO()
    picture.save(stream, "PNG", **info)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        png("1", [0, 255, 255, 0]),
        png("L", [0, 1, 255, 0]),
        png("RGB", [(0, 0, 0), (0, 0, 9), (255, 0, 0), (0, 0, 0)]),
        png("RGBA", [(255, 255, 255, 0), (0, 0, 0, 255), (9, 9, 9, 1), (0, 0, 0, 0)]),
        png("P", [0, 1, 1, 0]),
        png("P", [0, 1, 1, 0], transparency=0),
    ],
    ids=["bits", "grey", "colours", "alpha", "palette", "see-through palette"],
)
def test_the_same_mask_in_every_mode(data: bytes) -> None:
    assert from_png(data, 5, 7) == MASK


def test_a_bitmap_of_nothing_is_no_mask() -> None:
    assert from_png(png("L", [0, 0, 0, 0])) is None


def test_the_box_is_written_with_one_bit_a_pixel() -> None:
    with Image.open(BytesIO(to_png(MASK))) as picture:
        assert (picture.mode, list(picture.tobytes())) == ("1", [0b01000000, 0b10000000])
