"""Other packages on the data of our benchmarks, each in an environment made for it: none becomes a dependency.

The modules of this folder run there, without Labelwright: they import one another, numpy, and what we compare with.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.command import Row

ROOT = Path(__file__).parents[2]


def environment(folder: Path, packages: Sequence[str]) -> Path:
    """The Python of a new environment with these packages."""
    uv = Path(sys.executable).with_name("uv")
    python = folder / "bin" / "python"
    subprocess.run([uv, "venv", "-q", "--python", sys.executable, folder], check=True)
    subprocess.run([uv, "pip", "install", "-q", "--python", python, *packages], check=True)
    return python


def told_by(python: Path, module: str, *words: object) -> list[Row]:
    """The rows that a module of this folder says, run with these words by the Python of an environment."""
    command = [str(python), "-m", f"{__name__}.{module}", *map(str, words)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=variables).stdout
    rows: list[Row] = json.loads(said)
    return rows
