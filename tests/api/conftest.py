"""An installation on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.api.world import Clock, World, open_for_tests

from labelwright.api.app import create_app
from labelwright.app.wiring import Installation


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def installation(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[Installation]:
    opened = open_for_tests(database_url, tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def world(installation: Installation, clock: Clock) -> World:
    return World(installation, create_app(installation), clock)
