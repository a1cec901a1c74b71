"""Next task and submit with 1, 8 and 32 annotators at once: pairs per second, latency, and no vote given twice.

One request submits an answer and brings the next task, as the editor does it. Afterwards what was handed out is
counted: a task that two people were given is a double.
"""

import argparse
import statistics
import threading
import time
from typing import Any

from benchmarks import jobs
from benchmarks.annotator import Annotator
from benchmarks.command import Row, database_option, show
from benchmarks.processes import cpu_s
from benchmarks.server import Server, server

PROJECT = """
name: Queue {number}
media: text
classes:
  - {{name: greeting, type: tag}}
  - {{name: word, type: span}}
workflow:
  - {{stage: annotate, votes: 1}}
"""
WARM = 5
"""So many tasks each annotator does before the clock runs."""


def measure(running: Server, tasks: int, annotators: list[int], seconds: float) -> list[Row]:
    """A row for each number of annotators, all in one project of so many tasks."""
    project = running.call("POST", "/projects", {"yaml": PROJECT.format(number=tasks)})["id"]
    jobs.import_file(running, project, "texts.csv", jobs.texts(tasks))
    given: set[str] = set()
    share = tasks // (len(annotators) + 1)
    return [_row(running, project, tasks, number, seconds, share, given) for number in annotators]


def _row(
    running: Server, project: str, tasks: int, number: int, seconds: float, share: int, given: set[str]
) -> dict[str, Any]:
    """So many seconds of work, or less where the annotators would take more than their share of the tasks."""
    people = [Annotator(running, project, f"a{tasks}-{number}-{n}@example.com") for n in range(number)]
    _work(people, time.perf_counter() + 600, WARM)
    for one in people:
        one.seconds.clear()
    used, used_database, used_here = cpu_s(running.pid), _cpu_of_database(running), time.process_time()
    began = time.perf_counter()
    _work(people, began + seconds, max(2 * WARM, share // number))
    took = time.perf_counter() - began
    here = time.process_time() - used_here
    at_server, at_database = cpu_s(running.pid) - used, _cpu_of_database(running) - used_database
    times = sorted(second for one in people for second in one.seconds)
    done = [task for one in people for task in one.tasks]
    doubles = len(done) - len(set(done) - given)
    given.update(done)
    return {
        "annotators": number,
        "tasks": tasks,
        "pairs": len(times),
        "pairs_per_s": round(len(times) / took, 1),
        "p50_ms": round(statistics.median(times) * 1000, 2),
        "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 2),
        "server_cpu_ms_per_pair": round(at_server / len(times) * 1000, 2),
        "database_cpu_ms_per_pair": round(at_database / len(times) * 1000, 2),
        "client_cpu_ms_per_pair": round(here / len(times) * 1000, 2),
        "doubles": doubles,
    }


def _work(people: list[Annotator], until: float, at_most: int | None) -> None:
    threads = [threading.Thread(target=one.work, args=(until, at_most)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _cpu_of_database(running: Server) -> float:
    return cpu_s(running.database_pid) if running.database_pid else 0.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    database_option(options)
    options.add_argument("--tasks", type=int, nargs="*", default=[10_000])
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--annotators", type=int, nargs="*", default=[1, 8, 32])
    chosen = options.parse_args()
    rows: list[Row] = []
    with server(chosen.database) as running:
        for tasks in chosen.tasks:
            rows += measure(running, tasks, chosen.annotators, chosen.seconds)
    show("queue", chosen.database, rows)


if __name__ == "__main__":
    main()
