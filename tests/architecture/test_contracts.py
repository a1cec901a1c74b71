"""The import contracts hold, and each of them catches what it is there to catch."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# file to plant into, the line planted, and the contract that must break by it
PLANTED = [
    ("core/planted_storage.py", "import labelwright.storage", "Imports point downwards"),
    ("workflow/planted_api.py", "import labelwright.api", "Imports point downwards"),
    ("datasets/planted_sibling.py", "import labelwright.workflow", "Imports point downwards"),
    ("labels/planted_label.py", "import labelwright.labels.box", "Parts do not know one another"),
    ("formats/planted_format.py", "import labelwright.formats.coco", "Parts do not know one another"),
    ("app/planted_part.py", "import labelwright.formats.coco", "Parts are found by name, never imported"),
    ("api/planted_part.py", "import labelwright.labels.box", "Parts are found by name, never imported"),
    ("core/planted_os.py", "import os", "What decides does no I/O"),
    ("labels/planted_path.py", "import pathlib", "What decides does no I/O"),
    ("formats/planted_socket.py", "import socket", "What decides does no I/O"),
    ("workflow/stages/planted_sql.py", "import sqlalchemy", "What decides does no I/O"),
    ("sdk/planted_storage.py", "import labelwright.storage", "The client knows the core only"),
    ("api/planted_storage.py", "import labelwright.storage", "Faces do not reach into storage"),
    ("cli/planted_sql.py", "import sqlalchemy", "Faces do not reach into storage"),
    ("core/geometry/planted_cycle.py", "import labelwright.core.planted_cycle", "No cycles anywhere"),
    ("core/planted_cycle.py", "import labelwright.core.geometry.planted_cycle", "No cycles anywhere"),
]


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
    ]
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def test_the_contracts_hold() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What import-linter says of each contract when every violation is planted in a copy of the package."""
    root = tmp_path_factory.mktemp("planted")
    shutil.copytree(
        ROOT / "src" / "labelwright",
        root / "src" / "labelwright",
        ignore=shutil.ignore_patterns("static", "__pycache__", "*.ts"),
    )
    shutil.copy(ROOT / "pyproject.toml", root)
    for name, line, _contract in PLANTED:
        path = root / "src" / "labelwright" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{line}\n")
    result = lint_imports(root)
    assert result.returncode == 1, result.stdout + result.stderr
    _, *parts = re.split(r"\n(\S.*)\n-{3,}\n", result.stdout.split("Broken contracts", 1)[1])
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize(("name", "line", "contract"), PLANTED, ids=[p[0] for p in PLANTED])
def test_a_planted_violation_is_caught(broken: dict[str, str], name: str, line: str, contract: str) -> None:
    module = "labelwright." + name.removesuffix(".py").replace("/", ".")
    named = ".planted_cycle -> ." if "cycle" in name else module
    assert named in broken[contract]


def test_a_package_without_a_layer_is_caught(tmp_path: Path) -> None:
    source = tmp_path / "src" / "labelwright"
    shutil.copytree(
        ROOT / "src" / "labelwright", source, ignore=shutil.ignore_patterns("static", "__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (source / "undeclared").mkdir()
    (source / "undeclared" / "__init__.py").touch()
    result = lint_imports(tmp_path)
    assert result.returncode == 1
    assert "labelwright.undeclared" in result.stdout
