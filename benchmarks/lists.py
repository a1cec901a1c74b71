"""Pages of the data list with each filter and sort, at 100,000 tasks or more: milliseconds at the client."""

import argparse
import http.client
import json
import statistics
import time

from benchmarks import jobs
from benchmarks.annotator import Annotator
from benchmarks.command import Row, database_option, show
from benchmarks.processes import cpu_s
from benchmarks.server import Server, server

PROJECT = """
name: Lists {number}
media: text
classes:
  - {{name: greeting, type: tag}}
  - {{name: word, type: span}}
workflow:
  - {{stage: annotate, votes: 1}}
  - {{stage: review, share: 0.3}}
"""
FILTERS = {
    "none": "",
    "newest first": "sort=-seq",
    "by priority": "sort=priority",
    "last changed": "sort=updated",
    "stage": "stage=0",
    "state": "state=done",
    "class": "class=word",
    "annotator": "annotator={annotator}",
    "metadata": "meta.batch=batch+7",
    "text, a word in all": "text=tonight",
    "text, a word in one": "text=4242",
    "text, two words": "text=book+4242",
    "stage and metadata": "stage=0&meta.batch=batch+3",
    "class and text": "class=word&text=people",
}


def measure(running: Server, tasks: int, labelled: int, pages: int) -> list[Row]:
    """Each filter's first page and those after it, in a project where one person has done some of the tasks."""
    project = running.call("POST", "/projects", {"yaml": PROJECT.format(number=tasks)})["id"]
    jobs.import_file(running, project, "texts.csv", jobs.texts(tasks))
    annotator = Annotator(running, project, f"list{tasks}@example.com")
    annotator.work(time.perf_counter() + 600, labelled)
    return [
        _row(running, project, tasks, name, query.format(annotator=annotator.id), pages)
        for name, query in FILTERS.items()
    ]


def _row(running: Server, project: str, tasks: int, name: str, query: str, pages: int) -> Row:
    connection = http.client.HTTPConnection(running.address)
    times, found, cursor = [], 0, ""
    used = cpu_s(running.pid)
    for _ in range(pages):
        path = f"/api/v1/projects/{project}/tasks?limit=50&{query}{cursor}"
        began = time.perf_counter()
        connection.request("GET", path, headers={"authorization": f"Bearer {running.token}"})
        page = json.loads(connection.getresponse().read())
        times.append((time.perf_counter() - began) * 1000)
        found += len(page["items"])
        cursor = f"&cursor={page['next']}" if page["next"] else ""
    connection.close()
    return {
        "filter": name,
        "tasks": tasks,
        "p50_ms": round(statistics.median(times), 2),
        "worst_ms": round(max(times), 2),
        "server_cpu_ms_per_page": round((cpu_s(running.pid) - used) / pages * 1000, 2),
        "rows_seen": found,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    database_option(options)
    options.add_argument("--tasks", type=int, nargs="*", default=[100_000])
    options.add_argument(
        "--labelled", type=int, default=2_000, help="how many tasks one annotator does first"
    )
    options.add_argument("--pages", type=int, default=40)
    chosen = options.parse_args()
    rows: list[Row] = []
    with server(chosen.database) as running:
        for tasks in chosen.tasks:
            rows += measure(running, tasks, chosen.labelled, chosen.pages)
    show("lists", chosen.database, rows)


if __name__ == "__main__":
    main()
