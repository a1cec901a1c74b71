"""The main job over HTTP, on both databases: a project, texts, two annotators, a reviewer, an export."""

import io
import json
import zipfile
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient
from tests.api.world import World

from labelwright.app.jobs.worker import Worker
from labelwright.app.transfer.kinds import kinds
from labelwright.app.transfer.tools import Tools

API = "/api/v1"
YAML = """
name: Letters
media: text
classes:
  - {name: Person, type: span, key: "1"}
  - {name: Place, type: span, key: "2"}
workflow:
  - {stage: annotate, votes: 2}
  - {stage: review, by: reviewer}
"""
TEXTS = ["Ada went to Graz.", "Bob stayed in Wien.", "Eve left Linz."]


@pytest.fixture
def project(world: World) -> str:
    """A project with three texts, owned by lead, with ann and ben to annotate and rita to review."""
    for name in ("lead", "ann", "ben", "rita"):
        world.add(name)
    lead = world.signed_in("lead")
    project_id: str = done(lead.post(f"{API}/projects", json={"yaml": YAML}), 201)["id"]
    for name, role in (("ann", "annotator"), ("ben", "annotator"), ("rita", "reviewer")):
        body = {"email": f"{name}@example.org", "role": role}
        assert lead.put(f"{API}/projects/{project_id}/members", json=body).status_code == 204
    import_texts(world, lead, project_id)
    return project_id


def done(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.text
    return answer.json()


def import_texts(world: World, lead: TestClient, project_id: str) -> None:
    lines = b"\n".join(msgspec.json.encode({"name": f"{n}.txt", "text": t}) for n, t in enumerate(TEXTS))
    upload = done(lead.post(f"{API}/uploads", json={"name": "texts.jsonl", "size": len(lines)}), 201)
    for start in range(0, len(lines), 50):
        answer = lead.patch(
            f"{API}/uploads/{upload['id']}",
            content=lines[start : start + 50],
            headers={"Upload-Offset": str(start)},
        )
        done(answer)
    body = {"source": {"kind": "upload", "id": upload["id"]}, "as": "none"}
    job = done(lead.post(f"{API}/projects/{project_id}/imports", json=body), 201)
    work(world)
    job = done(lead.get(f"{API}/jobs/{job['id']}"))
    assert (job["state"], job["error"]) == ("done", None)


def work(world: World) -> None:
    """Run what waits in the queue, as a worker does."""
    here = world.installation
    worker = Worker(here.jobs, kinds(Tools.of(here.settings, here.database)), "test", poll_s=0.01)
    worker.work(idle_s=0.0)


def span(cls: str, start: int, end: int) -> dict[str, Any]:
    return {"id": f"{cls}{start}", "type": "span", "class": cls, "value": {"start": start, "end": end}}


def label(client: TestClient, project_id: str, annotations: list[dict[str, Any]]) -> Any:
    bundle = done(client.post(f"{API}/projects/{project_id}/next", json={}))["bundle"]
    body = {"annotations": annotations, "seconds": 3.5}
    return done(client.post(f"{API}/assignments/{bundle['assignment']['id']}/submit", json=body))


def test_from_texts_to_a_reviewed_export(world: World, project: str) -> None:
    lead, ann, ben, rita = (world.signed_in(name) for name in ("lead", "ann", "ben", "rita"))
    for client in (ann, ben):
        for _ in TEXTS:
            label(client, project, [span("Person", 0, 3)])
        empty = done(client.post(f"{API}/projects/{project}/next", json={}))
        assert (empty["bundle"], empty["reason"]) == (None, "waiting")

    outcomes = [("accept", ""), ("fix", "A place too."), ("reject", "Look again.")]
    for outcome, reason in outcomes:
        bundle = done(rita.post(f"{API}/projects/{project}/next", json={}))["bundle"]
        judged = bundle["judged"]["annotations"]
        annotations = judged if outcome != "fix" else [*judged, span("Place", 12, 16)]
        verdict = {"outcome": outcome, "reason": reason}
        body = {"annotations": annotations, "seconds": 1.0, "verdict": verdict}
        done(rita.post(f"{API}/assignments/{bundle['assignment']['id']}/submit", json=body))

    again = done(ann.post(f"{API}/projects/{project}/next", json={}))["bundle"]
    assert [p["verdict"]["reason"] for p in again["previous"]] == ["Look again."]
    counts = done(lead.get(f"{API}/projects/{project}"))["counts"]
    assert counts["tasks"] == len(TEXTS)
    assert sum(stage["done"] for stage in counts["by_stage"]) == 2

    job = done(lead.post(f"{API}/projects/{project}/exports", json={"format": "jsonl"}), 201)
    work(world)
    job = done(lead.get(f"{API}/jobs/{job['id']}"))
    assert (job["state"], job["error"]) == ("done", None)
    exported = lead.get(f"{API}/jobs/{job['id']}/result")
    assert exported.status_code == 200
    assert exported.headers["content-disposition"].startswith("attachment")
    assert classes_in(exported.content) == [["Person"], ["Person", "Place"]]
    assert done(lead.get(f"{API}/projects/{project}/events/verify"))["ok"] is True


def classes_in(content: bytes) -> list[list[str]]:
    """The classes of each item of a jsonl export, sorted."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        archive = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".jsonl"))
    found = []
    for line in content.splitlines():
        for answer in json.loads(line).get("answers", []):
            found += [sorted(mark["class"] for mark in answer["marks"])]
    return sorted(found)
