"""Uploads and jobs, as the browser makes them, with what the worker process took for a job."""

import time
from dataclasses import dataclass
from typing import Any

from benchmarks.processes import children, cpu_s, forget_peak, peak_mb
from benchmarks.server import Server

PART = 8 * 1024 * 1024


@dataclass(frozen=True)
class Done:
    """A job that has ended well: seconds from the first request to its end, the worker's peak memory and CPU."""

    seconds: float
    worker_peak_mb: float
    worker_cpu_s: float
    report: dict[str, Any]


def upload(running: Server, name: str, data: bytes) -> str:
    """Send a file in parts; its id."""
    made: str = running.call("POST", "/uploads", {"name": name, "size": len(data)})["id"]
    for offset in range(0, len(data), PART):
        running.call(
            "PATCH", f"/uploads/{made}", data[offset : offset + PART], {"upload-offset": str(offset)}
        )
    return made


def import_file(
    running: Server, project: str, name: str, data: bytes, kind: str = "", answers: str = "none"
) -> Done:
    """Upload a file and import it, both within the seconds."""
    began = time.perf_counter()
    source = {"kind": "upload", "id": upload(running, name, data)}
    wish = {"source": source, "as": answers, **({"format": kind} if kind else {})}
    return run(running, f"/projects/{project}/imports", wish, began)


def run(running: Server, path: str, wish: dict[str, Any], began: float | None = None) -> Done:
    """Start a job and wait for it. Raises `RuntimeError` where it fails."""
    began = time.perf_counter() if began is None else began
    for worker in children(running.pid):
        forget_peak(worker)
    used = sum(cpu_s(worker) for worker in children(running.pid))
    job = running.call("POST", path, wish)["id"]
    while (state := running.call("GET", f"/jobs/{job}"))["state"] in ("queued", "running"):
        time.sleep(0.05)
    seconds = time.perf_counter() - began
    if state["state"] != "done":
        raise RuntimeError(f"The job {state['state']}: {state['error']}")
    workers = children(running.pid)
    return Done(
        seconds=seconds,
        worker_peak_mb=max((peak_mb(worker) for worker in workers), default=0.0),
        worker_cpu_s=sum(cpu_s(worker) for worker in workers) - used,
        report=state["report"],
    )


def texts(count: int) -> bytes:
    """A CSV list of so many short texts with a batch each."""
    lines = (
        f"text {n},Please book a table for {n % 9 + 1} people tonight number {n},batch {n % 10}\n"
        for n in range(count)
    )
    return ("name,text,batch\n" + "".join(lines)).encode()
