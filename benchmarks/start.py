"""Start-up: seconds from the command to the first page, idle memory, and the size of what is installed."""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.command import Row, database_option, show
from benchmarks.processes import cpu_s, memory_mb
from benchmarks.server import server

ROOT = Path(__file__).resolve().parents[1]
SETTLE_S = 3.0


def measure(kind: str, runs: int = 3) -> Row:
    """The quickest of some starts on empty data, and what an idle server takes."""
    first, cpu, idle = [], [], 0.0
    for _ in range(runs):
        with server(kind) as running:
            first.append(running.first_page_s)
            cpu.append(cpu_s(running.pid))
            time.sleep(SETTLE_S)
            idle = memory_mb(running.pid)
    return {
        "first_page_s": round(min(first), 2),
        "cpu_s": round(min(cpu), 2),
        "idle_mb": round(idle, 1),
    }


def installed_mb() -> float:
    """The size of an environment that holds Labelwright and what it needs, and nothing else."""
    uv = Path(sys.executable).with_name("uv")
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder) / "environment"
        subprocess.run([uv, "venv", "-q", "--python", sys.executable, environment], check=True)
        python = environment / "bin" / "python"
        subprocess.run([uv, "pip", "install", "-q", "--python", python, ROOT], check=True)
        files = (path for path in environment.rglob("*") if path.is_file() and not path.is_symlink())
        return sum(path.stat().st_size for path in files) / 1e6


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    database_option(options)
    options.add_argument("--installed", action="store_true", help="also measure an environment made for this")
    chosen = options.parse_args()
    row = measure(chosen.database)
    if chosen.installed:
        row["installed_mb"] = round(installed_mb(), 1)
    show("start", chosen.database, [row])


if __name__ == "__main__":
    main()
