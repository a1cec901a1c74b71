"""People at work through plain HTTP while the server is killed again and again under them.

Each remembers what the server acknowledged, sends what was not acknowledged again, and sometimes walks away.
"""

import http.client
import json
import random
import threading
import uuid
from dataclasses import dataclass, field
from typing import Any

TIMEOUT_S = 30
LOST = (ConnectionError, TimeoutError, http.client.HTTPException)


@dataclass
class Acknowledged:
    """A submit that the server said it has kept."""

    user: str
    task: str
    assignment: str
    stage: int
    answer: str
    counted: bool


@dataclass
class Gate:
    """Says whether the server can be reached, and whether the day is over. `submits` counts for everybody."""

    port: int
    up: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    submits: int = 0

    def count(self) -> None:
        with self.lock:
            self.submits += 1


class Refused(Exception):
    """The server has answered, and the answer is no."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__(f"{status}: {body.decode()}")
        self.status = status


class Annotator:
    """One person who takes tasks, saves drafts and submits until the day is over."""

    def __init__(self, gate: Gate, project: str, user: str, token: str, seed: int) -> None:
        self.acknowledged: list[Acknowledged] = []
        self.repeats = 0
        self._gate, self._project, self._user, self._token = gate, project, user, token
        self._choose = random.Random(seed)
        self._line: http.client.HTTPConnection | None = None

    def live(self) -> None:
        """Work in this thread until the day is over. Raises what the server should not have said."""
        try:
            while not self._gate.over.is_set():
                self._work()
        finally:
            self._hang_up()

    def _work(self) -> None:
        bundle = self._insist("POST", f"/projects/{self._project}/next", {})["bundle"]
        if bundle is None:
            self._gate.over.wait(0.05)
            return
        if self._choose.random() < 0.03:
            return  # walks away without a word: the lease is left to run out, or is handed out again
        assignment = bundle["assignment"]["id"]
        annotations = [self._annotation()]
        if bundle.get("judged") is None:
            self._save_draft(assignment, bundle, annotations)
        self._submit(bundle, annotations)

    def _annotation(self) -> dict[str, Any]:
        name = self._choose.choice(("good", "bad"))
        return {"id": uuid.uuid4().hex, "type": "tag", "class": name, "value": {}, "attributes": {}}

    def _save_draft(self, assignment: str, bundle: dict[str, Any], marks: list[dict[str, Any]]) -> None:
        """What is there already is taken out, what is chosen now put in; a repeat changes nothing."""
        draft = bundle["draft"] or {"revision": 0, "annotations": bundle["start"]}
        ops = [{"id": one["id"], "before": one, "after": None} for one in draft["annotations"]]
        ops += [{"id": one["id"], "before": None, "after": one} for one in marks]
        body = {"revision": draft["revision"], "patches": [{"ops": ops}]}
        saved = self._insist("PATCH", f"/assignments/{assignment}/draft", body, uuid.uuid4().hex)
        assert saved["revision"] == draft["revision"] + 1

    def _submit(self, bundle: dict[str, Any], marks: list[dict[str, Any]]) -> None:
        body: dict[str, Any] = {"annotations": marks, "seconds": 1.0}
        if bundle.get("judged") is not None:
            body = {"seconds": 1.0, "verdict": {"outcome": "accept", "reason": ""}}
            if self._choose.random() < 0.1:
                body["verdict"] = {"outcome": "reject", "reason": "Look again."}
        assignment = bundle["assignment"]["id"]
        done = self._insist("POST", f"/assignments/{assignment}/submit", body, uuid.uuid4().hex)
        self.acknowledged.append(
            Acknowledged(
                self._user,
                bundle["task"]["id"],
                assignment,
                bundle["stage"]["index"],
                done["answer_id"],
                done["counted"],
            )
        )
        self._gate.count()

    def _insist(self, method: str, path: str, body: object, key: str | None = None) -> dict[str, Any]:
        """The server's answer, however often it dies in between: the same request under the same key."""
        while True:
            self._gate.up.wait(TIMEOUT_S)
            try:
                return self._ask(method, path, body, key)
            except LOST:
                self.repeats += 1
                self._hang_up()
                if self._gate.over.wait(0.02) and not self._gate.up.is_set():
                    raise

    def _ask(self, method: str, path: str, body: object, key: str | None) -> dict[str, Any]:
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self._gate.port, timeout=TIMEOUT_S)
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        if key is not None:
            headers["Idempotency-Key"] = key
        self._line.request(method, f"/api/v1{path}", json.dumps(body), headers)
        answer = self._line.getresponse()
        said = answer.read()
        if answer.status >= 400:
            raise Refused(answer.status, said)
        found: dict[str, Any] = json.loads(said)
        return found

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
