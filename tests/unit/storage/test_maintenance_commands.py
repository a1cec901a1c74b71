"""The verbs that keep an installation: audit, backup, restore, as an operator types them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from labelwright.cli import build
from labelwright.core.errors import Conflict
from labelwright.storage.database import Database
from labelwright.storage.tables import event_heads


@pytest.fixture
def world(tmp_path: Path, settle: Callable[..., Any]) -> Iterator[Any]:
    (tmp_path / "here").mkdir()
    database = Database(f"sqlite:///{tmp_path / 'here' / 'labelwright.db'}")
    database.upgrade()
    yield settle(database)
    database.close()


def labelwright(*words: object) -> Any:
    return CliRunner().invoke(build(), [str(word) for word in words], catch_exceptions=True)


def test_a_whole_chain_leaves_with_nought(world: Any, tmp_path: Path) -> None:
    done = labelwright("audit", "verify", "--data-dir", tmp_path / "here")
    assert (0, f"project {world.project}: 1 events, whole.\n") == (done.exit_code, done.stdout)


def test_a_broken_chain_leaves_with_one(world: Any, tmp_path: Path) -> None:
    world.run(update(event_heads).values(seq=2))
    done = labelwright("audit", "verify", "--data-dir", tmp_path / "here", "--json")
    assert done.exit_code == 1
    assert [(one["fault"], one["seq"]) for one in msgspec.json.decode(done.stdout)] == [("head", 1)]


def test_a_backup_goes_to_another_folder(world: Any, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    saved = labelwright("backup", file, "--data-dir", tmp_path / "here", "--json")
    restored = labelwright("restore", file, "--data-dir", tmp_path / "there", "--json")
    assert (saved.exit_code, restored.exit_code) == (0, 0)
    assert msgspec.json.decode(saved.stdout) == msgspec.json.decode(restored.stdout)
    again = labelwright("restore", file, "--data-dir", tmp_path / "there")
    assert isinstance(again.exception, Conflict)
    assert labelwright("restore", file, "--replace", "--data-dir", tmp_path / "there").exit_code == 0
    assert "events, whole" in labelwright("audit", "verify", "--data-dir", tmp_path / "there").stdout
