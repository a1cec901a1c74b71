"""Consensus: accuracy and calibration on real crowds, seconds and memory by size, word errors of transcripts.

`--peers` makes an environment of its own for crowd-kit, and runs it on the same data.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.command import Row
from benchmarks.crowds import DATA, SETS, SEVENTEEN, Real, real, simulated, transcripts
from benchmarks.peers import environment, told_by
from benchmarks.processes import peak_mb
from labelwright.core.aggregation.calibration import (
    Bin,
    consensus_with_gold,
    expected_calibration_error,
    reliability,
)
from labelwright.core.aggregation.consensus import Consensus, consensus
from labelwright.core.aggregation.method import Method
from labelwright.core.aggregation.methods.dawid_skene import DawidSkene
from labelwright.core.aggregation.methods.majority import Majority
from labelwright.core.aggregation.rover import fuse_words, rover
from labelwright.core.aggregation.standing import Standing
from labelwright.core.agreement.marks.words import Errors, errors_of
from labelwright.core.registry import METHODS

PEERS = ("crowd-kit==1.4.2", "scikit-learn<1.6", "pandas<3")
GOLD = 0.2
UNITS = ("seconds", "cpu_s")


def accuracies(sets: Sequence[str], data: Path) -> list[Row]:
    """Each method on each set, and its mean over those of the seventeen that are there."""
    rows: list[Row] = []
    for name in sorted(METHODS):
        found = {each: _measured(real(each, data), METHODS[name]) for each in sets}
        shared = [found[each]["accuracy"] for each in sets if each in SEVENTEEN]
        rows += [{"method": name, "set": each, **row} for each, row in found.items()]
        if shared:
            mean = round(float(np.mean(shared)), 4)
            sums = {unit: round(sum(row[unit] for row in found.values()), 2) for unit in UNITS}
            rows.append({"method": name, "set": f"mean of {len(shared)}", "accuracy": mean, **sums})
    return rows


def _measured(crowd: Real, method: Method) -> Row:
    began, began_cpu = time.perf_counter(), time.process_time()
    result = consensus(crowd.votes, method)
    seconds, cpu = time.perf_counter() - began, time.process_time() - began_cpu
    right = crowd.right(result.winners())
    error = expected_calibration_error(_diagram(result, right))
    return {
        "accuracy": round(float(np.mean(list(right.values()))), 4),
        "calibration_error": round(error, 4),
        "seconds": round(seconds, 3),
        "cpu_s": round(cpu, 3),
        "rounds": result.rounds,
        "warned": bool(result.warnings),
    }


def calibration(sets: Sequence[str], data: Path) -> list[Row]:
    """The reliability diagrams of the default, without gold and with one item in five known; of the other items."""
    rows: list[Row] = []
    for name in sets:
        crowd = real(name, data)
        known = sorted(crowd.truths)[:: round(1 / GOLD)]
        gold = {item: crowd.truths[item] for item in known}
        for what, told in (("no gold", {}), ("gold", gold)):
            result = consensus_with_gold(crowd.votes, METHODS["panel"], told)
            right = {i: r for i, r in crowd.right(result.winners()).items() if i not in gold}
            bins = _diagram(result, right)
            error = round(expected_calibration_error(bins), 4)
            rows.append({"set": name, "what": what, "calibration_error": error, "diagram": _drawn(bins)})
    return rows


def _diagram(result: Consensus, right: dict[str, float]) -> list[Bin]:
    sure = dict(zip(result.items, result.probabilities().tolist(), strict=True))
    return reliability(np.array([sure[item] for item in right]), np.array(list(right.values())))


def _drawn(bins: Sequence[Bin]) -> list[str]:
    """A line for each bin: a bar as long as the share that is right, a mark where it should end."""
    lines = []
    for b in bins:
        bar = ["█" if n < round(b.right * 40) else "·" for n in range(41)]
        bar[round(b.probability * 40)] = "|"
        lines.append(f"{b.low:.1f}–{b.high:.1f} {''.join(bar)} {b.right:.3f} of {b.items}")
    return lines


def speed(size: int) -> list[Row]:
    """Seconds of majority and of ten rounds of Dawid–Skene, each in a process of its own for its memory."""
    rows = []
    for name in ("majority", "dawid_skene"):
        command = [sys.executable, "-m", "benchmarks.consensus", "--one", name, "--votes", str(size)]
        said = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
        rows.append(json.loads(said))
    return rows


def one(name: str, size: int) -> Row:
    votes, truth = simulated(size)
    method: Method = DawidSkene(rounds=10, tolerance=0.0) if name == "dawid_skene" else Majority()
    took, cpu = [], []
    for _ in range(3):
        began, began_cpu = time.perf_counter(), time.process_time()
        result = consensus(votes, method)
        took.append(time.perf_counter() - began)
        cpu.append(time.process_time() - began_cpu)
    right = float((result.winners() == truth).mean())
    return {
        "method": name,
        "votes": size,
        "rounds": result.rounds,
        "seconds": round(min(took), 3),
        "cpu_s": round(min(cpu), 3),
        "peak_mb": round(peak_mb(os.getpid())),
        "accuracy": round(right, 4),
    }


def one_more(data: Path) -> Row:
    """Milliseconds that one more answer takes once a crowd's answers stand."""
    crowd = real("relevance", data)
    votes = crowd.votes
    standing = Standing(votes.labels)
    rows = zip(votes.item.tolist(), votes.annotator.tolist(), votes.label.tolist(), strict=True)
    took = []
    for item, annotator, label in rows:
        began = time.perf_counter()
        standing.add(votes.items[item], votes.annotators[annotator], votes.labels[label])
        took.append(time.perf_counter() - began)
    milliseconds = np.array(took) * 1e3
    return {
        "what": "one more answer",
        "answers": len(took),
        "median_ms": round(float(np.median(milliseconds)), 3),
        "worst_of_1000_ms": round(float(np.quantile(milliseconds, 0.999)), 3),
    }


def words(data: Path) -> list[Row]:
    """The word error rate of transcripts, with and without weights."""
    heard, said = transcripts(data)
    began, began_cpu = time.perf_counter(), time.process_time()
    weighted = [t.words for t in rover(heard).items]
    took = {
        "seconds": round(time.perf_counter() - began, 2),
        "cpu_s": round(time.process_time() - began_cpu, 2),
    }
    plain = [fuse_words([h.words for h in each], [1.0] * len(each)).words for each in heard]
    counted = {"utterances": len(said)}
    return [
        {"what": "ROVER, annotators weighed", **counted, "word_error_rate": _errors(said, weighted), **took},
        {"what": "ROVER", **counted, "word_error_rate": _errors(said, plain)},
    ]


def _errors(said: Sequence[tuple[str, ...]], found: Sequence[tuple[str, ...]]) -> float:
    pairs = [(list(a), list(b)) for a, b in zip(said, found, strict=True)]
    return round(float(sum(errors_of(pairs), Errors()).rate), 4)


def peers(sets: Sequence[str], data: Path) -> list[Row]:
    """The same sets by crowd-kit, in an environment made for it alone."""
    with tempfile.TemporaryDirectory() as folder:
        python = environment(Path(folder) / "environment", PEERS)
        return told_by(python, "consensus", data / "crowd", *sets)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=DATA, help="where the real crowds are")
    options.add_argument("--sets", nargs="*", default=SETS)
    options.add_argument("--votes", nargs="*", type=int, default=[1_000_000, 10_000_000])
    options.add_argument("--peers", action="store_true", help="also run crowd-kit on the same data")
    options.add_argument("--one", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.one:
        json.dump(one(chosen.one, chosen.votes[0]), sys.stdout)
        return
    found: dict[str, object] = {"benchmark": "consensus"}
    if chosen.data.is_dir():
        found["accuracy"] = accuracies(chosen.sets, chosen.data)
        found["calibration"] = calibration(chosen.sets, chosen.data)
        found["incremental"] = one_more(chosen.data)
        found["transcripts"] = words(chosen.data)
    else:
        sys.stderr.write(f"There are no real crowds at {chosen.data}; only the speed is measured.\n")
    found["speed"] = [row for size in chosen.votes for row in speed(size)]
    if chosen.peers and chosen.data.is_dir():
        found["peers"] = peers(chosen.sets, chosen.data)
    json.dump(found, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
