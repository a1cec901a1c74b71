"""Runs many benchmarks and keeps what they say.

`python -m benchmarks [--database postgresql]` runs those of the server; `python -m benchmarks --quality` those of
agreement, consensus, adaptive votes, label errors and tracks, beside the packages that others use for them.
"""

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
QUALITY = {
    "agreement": ["--peers"],
    "consensus": ["--peers"],
    "adaptive": ["--plots", str(RESULTS.with_name("plots"))],
    "labelerrors": ["--peers"],
    "tracks": [],
}
"""Those that need no server. Others' packages are installed in environments of their own, and thrown away."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    database_option(options)
    options.add_argument("--large", action="store_true", help="go up to a million tasks")
    options.add_argument(
        "--quality", action="store_true", help="those that need no server, and others' packages"
    )
    chosen = options.parse_args()
    RESULTS.mkdir(exist_ok=True)
    if chosen.quality:
        for name, given in QUALITY.items():
            keep(name, given, name)
        return
    for name, sizes in (LARGE if chosen.large else COMMANDS).items():
        keep(name, ["--database", chosen.database, *sizes], f"{name}-{chosen.database}")


def keep(name: str, options: list[str], target: str) -> None:
    """Run a benchmark and keep its JSON under a name of its own."""
    command = [sys.executable, "-m", f"benchmarks.{name}", *options]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    path = RESULTS / f"{target}.json"
    path.write_bytes(said)
    sys.stderr.write(f"{path}\n")


if __name__ == "__main__":
    main()
