"""Import of texts by the job that a user's upload starts: tasks per second, with the upload and the worker's start."""

import argparse

from benchmarks import jobs
from benchmarks.command import Row, database_option, show
from benchmarks.server import Server, server

PROJECT = """
name: Import {number}
media: text
classes: [{{name: word, type: span}}]
"""


def measure(running: Server, tasks: int) -> Row:
    """One import into a new project. Raises `RuntimeError` where not every text has become a task."""
    project = running.call("POST", "/projects", {"yaml": PROJECT.format(number=tasks)})["id"]
    done = jobs.import_file(running, project, "texts.csv", jobs.texts(tasks))
    count = running.call("GET", f"/projects/{project}")["counts"]["tasks"]
    if count != tasks:
        raise RuntimeError(f"{count} tasks stand in the project, {tasks} were sent.")
    return {
        "tasks": tasks,
        "tasks_per_s": round(tasks / done.seconds),
        "seconds": round(done.seconds, 2),
        "worker_cpu_us_per_task": round(done.worker_cpu_s / tasks * 1e6, 1),
        "worker_peak_mb": round(done.worker_peak_mb, 1),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    database_option(options)
    options.add_argument("--tasks", type=int, nargs="*", default=[100_000])
    chosen = options.parse_args()
    with server(chosen.database) as running:
        rows = [measure(running, tasks) for tasks in chosen.tasks]
    show("imports", chosen.database, rows)


if __name__ == "__main__":
    main()
