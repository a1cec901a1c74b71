"""That a task was handed up: told alike in the list, of the task and in the bundle, as the client reads it."""

from typing import Any

import msgspec
import pytest
from tests.api.world import World

from labelwright.sdk import shapes
from labelwright.storage import bulk
from labelwright.workflow.service import overdue

API = "/api/v1"
HOUR_S = 3600.0
YAML = """
name: Late
media: text
classes:
  - {name: Person, type: span}
workflow:
  - {stage: annotate, deadline: {after: 1h, then: adjudicate}}
  - {stage: review}
  - {stage: adjudicate, when: "agreement < 0.5"}
"""


@pytest.fixture
def project(world: World) -> str:
    for name in ("owner", "ann", "rob", "eva"):
        world.add(name)
    owner = world.signed_in("owner")
    project_id: str = owner.post(f"{API}/projects", json={"yaml": YAML}).json()["id"]
    for name, role in {"ann": "annotator", "rob": "reviewer", "eva": "expert"}.items():
        member = {"email": f"{name}@example.org", "role": role}
        assert owner.put(f"{API}/projects/{project_id}/members", json=member).status_code == 204
    with world.installation.database.write() as conn:
        due = world.clock() + int(HOUR_S * 1e6)
        bulk.add_items(conn, project_id, [bulk.NewItem("a", "text", "h", text="Text", due_at=due)])
    return project_id


def handed(world: World, name: str, project_id: str) -> bytes:
    return world.signed_in(name).post(f"{API}/projects/{project_id}/next", json={}).content


def told(world: World, project_id: str) -> tuple[shapes.HandedUp | None, ...]:
    """How the only task was handed up: by the list, and by itself."""
    owner = world.signed_in("owner")
    [row] = owner.get(f"{API}/projects/{project_id}/tasks").json()["items"]
    found = (row, owner.get(f"{API}/tasks/{row['id']}").json())
    return tuple(msgspec.convert(one["handed_up"], shapes.HandedUp | None) for one in found)


def without_stage(escalated: shapes.Escalated | None) -> shapes.HandedUp:
    assert escalated is not None
    fields: dict[str, Any] = msgspec.structs.asdict(escalated)
    del fields["stage"]
    return shapes.HandedUp(**fields)


def in_hand(reply: bytes) -> shapes.Bundle:
    bundle = msgspec.json.decode(reply, type=shapes.Next).bundle
    assert bundle is not None
    return bundle


def test_a_task_that_was_late_was_handed_up_by_nobody(world: World, project: str) -> None:
    assert told(world, project) == (None, None)
    world.clock.forward(2 * HOUR_S)
    with world.installation.database.write() as conn:
        assert overdue.sweep(conn, project, world.clock(), 10) == 2
    listed, shown = told(world, project)
    assert listed is not None
    assert (listed.by, listed.reason, listed.due_at is None) == (None, "", False)
    bundle = in_hand(handed(world, "eva", project))
    assert bundle.escalated is not None
    assert bundle.escalated.stage == 0
    assert listed == shown == without_stage(bundle.escalated)


def test_a_task_that_a_reviewer_handed_up_names_them_and_why(world: World, project: str) -> None:
    held = in_hand(handed(world, "ann", project)).assignment.id
    ann = world.signed_in("ann")
    assert ann.post(f"{API}/assignments/{held}/submit", json={"annotations": []}).status_code == 200
    held = in_hand(handed(world, "rob", project)).assignment.id
    rob = world.signed_in("rob")
    reason = {"reason": "I cannot tell."}
    assert rob.post(f"{API}/assignments/{held}/escalate", json=reason).status_code == 200
    listed, shown = told(world, project)
    assert listed is not None
    assert (listed.by, listed.reason) == (shapes.Person(world.people["rob"], "rob"), "I cannot tell.")
    assert listed.due_at is None
    bundle = in_hand(handed(world, "eva", project))
    assert bundle.escalated is not None
    assert bundle.escalated.stage == 1
    assert listed == shown == without_stage(bundle.escalated)
