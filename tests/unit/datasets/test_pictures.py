"""Pictures that are carried along stand upright, since coordinates mean the upright picture."""

import io
import json
from pathlib import Path

from PIL import Image

from labelwright.datasets.convert import convert


def turned(path: Path) -> None:
    """A picture stored as 40 × 20, red at its top left, whose stored top row is its upright right column."""
    stored = Image.new("RGB", (40, 20), "white")
    stored.paste((255, 0, 0), (0, 0, 10, 10))
    exif = Image.Exif()
    exif[0x0112] = 6
    stored.save(path, exif=exif, quality=95)


def task(size: tuple[int, int], **place: float) -> str:
    region = {
        "type": "rectanglelabels",
        "original_width": size[0],
        "original_height": size[1],
        "value": {**place, "rectanglelabels": ["red"]},
    }
    return json.dumps([{"data": {"image": "a.jpg"}, "annotations": [{"result": [region]}]}])


def test_a_picture_turned_by_exif_is_written_upright(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    turned(tmp_path / "in" / "a.jpg")
    (tmp_path / "in" / "tasks.json").write_text(task((20, 40), x=50, y=0, width=50, height=25))
    report = convert(tmp_path / "in", tmp_path / "out", "coco")
    with Image.open(tmp_path / "out" / "images" / "a.jpg") as written:
        assert written.size == (20, 40)
        assert 0x0112 not in written.getexif()
        red, green, _ = written.convert("RGB").getpixel((15, 5))  # type: ignore[misc]
        assert red > 200 > 60 > green
    assert [problem.message for problem in report.warnings] == [
        "Its EXIF orientation turned the picture; it was written upright, anew."
    ]
    document = json.loads((tmp_path / "out" / "annotations" / "instances_default.json").read_bytes())
    assert [(image["width"], image["height"]) for image in document["images"]] == [(20, 40)]
    assert [annotation["bbox"] for annotation in document["annotations"]] == [[10, 0, 10, 10]]


def test_annotations_drawn_before_the_turn_are_warned_of(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    turned(tmp_path / "in" / "a.jpg")
    (tmp_path / "in" / "tasks.json").write_text(task((40, 20), x=0, y=0, width=25, height=50))
    report = convert(tmp_path / "in", tmp_path / "out", "coco")
    ((where, message),) = [(problem.where, problem.message) for problem in report.warnings]
    assert where == "a.jpg"
    assert message.startswith(
        "Its annotations give 40 × 20 pixels, the size before its EXIF orientation turns it"
    )


def test_an_upright_picture_is_copied_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    data = io.BytesIO()
    Image.new("RGB", (4, 2)).save(data, "JPEG")
    (tmp_path / "in" / "a.jpg").write_bytes(data.getvalue())
    (tmp_path / "in" / "tasks.json").write_text('[{"data": {"image": "a.jpg"}}]')
    convert(tmp_path / "in", tmp_path / "out", "yolo")
    assert data.getvalue() == (tmp_path / "out" / "images" / "train" / "a.jpg").read_bytes()
