"""Pictures that are carried along stand upright, since coordinates mean the upright picture."""

import io
import json
from pathlib import Path

from PIL import Image

from labelwright.datasets.convert import convert


def test_a_picture_turned_by_exif_is_written_upright(tmp_path: Path) -> None:
    """Orientation 6 says that the stored top row is the upright right column."""
    (tmp_path / "in").mkdir()
    stored = Image.new("RGB", (40, 20), "white")
    stored.paste((255, 0, 0), (0, 0, 10, 10))
    exif = Image.Exif()
    exif[0x0112] = 6
    stored.save(tmp_path / "in" / "a.jpg", exif=exif, quality=95)
    task = {
        "data": {"image": "a.jpg"},
        "annotations": [
            {
                "result": [
                    {
                        "type": "rectanglelabels",
                        "original_width": 20,
                        "original_height": 40,
                        "value": {"x": 50, "y": 0, "width": 50, "height": 25, "rectanglelabels": ["red"]},
                    }
                ]
            }
        ],
    }
    (tmp_path / "in" / "tasks.json").write_text(json.dumps([task]))
    report = convert(tmp_path / "in", tmp_path / "out", "coco")
    with Image.open(tmp_path / "out" / "images" / "a.jpg") as written:
        assert written.size == (20, 40)
        assert 0x0112 not in written.getexif()
        red, green, _ = written.convert("RGB").getpixel((15, 5))  # type: ignore[misc]
        assert red > 200 > 60 > green
    assert [problem.where for problem in report.warnings] == ["a.jpg"]
    document = json.loads((tmp_path / "out" / "annotations" / "instances_default.json").read_bytes())
    assert [(image["width"], image["height"]) for image in document["images"]] == [(20, 40)]
    assert [annotation["bbox"] for annotation in document["annotations"]] == [[10, 0, 10, 10]]


def test_an_upright_picture_is_copied_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    data = io.BytesIO()
    Image.new("RGB", (4, 2)).save(data, "JPEG")
    (tmp_path / "in" / "a.jpg").write_bytes(data.getvalue())
    (tmp_path / "in" / "tasks.json").write_text('[{"data": {"image": "a.jpg"}}]')
    convert(tmp_path / "in", tmp_path / "out", "yolo")
    assert data.getvalue() == (tmp_path / "out" / "images" / "train" / "a.jpg").read_bytes()
