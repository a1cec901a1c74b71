"""Every example can be set up on a real server, labelled, and exported, by the very code that its README names."""

import importlib.util
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from tests.server import Server

from labelwright.core.records import Annotation
from labelwright.sdk import Client
from labelwright.workflow.spec import parse_yaml

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FOLDERS = sorted(path.parent for path in EXAMPLES.glob("*/project.yaml"))


@pytest.fixture(scope="module")
def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples_run", EXAMPLES / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("examples")
    (folder / "data").mkdir()
    shutil.copyfile(sqlite_template, folder / "data" / "labelwright.db")
    server = Server(folder, f"sqlite:///{folder / 'data' / 'labelwright.db'}")
    server.start()
    server.add("ada", is_admin=True)
    try:
        with Client(server.url, server.token("ada")) as opened:
            yield opened
    finally:
        server.stop()


def test_the_readme_lists_every_example() -> None:
    text = (EXAMPLES / "README.md").read_text()
    assert [folder.name for folder in FOLDERS if f"`{folder.name}/`" not in text] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_example_runs(client: Client, runner: ModuleType, folder: Path, tmp_path: Path) -> None:
    project = runner.start(client, folder)
    media = list((folder / "media").iterdir())
    expected = len(media) if len(media) > 1 else len(media[0].read_text().splitlines()) - 1
    assert project.counts.tasks == expected

    spec = parse_yaml(runner.document(folder), "project.yaml")
    tag = next(cls.name for cls in spec.ontology.classes if cls.group and cls.key)
    for _ in range(spec.stages[0].votes_min):
        bundle = client.next(project.id, stage=0).bundle
        if bundle is None:
            break
        client.submit(bundle.assignment.id, [Annotation("t", "tag", tag)], seconds=4.0)

    losses = runner.export(client, project.id, tmp_path / "out", "jsonl")
    assert losses == []
    written = read(tmp_path / "out")
    assert (
        json.loads(written.splitlines()[0])["ontology"]["classes"][0]["name"] == spec.ontology.classes[0].name
    )


def read(file: Path) -> str:
    """The text of an export: the file itself, or the one in its archive."""
    if not zipfile.is_zipfile(file):
        return file.read_text()
    with zipfile.ZipFile(file) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".jsonl")]
        return archive.read(name).decode()
