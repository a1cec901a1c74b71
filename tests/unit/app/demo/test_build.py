"""The demo stands whole after one build, and a second one leaves it as it is."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from labelwright.app.demo.build import REQUESTS, SMEARS, build_demo
from labelwright.app.demo.people import PEOPLE
from labelwright.app.settings import Settings
from labelwright.app.wiring import Installation, open_installation
from labelwright.storage.audit import verify


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("demo")
    opened = open_installation(Settings.read({}, folder, folder, data_dir=folder / "data"))
    build_demo(opened)
    yield opened
    opened.close()


def figures(installation: Installation) -> dict[str, int]:
    counted = {
        "people": "SELECT count(*) FROM users",
        "projects": "SELECT count(*) FROM projects",
        "tasks": "SELECT count(*) FROM tasks",
        "answers": "SELECT count(*) FROM answers",
        "verdicts": "SELECT count(*) FROM verdicts",
        "threads": "SELECT count(*) FROM threads",
        "waiting for a review": "SELECT coalesce(sum(n), 0) FROM stage_counts WHERE stage = 1 AND state = 'open'",
        "from the future": f"SELECT count(*) FROM answers WHERE created_at > {installation.now()}",
    }
    with installation.database.read() as conn:
        return {name: conn.execute(text(sql)).scalar_one() for name, sql in counted.items()}


def test_one_project_is_mid_way_and_another_is_fresh(installation: Installation) -> None:
    found = figures(installation)
    assert found["people"] == len(PEOPLE)
    assert found["tasks"] >= SMEARS + REQUESTS
    assert found["answers"] > 80
    assert found["verdicts"] > 10
    assert found["threads"] == 2
    assert found["waiting for a review"] > 0
    assert found["from the future"] == 0


def test_a_second_build_changes_nothing(installation: Installation) -> None:
    before = figures(installation)
    build_demo(installation)
    assert figures(installation) == before


def test_the_history_of_the_demo_is_whole(installation: Installation) -> None:
    with installation.database.read() as conn:
        chains = conn.execute(text("SELECT id FROM projects")).scalars().all()
        assert [verify(conn, chain).whole for chain in chains] == [True] * len(chains)
