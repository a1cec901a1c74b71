"""`labelwright convert` and `inspect` on a large COCO file: seconds, CPU and memory of the command, start included.

Boxes lie in the file in no order of pictures, so that reading must seek. No pictures are carried along.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.command import Row

COMMAND = Path(sys.executable).with_name("labelwright")
BOXES = 10
"""Annotations of each picture."""

CLASSES = 80


def measure(images: int, folder: Path, targets: list[str]) -> list[Row]:
    """One inspection, then from COCO to each target and back."""
    source = folder / "source.json"
    with source.open("w") as file:
        file.writelines(coco(images))
    rows = [row("inspect, no losses", images, ["inspect", str(source), "--no-losses", "--json"])]
    rows.append(row("inspect", images, ["inspect", str(source), "--json"]))
    for name in targets:
        there = folder / f"{name}.tar"
        back = folder / f"{name}.json"
        rows.append(
            row(f"coco → {name}", images, ["convert", str(source), str(there), "--to", name, "--json"])
        )
        rows.append(
            row(f"{name} → coco", images, ["convert", str(there), str(back), "--to", "coco", "--json"])
        )
        with back.open("rb") as file:
            count = sum(line.count(b'"bbox":') for line in file)
        if count != images * BOXES:
            raise RuntimeError(f"{count} annotations came back of {images * BOXES}.")
        there.unlink()
        back.unlink()
    return rows


def row(does: str, images: int, words: list[str]) -> Row:
    """Run the command once. Raises `RuntimeError` where it fails or refuses anything."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([COMMAND, *words], stdout=said)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        told = json.loads(said.read() or b"{}")
    report = told.get("report", told)
    if process.returncode or report["refused_count"]:
        raise RuntimeError(f"{does} left with {process.returncode}.")
    return {
        "does": does,
        "images": images,
        "annotations": images * BOXES,
        "seconds": round(seconds, 2),
        "cpu_s": round(used.ru_utime + used.ru_stime, 2),
        "annotations_per_s": round(images * BOXES / seconds),
        "peak_mb": round(used.ru_maxrss / 1024, 1),
    }


def coco(images: int) -> Iterator[str]:
    """A COCO document like those of the real set."""
    chance = random.Random(0)
    yield '{"info":{},"licenses":[],"images":['
    for number in range(1, images + 1):
        image = {"id": number, "file_name": f"{number:012d}.jpg", "width": 640, "height": 480, "license": 1}
        yield ("," if number > 1 else "") + json.dumps(image)
    yield '],"annotations":['
    for number in range(1, images * BOXES + 1):
        x, y, width, height = (round(chance.uniform(1, 200), 2) for _ in range(4))
        box = {
            "id": number,
            "image_id": (number * 7919) % images + 1,
            "category_id": chance.randint(1, CLASSES),
            "bbox": [x, y, width, height],
            "area": round(width * height, 2),
            "iscrowd": 0,
            "segmentation": [],
        }
        yield ("," if number > 1 else "") + json.dumps(box)
    names = [{"id": n, "name": f"class {n}", "supercategory": "thing"} for n in range(1, CLASSES + 1)]
    yield '],"categories":' + json.dumps(names) + "}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--images", type=int, default=100_000)
    options.add_argument("--formats", nargs="*", default=["jsonl", "labelstudio", "voc"])
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(chosen.images, Path(folder), chosen.formats)
    json.dump({"benchmark": "convert", "rows": rows}, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
