"""Runs one of the examples against a server: creates its project, imports its media, and exports what was labelled.

python examples/run.py start examples/chatbot --url http://localhost:8787 --token lw_…
python examples/run.py export PROJECT_ID chatbot.zip --format conll --url … --token …
"""

import argparse
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from labelwright.sdk import Client
from labelwright.sdk.shapes import Project


def start(client: Client, folder: Path) -> Project:
    """The example's project, with all its media imported."""
    project = client.projects.create(yaml=document(folder))
    with TemporaryDirectory() as temporary:
        upload = client.uploads.send(pack(folder / "media", Path(temporary)))
    job = client.imports.start(project.id, {"kind": "upload", "id": upload.id}, answers="none")
    client.jobs.wait(job.id)
    return client.projects.get(project.id)


def document(folder: Path) -> str:
    """The project document, with the guideline's text in place of its file's name."""
    parsed = yaml.safe_load((folder / "project.yaml").read_text())
    parsed["guideline"] = (folder / parsed["guideline"]).read_text()
    return yaml.safe_dump(parsed, allow_unicode=True, sort_keys=False)


def pack(media: Path, into: Path) -> Path:
    """The one file of a folder as it is, or all of them in a zip archive."""
    files = sorted(media.iterdir())
    if len(files) == 1:
        return files[0]
    archive = into / "media.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for file in files:
            packed.write(file, file.name)
    return archive


def export(client: Client, project_id: str, to: Path, format_name: str) -> list[str]:
    """Writes the truths of a project to a file; what the format could not hold, a line each."""
    preview = client.exports.preview(project_id, format_name)
    job = client.jobs.wait(client.exports.start(project_id, format_name).id)
    to.write_bytes(client.jobs.result(job.id))
    return [f"{loss['what']}: {loss['count']}" for loss in preview["losses"]]


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--url", required=True)
    options.add_argument("--token", required=True)
    verbs = options.add_subparsers(dest="verb", required=True)
    starting = verbs.add_parser("start")
    starting.add_argument("folder", type=Path)
    exporting = verbs.add_parser("export")
    exporting.add_argument("project_id")
    exporting.add_argument("to", type=Path)
    exporting.add_argument("--format", default="jsonl")
    chosen = options.parse_args()
    with Client(chosen.url, chosen.token) as client:
        if chosen.verb == "start":
            project = start(client, chosen.folder)
            print(f"{project.name} is at {chosen.url}/projects/{project.id}")
        else:
            for loss in export(client, chosen.project_id, chosen.to, chosen.format):
                print(f"not held by {chosen.format}: {loss}")
            print(f"written to {chosen.to}")


if __name__ == "__main__":
    main()
