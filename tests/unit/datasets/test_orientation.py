"""However a picture lies in its file, everything shows and writes it upright, in every format that says how it lies."""

import io

import pytest
from PIL import Image, ImageOps

from labelwright.core.pictures import size_of
from labelwright.datasets.images import look, thumbnail, upright, view

ORIENTATION = 0x0112
SIZE = (60, 40)
QUARTERS = "RGBW"
"""The colours of an upright picture: red and green above, blue and white below."""

STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How the pixels lie in a file of each orientation."""


def lying(kind: str, orientation: int) -> bytes:
    image = Image.new("RGB", SIZE, "white")
    for color, box in (("red", (0, 0, 30, 20)), ("green", (30, 0, 60, 20)), ("blue", (0, 20, 30, 40))):
        image.paste(color, box)
    if orientation in STORED:
        image = image.transpose(STORED[orientation])
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    target = io.BytesIO()
    image.save(target, kind, exif=exif, **({} if kind in ("PNG", "TIFF") else {"quality": 95}))
    return target.getvalue()


def quarters(data: bytes) -> tuple[tuple[int, int], str]:
    """The size of a picture as it is shown by what heeds EXIF, and its colours."""
    with Image.open(io.BytesIO(data)) as image:
        shown = ImageOps.exif_transpose(image).convert("RGB")
    width, height = shown.size
    places = [(x, y) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)]
    return shown.size, "".join(_name(*shown.getpixel(place)) for place in places)  # type: ignore[misc]


def _name(red: int, green: int, blue: int) -> str:
    if red > 180:
        return "R" if green < 90 else "W"
    return "G" if green > blue else "B"


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_a_picture_is_upright_wherever_it_is_seen(kind: str, orientation: int) -> None:
    data = lying(kind, orientation)
    facts = look(io.BytesIO(data), "a")
    assert (facts.width, facts.height) == size_of(io.BytesIO(data), "a") == SIZE
    shown = view(io.BytesIO(data), "a").data or data
    written = upright(io.BytesIO(data), "a")
    small = thumbnail(io.BytesIO(data), "a")
    assert [quarters(each) for each in (shown, written, small)] == [(SIZE, QUARTERS)] * 3
    with Image.open(io.BytesIO(written)) as image:
        assert (image.format, image.size, image.getexif().get(ORIENTATION, 1)) == (kind, SIZE, 1)


def test_what_browsers_do_not_turn_is_turned_for_them() -> None:
    own = {
        kind: view(io.BytesIO(lying(kind, 6)), "a").data is None for kind in ("JPEG", "AVIF", "PNG", "WEBP")
    }
    assert own == {"JPEG": True, "AVIF": True, "PNG": False, "WEBP": False}
    assert view(io.BytesIO(lying("WEBP", 1)), "a").data is None
