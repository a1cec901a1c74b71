"""Pictures are measured upright, made small, and refused where they are broken or a bomb."""

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import ExifTags, Image

from labelwright.core.errors import InvalidFile, TooLarge
from labelwright.datasets.images import look, thumbnail, upright

Picture = Callable[..., bytes]
ORIENTATION = int(ExifTags.Base.Orientation)


def bomb(side: int) -> bytes:
    """A PNG whose header says `side` by `side` pixels, and that holds none."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
        (b"IEND", b""),
    ]
    data = b"\x89PNG\r\n\x1a\n"
    for kind, body in chunks:
        data += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return data


@pytest.mark.parametrize("orientation", range(1, 9))
def test_sizes_are_those_of_the_upright_picture(picture: Picture, orientation: int) -> None:
    data = picture(40, 20, kind="JPEG", orientation=orientation)
    facts = look(io.BytesIO(data), "a.jpg")
    expected = (40, 20) if orientation < 5 else (20, 40)
    assert (facts.width, facts.height, facts.orientation, facts.mime) == (
        *expected,
        orientation,
        "image/jpeg",
    )
    with Image.open(io.BytesIO(upright(io.BytesIO(data), "a.jpg"))) as turned:
        assert turned.size == expected
        assert turned.getexif().get(0x0112, 1) == 1
    with Image.open(io.BytesIO(thumbnail(io.BytesIO(data), "a.jpg", 10))) as small:
        assert (small.format, max(small.size), small.size[0] > small.size[1]) == ("WEBP", 10, orientation < 5)


def dotted(kind: str, dpi: tuple[float, float] | None = None, tags: dict[int, object] | None = None) -> bytes:
    """A picture that says how many pixels an inch has; `tags` are of its EXIF, those of the exposure among them."""
    exif = Image.Exif()
    for tag, value in (tags or {}).items():
        (exif if tag == ORIENTATION else exif.get_ifd(ExifTags.IFD.Exif))[tag] = value
    target = io.BytesIO()
    Image.new("RGB", (40, 20)).save(target, kind, exif=exif, **({"dpi": dpi} if dpi else {}))
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "dpi"),
    [
        (dotted("JPEG", (300, 300)), (300, 300)),
        (dotted("PNG", (300, 150)), (300, 150)),
        (dotted("TIFF", (600, 300)), (600, 300)),
        (dotted("JPEG", (300, 150), {ORIENTATION: 6}), (150, 300)),
        (dotted("TIFF", (300, 150), {ORIENTATION: 6}), (150, 300)),
        (dotted("JPEG"), None),
        (dotted("PNG", (72, 72)), None),
        (dotted("PNG", (96, 96)), None),
        (dotted("TIFF", (1, 1)), None),
        (dotted("JPEG", (300, 300), {ExifTags.Base.ExposureTime: 0.01}), None),
    ],
    ids=["jpeg", "png", "tiff", "turned", "turned tiff", "silent", "unknown", "screen", "a ratio", "photograph"],
)  # fmt: skip
def test_pixels_an_inch_are_those_of_the_upright_picture(data: bytes, dpi: tuple[int, int] | None) -> None:
    found = look(io.BytesIO(data), "a").dpi
    assert (found and (round(found[0]), round(found[1]))) == dpi


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_mode_gets_a_thumbnail(mode: str) -> None:
    target = io.BytesIO()
    Image.new(mode, (600, 300)).save(target, "TIFF" if mode in ("CMYK", "I;16") else "PNG")
    with Image.open(io.BytesIO(thumbnail(io.BytesIO(target.getvalue()), "a"))) as small:
        assert small.size == (256, 128)


@pytest.mark.parametrize("side", [20_000, 65_000])
def test_a_bomb_is_refused_by_its_header(side: int) -> None:
    for work in (look, thumbnail, upright):
        with pytest.raises(TooLarge):
            work(io.BytesIO(bomb(side)), "bomb.png")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff\xe0",
        b"%PDF-1.4",
        bomb(10),
    ],
)
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidFile):
        thumbnail(io.BytesIO(data), "a.png")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_a_picture_cut_anywhere_is_refused_or_whole(picture: Picture, kind: str) -> None:
    data = picture(64, 64, kind=kind)
    for cut in range(0, len(data) - 1, max(1, len(data) // 20)):
        try:
            small = thumbnail(io.BytesIO(data[:cut]), "cut")
        except (InvalidFile, TooLarge):
            continue
        assert small[:4] == b"RIFF"
