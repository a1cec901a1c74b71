"""Gold over HTTP: an annotator who looks at everything they may look at cannot tell it from work."""

import re
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient
from tests.api.world import World

from labelwright.api.routes.activity import heard_by
from labelwright.core.access import ROLES
from labelwright.storage import bulk, tables
from labelwright.storage.bulk import NewItem

ONE = ["{stage: annotate}"]
TWO = ["{stage: annotate, votes: 2}"]
REVIEWED = ["{stage: annotate, deadline: 2h}", "{stage: review}"]
GOLD = "gold: {share: 0.5, window: 20}"
GOOD, BAD = ([{"id": "1", "type": "tag", "class": cls}] for cls in ("good", "bad"))
HEX, TIME = re.compile(r"[0-9a-f]{32}"), re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")


@dataclass
class Scene:
    """A project of texts, and the people in it."""

    world: World
    project: str
    tasks: list[str]
    clients: dict[str, TestClient] = field(default_factory=dict)

    def client(self, name: str) -> TestClient:
        if name not in self.clients:
            self.clients[name] = self.world.program(name)
        return self.clients[name]

    def ask(self, name: str, method: str, path: str, body: Any = None) -> Any:
        """What this person is answered, which must be no error."""
        answer = self.try_to(name, method, path, body)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    def try_to(self, name: str, method: str, path: str, body: Any = None) -> Any:
        arguments = {} if body is None else {"json": body}
        return self.client(name).request(method, f"/api/v1{path}", **arguments)

    def next(self, name: str, **wish: Any) -> Any:
        return self.ask(name, "POST", f"/projects/{self.project}/next", wish)

    def submit(self, name: str, bundle: Any, annotations: Any = GOOD, **more: Any) -> Any:
        path = f"/assignments/{bundle['assignment']['id']}/submit"
        return self.ask(name, "POST", path, {"annotations": annotations, "seconds": 2.0, **more})

    def purposes(self, name: str) -> dict[str, str]:
        """What each assignment of a person truly is for, which no reply says."""
        a = tables.assignments
        with self.world.installation.database.read() as conn:
            query = select(a.c.id, a.c.purpose).where(a.c.user_id == self.world.people[name])
            return {row.id: row.purpose for row in conn.execute(query)}

    def votes(self, name: str) -> int:
        """How many answers of a person are votes, or were."""
        b = tables.answers
        with self.world.installation.database.read() as conn:
            query = select(b.c.id).where(b.c.annotator_id == self.world.people[name], ~b.c.extra)
            return len(conn.execute(query).all())

    def counts(self) -> tuple[Counter[Any], Counter[Any]]:
        """How many tasks there are of each stage and state, as counted and as they are."""
        t, c = tables.tasks, tables.stage_counts
        with self.world.installation.database.read() as conn:
            told = conn.execute(select(c.c.stage, c.c.state, c.c.n).where(c.c.n > 0))
            true = conn.execute(select(t.c.stage, t.c.state))
            return Counter({(s, k): n for s, k, n in told}), Counter((s, k) for s, k in true)


@pytest.fixture
def make(world: World) -> Callable[..., Scene]:
    """Makes a project with this workflow, so many tasks, and these tasks (by their places) as gold."""

    def made(workflow: list[str], words: str, count: int, gold: list[int], pool: str = "hidden") -> Scene:
        for name in ("owner", "expert", "rob", "ann", "bob"):
            world.add(name)
        owner = world.program("owner")
        yaml = (
            "name: Mood\nmedia: text\nclasses:\n"
            "  - {name: good, type: tag, group: mood}\n  - {name: bad, type: tag, group: mood}\n"
            f"groups:\n  - {{name: mood, pick: one}}\nworkflow: [{', '.join(workflow)}]\n{words}\n"
        )
        project = owner.post("/api/v1/projects", json={"yaml": yaml}).json()["id"]
        roles = {"expert": "expert", "rob": "reviewer", "ann": "annotator", "bob": "annotator"}
        for name, role in roles.items():
            member = {"email": f"{name}@example.org", "role": role}
            assert owner.put(f"/api/v1/projects/{project}/members", json=member).status_code == 204
        votes = 2 if "votes: 2" in workflow[0] else 1
        new = [
            NewItem(f"{n}.txt", "text", str(n), text="A fine day", votes_wanted=votes) for n in range(count)
        ]
        with world.installation.database.write() as conn:
            tasks = [one.task_id for one in bulk.add_items(conn, project, new)]
        scene = Scene(world, project, tasks)
        for place in gold:
            scene.submit("expert", scene.next("expert", task_id=tasks[place])["bundle"])
        for place in gold:
            answers = scene.ask("owner", "GET", f"/tasks/{tasks[place]}")["answers"]
            body = {"task_ids": [tasks[place]], "answer_id": answers[-1]["id"], "pool": pool, "note": "See."}
            assert scene.ask("owner", "POST", f"/projects/{project}/gold", body)["made"] == 1
        return scene

    return made


def looks(value: Any, key: str = "") -> Any:
    """A reply as it looks to somebody who knows that ids, numbers and times differ from task to task."""
    if isinstance(value, dict):
        return tuple(sorted((name, looks(held, name)) for name, held in value.items()))
    if isinstance(value, list):
        return tuple(looks(held, key) for held in value)
    if key == "seq" and isinstance(value, int):
        return "number"
    if key == "name" and isinstance(value, str) and value.endswith(".txt"):
        return "name"
    return TIME.sub("time", HEX.sub("id", value)) if isinstance(value, str) else value


def look_at(scene: Scene, name: str, bundle: Any, answer_id: str = "") -> dict[str, Any]:
    """All that an annotator can ask about a task they have or had in hand, status by status."""
    task, held = bundle["task"]["id"], bundle["assignment"]["id"]
    asked = [
        ("GET", f"/assignments/{held}", None),
        ("GET", f"/tasks/{task}", None),
        ("GET", f"/tasks/{task}/timeline", None),
        ("GET", f"/tasks/{task}/threads", None),
        ("GET", f"/tasks/{task}/correction", None),
        ("GET", f"/items/{bundle['item']['id']}/text", None),
        ("POST", f"/projects/{scene.project}/next", {"task_id": task}),
        ("POST", f"/assignments/{held}/heartbeat", {}),
        ("POST", f"/assignments/{held}/check", {"annotations": GOOD}),
        ("PATCH", f"/assignments/{held}/draft", {"revision": 7, "patches": []}),
        ("GET", f"/projects/{scene.project}/tasks", None),
        ("GET", f"/projects/{scene.project}/gold", None),
        ("GET", f"/projects/{scene.project}/gold/people", None),
        ("GET", f"/projects/{scene.project}/gold/set-aside", None),
        ("GET", f"/projects/{scene.project}/events?subject={task}", None),
        ("GET", f"/projects/{scene.project}/overview", None),
        ("GET", f"/projects/{scene.project}/quality", None),
        ("GET", f"/projects/{scene.project}", None),
        ("GET", f"/projects/{scene.project}/standing", None),
        ("PATCH", f"/projects/{scene.project}/gold/{task}", {"note": "x"}),
        ("PATCH", f"/projects/{scene.project}/gold", {"task_ids": [task], "retired": True}),
    ]
    if answer_id:
        asked.append(("GET", f"/projects/{scene.project}/gold/feedback/{answer_id}", None))
        asked.append(("GET", f"/tasks/{task}/compare?before={answer_id}&after={answer_id}", None))
        asked.append(("POST", f"/assignments/{held}/submit", {"annotations": BAD}))
    seen = {}
    for method, path, body in asked:
        answer = scene.try_to(name, method, path, body)
        data = answer.json() if "json" in answer.headers.get("content-type", "") else answer.text
        seen[looks(f"{method} {path}")] = (answer.status_code, looks(data))
    return seen


def assert_alike(seen: list[tuple[str, dict[str, Any]]], *, not_always: str = "") -> None:
    """Each reply about gold is one that there is about work, and the other way round.

    What is answered `not_always` alike of work need not come up of gold in so few tasks.
    """
    by_path: dict[str, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for purpose, replies in seen:
        for path, reply in replies.items():
            by_path[path][purpose].add(reply)
    assert {purpose for purpose, _ in seen} == {"work", "hidden"}
    sometimes = by_path.pop(not_always, {"hidden": set(), "work": set()})
    assert sometimes["hidden"] <= sometimes["work"]
    told = {path: found for path, found in by_path.items() if found["hidden"] != found["work"]}
    assert told == {}


@pytest.mark.parametrize("workflow", [ONE, TWO, REVIEWED])
def test_everything_an_annotator_may_ask_answers_alike(
    make: Callable[..., Scene], workflow: list[str]
) -> None:
    scene = make(workflow, GOLD, 24, list(range(0, 24, 3)))
    for _ in range(6 if workflow == TWO else 0):
        bundle = scene.next("bob")["bundle"]
        scene.ask("bob", "POST", f"/tasks/{bundle['task']['id']}/threads", {"body": "Irony?"})
        scene.submit("bob", bundle, BAD)
    held_seen, done_seen, later_seen, answers = [], [], [], []
    given = scene.next("ann")
    while given.get("bundle") and len(answers) < 14:
        bundle = given["bundle"]
        replies = look_at(scene, "ann", bundle)
        replies["bundle"] = looks(dict(bundle.items()))
        done = scene.submit("ann", bundle, GOOD if len(answers) % 2 else BAD, next=False)
        replies["submit"] = looks(done)
        purpose = scene.purposes("ann")[bundle["assignment"]["id"]]
        held_seen.append((purpose, replies))
        done_seen.append((purpose, look_at(scene, "ann", bundle, done["answer_id"])))
        answers.append((purpose, bundle, done["answer_id"]))
        given = scene.next("ann")
    assert_alike(_apart(held_seen))
    correction = "GET /tasks/id/correction" if workflow == TWO else ""
    assert_alike(_apart(done_seen), not_always=correction)
    for _, bundle, answer_id in answers:
        purpose = scene.purposes("ann")[bundle["assignment"]["id"]]
        later_seen.append((purpose, look_at(scene, "ann", bundle, answer_id)))
    assert_alike(_apart(later_seen), not_always=correction)


def _apart(seen: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, dict[str, Any]]]:
    """The replies of good and bad answers told apart are no trace: what was answered is in them."""
    good, bad = looks(GOOD), looks(BAD)

    def same(value: Any) -> Any:
        if value == bad:
            return good
        return tuple(same(held) for held in value) if isinstance(value, tuple) else value

    return [(purpose, {path: same(reply) for path, reply in replies.items()}) for purpose, replies in seen]


@pytest.mark.parametrize("deed", ["release", "skip", "escalate"])
def test_giving_back_skipping_and_handing_up_look_alike(make: Callable[..., Scene], deed: str) -> None:
    scene = make(REVIEWED, GOLD, 24, list(range(0, 24, 2)))
    body = {"reason": "Too dark.", **({"annotations": GOOD} if deed == "escalate" else {})}
    seen = []
    for _ in range(12):
        bundle = scene.next("ann")["bundle"]
        path = f"/assignments/{bundle['assignment']['id']}/{deed}"
        answer = scene.try_to("ann", "POST", path, {} if deed == "release" else body)
        replies = look_at(scene, "ann", bundle) if deed != "release" else {}
        replies["deed"] = (answer.status_code, looks(answer.json()) if answer.content else None)
        seen.append((scene.purposes("ann")[bundle["assignment"]["id"]], replies))
    assert_alike(seen)
    told, true = scene.counts()
    assert told == true


def test_no_figure_that_an_annotator_sees_moves_with_gold_alone(make: Callable[..., Scene]) -> None:
    scene = make(ONE, GOLD, 30, list(range(0, 30, 2)))
    figures = ("", "/quality/me", "/standing")
    moved: dict[str, set[Any]] = defaultdict(set)
    for _ in range(12):
        before = [scene.ask("ann", "GET", f"/projects/{scene.project}{path}") for path in figures]
        bundle = scene.next("ann")["bundle"]
        scene.submit("ann", bundle, BAD)
        after = [scene.ask("ann", "GET", f"/projects/{scene.project}{path}") for path in figures]
        given = [found[1].pop("pace")["answers"] for found in (before, after)]
        moved[scene.purposes("ann")[bundle["assignment"]["id"]]].add((before == after, given[1] - given[0]))
    assert moved == {"work": {(True, 1)}, "hidden": {(True, 1)}}


def test_a_comment_on_gold_is_seen_by_who_wrote_it_and_none_of_others_is(make: Callable[..., Scene]) -> None:
    scene = make(ONE, GOLD, 40, list(range(0, 40, 2)))
    for task in scene.tasks[::2]:
        scene.ask("expert", "POST", f"/tasks/{task}/threads", {"body": "This one is known."})
    counted = set()
    for _ in range(16):
        bundle = scene.next("ann")["bundle"]
        assert bundle["threads"] == 0
        task = bundle["task"]["id"]
        thread = scene.ask("ann", "POST", f"/tasks/{task}/threads", {"body": "Why?"})
        scene.ask("expert", "POST", f"/threads/{thread['id']}/comments", {"body": "So."})
        seen = scene.ask("ann", "GET", f"/tasks/{task}/threads")["items"]
        assert [[said["body"] for said in one["comments"]] for one in seen] == [["Why?", "So."]]
        counted.add(scene.purposes("ann")[bundle["assignment"]["id"]])
        scene.submit("ann", bundle)
    assert counted == {"work", "hidden"}


def test_an_own_answer_is_corrected_alike(make: Callable[..., Scene]) -> None:
    scene = make(ONE, GOLD, 40, list(range(0, 40, 2)))
    seen = []
    for _ in range(16):
        bundle = scene.next("ann")["bundle"]
        first = scene.submit("ann", bundle, BAD)
        path = f"/tasks/{bundle['task']['id']}/correction"
        begun = scene.ask("ann", "GET", path)
        done = scene.ask("ann", "POST", path, {"corrects": first["answer_id"], "annotations": GOOD})
        late = scene.try_to("ann", "POST", path, {"corrects": first["answer_id"], "annotations": GOOD})
        replies = {"begun": looks(begun), "done": looks(done), "late": (late.status_code, looks(late.json()))}
        replies |= look_at(scene, "ann", bundle, done["answer_id"])
        seen.append((scene.purposes("ann")[bundle["assignment"]["id"]], replies))
    assert_alike(seen)


def test_nothing_says_when_a_task_came(make: Callable[..., Scene]) -> None:
    scene = make(ONE, GOLD, 12, list(range(0, 12, 2)))
    for _ in range(6):
        bundle = scene.next("ann")["bundle"]
        task = bundle["task"]["id"]
        scene.submit("ann", bundle)
        timeline = scene.ask("ann", "GET", f"/tasks/{task}/timeline")["items"]
        assert (bundle["task"]["seq"], "seq" in scene.ask("ann", "GET", f"/tasks/{task}")) == (None, False)
        assert [entry["kind"] for entry in timeline] == ["answer"]


def test_that_a_task_is_gold_is_told_to_who_may_see_gold_and_of_every_task(
    make: Callable[..., Scene],
) -> None:
    scene = make(REVIEWED, GOLD, 4, [0, 1])
    retired = scene.ask(
        "owner", "PATCH", f"/projects/{scene.project}/gold/{scene.tasks[1]}", {"retired": True}
    )
    told = [scene.ask("owner", "GET", f"/tasks/{task}").get("gold", "nothing") for task in scene.tasks[:3]]
    assert told == [
        {"pool": "hidden", "note": "See.", "retired_at": None},
        {"pool": "hidden", "note": "See.", "retired_at": retired["retired_at"]},
        None,
    ]
    for name in ("expert", "rob"):
        for task in scene.tasks[:3]:
            assert "gold" not in scene.ask(name, "GET", f"/tasks/{task}")
    kept_apart = ("gold", "pool", "qualify")
    listed = scene.ask("rob", "GET", f"/projects/{scene.project}/tasks")["items"]
    assert [key for row in listed for key in row if key in kept_apart] == []


def test_what_a_stage_judged_is_told_where_it_teaches(make: Callable[..., Scene]) -> None:
    scene = make(REVIEWED, GOLD, 6, [])
    told = {}
    for outcome, reason in (("accept", ""), ("fix", "It is bad."), ("reject", "Look again.")):
        bundle = scene.next("ann")["bundle"]
        scene.submit("ann", bundle)
        judged = scene.next("rob", task_id=bundle["task"]["id"])["bundle"]
        drawn = {"annotations": BAD} if outcome == "fix" else {}
        path = f"/assignments/{judged['assignment']['id']}/submit"
        scene.ask("rob", "POST", path, {"verdict": {"outcome": outcome, "reason": reason}, **drawn})
        seen = scene.ask("ann", "GET", f"/tasks/{bundle['task']['id']}")
        told[outcome] = [verdict["outcome"] for verdict in seen["verdicts"]]
    assert told == {"accept": [], "reject": ["reject"], "fix": ["fix"]}


def test_only_who_runs_the_project_hears_of_gold() -> None:
    heard = {role: heard_by(role) for role in ROLES}
    assert {role for role, topics in heard.items() if "gold" in topics} == {"owner", "manager"}
    assert heard["annotator"] == {"spec"}


def test_leads_see_gold_with_what_people_made_of_it(make: Callable[..., Scene]) -> None:
    scene = make(ONE, GOLD, 12, [0, 2, 4])
    for _ in range(9):
        given = scene.next("ann")
        if given.get("bundle"):
            scene.submit("ann", given["bundle"])
    page = scene.ask("owner", "GET", f"/projects/{scene.project}/gold?pool=hidden")
    assert {row["task_id"] for row in page["items"]} == {scene.tasks[n] for n in (0, 2, 4)}
    assert page["counts"] == {"hidden": 3, "training": 0, "qualify": 0}
    people = scene.ask("owner", "GET", f"/projects/{scene.project}/gold/people")
    (ann,) = (row for row in people["items"] if row["name"] == "ann")
    answered = sum(row["answers"] for row in page["items"])
    assert (ann["state"], ann["answers"], len(ann["last"])) == ("working", answered, answered)
    assert people["gold"]["share"] == 0.5
    path = f"/projects/{scene.project}/gold/{scene.tasks[0]}"
    assert scene.ask("owner", "PATCH", path, {"retired": True, "note": "Blurred."})["retired_at"]
    retired = scene.ask("owner", "GET", f"/projects/{scene.project}/gold?retired=true")
    assert [row["note"] for row in retired["items"]] == ["Blurred."]
    assert scene.try_to("owner", "PATCH", path, {"pool": "nowhere"}).status_code == 422


def test_somebody_is_paused_and_works_again(make: Callable[..., Scene]) -> None:
    scene = make(ONE, GOLD, 8, [0])
    path = f"/projects/{scene.project}/gold/people/{scene.world.people['ann']}"
    held = scene.next("ann")["bundle"]
    assert scene.try_to("owner", "POST", path, {"do": "pause"}).status_code == 422
    scene.ask("owner", "POST", path, {"do": "pause", "reason": "Read the guideline."})
    given = scene.next("ann")
    assert (given["bundle"], given["reason"], bool(given["message"])) == (None, "paused", True)
    standing = scene.ask("ann", "GET", f"/projects/{scene.project}/standing")
    assert (standing["state"], standing["reason"]) == ("paused", "Read the guideline.")
    assert (
        scene.try_to("ann", "POST", f"/assignments/{held['assignment']['id']}/heartbeat", {}).status_code
        == 409
    )
    scene.ask("owner", "POST", path, {"do": "resume"})
    assert scene.next("ann")["bundle"]


def test_the_policy_pauses_and_sets_aside_by_itself_and_it_can_be_undone(make: Callable[..., Scene]) -> None:
    words = "gold: {share: 0.5, window: 5, pass: 0.8, below: [pause, void]}"
    scene = make(ONE, words, 80, list(range(0, 80, 2)))
    done: dict[str, Any] = {"reason": None}
    answered: list[str] = []
    while done["reason"] is None:
        bundle = scene.next("ann")["bundle"]
        purpose = scene.purposes("ann")[bundle["assignment"]["id"]]
        if purpose == "hidden" and answered.count("hidden") == 1 and answered[-1] == "hidden":
            scene.ask("ann", "POST", f"/assignments/{bundle['assignment']['id']}/skip", {"reason": "Wait."})
            continue
        done = {"reason": None, **scene.submit("ann", bundle, BAD, next=True)}
        answered.append(purpose)
    assert (done["next"], done["reason"]) == (None, "paused")
    (batch,) = scene.ask("owner", "GET", f"/projects/{scene.project}/gold/set-aside")["items"]
    assert (batch["mode"], batch["by"], batch["user"]["name"]) == ("void", None, "ann")
    worked = scene.votes("ann")
    assert 0 < batch["answers"] <= worked
    told, true = scene.counts()
    assert told == true
    path = f"/projects/{scene.project}/gold/set-aside/{batch['batch']}/undo"
    assert scene.ask("owner", "POST", path, {})["answers"] == batch["answers"]
    assert scene.try_to("owner", "POST", path, {}).status_code == 409
    told, true = scene.counts()
    assert told == true
    assert true[(0, "done")] == 40 + worked


def test_answers_are_set_aside_and_counted_again_by_a_lead(make: Callable[..., Scene]) -> None:
    scene = make(ONE, "", 6, [])
    for _ in range(4):
        scene.submit("ann", scene.next("ann")["bundle"])
    path = f"/projects/{scene.project}/gold/people/{scene.world.people['ann']}/set-aside"
    preview = scene.ask("owner", "POST", path, {"mode": "void", "preview": True})
    assert preview == {"batch": None, "answers": 4, "tasks": 4, "reopened": 0}
    before = scene.counts()
    done = scene.ask("owner", "POST", path, {"mode": "void", "reason": "Clicked through."})
    assert (done["answers"], done["reopened"]) == (4, 4)
    assert scene.counts()[0] == Counter({(0, "open"): 6})
    nobody = scene.ask("owner", "POST", path, {"mode": "void"})
    assert nobody == {"batch": None, "answers": 0, "tasks": 0, "reopened": 0}
    scene.ask("owner", "POST", f"/projects/{scene.project}/gold/set-aside/{done['batch']}/undo", {})
    assert scene.counts() == before


def test_a_qualification_from_beginning_to_end(make: Callable[..., Scene]) -> None:
    scene = make(ONE, "qualify: {training: 1, items: 2, pass: 0.9, tries: 2}", 12, [0, 1], "training")
    for place in range(2, 8):
        scene.submit("expert", scene.next("expert", task_id=scene.tasks[place])["bundle"])
    body = {"task_ids": scene.tasks[2:8], "pool": "qualify"}
    assert scene.ask("owner", "POST", f"/projects/{scene.project}/gold", body)["made"] == 6
    where = f"/projects/{scene.project}"
    trained = scene.next("ann")["bundle"]
    assert trained["test"] == {"kind": "training", "n": 1, "of": 1}
    told = scene.submit("ann", trained, BAD)["feedback"]
    assert (told["passed"], told["note"], [one["class"] for one in told["gold"]]) == (False, "See.", ["good"])
    assert told == scene.ask("ann", "GET", f"{where}/gold/feedback/{told['answer_id']}")
    assert scene.try_to("bob", "GET", f"{where}/gold/feedback/{told['answer_id']}").status_code == 404
    answers = []
    for n in (1, 2):
        bundle = scene.next("ann")["bundle"]
        assert bundle["test"] == {"kind": "qualify", "n": n, "of": 2}
        done = scene.submit("ann", bundle, BAD if n == 1 else GOOD)
        answers.append(done["answer_id"])
        if n == 1:
            assert done["feedback"] is None
            assert scene.try_to("ann", "GET", f"{where}/gold/feedback/{answers[0]}").status_code == 404
    standing = scene.ask("ann", "GET", f"{where}/standing")
    assert (standing["state"], standing["tries_left"]) == ("qualifying", 1)
    assert standing["training"] == {"done": 1, "of": 1}
    assert standing["qualify"] == {"done": 0, "of": 2, "pass": 0.9, "score": 0.5}
    assert {one["answer_id"] for one in standing["feedback"]} == {*answers, told["answer_id"]}
    for _ in range(2):
        scene.submit("ann", scene.next("ann")["bundle"])
    standing = scene.ask("ann", "GET", f"{where}/standing")
    assert (standing["state"], standing["qualify"]["score"]) == ("working", 1.0)
    assert scene.next("ann")["bundle"]["test"] is None
    told_counts, true = scene.counts()
    assert told_counts == true


@pytest.mark.parametrize(
    ("feedback", "shown"), [("none", (False, False)), ("failed", (True, False)), ("all", (True, True))]
)
def test_the_policy_says_what_is_told_of_hidden_gold(
    make: Callable[..., Scene], feedback: str, shown: tuple[bool, bool]
) -> None:
    words = f"gold: {{share: 0.5, window: 100, feedback: {feedback}}}"
    scene = make(ONE, words, 80, list(range(0, 80, 2)))
    told: dict[str, set[bool]] = defaultdict(set)
    for n in range(32):
        bundle = scene.next("ann")["bundle"]
        done = scene.submit("ann", bundle, BAD if n % 2 else GOOD)
        purpose = scene.purposes("ann")[bundle["assignment"]["id"]]
        told[purpose if purpose == "work" else ("bad" if n % 2 else "good")].add(done["feedback"] is not None)
    assert told["work"] == {False}
    assert (told["bad"], told["good"]) == ({shown[0]}, {shown[1]})
    score = scene.ask("ann", "GET", f"/projects/{scene.project}/standing")["score"]
    assert (score is not None) == (feedback != "none")


def test_many_annotators_at_once_get_no_vote_twice_and_no_gold_twice(make: Callable[..., Scene]) -> None:
    scene = make(TWO, GOLD, 24, list(range(0, 24, 4)))
    names = [f"p{n}" for n in range(6)]
    for name in names:
        scene.world.add(name)
        member = {"email": f"{name}@example.org", "role": "annotator"}
        scene.ask("owner", "PUT", f"/projects/{scene.project}/members", member)
        scene.client(name)
    failures: list[str] = []

    def work(name: str) -> None:
        for _ in range(200):
            answer = scene.try_to(name, "POST", f"/projects/{scene.project}/next", {"peek": 1})
            if answer.status_code != 200:
                failures.append(answer.text)
                return
            bundle = answer.json()["bundle"]
            if bundle is None:
                return
            path = f"/assignments/{bundle['assignment']['id']}/submit"
            done = scene.try_to(name, "POST", path, {"annotations": GOOD})
            if done.status_code != 200:
                failures.append(done.text)

    threads = [threading.Thread(target=work, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    for name in names:
        work(name)
    assert failures == []
    a = tables.assignments
    with scene.world.installation.database.read() as conn:
        rows = conn.execute(select(a.c.task_id, a.c.user_id, a.c.purpose, a.c.state)).all()
        b = tables.answers
        votes = Counter(
            row.task_id
            for row in conn.execute(select(b.c.task_id, b.c.extra, b.c.kind))
            if not row.extra and row.kind == "person"
        )
    hidden = Counter((row.task_id, row.user_id) for row in rows if row.purpose == "hidden")
    assert hidden
    assert set(hidden.values()) == {1}
    ordinary = [task for n, task in enumerate(scene.tasks) if n % 4]
    assert {votes[task] for task in ordinary} == {2}
    told, true = scene.counts()
    assert told == true == Counter({(0, "done"): 24})
