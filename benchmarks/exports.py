"""Export of 100,000 answers by the job that the export dialog starts: seconds, and the worker's memory."""

import argparse
import json

from benchmarks import jobs
from benchmarks.annotator import ANNOTATIONS
from benchmarks.command import Row, database_option, show
from benchmarks.server import Server, server

PROJECT = """
name: Export
media: text
classes:
  - {name: greeting, type: tag}
  - {name: word, type: span}
"""
CLASSES = [{"name": "greeting", "type": "tag"}, {"name": "word", "type": "span"}]
FORMATS = ["jsonl", "labelstudio", "conll"]


def measure(running: Server, answers: int, formats: list[str]) -> list[Row]:
    """One export in each format, of so many texts with an answer each."""
    project = running.call("POST", "/projects", {"yaml": PROJECT})["id"]
    jobs.import_file(running, project, "answers.jsonl", answered(answers), "jsonl", "truth")
    rows = []
    for name in formats:
        done = jobs.run(running, f"/projects/{project}/exports", {"format": name, "answers": "truth"})
        if done.report["answers"] != answers:
            raise RuntimeError(f"{done.report['answers']} answers were exported, {answers} stand.")
        rows.append(
            {
                "format": name,
                "answers": answers,
                "seconds": round(done.seconds, 2),
                "worker_cpu_s": round(done.worker_cpu_s, 2),
                "worker_peak_mb": round(done.worker_peak_mb, 1),
            }
        )
    return rows


def answered(count: int) -> bytes:
    """So many texts with an answer each, as our own JSON Lines."""
    lines = [json.dumps({"labelwright": 1, "ontology": {"classes": CLASSES}})]
    for n in range(count):
        text = f"Please book a table for {n} people tonight"
        item = {"name": f"text {n}", "media": "text", "text": text}
        lines.append(json.dumps({"item": item, "answers": [{"marks": ANNOTATIONS, "truth": True}]}))
    return ("\n".join(lines) + "\n").encode()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    database_option(options)
    options.add_argument("--answers", type=int, default=100_000)
    options.add_argument("--formats", nargs="*", default=FORMATS)
    chosen = options.parse_args()
    with server(chosen.database) as running:
        rows = measure(running, chosen.answers, chosen.formats)
    show("exports", chosen.database, rows)


if __name__ == "__main__":
    main()
