"""The rules of the house that no linter knows: parts are nameless, lists are complete, locks carry no address."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from labelwright.core import errors
from labelwright.core.registry import FAMILIES, FORMATS, LABELS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "labelwright"
PART_NAMES = {*LABELS, *FORMATS}


def sources() -> Iterator[Path]:
    """Every Python file of the package that is not a part itself."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] not in ("labels", "formats"):
            yield path


def branches_on_a_part(tree: ast.AST) -> list[int]:
    """Lines where the type of an annotation or a format is compared with the name of a part."""
    lines = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            compared = ast.unparse(node.left)
            constants = {
                c.value for side in node.comparators for c in ast.walk(side) if isinstance(c, ast.Constant)
            }
            if re.search(r"\b(type|format|label)\b", compared) and constants & PART_NAMES:
                lines.append(node.lineno)
        elif isinstance(node, ast.MatchValue) and ast.unparse(node.value).strip("'\"") in PART_NAMES:
            lines.append(node.lineno)
    return lines


def test_nobody_branches_on_the_name_of_a_part() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources()
        for line in branches_on_a_part(ast.parse(path.read_text()))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    ['if annotation.type == "box": pass', 'x = mark.type in ("span", "tag")', 'if format == "coco": pass'],
)
def test_a_planted_branch_is_caught(code: str) -> None:
    assert branches_on_a_part(ast.parse(code)) == [1]


def test_the_browser_half_does_not_branch_on_a_label_type() -> None:
    compare = re.compile(r"\.type\s*[!=]==\s*'(" + "|".join(LABELS) + r")'")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("editor", "renderers", "ui", "app", "client")
        for path in sorted((ROOT / "web" / folder).rglob("*.ts*"))
        if ".test." not in path.name
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if compare.search(line)
    ]
    assert found == []


def test_the_server_loads_no_array_library() -> None:
    program = """
import sys
from labelwright.api.app import mounted
from labelwright.core.registry import LABELS, RULES
mounted(), [LABELS[name] for name in LABELS], [RULES[name] for name in RULES]
print(sorted({"numpy", "scipy", "shapely", "skimage"} & set(sys.modules)))
"""
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert said.strip() == "[]"


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_every_part_bears_the_name_it_is_found_by(family: str) -> None:
    parts = FAMILIES[family]
    assert {name: getattr(parts[name], "name", name) for name in parts} == {name: name for name in parts}


def test_every_error_but_the_root_has_a_status_of_its_own_kind() -> None:
    from labelwright.api.errors import STATUS

    direct = errors.LabelwrightError.__subclasses__()
    assert [error.__name__ for error in direct if error not in STATUS] == []


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements/*.lock")), ids=lambda path: path.name)
def test_a_lock_file_names_no_registry(lock: Path) -> None:
    lines = [line for line in lock.read_text().splitlines() if "://" in line or line.startswith("-")]
    assert lines == []


def test_the_browser_lock_file_names_no_registry() -> None:
    assert "://registry" not in (ROOT / "web" / "package-lock.json").read_text()
    assert '"resolved"' not in (ROOT / "web" / "package-lock.json").read_text()


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "adr"
    listed = set(re.findall(r"\((\d{4}-[a-z0-9-]+\.md)\)", (folder / "README.md").read_text()))
    assert listed == {path.name for path in folder.glob("[0-9]*.md")}


def test_every_layer_is_described() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert {name for name in packages if f"labelwright/{name}/`" not in text} == set()


def test_glossary_rows_are_in_order() -> None:
    rows = [
        line.split("|")[1].strip()
        for line in (ROOT / "GLOSSARY.md").read_text().splitlines()
        if line.startswith("| ")
    ]
    words = [row for row in rows if row not in ("word", "---")]
    assert words == sorted(words, key=str.casefold)
