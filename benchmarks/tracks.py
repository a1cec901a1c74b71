"""MOTA, IDF1 and MOTP of two videos of the MOT challenge, by us and by motmetrics, which brings their tracks."""

import json
import sys
import tempfile
from pathlib import Path

from benchmarks.agreement import row
from benchmarks.command import Row
from benchmarks.peers import environment, told_by
from labelwright.core.agreement.marks.tracks import Frame, track_score
from labelwright.core.geometry import Rectangle

PEER = ("motmetrics==1.4.0", "numpy<2")
VIDEOS = ("TUD-Campus", "TUD-Stadtmitte")


def measure() -> list[Row]:
    """Our figures and motmetrics' on each video."""
    with tempfile.TemporaryDirectory() as folder:
        python = environment(Path(folder) / "environment", PEER)
        (data,) = python.parents[1].glob("lib/*/site-packages/motmetrics/data")
        return [*(ours(data / name) for name in VIDEOS), *told_by(python, "tracks", *VIDEOS)]


def ours(video: Path) -> Row:
    expected, given = (boxes(video / name) for name in ("gt.txt", "test.txt"))
    frames = [Frame(expected.get(n, {}), given.get(n, {})) for n in sorted(expected.keys() | given.keys())]

    def figures() -> dict[str, float]:
        score = track_score(frames)
        return {"mota": score.mota, "idf1": score.idf1, "motp": score.motp, "switches": score.switches}

    return row(video.name, len(frames), figures)


def boxes(path: Path) -> dict[int, dict[str, Rectangle]]:
    """By frame and track. A truth counts only where its seventh column is not 0."""
    frames: dict[int, dict[str, Rectangle]] = {}
    for line in path.read_text().splitlines():
        frame, track, *box, counts = (float(part) for part in line.split(",")[:7])
        if counts:
            frames.setdefault(int(frame), {})[str(int(track))] = Rectangle(*box)
    return frames


if __name__ == "__main__":
    json.dump({"benchmark": "tracks", "rows": measure()}, sys.stdout, indent=2)
    sys.stdout.write("\n")
