"""How long replies about gold take beside those about work, as the annotator who would like to know sees it.

Annotators work through a project in which every second task is gold, one request after the other. For each kind of
request: the medians, their ratio with a 95 % interval, and how probably a reply about gold takes longer than one about
work. That is 0.5 where the time of a reply tells nothing, and 1 where it always does.
"""

import argparse
import bisect
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from benchmarks import jobs
from benchmarks.annotator import ANNOTATIONS, Annotator
from benchmarks.command import Row, database_option, show
from benchmarks.server import Server, server

PROJECT = """
name: Gold
media: text
classes:
  - {{name: greeting, type: tag}}
  - {{name: word, type: span}}
workflow:
  - {{stage: annotate, votes: {votes}}}
gold: {{share: 0.5, window: 20, pass: 0.1, below: warn}}
"""
WARM = 20
"""So many tasks each annotator does before the clock runs."""
DRAWS = 1000

Times: TypeAlias = dict[str, dict[bool, list[float]]]
"""Seconds of each kind of request, apart for gold (True) and work."""


def measure(running: Server, votes: int, gold: int, annotators: int) -> list[Row]:
    """A row for each kind of request, in a project of its own with so much gold."""
    project = running.call("POST", "/projects", {"yaml": PROJECT.format(votes=votes)})["id"]
    jobs.import_file(running, project, "texts.csv", jobs.texts(gold * (annotators + 2)))
    known = _make_gold(running, project, gold, votes)
    times: Times = defaultdict(lambda: defaultdict(list))
    for number in range(annotators):
        one = Annotator(running, project, f"g{votes}-{number}@example.com")
        for place in range(2 * gold):
            if not _work(one, project, known, times if place >= WARM else None):
                break
    return [_row(name, votes, found) for name, found in sorted(times.items())]


def _make_gold(running: Server, project: str, count: int, votes: int) -> frozenset[str]:
    """So many tasks, answered by an expert and made gold."""
    expert = Annotator(running, project, f"expert-{votes}@example.com", "expert")
    expert.work(time.perf_counter() + 600, count)
    for task in expert.tasks:
        answer = running.call("GET", f"/tasks/{task}")["answers"][-1]["id"]
        made = {"task_ids": [task], "answer_id": answer, "pool": "hidden"}
        running.call("POST", f"/projects/{project}/gold", made)
    return frozenset(expert.tasks)


def _work(one: Annotator, project: str, known: frozenset[str], times: Times | None) -> bool:
    """One task from its handing out to what may be asked after its answer; False where there is none."""
    next_s, reply = _timed(one, f"/projects/{project}/next", {})
    bundle = reply["bundle"]
    if bundle is None:
        return False
    held, is_gold = bundle["assignment"]["id"], bundle["task"]["id"] in known
    heartbeat_s, _ = _timed(one, f"/assignments/{held}/heartbeat", {})
    submit_s, _ = _timed(one, f"/assignments/{held}/submit", {"annotations": ANNOTATIONS, "next": False})
    if times is not None:
        for name, seconds in (("next", next_s), ("heartbeat", heartbeat_s), ("submit", submit_s)):
            times[name][is_gold].append(seconds)
    return True


def _timed(one: Annotator, path: str, body: dict[str, Any]) -> tuple[float, dict[str, Any]]:
    began = time.perf_counter()
    reply = one.post(path, body)
    return time.perf_counter() - began, reply


def _row(name: str, votes: int, found: Mapping[bool, Sequence[float]]) -> Row:
    gold, work = found[True], found[False]
    chance = random.Random(0)
    drawn = sorted(
        statistics.median(chance.choices(gold, k=len(gold)))
        / statistics.median(chance.choices(work, k=len(work)))
        for _ in range(DRAWS)
    )
    return {
        "request": name,
        "votes": votes,
        "gold": len(gold),
        "work": len(work),
        "gold_ms": round(statistics.median(gold) * 1000, 2),
        "work_ms": round(statistics.median(work) * 1000, 2),
        "ratio": round(statistics.median(gold) / statistics.median(work), 3),
        "low": round(drawn[int(DRAWS * 0.025)], 3),
        "high": round(drawn[int(DRAWS * 0.975)], 3),
        "gold_longer": round(_longer(gold, work), 3),
    }


def _longer(first: Sequence[float], second: Sequence[float]) -> float:
    """How probably one of the first is above one of the second, equal ones counting half: Mann and Whitney, 1947."""
    others = sorted(second)
    ranks = (bisect.bisect_left(others, one) + bisect.bisect_right(others, one) for one in first)
    return sum(ranks) / 2 / len(first) / len(others)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    database_option(options)
    options.add_argument("--gold", type=int, default=300)
    options.add_argument("--annotators", type=int, default=4)
    options.add_argument("--votes", type=int, nargs="*", default=[1, 2])
    chosen = options.parse_args()
    rows: list[Row] = []
    with server(chosen.database) as running:
        for votes in chosen.votes:
            rows += measure(running, votes, chosen.gold, chosen.annotators)
    show("gold", chosen.database, rows)


if __name__ == "__main__":
    main()
