"""A person at work: an account, a session by its one-time link, a connection of its own, next and submit."""

import http.client
import json
import time
from typing import Any

from benchmarks.server import Server

ANNOTATIONS = [
    {"id": "a", "type": "tag", "class": "greeting", "value": {}},
    {"id": "b", "type": "span", "class": "word", "value": {"start": 0, "end": 6}},
]


class Annotator:
    """One browser of one person. `seconds` holds how long each submit took that also brought the next task."""

    def __init__(self, running: Server, project: str, email: str, role: str = "annotator") -> None:
        user = running.call("POST", "/users", {"email": email})
        running.call("PUT", f"/projects/{project}/members", {"user_id": user["id"], "role": role})
        self.id: str = user["id"]
        self.seconds: list[float] = []
        self.tasks: list[str] = []
        self._project = project
        self._connection = http.client.HTTPConnection(running.address)
        self._headers = {"x-csrf": "1", "content-type": "application/json"}
        cookie = self._sign_in(user["link"].rpartition("/")[2])
        self._headers["cookie"] = cookie

    def work(self, until: float, at_most: int | None = None) -> None:
        """Label until then, or so many tasks, or until there are none."""
        bundle = self.post(f"/projects/{self._project}/next", {"peek": 0})["bundle"]
        while bundle is not None and time.perf_counter() < until and len(self.tasks) != at_most:
            began = time.perf_counter()
            bundle = self._submit(bundle)
            self.seconds.append(time.perf_counter() - began)

    def post(self, path: str, body: dict[str, Any], key: str = "") -> dict[str, Any]:
        """What one request of this person brought back. Raises `RuntimeError` where it was refused."""
        headers = {**self._headers, **({"idempotency-key": key} if key else {})}
        self._connection.request("POST", f"/api/v1{path}", json.dumps(body), headers)
        response = self._connection.getresponse()
        data: dict[str, Any] = json.loads(response.read())
        if response.status >= 400:
            raise RuntimeError(f"{path}: {response.status} {data}")
        return data

    def _submit(self, bundle: dict[str, Any]) -> dict[str, Any] | None:
        assignment = bundle["assignment"]["id"]
        body = {"annotations": ANNOTATIONS, "seconds": 3.2, "next": True, "peek": 0}
        reply = self.post(f"/assignments/{assignment}/submit", body, assignment)
        self.tasks.append(bundle["task"]["id"])
        following: dict[str, Any] | None = reply["next"]
        return following

    def _sign_in(self, link: str) -> str:
        self._connection.request("POST", "/api/v1/session/link", json.dumps({"token": link}), self._headers)
        response = self._connection.getresponse()
        said = response.read()
        if response.status >= 400:
            raise RuntimeError(f"The sign-in of an annotator failed: {response.status} {said.decode()}")
        return (response.headers["set-cookie"] or "").partition(";")[0]
