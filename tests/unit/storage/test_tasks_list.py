"""The data list: every filter and order against a plain sort in Python, and the index that each uses."""

import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, event, insert, update

from labelwright.core.errors import Invalid, NotFound
from labelwright.storage import cursors, filters, tasks_list
from labelwright.storage.database import Database
from labelwright.storage.filters import Filter
from labelwright.storage.tables import task_annotators, task_classes, tasks
from labelwright.storage.tasks_list import SORTS, Count, TaskRow, count, page, walk

Make = Callable[..., Any]
SIZE = 120


@pytest.fixture
def crowd(world: Any, new_item: Make, settle: Make) -> Any:
    """A project of tasks that differ in everything a list can be filtered by, beside another project."""
    pick = random.Random(5)
    other = settle(world.database, 2)
    other.add(*(new_item(f"other {n}", text="red apple", metadata={"split": "test"}) for n in range(5)))
    made = world.add(
        *(
            new_item(
                f"item {n}",
                text=f"{pick.choice(['red', 'green'])} {pick.choice(['apple', 'pear'])} number {n}",
                metadata={"split": pick.choice(["train", "test"]), "batch": n // 50},
                stage=pick.choice([0, 1]),
                state=pick.choice(["open", "done"]),
                priority=pick.choice([0, 0, 0, 5, -1]),
            )
            for n in range(SIZE)
        )
    )
    facts: list[Any] = []
    for task in made:
        facts.append(update(tasks).where(tasks.c.id == task.task_id).values(updated_at=pick.randrange(40)))
        at = {"project_id": world.project, "seq": task.seq, "task_id": task.task_id}
        found = pick.sample(["car", "dog", "cat"], pick.randrange(3))
        facts += [
            insert(task_classes).values(**at, **{"class": name}, n=pick.randrange(1, 4)) for name in found
        ]
        if pick.random() < 0.5:
            facts.append(insert(task_annotators).values(**at, annotator_id=pick.choice(world.people)))
    world.run(*facts)
    return world


def everything(conn: Connection, project: str) -> list[TaskRow]:
    return page(conn, project, Filter(), limit=SIZE + 1).rows


def paged(conn: Connection, project: str, wanted: Filter, sort: str, limit: int) -> list[int]:
    found, cursor = [], None
    while True:
        got = page(conn, project, wanted, sort=sort, cursor=cursor, limit=limit)
        found += [row.seq for row in got.rows]
        if got.next is None:
            return found
        cursor = got.next


ORDERS: dict[str, Callable[[TaskRow], Any]] = {
    "seq": lambda row: row.seq,
    "-seq": lambda row: -row.seq,
    "priority": lambda row: (-row.priority, row.seq),
    "updated": lambda row: (-row.updated_at, -row.seq),
}

FILTERS: list[tuple[Filter, Callable[[TaskRow], bool]]] = [
    (Filter(), lambda row: True),
    (Filter(stage=1), lambda row: row.stage == 1),
    (Filter(state="done"), lambda row: row.state == "done"),
    (Filter(stage=0, state="open"), lambda row: (row.stage, row.state) == (0, "open")),
    (Filter(cls="dog"), lambda row: "dog" in row.classes),
    (Filter(cls="cow"), lambda row: False),
    (Filter(metadata={"batch": "1"}), lambda row: 51 <= row.seq <= 100),
    (Filter(metadata={"batch": "1", "split": "none"}), lambda row: False),
    (Filter(text="red"), lambda row: "red" in (row.text_preview or "")),
    (Filter(text="RED app*"), lambda row: "red apple" in (row.text_preview or "")),
    (Filter(text='"apple number"'), lambda row: "apple" in (row.text_preview or "")),
    (Filter(text="item 77"), lambda row: row.seq == 78),
    (Filter(text="!?"), lambda row: False),
    (
        Filter(stage=1, cls="car", text="pear"),
        lambda row: row.stage == 1 and "car" in row.classes and "pear" in (row.text_preview or ""),
    ),
]


@pytest.mark.parametrize("few", [2, 40], ids=["all many", "some few"])
def test_every_filter_in_every_order_gives_every_task_once(
    crowd: Any, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(tasks_list, "FEW", few)
    monkeypatch.setattr(tasks_list, "FEW_WORDS", few)
    with crowd.database.read() as conn:
        rows = everything(conn, crowd.project)
        for wanted, keeps in FILTERS:
            for sort in SORTS:
                expected = [row.seq for row in sorted(rows, key=ORDERS[sort]) if keeps(row)]
                assert (sort, wanted, expected) == (
                    sort,
                    wanted,
                    paged(conn, crowd.project, wanted, sort, 30),
                )


def test_the_annotator_filter_gives_who_answered(crowd: Any) -> None:
    with crowd.database.read() as conn:
        rows = everything(conn, crowd.project)
        for person in crowd.people:
            expected = [row.seq for row in rows if person in row.annotators]
            assert expected == paged(conn, crowd.project, Filter(annotator=person), "seq", 50)


def test_a_filter_is_counted_and_walked(crowd: Any) -> None:
    with crowd.database.read() as conn:
        rows = everything(conn, crowd.project)
        for wanted, keeps in FILTERS:
            expected = [(row.id, row.seq) for row in rows if keeps(row)]
            assert expected == [
                found for batch in walk(conn, crowd.project, wanted, batch=11) for found in batch
            ]
            if wanted.stage is None and wanted.state is None:
                assert Count(len(expected), exact=True) == count(conn, crowd.project, wanted)
        assert Count(SIZE, exact=True) == count(conn, crowd.project, Filter())


def test_beyond_a_bound_the_count_says_at_least(crowd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks_list, "COUNTED", 10)
    with crowd.database.read() as conn:
        assert Count(10, exact=False) == count(conn, crowd.project, Filter(text="number"))
        assert Count(10, exact=False) == count(conn, crowd.project, Filter(stage=0, text="number"))


def test_the_counter_of_stages_and_states_is_kept_by_adding(crowd: Any) -> None:
    with crowd.database.read() as conn:
        rows = everything(conn, crowd.project)
        for stage, state in [(0, "open"), (1, "done")]:
            expected = sum((row.stage, row.state) == (stage, state) for row in rows)
            assert Count(expected, exact=True) == count(conn, crowd.project, Filter(stage=stage, state=state))


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "!!!", cursors.write(["seq", 1]), cursors.write(["seq", "a", 1]), cursors.write({"a": 1})],
)
def test_a_cursor_that_is_none_is_refused(world: Any, cursor: str) -> None:
    with world.database.read() as conn, pytest.raises(Invalid) as caught:
        page(conn, world.project, Filter(), cursor=cursor)
    assert caught.value.where == "cursor"


def test_a_cursor_of_another_order_is_refused(crowd: Any) -> None:
    with crowd.database.read() as conn:
        begun = page(conn, crowd.project, Filter(), sort="seq", limit=3)
        with pytest.raises(Invalid, match="another order"):
            page(conn, crowd.project, Filter(), sort="priority", cursor=begun.next)


def test_an_order_that_is_none_is_refused(world: Any) -> None:
    with world.database.read() as conn, pytest.raises(Invalid, match="sorted by"):
        page(conn, world.project, Filter(), sort="name; DROP TABLE tasks")


def test_a_search_in_no_project_is_not_found(sqlite_database: Database) -> None:
    with sqlite_database.read() as conn, pytest.raises(NotFound):
        page(conn, "nowhere", Filter(text="x"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(alphabet=st.sampled_from("ab\"'*()-:^{}+ANDORNEAR%_&|!<>\\ \x00é東"), max_size=20))
def test_no_text_of_a_user_is_search_syntax(world: Any, query: str) -> None:
    with world.database.read() as conn:
        assert page(conn, world.project, Filter(text=query)).rows is not None


PLANS = [
    (Filter(), "seq", "uq_tasks_project_id_seq|t USING INDEX sqlite_autoindex_tasks"),
    (Filter(), "priority", "ix_tasks_priority"),
    (Filter(), "updated", "ix_tasks_updated"),
    (Filter(stage=1), "seq", "ix_tasks_stage"),
    (Filter(state="done"), "-seq", "ix_tasks_state"),
    (Filter(stage=1, state="done"), "seq", "ix_tasks_stage_state"),
    (Filter(cls="dog"), "seq", "task_classes"),
    (Filter(annotator="x"), "-seq", "task_annotators"),
    (Filter(metadata={"split": "test"}), "seq", "pk_item_facts|fact0 USING PRIMARY KEY"),
    (Filter(text="red"), "seq", "item_words"),
]


@pytest.mark.parametrize(("wanted", "sort", "index"), PLANS, ids=lambda value: str(value)[:40])
def test_every_filter_uses_its_index_and_sorts_nothing(
    crowd: Any, wanted: Filter, sort: str, index: str
) -> None:
    with crowd.database.write() as conn:
        if conn.dialect.name == "postgresql":
            conn.exec_driver_sql("ANALYZE")
            conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
            conn.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
            conn.exec_driver_sql("SET LOCAL enable_hashjoin = off")
            conn.exec_driver_sql("SET LOCAL enable_mergejoin = off")
            conn.exec_driver_sql("SET LOCAL enable_sort = off")
        plan = plan_of(conn, lambda: page(conn, crowd.project, wanted, sort=sort, limit=5))
    assert re.search(index, plan)
    assert "USE TEMP B-TREE" not in plan
    assert "SCAN t" not in plan.replace("SCAN task_", "")
    assert "Seq Scan" not in plan


def plan_of(conn: Connection, ask: Callable[[], Any]) -> str:
    """How the database goes about the statement that finds the tasks."""
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if "FROM tasks t" in statement or "CROSS JOIN tasks t" in statement:
            asked.append((statement, parameters))

    event.listen(conn, "before_cursor_execute", note)
    ask()
    event.remove(conn, "before_cursor_execute", note)
    statement, parameters = asked[-1]
    explain = "EXPLAIN QUERY PLAN" if conn.dialect.name == "sqlite" else "EXPLAIN"
    return "\n".join(str(row[-1]) for row in conn.exec_driver_sql(f"{explain} {statement}", parameters))


@pytest.mark.parametrize("sort", ["seq", "-seq"])
@pytest.mark.parametrize("words", ["red", "red apple", "7", "number nowhere"])
def test_words_common_or_rare_are_found_once_each_however_few_tasks_are_near(
    crowd: Any, monkeypatch: pytest.MonkeyPatch, words: str, sort: str
) -> None:
    with crowd.database.read() as conn:
        expected = paged(conn, crowd.project, Filter(text=words), sort, SIZE)
        monkeypatch.setattr(tasks_list, "NEAR", 20)
        assert paged(conn, crowd.project, Filter(text=words), sort, 4) == expected
        assert [
            seq for batch in walk(conn, crowd.project, Filter(text=words), batch=4) for _, seq in batch
        ] == (sorted(expected))


@pytest.mark.parametrize("sort", ["seq", "-seq"])
def test_a_common_word_is_found_without_gathering_all_that_have_it(
    crowd: Any, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr(tasks_list, "NEAR", 30)
    monkeypatch.setattr(tasks_list, "how_many", None)
    with crowd.database.write() as conn:
        if conn.dialect.name == "postgresql":
            conn.exec_driver_sql("ANALYZE")
            conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
        assert len(page(conn, crowd.project, Filter(text="number"), sort=sort, limit=5).rows) == 5
        plan = plan_of(conn, lambda: page(conn, crowd.project, Filter(text="number"), sort=sort, limit=5))
    assert "ix_item_words_words" not in plan


def test_few_are_gathered_and_many_are_walked(crowd: Any) -> None:
    with crowd.database.read() as conn:
        query = filters.prepare(conn, crowd.project, Filter(cls="dog"))
        assert filters.how_many(conn, query, query.postings[0], 3) == 3
        assert 3 < filters.how_many(conn, query, query.postings[0], 5000) < SIZE
