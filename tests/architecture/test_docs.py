"""What the documents say is so: commands and options exist, YAML is valid, links lead somewhere, Python imports."""

import ast
import importlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from labelwright.cli import build
from labelwright.workflow.spec import parse_document

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "examples" / "README.md"]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> Iterator[tuple[Path, str]]:
    for path in DOCUMENTS:
        for language, text in BLOCK.findall(path.read_text()):
            if language == kind:
                yield path, text


def commands() -> Iterator[tuple[str, str]]:
    """Every `labelwright …` in a block or between backticks, with the file it stands in."""
    for path in DOCUMENTS:
        text = path.read_text()
        lines = [line for _, block in BLOCK.findall(text) for line in block.splitlines()]
        for found in [*lines, *re.findall(r"`([^`\n]+)`", text)]:
            if re.match(r"(\.venv/bin/)?labelwright [a-z]", found):
                yield path.name, found.split("#")[0].split(" or ")[0].strip()


@pytest.mark.parametrize(("name", "line"), sorted(set(commands())))
def test_a_command_in_the_documents_exists_with_its_options(name: str, line: str) -> None:
    words = shlex.split(line)[1:]
    command: Any = typer.main.get_command(build())
    while hasattr(command, "commands") and words:
        assert words[0] in command.commands, f"{name}: {line}"
        command = command.commands[words.pop(0)]
    known = {
        option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert [word for word in words if word.startswith("--") and word not in known] == [], f"{name}: {line}"


@pytest.mark.parametrize(("path", "text"), list(blocks("yaml")), ids=lambda value: getattr(value, "name", ""))
def test_a_project_document_in_the_documents_is_valid(path: Path, text: str) -> None:
    assert parse_document(yaml.safe_load(text)).name


@pytest.mark.parametrize(
    ("path", "text"), list(blocks("python")), ids=lambda value: getattr(value, "name", "")
)
def test_an_import_in_the_documents_works(path: Path, text: str) -> None:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            module = importlib.import_module(node.module or "")
            assert [alias.name for alias in node.names if not hasattr(module, alias.name)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files(path: Path) -> None:
    targets = [
        target.split("#")[0]
        for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text())
        if "://" not in target and not target.startswith("#")
    ]
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_setting_in_the_documents_exists() -> None:
    from dataclasses import fields

    from labelwright.app.settings import Settings

    named = set(
        re.findall(r"`LABELWRIGHT_([A-Z_]+)`", (ROOT / "docs" / "guides" / "operating.md").read_text())
    )
    assert named - {field.name.upper() for field in fields(Settings)} == set()
