"""`labelwright init`, `plan` and `apply`: a project as one file that lives in git."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from labelwright.cli.here import AsJson, DataDir, answer, installation
from labelwright.cli.where import As, Token, Url, actor_here, connect, project_here, project_there
from labelwright.core.errors import Conflict, Invalid, InvalidFile, NotFound

if TYPE_CHECKING:
    from labelwright.sdk import Client
    from labelwright.workflow.spec import Spec

MAX_FILE = 1 << 22
TEMPLATES = {
    "image": """\
# A Labelwright project. `labelwright plan project.yaml` shows what applying it would change.
name: {name}
media: image
description: What these pictures are labelled for.

classes:
  - {{name: car, type: box, color: "#e53e3e", key: 1}}
  - name: person
    type: box
    color: "#3182ce"
    key: 2
    attributes:
      - {{name: pose, one_of: [standing, walking, sitting]}}
      - {{name: hidden, boolean: true}}
  - {{name: day, type: tag, group: light}}
  - {{name: night, type: tag, group: light}}

groups:                      # questions that tags answer about the whole picture
  - {{name: light, pick: one, required: true}}

guideline: guideline.md      # what annotators are told

workflow:
  - {{stage: annotate, votes: 1}}            # or votes: {{min: 2, max: 5}}
  - {{stage: review, share: 0.2, by: reviewer}}
""",
    "text": """\
# A Labelwright project. `labelwright plan project.yaml` shows what applying it would change.
name: {name}
media: text
description: What these texts are labelled for.

classes:
  - {{name: person, type: span, color: "#e53e3e", key: 1}}
  - {{name: place, type: span, color: "#3182ce", key: 2}}
  - {{name: question, type: tag, group: intent}}
  - {{name: request, type: tag, group: intent}}

groups:                      # questions that tags answer about the whole text
  - {{name: intent, pick: one, required: true}}

guideline: guideline.md      # what annotators are told

workflow:
  - {{stage: annotate, votes: 2}}
  - {{stage: review, share: 1, by: reviewer}}
""",
}
GUIDELINE = "# How to label\n\nSay what belongs to each class, and show the doubtful cases.\n"

File = Annotated[Path, typer.Argument(help="The project document.")]
Which = Annotated[
    str | None, typer.Option("--project", help="The project's id. [default: the one of that name]")
]


def register(app: typer.Typer) -> None:
    app.command()(init)
    app.command()(plan)
    app.command()(apply)


def init(
    folder: Annotated[Path, typer.Argument(help="Where to begin.")] = Path(),
    template: Annotated[str, typer.Option(help="image or text.")] = "image",
    as_json: AsJson = False,
) -> None:
    """Write a project.yaml with comments, and its guideline, to begin from."""
    if template not in TEMPLATES:
        raise Invalid(f"There is no template “{template}”.", remedy=f"Possible are: {', '.join(TEMPLATES)}.")
    files = {
        folder / "project.yaml": TEMPLATES[template].format(
            name=_quoted(folder.absolute().name or "My project")
        ),
        folder / "guideline.md": GUIDELINE,
    }
    for path in files:
        if path.exists():
            raise Conflict(f"{path} is there already.", remedy="Choose another folder.")
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        path.write_text(text, "utf-8")
    written = [str(path) for path in files]
    answer({"written": written}, f"Wrote {' and '.join(written)}.", as_json)


def plan(
    file: File = Path("project.yaml"),
    project: Which = None,
    data_dir: DataDir = None,
    url: Url = None,
    token: Token = None,
    as_json: AsJson = False,
) -> None:
    """Show what applying a project document would change, and which finished work it would touch."""
    spec = read_project(file)
    found = _planned_there(url, token, spec, project) if url else _planned_here(data_dir, spec, project)
    answer(found, "\n".join(_lines(found)), as_json)


def apply(
    file: File = Path("project.yaml"),
    project: Which = None,
    message: Annotated[
        str, typer.Option("--message", "-m", help="Why, for those who read the history.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Agree to what touches finished work.")] = False,
    data_dir: DataDir = None,
    url: Url = None,
    token: Token = None,
    acting: As = None,
    as_json: AsJson = False,
) -> None:
    """Make a project what its document says: create it, or write its next revision."""
    spec = read_project(file)
    found = _planned_there(url, token, spec, project) if url else _planned_here(data_dir, spec, project)
    if found["needs_confirmation"] and not yes:
        _ask(found)
    if url:
        done = _apply_there(url, token, spec, project, message)
    else:
        done = _apply_here(data_dir, spec, project, message, acting)
    text = "\n".join([*_lines(found), f"Applied: revision {done['revision']} of project {done['project']}."])
    answer({**done, "changes": found["changes"]}, text, as_json)


def read_project(file: Path) -> "Spec":
    """The project that a file describes, with the text of its guideline. Raises `InvalidProject`, `NotFound`."""
    from labelwright.workflow.spec import guideline_file, parse_yaml, with_guideline

    spec = parse_yaml(_read(file), str(file))
    beside = guideline_file(spec)
    return with_guideline(spec, _read(file.parent / beside)) if beside else spec


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE:
            raise InvalidFile("The file is too large for this.", where=str(path))
        return path.read_text("utf-8")
    except FileNotFoundError as error:
        raise NotFound(
            "There is no such file.", where=str(path), remedy="`labelwright init` writes one."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFile(f"The file cannot be read: {error}.", where=str(path)) from error


def _planned_here(data_dir: Path | None, spec: "Spec", project: str | None) -> dict[str, Any]:
    from labelwright.workflow.service import revisions
    from labelwright.workflow.spec import diff

    with installation(data_dir) as here:
        project_id = project_here(here, project or spec.name)
        if project_id is None:
            return diff(None, spec).as_dict()
        with here.database.read() as conn:
            return revisions.plan(conn, project_id, spec).as_dict()


def _apply_here(
    data_dir: Path | None, spec: "Spec", project: str | None, message: str, acting: str | None
) -> dict[str, Any]:
    from labelwright.workflow.service import projects, revisions

    with installation(data_dir) as here:
        actor, project_id = actor_here(here, acting), project_here(here, project or spec.name)
        with here.database.write() as conn:
            if project_id is None:
                return {"project": projects.create(conn, actor, spec, here.now()), "revision": 1}
            revision = revisions.apply(
                conn, actor, project_id, spec, here.now(), message=message, accept_loss=True
            )
    return {"project": project_id, "revision": revision}


def _planned_there(url: str, token: str | None, spec: "Spec", project: str | None) -> dict[str, Any]:
    from labelwright.workflow.spec import diff, to_yaml

    with connect(url, token) as client:
        project_id = project_there(client, project or spec.name)
        if project_id is None:
            return diff(None, spec).as_dict()
        planned: dict[str, Any] = client.projects.plan(project_id, to_yaml(spec))
        return planned


def _apply_there(
    url: str, token: str | None, spec: "Spec", project: str | None, message: str
) -> dict[str, Any]:
    from labelwright.workflow.spec import to_yaml

    with connect(url, token) as client:
        project_id = project_there(client, project or spec.name)
        if project_id is None:
            created = client.projects.create(yaml=to_yaml(spec))
            return {"project": created.id, "revision": created.revision}
        return {"project": project_id, "revision": _save(client, project_id, to_yaml(spec), message)}


def _save(client: "Client", project_id: str, yaml: str, message: str) -> int:
    standing = client.projects.spec(project_id)
    saved = client.projects.save(
        project_id, yaml, revision=standing.revision, message=message, accept_loss=True
    )
    return saved.revision


def _ask(found: dict[str, Any]) -> None:
    """Raises `Conflict` unless a person at the keyboard agrees."""
    question = found["question"]
    if sys.stdin.isatty():
        sys.stderr.write("\n".join(_lines(found)) + "\n")
        if typer.confirm(question, err=True):
            return
        raise Conflict("Nothing was changed.")
    raise Conflict(question, remedy="Agree with --yes.")


def _lines(found: dict[str, Any]) -> list[str]:
    if not found["changes"]:
        return ["Nothing would change."]
    signs = {"added": "+", "removed": "-", "changed": "~"}
    lines = []
    for change in found["changes"]:
        used = (
            f" ({change['annotations']:,} annotations would be touched)" if change.get("annotations") else ""
        )
        lines.append(f"{signs[change['kind']]} {change['where']}: {change['text']}{used}")
        lines += [f"    {line}" for line in change.get("detail", ())]
    return lines


def _quoted(name: str) -> str:
    import json

    return json.dumps(name, ensure_ascii=False)
