"""Runs every benchmark on one database and keeps what it says: `python -m benchmarks [--database postgresql]`."""

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks.command import database_option

RESULTS = Path(__file__).parent / "results"
COMMANDS = {
    "start": [],
    "queue": ["--tasks", "10000", "100000"],
    "lists": [],
    "imports": [],
    "exports": [],
}
"""Each benchmark with its usual size."""
LARGE = {
    "start": ["--installed"],
    "queue": ["--tasks", "10000", "100000", "1000000"],
    "lists": ["--tasks", "100000", "1000000"],
    "imports": ["--tasks", "100000", "1000000"],
    "exports": [],
}
"""The same up to a million tasks, which takes some ten minutes more."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    database_option(options)
    options.add_argument("--large", action="store_true", help="go up to a million tasks")
    chosen = options.parse_args()
    RESULTS.mkdir(exist_ok=True)
    for name, sizes in (LARGE if chosen.large else COMMANDS).items():
        command = [sys.executable, "-m", f"benchmarks.{name}", "--database", chosen.database, *sizes]
        target = RESULTS / f"{name}-{chosen.database}.json"
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
        target.write_bytes(said)
        sys.stderr.write(f"{target}\n")


if __name__ == "__main__":
    main()
