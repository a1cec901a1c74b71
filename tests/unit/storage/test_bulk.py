from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from labelwright.core.errors import Conflict, NotFound
from labelwright.storage.bulk import add_items, facts
from labelwright.storage.tables import item_facts, items, projects, stage_counts, tasks

Make = Callable[..., Any]


def test_items_come_with_tasks_facts_and_counters(world: Any, new_item: Make) -> None:
    world.add(new_item("a", text="x", metadata={"k": "v", "n": 2, "deep": [1]}, bytes=3))
    added = world.add(new_item("b", votes_wanted=2, priority=7), new_item("c", state="done", stage=1))
    with world.database.read() as conn:
        project = conn.execute(select(projects.c.task_count, projects.c.item_bytes)).one()
        kept = conn.execute(select(items.c.name, items.c.seq, items.c.metadata).order_by(items.c.seq)).all()
        found = conn.execute(
            select(
                tasks.c.seq,
                tasks.c.stage,
                tasks.c.state,
                tasks.c.votes_wanted,
                tasks.c.free,
                tasks.c.priority,
            )
            .order_by(tasks.c.seq)
            .where(tasks.c.item_id == select(items.c.id).where(items.c.seq == tasks.c.seq).scalar_subquery())
        ).all()
        stated = {
            tuple(row) for row in conn.execute(select(item_facts.c.key, item_facts.c.value, item_facts.c.seq))
        }
        counted = {tuple(row) for row in conn.execute(select(stage_counts))}
    assert tuple(project) == (3, 3)
    assert [(row.name, row.seq) for row in kept] == [("a", 1), ("b", 2), ("c", 3)]
    assert msgspec.json.decode(kept[0].metadata) == {"k": "v", "n": 2, "deep": [1]}
    assert [tuple(row) for row in found] == [
        (1, 0, "open", 1, 1, 0),
        (2, 0, "open", 2, 2, 7),
        (3, 1, "done", 1, 0, 0),
    ]
    assert {("k", "v", 1), ("n", "2", 1)} == stated
    assert {(world.project, 0, "open", 2), (world.project, 1, "done", 1)} == counted
    assert [(one.name, one.seq) for one in added] == [("b", 2), ("c", 3)]


@pytest.mark.parametrize("names", [["a", "b"], ["c", "c"]])
def test_a_name_is_taken_once(world: Any, new_item: Make, names: list[str]) -> None:
    world.add(new_item("a"))
    with pytest.raises(Conflict, match=names[0]):
        world.add(*(new_item(name) for name in names))
    with world.database.read() as conn:
        assert list(conn.execute(select(items.c.name)).scalars()) == ["a"]


def test_nothing_can_be_added_to_no_project(world: Any, new_item: Make) -> None:
    with pytest.raises(NotFound), world.database.write() as conn:
        add_items(conn, "nowhere", [new_item("a")])


def test_adding_nothing_changes_nothing(world: Any) -> None:
    assert world.add() == []


def test_facts_are_plain_short_values_as_text() -> None:
    metadata = {"s": "v", "i": 1, "f": 0.5, "b": True, "none": None, "list": [1], "long": "x" * 201}
    assert facts(metadata) == [("s", "v"), ("i", "1"), ("f", "0.5"), ("b", "true")]
