"""Checks over HTTP, on both databases: of a draft, at submit, over a project, and before an export."""

import json

import msgspec
import pytest
from tests.api.test_journey import API, YAML, done, import_texts, label, span, work
from tests.api.world import World

CHECKS = """
checks:
  - {rule: span_edges}
  - {rule: count, class: Place, min: 1, severity: warning}
"""
ONE = YAML.replace("votes: 2", "votes: 1").replace("  - {stage: review, by: reviewer}\n", "")
CUT = span("Person", 0, 2)
WHOLE = span("Person", 0, 3)
NO_PLACE = "There is no “Place”; at least 1 is wanted."


@pytest.fixture
def project(world: World) -> str:
    """A project with three texts and two checks, owned by lead, with ann to annotate and rob to look on."""
    for name in ("lead", "ann", "rob"):
        world.add(name)
    lead = world.signed_in("lead")
    project_id: str = done(lead.post(f"{API}/projects", json={"yaml": ONE + CHECKS}), 201)["id"]
    for name, role in (("ann", "annotator"), ("rob", "reviewer")):
        body = {"email": f"{name}@example.org", "role": role}
        assert lead.put(f"{API}/projects/{project_id}/members", json=body).status_code == 204
    import_texts(world, lead, project_id)
    return project_id


def scan(world: World, project: str):
    lead = world.signed_in("lead")
    started = done(lead.post(f"{API}/projects/{project}/scans", json={}), 201)
    work(world)
    job = done(lead.get(f"{API}/jobs/{started['id']}"))
    assert (job["state"], job["error"]) == ("done", None)
    return job


def test_a_draft_is_looked_at_by_whom_it_belongs_to(world: World, project: str) -> None:
    ann, rob = world.signed_in("ann"), world.signed_in("rob")
    bundle = done(ann.post(f"{API}/projects/{project}/next", json={}))["bundle"]
    where = f"{API}/assignments/{bundle['assignment']['id']}/check"
    cut, count = done(ann.post(where, json={"annotations": [CUT]}))["findings"]
    assert (cut["message"], cut["annotations"]) == ("“Person” on “Ad” cuts a word in two.", [CUT["id"]])
    assert (cut["severity"], cut["rule"], cut["check"]) == ("error", "span_edges", "span_edges")
    assert cut["fix"]["changes"][0]["after"]["value"] == {"start": 0, "end": 3}
    assert (count["severity"], count["message"]) == ("warning", NO_PLACE)
    assert done(ann.get(f"{API}/assignments/{bundle['assignment']['id']}"))["draft"] is None
    assert rob.post(where, json={"annotations": [CUT]}).status_code == 404
    assert ann.post(where, json={"marks": []}).status_code == 422


def test_an_error_is_refused_at_submit_and_a_warning_comes_back(world: World, project: str) -> None:
    ann, lead = world.signed_in("ann"), world.signed_in("lead")
    bundle = done(ann.post(f"{API}/projects/{project}/next", json={}))["bundle"]
    where = f"{API}/assignments/{bundle['assignment']['id']}/submit"
    refused = done(ann.post(where, json={"annotations": [CUT], "seconds": 1}), 422)
    (problem,) = refused["problems"]
    assert (problem["where"], problem["remedy"]) == (CUT["id"], "Move to whole words.")
    kept = done(ann.post(where, json={"annotations": [WHOLE], "seconds": 1}))
    assert [warning["message"] for warning in kept["warnings"]] == [NO_PLACE]
    events = done(lead.get(f"{API}/projects/{project}/events"))["items"]
    (submitted,) = [event for event in events if event["kind"] == "answer.submitted"]
    assert [warning["message"] for warning in submitted["data"]["warnings"]] == [NO_PLACE]
    assert done(lead.get(f"{API}/projects/{project}/events/verify"))["ok"] is True


def test_a_scan_finds_what_stands_against_the_checks_of_today(world: World, project: str) -> None:
    ann, lead = world.signed_in("ann"), world.signed_in("lead")
    for _ in range(3):
        label(ann, project, [WHOLE, span("Place", 0, 3)])
    stricter = ONE + CHECKS + "  - {rule: no_overlap}\n"
    spec = lead.get(f"{API}/projects/{project}/spec")
    saved = lead.put(
        f"{API}/projects/{project}/spec", json={"yaml": stricter}, headers={"If-Match": spec.headers["etag"]}
    )
    assert saved.status_code == 200, saved.text
    job = scan(world, project)
    report = job["report"]
    assert (report["tasks"], report["findings"], report["errors"]) == (3, 3, 3)
    assert report["checks"] == [
        {"check": "no_overlap", "rule": "no_overlap", "severity": "error", "count": 3}
    ]
    names = sorted(found["task"]["name"] for found in report["found"])
    assert names == ["0.txt", "1.txt", "2.txt"]
    file = lead.get(f"{API}/jobs/{job['id']}/result")
    assert [json.loads(line)["finding"]["rule"] for line in file.text.splitlines()] == ["no_overlap"] * 3
    newest = done(lead.get(f"{API}/jobs", params={"project": project, "kind": "scan", "limit": 1}))["items"]
    assert [one["id"] for one in newest] == [job["id"]]
    assert done(lead.get(f"{API}/jobs", params={"project": project, "kind": "export"}))["items"] == []


def test_a_scan_beside_predictions_tells_what_a_model_would_label_otherwise(
    world: World, project: str
) -> None:
    ann, lead = world.signed_in("ann"), world.signed_in("lead")
    for _ in range(3):
        label(ann, project, [WHOLE])
    classes = [{"name": name, "type": "span"} for name in ("Person", "Place")]
    lines: list[object] = [{"labelwright": 1, "ontology": {"classes": classes}}]
    for name, cls in (("0.txt", "Place"), ("1.txt", "Person"), ("2.txt", "Person")):
        marks = [{"type": "span", "class": cls, "value": {"start": 0, "end": 3}, "confidence": 0.95}]
        lines.append(
            {"item": {"name": name, "media": "text"}, "answers": [{"marks": marks, "kind": "model"}]}
        )
    data = b"\n".join(map(msgspec.json.encode, lines))
    upload = done(lead.post(f"{API}/uploads", json={"name": "model.jsonl", "size": len(data)}), 201)["id"]
    done(lead.patch(f"{API}/uploads/{upload}", content=data, headers={"Upload-Offset": "0"}))
    started = done(lead.post(f"{API}/projects/{project}/scans", json={"predictions": upload}), 201)
    work(world)
    job = done(lead.get(f"{API}/jobs/{started['id']}"))
    assert (job["state"], job["error"]) == ("done", None)
    (found,) = [found for found in job["report"]["found"] if found["finding"]["rule"] == "suspect"]
    assert (found["task"]["name"], found["finding"]["annotations"]) == ("0.txt", [WHOLE["id"]])
    assert found["finding"]["message"].startswith(
        "“Person” is “Place” to a model: wrong with a probability of 9"
    )


def test_predictions_of_other_items_are_told_as_such(world: World, project: str) -> None:
    lead = world.signed_in("lead")
    label(world.signed_in("ann"), project, [WHOLE])
    data = b"item,Person,Place\nelsewhere.txt,0.5,0.5\n"
    upload = done(lead.post(f"{API}/uploads", json={"name": "p.csv", "size": len(data)}), 201)["id"]
    done(lead.patch(f"{API}/uploads/{upload}", content=data, headers={"Upload-Offset": "0"}))
    started = done(lead.post(f"{API}/projects/{project}/scans", json={"predictions": upload}), 201)
    work(world)
    job = done(lead.get(f"{API}/jobs/{started['id']}"))
    assert job["state"] == "failed"
    assert job["error"].startswith("What is labelled and p.csv have no item in common.")


def test_a_scan_changes_nothing(world: World, project: str) -> None:
    lead = world.signed_in("lead")
    label(world.signed_in("ann"), project, [WHOLE])
    before = done(lead.get(f"{API}/projects/{project}/events"))["items"]
    scan(world, project)
    assert done(lead.get(f"{API}/projects/{project}/events"))["items"] == before


def test_who_only_labels_starts_no_scan(world: World, project: str) -> None:
    assert world.signed_in("ann").post(f"{API}/projects/{project}/scans", json={}).status_code == 403


def test_an_export_tells_what_stands_and_can_refuse_errors(world: World, project: str) -> None:
    ann, lead = world.signed_in("ann"), world.signed_in("lead")
    label(ann, project, [WHOLE])
    where = f"{API}/projects/{project}/exports"
    preview = done(lead.post(f"{where}/preview", json={"format": "jsonl"}))
    assert preview["findings"] == {"errors": 0, "warnings": 1}
    strict = ONE + "checks:\n  - {rule: count, class: Place, min: 1}\n"
    etag = lead.get(f"{API}/projects/{project}/spec").headers["etag"]
    lead.put(f"{API}/projects/{project}/spec", json={"yaml": strict}, headers={"If-Match": etag})
    assert done(lead.post(f"{where}/preview", json={"format": "jsonl"}))["findings"]["errors"] == 1
    jobs = [
        done(lead.post(where, json={"format": "jsonl", "without_errors": strict}), 201)["id"]
        for strict in (True, False)
    ]
    work(world)
    refused, made = (done(lead.get(f"{API}/jobs/{job}")) for job in jobs)
    assert (refused["state"], made["state"]) == ("failed", "done")
    assert refused["error"].startswith("The checks of the project find 1 error in these answers.")
    assert refused["result"] is None


def document_of(world: World, project: str, *checks: object):
    lead = world.signed_in("lead")
    return {**done(lead.get(f"{API}/projects/{project}/spec"))["document"], "checks": list(checks)}


def test_a_form_learns_of_each_rule_what_it_asks_and_of_which_label_types(world: World, project: str) -> None:
    rules = {part["name"]: part for part in done(world.signed_in("ann").get(f"{API}/parts/rules"))["items"]}
    size = rules["min_size"]
    assert (size["title"], size["severity"], size["usual"], size["compares"]) == (
        "Not smaller than",
        "error",
        False,
        False,
    )
    assert {"box", "span"} <= set(size["labels"])
    assert "tag" not in size["labels"]
    pixels = size["settings_schema"]["properties"]["pixels"]
    assert (pixels["unit"], pixels["media"], pixels["minimum"]) == ("px", ["image", "video"], 0)
    assert rules["inside"]["settings_schema"]["required"] == ["of"]
    assert rules["drift"]["compares"]


def test_checks_that_are_being_written_say_what_they_ask(world: World, project: str) -> None:
    document = document_of(
        world, project, {"rule": "count", "class": "Place", "min": 1}, {"rule": "count"}, {"rule": "bounds"}
    )
    del document["name"]
    said = done(
        world.signed_in("rob").post(f"{API}/projects/{project}/checks/sentences", json={"document": document})
    )
    assert said == {
        "sentences": ["“Place”: at least 1 on each item.", "", "All annotations: inside the item."]
    }


def test_a_check_is_tried_before_it_is_saved(world: World, project: str) -> None:
    ann, lead = world.signed_in("ann"), world.signed_in("lead")
    for _ in range(2):
        label(ann, project, [WHOLE])
    where = f"{API}/projects/{project}/checks/try"
    before = done(lead.get(f"{API}/projects/{project}/spec"))
    tried = done(
        lead.post(
            where, json={"document": document_of(world, project, {"rule": "min_size", "characters": 4})}
        )
    )
    (size,) = tried.pop("checks")
    assert tried == {"answers": 2, "more": False}
    assert (size["findings"], size["answers"], size["compares"]) == (2, 2, False)
    assert [found["task"]["name"] for found in size["found"]] == ["1.txt", "0.txt"]
    assert (
        size["found"][0]["finding"]["message"] == "“Person” on “Bob” has 3 characters; at least 4 are wanted."
    )
    assert done(lead.get(f"{API}/projects/{project}/spec")) == before
    unfinished = lead.post(where, json={"document": document_of(world, project, {"rule": "min_size"})})
    assert [problem["where"] for problem in done(unfinished, 422)["problems"]] == ["checks[0]"]
    assert ann.post(where, json={"yaml": ONE}).status_code == 403
