"""The verbs that need no server: convert, inspect, parts."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from labelwright.cli import convert, inspect, parts

CONLL = "Ada\tB-person\nmet\tO\nBo\tB-person\n\n"


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    for verb in (convert, inspect, parts):
        verb.register(app)
    return app


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "in.conll").write_text(CONLL)
    return tmp_path / "in.conll"


def test_a_dataset_is_converted_and_back_without_a_server(
    app: typer.Typer, source: Path, tmp_path: Path
) -> None:
    lines, back = tmp_path / "out.jsonl", tmp_path / "back.conll"
    assert CliRunner().invoke(app, ["convert", str(source), str(lines), "--to", "jsonl"]).exit_code == 0
    assert CliRunner().invoke(app, ["convert", str(lines), str(back), "--to", "conll"]).exit_code == 0
    assert back.read_text() == CONLL


def test_what_would_be_lost_is_said_and_nothing_written(
    app: typer.Typer, source: Path, tmp_path: Path
) -> None:
    result = CliRunner().invoke(
        app, ["convert", str(source), str(tmp_path / "o"), "--to", "coco", "--dry-run"]
    )
    assert (result.exit_code, (tmp_path / "o").exists()) == (0, False)
    assert "1 × text items" in result.output


def test_strict_writes_nothing_where_something_is_lost(
    app: typer.Typer, source: Path, tmp_path: Path
) -> None:
    result = CliRunner().invoke(
        app, ["convert", str(source), str(tmp_path / "o"), "--to", "coco", "--strict"]
    )
    assert (result.exit_code, (tmp_path / "o").exists()) == (1, False)


def test_an_unknown_format_is_answered_with_the_nearest(
    app: typer.Typer, source: Path, tmp_path: Path
) -> None:
    result = CliRunner().invoke(app, ["convert", str(source), str(tmp_path / "o"), "--to", "cocoa"])
    assert result.exit_code == 1
    assert "Did you mean coco?" in result.output


def test_wrong_use_leaves_with_2(app: typer.Typer) -> None:
    assert CliRunner().invoke(app, ["convert"]).exit_code == 2


def test_inspect_counts_and_names_losses(app: typer.Typer, source: Path) -> None:
    found = json.loads(CliRunner().invoke(app, ["inspect", str(source), "--json"]).output)
    assert (found["format"], found["items"]["total"], found["annotations"]) == ("conll", 1, 2)
    assert [cls["counts"] for cls in found["classes"]] == [{"span": 2}]
    assert {"text items"} == {loss["what"] for loss in found["losses"]["coco"]}


def test_parts_lists_all_with_their_origin(app: typer.Typer) -> None:
    found = json.loads(CliRunner().invoke(app, ["parts", "formats", "--json"]).output)
    assert [part["name"] for part in found] == ["coco", "conll", "jsonl", "labelstudio", "voc", "yolo"]
    assert {"built-in"} == {part["origin"] for part in found}
