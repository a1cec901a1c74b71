"""Pictures of every sort look the same on the screen as to who made them; what is broken is told by name."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.journeys import lead
from tests.unit.datasets.test_orientation import QUARTERS, SIZE, lying

pytestmark = [pytest.mark.browser, pytest.mark.slow]

YAML = """
name: Sorts
media: image
classes:
  - {name: thing, type: box}
workflow:
  - {stage: annotate}
"""


def upright(mode: str = "RGB") -> Image.Image:
    return Image.open(io.BytesIO(lying("PNG", 1))).convert(mode)


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def sorts() -> dict[str, bytes]:
    """Pictures that all show the same four quarters, by their names."""
    moving = {"save_all": True, "append_images": [Image.new("RGB", SIZE, "black")], "duration": 5000}
    files = {
        f"{kind}-{orientation}.{kind}".lower(): lying(kind, orientation)
        for kind in ("JPEG", "PNG", "WEBP", "AVIF", "TIFF")
        for orientation in range(1, 9)
    }
    return files | {
        "print.jpg": written(upright("CMYK"), "JPEG", quality=95),
        "print.tif": written(upright("CMYK"), "TIFF"),
        "palette.png": written(upright("P"), "PNG"),
        "palette.gif": written(upright("P"), "GIF"),
        "clear.png": written(upright("RGBA"), "PNG"),
        "clear.webp": written(upright("RGBA"), "WEBP", lossless=True),
        "plain.bmp": written(upright(), "BMP"),
        "moving.gif": written(upright(), "GIF", **moving),
        "moving.webp": written(upright(), "WEBP", lossless=True, **moving),
        "moving.png": written(upright(), "PNG", **moving),
    }


def two_pages() -> bytes:
    """A TIFF whose second page stands on its head."""
    return written(upright(), "TIFF", save_all=True, append_images=[upright().rotate(180)])


def broken() -> dict[str, bytes]:
    whole = written(upright().resize((600, 400)), "PNG")
    photo = written(Image.effect_noise((600, 400), 80), "JPEG")
    return {
        "cut.png": whole[: len(whole) // 2],
        "cut.jpg": photo[: len(photo) // 2],
        "none.webp": b"RIFF\x04\x00\x00\x00WEBP",
        "text.tif": b"no picture",
        "empty.gif": b"",
    }


def test_every_sort_of_picture_is_seen_as_it_is(meet, tmp_path: Path) -> None:
    lena = meet("lena")
    project = lead.create_project(lena, YAML)
    good, bad = sorts(), broken()
    with zipfile.ZipFile(tmp_path / "sorts.zip", "w") as archive:
        for name, data in (good | bad | {"two.tif": two_pages()}).items():
            archive.writestr(name, data)
    lead.import_files(lena, project, [tmp_path / "sorts.zip"], items=len(good) + 2)

    seen = lena.page.evaluate(_SEEN, project)
    expected = {"view": QUARTERS, "thumbnail": QUARTERS, "size": list(SIZE)}
    told = {name: _told(found) for name, found in seen.items()}
    overturned = {**expected, "view": QUARTERS[::-1], "thumbnail": QUARTERS[::-1]}
    assert (told.pop("two-page-1.tif"), told.pop("two-page-2.tif")) == (expected, overturned)
    assert told == dict.fromkeys(good, expected)
    job = lena.page.evaluate(_REFUSED, project)
    assert sorted(entry["where"] for entry in job) == sorted(bad)
    assert all("picture" in entry["message"] for entry in job)


def _told(found: Mapping[str, Any]) -> dict[str, Any]:
    """What was seen, the colours by their letters."""
    return {
        "view": "".join(map(_letter, found["view"])),
        "thumbnail": "".join(map(_letter, found["thumbnail"])),
        "size": found["size"],
    }


def _letter(color: list[int]) -> str:
    red, green, blue = color
    if red > 180:
        return "R" if green < 90 else "W"
    return "G" if green > blue else "B"


# As the editor decodes them: by the browser, from the addresses that the server gives.
_SEEN = """async (project) => {
  const fetched = async (path) => (await fetch(path)).json()
  const { items } = await fetched(`/api/v1/projects/${project}/tasks?limit=200`)
  const quarters = async (url) => {
    const bitmap = await createImageBitmap(await (await fetch(url)).blob())
    const { width, height } = bitmap
    const context = new OffscreenCanvas(width, height).getContext('2d')
    context.drawImage(bitmap, 0, 0)
    const color = (x, y) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3)
    const places = [1, 3].flatMap((y) => [1, 3].map((x) => [Math.floor((x * width) / 4), Math.floor((y * height) / 4)]))
    return { colors: places.map(([x, y]) => color(x, y)), size: [width, height] }
  }
  const seen = {}
  for (const { name, item_id: id } of items) {
    const view = await quarters(`/api/v1/items/${id}/view`)
    const small = await quarters(`/api/v1/items/${id}/thumbnail`)
    seen[name] = { view: view.colors, thumbnail: small.colors, size: view.size }
  }
  return seen
}"""
_REFUSED = """async (project) => {
  const { items } = await (await fetch(`/api/v1/jobs?project=${project}`)).json()
  return items[0].report.refused
}"""
