"""The SDK against a transport that answers as the server does: one definition, two clients."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest

from labelwright.core import errors
from labelwright.core.records import Annotation
from labelwright.sdk import AsyncClient, Client, Filter
from labelwright.sdk import client as client_module

Handler = Callable[[httpx2.Request], httpx2.Response]
JOB = {"id": "j", "kind": "import", "created_at": ""}


def ask(handler: Handler) -> Client:
    return Client("http://server/", "lw_secret", httpx2.MockTransport(handler))


def answer(data: Any, status: int = 200) -> httpx2.Response:
    return httpx2.Response(status, content=msgspec.json.encode(data))


def row(seq: int) -> dict[str, Any]:
    return {"id": str(seq), "seq": seq, "name": f"{seq}.jpg", "stage": 0, "state": "open", "item_id": "i"}


def pages(request: httpx2.Request) -> httpx2.Response:
    """Five tasks, two a page."""
    start = int(request.url.params.get("cursor", 0))
    following = str(start + 2) if start + 2 < 5 else None
    return answer({"items": [row(seq) for seq in range(start, min(start + 2, 5))], "next": following})


def test_a_list_goes_on_over_its_pages() -> None:
    assert [task.seq for task in ask(pages).tasks.list("p")] == [0, 1, 2, 3, 4]


def test_the_asynchronous_client_walks_the_same_pages() -> None:
    async def walk() -> list[int]:
        async with AsyncClient("http://server", "lw_secret", httpx2.MockTransport(pages)) as client:
            return [task.seq async for task in client.tasks.list("p")]

    # A thread of its own: a browser that journeys left open keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(lambda: asyncio.run(walk())).result() == [0, 1, 2, 3, 4]


def test_a_filter_becomes_parameters_of_the_address() -> None:
    seen: list[httpx2.URL] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.url)
        return answer({"items": [], "next": None})

    wanted = Filter(stage=1, cls="RBC", metadata={"city": "Graz"})
    assert list(ask(handler).tasks.list("p", wanted, annotations=True)) == []
    assert dict(seen[0].params) == {
        "stage": "1",
        "class": "RBC",
        "meta.city": "Graz",
        "sort": "seq",
        "limit": "200",
        "annotations": "1",
    }


def test_each_request_carries_the_token_and_goes_below_the_prefix() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        assert request.headers["authorization"] == "Bearer lw_secret"
        assert request.url.path == "/api/v1/me"
        return answer({"id": "u", "email": "a@b", "name": "A", "kind": "person", "is_admin": False})

    assert ask(handler).account.me().name == "A"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"code": "not-found", "message": "Gone."}, errors.NotFound("Gone.")),
        ({"code": "not-allowed", "message": "No."}, errors.NotAllowed("No.")),
        (
            {"code": "stale-revision", "message": "Old.", "current": 7},
            errors.StaleRevision("Old.", current=7),
        ),
        (
            {"code": "too-many", "message": "Slow.", "retry_after_s": 3},
            errors.TooMany("Slow.", retry_after_s=3),
        ),
        ({"code": "lease-lost", "message": "Lost."}, errors.LeaseLost("Lost.")),
        ({"code": "unknown-part", "family": "formats", "name": "x"}, errors.UnknownPart("formats", "x", ())),
    ],
)
def test_a_problem_document_becomes_the_error_that_the_server_raised(
    document: dict[str, Any], expected: errors.LabelwrightError
) -> None:
    with pytest.raises(type(expected)) as raised:
        ask(lambda _: answer(document, 400)).account.me()
    assert type(raised.value) is type(expected)
    assert vars(raised.value) == vars(expected)


def test_problems_come_back_with_their_places() -> None:
    fault = {"message": "It is too small.", "where": "a1"}
    said = {"code": "invalid-answer", "message": "Wrong.", "problems": [fault]}
    with pytest.raises(errors.InvalidAnswer) as raised:
        ask(lambda _: answer(said, 422)).submit("a", [])
    assert raised.value.problems == (errors.Problem("It is too small.", "a1"),)


def test_an_answer_that_is_no_problem_document_is_said_to_be_none() -> None:
    with pytest.raises(errors.Unavailable, match="502"):
        ask(lambda _: httpx2.Response(502, content=b"<html>")).account.me()


def test_a_broken_line_is_tried_again_with_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "_backoff", lambda attempt: 0.0)
    keys: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        keys.append(request.headers["idempotency-key"])
        if len(keys) < 3:
            raise httpx2.ConnectError("cut", request=request)
        return answer({"answer_id": "n", "task": {"state": "done", "stage": 0}})

    assert ask(handler).submit("a", [Annotation("1", "tag", "clear")]).answer_id == "n"
    assert len(keys) == 3
    assert len(set(keys)) == 1


def test_what_is_not_safe_to_repeat_is_sent_once() -> None:
    sent: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.method)
        raise httpx2.ConnectError("cut", request=request)

    with pytest.raises(errors.Unavailable):
        ask(handler).skip("a", "too dark")
    assert sent == ["POST"]


def test_waiting_for_a_job_reports_progress_until_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("labelwright.sdk.jobs.FIRST_LOOK_S", 0.0)
    states = iter(["queued", "running", "done"])
    seen: list[int] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        return answer(JOB | {"state": next(states), "progress": {"done": len(seen), "total": 2}})

    job = ask(handler).jobs.wait("j", progress=lambda progress: seen.append(progress.done))
    assert (job.state, seen) == ("done", [0, 1, 2])


@pytest.mark.parametrize(
    ("state", "expected"), [("failed", errors.Unavailable), ("cancelled", errors.Cancelled)]
)
def test_a_job_that_ends_badly_raises(state: str, expected: type[Exception]) -> None:
    with pytest.raises(expected):
        ask(lambda _: answer(JOB | {"state": state, "error": "disk full"})).jobs.wait("j")


def test_an_upload_goes_on_from_where_the_server_stands(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"0123456789")
    arrived = bytearray(b"012")

    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.method == "PATCH":
            assert int(request.headers["upload-offset"]) == len(arrived)
            arrived.extend(request.content)
        return answer({"id": "u", "offset": len(arrived), "size": 10})

    sent: list[int] = []
    upload = ask(handler).uploads.send(file, "u", progress=lambda done, _: sent.append(done), chunk=4)
    assert (bytes(arrived), upload.offset, sent) == (b"0123456789", 10, [7, 10])


def test_a_draft_is_checked_and_a_project_scanned() -> None:
    seen: list[tuple[str, Any]] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append((request.url.path, msgspec.json.decode(request.content)))
        if request.url.path.endswith("/scans"):
            return answer({**JOB, "kind": "scan", "state": "queued"}, 201)
        return answer({"findings": [{"message": "Too small.", "annotations": ["a"], "severity": "error"}]})

    client = ask(handler)
    (finding,) = client.check("h", [Annotation("a", "tag", "good")])
    assert (finding.message, finding.annotations, finding.severity) == ("Too small.", ("a",), "error")
    assert client.jobs.scan("p", predictions="u").kind == "scan"
    assert seen == [
        ("/api/v1/assignments/h/check", {"annotations": [{"id": "a", "type": "tag", "class": "good"}]}),
        ("/api/v1/projects/p/scans", {"predictions": "u"}),
    ]


def test_checks_are_tried_before_they_are_saved() -> None:
    found = {"task": {"id": "t", "name": "a.txt"}, "finding": {"message": "Too short.", "severity": "error"}}
    tried = {"check": "min_size", "rule": "min_size", "severity": "error", "compares": False, "findings": 3}

    def handler(request: httpx2.Request) -> httpx2.Response:
        assert (request.url.path, msgspec.json.decode(request.content)) == (
            "/api/v1/projects/p/checks/try",
            {"yaml": "name: Cells\n"},
        )
        return answer({"answers": 200, "more": True, "checks": [{**tried, "answers": 2, "found": [found]}]})

    trial = ask(handler).projects.try_checks("p", "name: Cells\n")
    (check,) = trial.checks
    assert (trial.answers, trial.more, check.findings, check.answers) == (200, True, 3, 2)
    assert [(one.task.name, one.finding.message) for one in check.found] == [("a.txt", "Too short.")]
