"""The record of a project as a file: every event with the hashes that chain it, as JSON lines or as CSV."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from labelwright.app.reading.activity import Activity

MEDIA_TYPES = {"jsonl": "application/jsonl", "csv": "text/csv; charset=utf-8"}
COLUMNS = ("seq", "created_at", "kind", "actor_id", "actor", "subject", "item", "data", "prev_hash", "hash")
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def written(form: str, first: Activity, later: Callable[[int], Activity]) -> Iterator[bytes]:
    """The file, a batch of events at a time; `later` reads those after a seq.

    Times are whole microseconds since 1970 in JSON lines, as they were hashed, and ISO 8601 in CSV.
    """
    write = _csv if form == "csv" else _jsonl
    if form == "csv":
        yield _line(COLUMNS)
    found: Activity | None = first
    while found is not None:
        yield b"".join(write(row, found) for row in found.events)
        found = later(found.next) if found.next is not None else None


def _jsonl(row: Any, found: Activity) -> bytes:
    told = row._asdict() | {
        "data": msgspec.Raw(row.data.encode()),
        "actor": found.people.get(row.actor_id, ""),
        "item": found.items.get(row.subject),
    }
    return msgspec.json.encode({name: told[name] for name in COLUMNS}) + b"\n"


def _csv(row: Any, found: Activity) -> bytes:
    at = datetime.fromtimestamp(row.created_at / 1_000_000, UTC).isoformat()
    told = row._asdict() | {
        "created_at": at,
        "actor": found.people.get(row.actor_id, ""),
        "item": found.items.get(row.subject, ""),
    }
    return _line(tuple(_safe(told[name]) for name in COLUMNS))


def _safe(value: object) -> object:
    """Text that no spreadsheet runs."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value


def _line(values: tuple[object, ...]) -> bytes:
    target = io.StringIO()
    csv.writer(target).writerow(values)
    return target.getvalue().encode()
