"""The import contracts hold, and each of them catches what it is there to catch."""

import os
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
    ("undeclared/__init__.py", "", "Imports point downwards"),
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
def report_on_planted(tmp_path_factory: pytest.TempPathFactory) -> str:
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
    return result.stdout


@pytest.mark.parametrize(("name", "line", "contract"), PLANTED, ids=[p[0] for p in PLANTED])
def test_a_planted_violation_is_caught(report_on_planted: str, name: str, line: str, contract: str) -> None:
    sections = report_on_planted.split("Broken contracts", 1)[1]
    section = sections.split(f"\n{contract}\n", 1)[1].split("\n---", 2)
    module = "labelwright." + name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    named = module if contract != "Imports point downwards" or line else "undeclared"
    assert named in "\n".join(section[:2]) or module in sections
