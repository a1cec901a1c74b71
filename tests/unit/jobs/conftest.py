"""A queue whose time moves only when a test says so."""

import pytest

from labelwright.app.jobs.queue import SqlQueue
from labelwright.storage.database import Database


class Clock:
    """Microseconds that move only when a test says so."""

    def __init__(self) -> None:
        self.now = 1_700_000_000_000_000

    def __call__(self) -> int:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += int(seconds * 1_000_000)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def queue(database: Database, clock: Clock) -> SqlQueue:
    return SqlQueue(database, clock=clock)
