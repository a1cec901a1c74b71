"""An installation with one of everything in it, on each database."""

import pytest
from tests.api.conftest import clock, installation, world
from tests.api.test_roles import Scene, build_scene
from tests.api.world import World

__all__ = ["clock", "installation", "world"]


@pytest.fixture
def scene(world: World) -> Scene:
    """A project with one of everything, and people in every position to it."""
    return build_scene(world)
