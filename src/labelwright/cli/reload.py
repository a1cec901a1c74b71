"""For development: a command that begins anew whenever the package's code changes. No verb itself."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

LOOK_S = 0.5
STOP_S = 15.0
FLAG = "--reload"


def run_again(folder: Path, arguments: Sequence[str]) -> None:
    """Run the command without its flag, again after each change of a Python file below the folder.

    One that ends by itself, as by a mistake in the code, waits for the next change. Ends by SIGINT or SIGTERM.
    """
    command = [sys.executable, "-c", "from labelwright.cli import main; main()"]
    command += [argument for argument in arguments if argument != FLAG]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    child = None
    try:
        while True:
            seen = _stamps(folder)
            child = subprocess.Popen(command)
            while (now := _stamps(folder)) == seen:
                time.sleep(LOOK_S)
            sys.stderr.write(f"· {_changed(seen, now)} has changed: beginning anew\n")
            _stop(child)
    except KeyboardInterrupt:
        if child is not None:
            _stop(child)


def _stamps(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.py") if path.is_file()}


def _changed(before: Mapping[Path, int], after: Mapping[Path, int]) -> str:
    path, _ = min(set(before.items()) ^ set(after.items()))
    return path.name


def _stop(child: "subprocess.Popen[bytes]") -> None:
    child.terminate()
    try:
        child.wait(STOP_S)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
