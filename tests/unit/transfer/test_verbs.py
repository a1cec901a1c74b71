"""The verbs of the command line: a project from a file, items in, a training set out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from labelwright.cli import build
from labelwright.core.errors import Conflict, InvalidProject, LabelwrightError, NotFound

Picture = Callable[..., bytes]


class Shell:
    """Runs verbs in a folder of its own, with a data directory of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.run("user", "add", "--admin", "ada@example.org")

    def run(self, *words: str) -> str:
        """What the verb said. Raises what it raised."""
        result = CliRunner().invoke(build(), [*words, "--data-dir", str(self.folder / "data")])
        if result.exception is not None:
            raise result.exception
        return result.stdout


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


PROJECT = """\
name: Cells
media: image
classes:
  - {name: cell, type: box}
"""


@pytest.mark.parametrize("template", ["image", "text"])
def test_what_init_writes_can_be_applied_and_then_changes_nothing(
    shell: Shell, template: str, tmp_path: Path
) -> None:
    CliRunner().invoke(build(), ["init", str(tmp_path / "p"), "--template", template], catch_exceptions=False)
    file = str(tmp_path / "p" / "project.yaml")
    assert "is created" in shell.run("plan", file)
    assert "revision 1" in shell.run("apply", file)
    assert shell.run("plan", file) == "Nothing would change.\n"


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text("mine")
    result = CliRunner().invoke(build(), ["init", str(tmp_path)])
    assert isinstance(result.exception, Conflict)
    assert (tmp_path / "project.yaml").read_text() == "mine"


def test_a_class_in_use_is_asked_about(shell: Shell, tmp_path: Path, picture: Picture) -> None:
    file = tmp_path / "project.yaml"
    file.write_text(PROJECT)
    shell.run("apply", str(file))
    dataset = tmp_path / "set"
    (dataset / "images").mkdir(parents=True)
    (dataset / "images" / "a.png").write_bytes(picture())
    (dataset / "annotations.json").write_text(
        json.dumps(
            {
                "images": [{"id": 1, "file_name": "a.png", "width": 8, "height": 6}],
                "categories": [{"id": 1, "name": "cell"}],
                "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 2]}],
            }
        )
    )
    assert "1 items came in." in shell.run("import", "Cells", str(dataset), "--answers", "truth")
    file.write_text(PROJECT.replace("name: cell", "name: dot"))
    assert "(1 annotations would be touched)" in shell.run("plan", str(file))
    with pytest.raises(Conflict, match="used by 1 annotation"):
        shell.run("apply", str(file))
    assert json.loads(shell.run("apply", str(file), "--yes", "--json"))["revision"] == 2


def test_an_export_writes_a_new_file_and_tells_the_losses(
    shell: Shell, tmp_path: Path, picture: Picture
) -> None:
    file, target = tmp_path / "project.yaml", tmp_path / "out.json"
    file.write_text(PROJECT)
    shell.run("apply", str(file))
    report = json.loads(shell.run("export", "Cells", str(target), "--format", "jsonl", "--json"))
    assert (report["tasks"], report["written"]) == (0, str(target))
    assert target.is_file()
    with pytest.raises(Conflict):
        shell.run("export", "Cells", str(target))


def test_errors_point_into_the_file(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "project.yaml"
    file.write_text(PROJECT.replace("type: box", "type: bx"))
    with pytest.raises(InvalidProject, match=r"project\.yaml:4:24: .*Did you mean box\?"):
        shell.run("plan", str(file))


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["plan", "none.yaml"], NotFound),
        (["import", "Nothing", "."], NotFound),
        (["export", "Nothing", "out.zip"], NotFound),
        (["plan", "none.yaml", "--url", "http://localhost:1"], LabelwrightError),
    ],
)
def test_what_is_not_there_is_told(shell: Shell, words: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        shell.run(*words)
