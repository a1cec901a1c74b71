"""Which annotations are probably wrong, as the newest scan of a project with predictions has found."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, text

from labelwright.app.transfer.scans import KIND, SUSPECT
from labelwright.storage.blobs import Blobs


class Suspects(Struct, frozen=True):
    """How probably annotations are wrong, by task and id, and when the scan began that says so, in microseconds UTC."""

    wrong: dict[tuple[str, str], float] = {}
    at: int = 0


class _Task(Struct):
    id: str


class _Finding(Struct):
    rule: str = ""
    annotations: tuple[str, ...] = ()
    probability: float | None = None


class _Line(Struct):
    task: _Task
    finding: _Finding


_NEWEST = text(
    "SELECT params, result, created_at FROM jobs WHERE project_id = :project AND kind = :kind AND state = 'done'"
    " ORDER BY created_at DESC, id DESC LIMIT 20"
)
_LINE = msgspec.json.Decoder(_Line)


def suspects(conn: Connection, blobs: Blobs, project_id: str) -> Suspects:
    """What that scan found; nothing where there was none."""
    for params, result, at in conn.execute(_NEWEST, {"project": project_id, "kind": KIND}):
        if result is None or not msgspec.json.decode(params).get("predictions"):
            continue
        blob = msgspec.json.decode(result)["blob"]
        wrong = dict(_told(blobs.get(blob))) if blobs.exists(blob) else {}
        return Suspects(wrong, at)
    return Suspects()


def _told(lines: bytes) -> Iterator[tuple[tuple[str, str], float]]:
    for line in lines.splitlines():
        found = _LINE.decode(line)
        if (
            found.finding.rule == SUSPECT
            and found.finding.annotations
            and found.finding.probability is not None
        ):
            yield (found.task.id, found.finding.annotations[0]), found.finding.probability
