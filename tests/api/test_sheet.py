"""A sheet over HTTP: who is shown what, in which words, and what is sent back from it."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import insert
from tests.api.world import World

from labelwright.storage import bulk, tables
from labelwright.storage.bulk import NewItem
from labelwright.storage.ids import new_id

YAML = """
name: Names
media: text
classes:
  - {name: person, type: span}
  - {name: place, type: span}
workflow:
  - {stage: annotate}
  - {stage: review, blind: BLIND}
"""
LONG = "x" * 200 + "Ada met Bo in Rome." + "y" * 200
PEOPLE = {"ada": "annotator", "bob": "annotator", "rob": "reviewer", "eve": "expert", "val": "viewer"}


class Scene:
    """Ada and Bob have each named the first word of a text; Rob is to judge."""

    def __init__(self, world: World, blind: str) -> None:
        self.world = world
        for name in ("root", *PEOPLE):
            world.add(name, is_admin=name == "root")
        made = world.program("root").post("/api/v1/projects", json={"yaml": YAML.replace("BLIND", blind)})
        self.project = made.json()["id"]
        for name, role in PEOPLE.items():
            self.ask("root", "PUT", "members", {"email": f"{name}@example.org", "role": role})
        new = [NewItem(f"{n}.txt", "text", str(n), text=LONG if n == 0 else "Ada sat.") for n in range(3)]
        with world.installation.database.write() as conn:
            bulk.add_items(conn, self.project, new)
        for name in ("ada", "bob"):
            self.answer(name)

    def ask(self, name: str, method: str, path: str, body: Any = None) -> Any:
        arguments = {} if body is None else {"json": body}
        answer = self.world.program(name).request(
            method, f"/api/v1/projects/{self.project}/{path}", **arguments
        )
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    def answer(self, name: str) -> None:
        held = self.ask(name, "POST", "next", {})["bundle"]
        start = held["item"]["text"].index("Ada")
        span = {"id": "a", "type": "span", "class": "person", "value": {"start": start, "end": start + 3}}
        body = {"annotations": [span], "next": False}
        done = self.world.program(name).post(
            f"/api/v1/assignments/{held['assignment']['id']}/submit", json=body
        )
        assert done.status_code < 300, done.text

    def sheet(self, name: str, query: str = "") -> Any:
        return self.ask(name, "GET", f"sheet?class=person{query}")

    def refused(self, name: str, query: str) -> int:
        return self.world.program(name).get(f"/api/v1/projects/{self.project}/sheet?{query}").status_code


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world, "false")


def marks(cells: list[Any], why: str = "Wrong class") -> dict[str, Any]:
    return {
        "marks": [
            {
                "task_id": cell["task_id"],
                "answer_id": cell["answer_id"],
                "annotation_id": cell["annotation"]["id"],
                "why": why,
            }
            for cell in cells
        ]
    }


def test_annotations_of_a_class_come_with_the_words_around_them(scene: Scene) -> None:
    page = scene.sheet("rob")
    first, second = page["items"]
    assert (page["total"], page["whole"], page["next"]) == (2, True, None)
    assert [cell["annotator"]["name"] for cell in page["items"]] == ["ada", "bob"]
    start, words = first["excerpt"]["start"], first["excerpt"]["words"]
    assert words[200 - start :].startswith("Ada met Bo")
    assert (len(words), start, first["excerpt"]["more"]) == (120 + 3 + 120, 80, True)
    assert second["excerpt"] == {"start": 0, "words": "Ada sat.", "more": False}
    assert (first["thumbnail"], first["bounds"]) == (None, [200.0, 0.0, 203.0, 1.0])
    assert scene.ask("rob", "GET", "sheet?class=place")["items"] == []


def test_pages_follow_on_one_another(scene: Scene) -> None:
    first = scene.sheet("rob", "&sort=newest&limit=1")
    second = scene.sheet("rob", f"&sort=newest&limit=1&cursor={first['next']}")
    assert [page["items"][0]["name"] for page in (first, second)] == ["1.txt", "0.txt"]
    assert (first["total"], second["total"], second["next"]) == (2, 2, None)


def test_what_is_sent_back_carries_its_comments_and_is_taken_back_whole(scene: Scene) -> None:
    cells = scene.sheet("rob", "&mine=true")["items"]
    done = scene.ask("rob", "POST", "sheet/send-back", marks(cells[:1]))
    assert done == {"ids": [cells[0]["task_id"]], "refused": [], "refused_count": 0}
    assert [cell["name"] for cell in scene.sheet("rob", "&mine=true")["items"]] == ["1.txt"]
    told = scene.ask("ada", "POST", "next", {})["bundle"]
    threads = scene.world.program("ada").get(f"/api/v1/tasks/{told['task']['id']}/threads").json()["items"]
    assert [(one["annotation_id"], one["comments"][0]["body"]) for one in threads] == [("a", "Wrong class")]
    assert told["previous"][0]["verdict"]["reason"] == "Wrong class"
    again = scene.ask("rob", "POST", "sheet/send-back", marks(cells[:1]))
    assert [one["why"] for one in again["refused"]] == ["Another answer stands by now."]


def test_a_class_is_changed_and_that_taken_back(scene: Scene) -> None:
    cells = scene.sheet("rob")["items"]
    done = scene.ask("rob", "POST", "sheet/change-class", marks(cells, "") | {"class": "place"})
    assert len(done["ids"]) == 2
    assert (scene.sheet("rob")["total"], scene.ask("rob", "GET", "sheet?class=place")["total"]) == (0, 2)
    scene.ask("rob", "POST", "verdicts/take-back", {"ids": done["ids"]})
    assert scene.sheet("rob")["total"] == 2


def test_what_the_newest_scan_with_predictions_doubts_comes_first(scene: Scene) -> None:
    first, second = scene.sheet("rob")["items"]
    scanned(scene, {}, [(first, 0.9)])
    scanned(scene, {"predictions": {"blob": "x", "name": "a.json"}}, [(second, 0.7), (first, 0.2)])
    scanned(scene, {}, [])
    found = scene.sheet("rob", "&sort=suspect")["items"]
    assert [(cell["name"], cell["wrong"]) for cell in found] == [("1.txt", 0.7), ("0.txt", 0.2)]
    assert [cell["wrong"] for cell in scene.sheet("rob")["items"]] == [None, None]


def test_a_doubt_is_told_of_the_answer_that_was_scanned_alone(scene: Scene) -> None:
    cells = scene.sheet("rob")["items"]
    scanned(scene, {"predictions": {"blob": "x", "name": "a.json"}}, [(cells[0], 0.9)])
    scene.ask("rob", "POST", "sheet/change-class", marks(cells[:1], "") | {"class": "place"})
    [mended] = scene.ask("rob", "GET", "sheet?class=place&sort=suspect")["items"]
    assert mended["wrong"] is None


def scanned(scene: Scene, params: dict[str, Any], doubts: list[tuple[Any, float]]) -> None:
    """A scan that has ended, and found these to be wrong with such probabilities."""
    here = scene.world.installation
    lines = [
        {
            "task": {"id": cell["task_id"], "name": cell["name"]},
            "finding": {"message": "?", "annotations": ["a"], "rule": "suspect", "probability": wrong},
        }
        for cell, wrong in doubts
    ]
    stored = here.blobs.put(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
    now = scene.world.clock()
    row = {
        "id": new_id(), "project_id": scene.project, "kind": "scan", "state": "done", "created_at": now,
        "updated_at": now, "params": msgspec.json.encode(params).decode(),
        "result": msgspec.json.encode({"blob": stored.hash}).decode(),
    }  # fmt: skip
    with here.database.write() as conn:
        conn.execute(insert(tables.jobs).values(**row))


def test_a_viewer_looks_and_judges_nothing(scene: Scene) -> None:
    assert [cell["judge"] for cell in scene.sheet("val")["items"]] == [False, False]
    assert [cell["judge"] for cell in scene.sheet("rob")["items"]] == [True, True]
    assert scene.sheet("val", "&mine=true")["items"] == []


@pytest.mark.parametrize("query", ["class=person&sort=colour", "class=person&cursor=abc", "sort=seq"])
def test_what_makes_no_sense_is_refused(scene: Scene, query: str) -> None:
    assert scene.refused("rob", query) == 422


def test_a_double_blind_project_tells_no_judge_who_answered(world: World) -> None:
    scene = Scene(world, "true")
    assert [cell["annotator"] for cell in scene.sheet("rob")["items"]] == [None, None]
    assert scene.refused("rob", "class=person&sort=annotator") == 403
    assert scene.refused("rob", f"class=person&annotator={world.people['ada']}") == 403
    shown = scene.sheet("root", "&sort=annotator")["items"]
    assert [cell["annotator"]["name"] for cell in shown] == ["ada", "bob"]
