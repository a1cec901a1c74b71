"""A real server in its own process: started by the command, spoken to over the network, stopped by a signal."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from labelwright.core.records import Annotation
from labelwright.sdk import Client

YAML = """
name: Letters
media: text
classes:
  - {name: Person, type: span}
"""
SERVE = [sys.executable, "-c", "from labelwright.cli import main; main()"]


@dataclass
class Server:
    """Where it is, the browser of its first administrator, and a token of theirs."""

    url: str
    process: "subprocess.Popen[bytes]"
    browser: httpx2.Client
    token: str


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[Server]:
    environment = {
        **os.environ,
        "LABELWRIGHT_DATABASE_URL": database_url,
        "LABELWRIGHT_IMPORT_ROOTS": str(tmp_path / "texts"),
    }
    command = [*SERVE, "serve", "--port", "0", "--data-dir", str(tmp_path / "data"), "--json"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
    try:
        said = _said(process)
        browser = httpx2.Client(base_url=said["url"], headers={"X-CSRF": "1"}, timeout=30)
        secret = said["link"].rsplit("/", 1)[1]
        assert browser.post("/api/v1/session/link", json={"token": secret}).status_code == 200
        made = browser.post("/api/v1/me/tokens", json={"name": "t", "scope": "manage"})
        yield Server(said["url"], process, browser, made.json()["token"])
        browser.close()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        if process.stdout:
            process.stdout.close()


def test_the_main_job_through_the_sdk_and_its_stream(server: Server, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "texts" / name).write_text("Ada went to Graz.")
    with Client(server.url, server.token) as client:
        project = client.projects.create(yaml=YAML)
        with server.browser.stream("GET", f"/api/v1/projects/{project.id}/stream") as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            lines = stream.iter_lines()
            assert next(lines) == "retry: 2000"
            source = {"kind": "folder", "path": str(tmp_path / "texts")}
            job = client.jobs.wait(client.imports.start(project.id, source, answers="none").id)
            assert job.state == "done"
            told = json.loads(_next_of(lines, "job"))
            assert (told["id"], told["kind"]) == (job.id, "import")
        for _ in range(2):
            bundle = client.next(project.id).bundle
            assert bundle is not None
            mark = Annotation("1", "span", "Person", {"start": 0, "end": 3})
            client.submit(bundle.assignment.id, [mark], seconds=1.0)
        assert client.next(project.id).reason == "finished"
        assert [task.state for task in client.tasks.list(project.id, page=1)] == ["done", "done"]
        task = next(iter(client.tasks.list(project.id)))
        assert client.gold.add(project.id, [task.id], note="Mind the name.").made == 1
        assert [gold.note for gold in client.gold.list(project.id, pool="hidden")] == ["Mind the name."]
        assert client.gold.change(project.id, task.id, retired=True).retired_at is not None
        assert [gold.task_id for gold in client.gold.list(project.id, retired=True)] == [task.id]
        assert list(client.gold.people(project.id)) == []
        assert client.gold.standing(project.id).state == "working"
        me = client.account.me().id
        batch = client.gold.set_aside(project.id, me, "discount").batch
        assert batch is not None
        assert client.gold.count_again(project.id, batch).answers == 2
        assert [one.undone_at is not None for one in client.gold.batches(project.id)] == [True]
        job = client.jobs.wait(client.exports.start(project.id, "jsonl").id)
        whole = client.jobs.result(job.id)
        assert whole.count(b'"Person"') >= 2

    path = f"/api/v1/jobs/{job.id}/result"
    part = server.browser.get(path, headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, whole[2:6])
    assert part.headers["content-range"] == f"bytes 2-5/{len(whole)}"
    assert server.browser.get(path, headers={"Range": "bytes=-3"}).content == whole[-3:]
    beyond = server.browser.get(path, headers={"Range": f"bytes={len(whole)}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(whole)}")
    kept = server.browser.get(path, headers={"If-None-Match": part.headers["etag"]})
    assert (kept.status_code, kept.content) == (304, b"")


def test_a_signal_ends_it_though_a_stream_is_open(server: Server) -> None:
    with Client(server.url, server.token) as client:
        project = client.projects.create(yaml=YAML)
    with server.browser.stream("GET", f"/api/v1/projects/{project.id}/stream") as stream:
        lines = stream.iter_lines()
        assert next(lines) == "retry: 2000"
        server.process.send_signal(signal.SIGTERM)
        assert [line for line in lines if line.startswith("data: {")] == []
    assert server.process.wait(8) in (0, -signal.SIGTERM)


def _said(process: "subprocess.Popen[bytes]") -> dict[str, str]:
    """What the command says once it listens."""
    assert process.stdout is not None
    text = b""
    while not text.endswith(b"}\n"):
        line = process.stdout.readline()
        assert line, "the server has ended"
        text += line
    said: dict[str, str] = json.loads(text)
    return said


def _next_of(lines: Iterator[str], topic: str) -> str:
    """The data of the next message of this topic."""
    for line in lines:
        if line == f"event: {topic}":
            return next(lines).removeprefix("data: ")
    pytest.fail(f"the stream ended without {topic}")
