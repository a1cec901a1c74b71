"""What processes have used, as Linux tells it: CPU time and memory of a process with all that it started."""

import contextlib
import os
from pathlib import Path

_TICK_S = 1 / os.sysconf("SC_CLK_TCK")
_GONE = (FileNotFoundError, ProcessLookupError)


def cpu_s(pid: int) -> float:
    """Seconds of CPU, user and system, that a process and its living children have used."""
    total = 0.0
    for process in family(pid):
        with contextlib.suppress(*_GONE):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) * _TICK_S
    return total


def memory_mb(pid: int) -> float:
    """What a process and its children take now: their proportional set sizes, in megabytes."""
    total = 0.0
    for process in family(pid):
        with contextlib.suppress(*_GONE):
            total += _field(Path(f"/proc/{process}/smaps_rollup"), "Pss")
    return total


def peak_mb(pid: int) -> float:
    """The most memory that one process had at once since it began or `forget_peak`, in megabytes."""
    return _field(Path(f"/proc/{pid}/status"), "VmHWM")


def forget_peak(pid: int) -> None:
    """Let the peak begin anew at what the process takes now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def children(pid: int) -> list[int]:
    """The processes that a process has started and that live."""
    found: list[int] = []
    with contextlib.suppress(*_GONE):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            found += [int(child) for child in (thread / "children").read_text().split()]
    return found


def family(pid: int) -> list[int]:
    """A process, its children, and theirs."""
    return [pid, *(one for child in children(pid) for one in family(child))]


def _field(file: Path, name: str) -> float:
    line = next(line for line in file.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024
