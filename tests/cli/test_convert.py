"""The verbs that need no server: convert, inspect, parts."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from labelwright.cli import main

CONLL = "Ada\tB-person\nmet\tO\nBo\tB-person\n\n"
COCO = {
    "images": [{"id": 1, "file_name": "a.jpg", "width": 640, "height": 480}],
    "annotations": [
        {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1.5, 2, 3, 4], "attributes": {"wet": True}}
    ],
    "categories": [{"id": 1, "name": "cell"}, {"id": 2, "name": "seldom"}],
}


@dataclass(frozen=True)
class Said:
    """What a command left with, and what it said."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: object) -> Said:
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        said = capsys.readouterr()
        return Said(int(left.value.code or 0), said.out, said.err)

    return command


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "in.conll").write_text(CONLL)
    return tmp_path / "in.conll"


@pytest.fixture
def coco(tmp_path: Path) -> Path:
    (tmp_path / "in.json").write_text(json.dumps(COCO))
    return tmp_path / "in.json"


def test_a_dataset_is_converted_and_back_without_a_server(run: Run, source: Path, tmp_path: Path) -> None:
    lines, back = tmp_path / "out.jsonl", tmp_path / "back.conll"
    assert run("convert", source, lines, "--to", "jsonl").code == 0
    said = run("convert", lines, back, "--to", "conll")
    assert back.read_text() == CONLL
    assert said == Said(
        0,
        f"lost\n  1 × names of items (first: in-000001)\n1 text read as jsonl, written as conll to {back}.\n",
        "",
    )


def test_a_dry_run_says_what_would_be_lost_and_writes_nothing(run: Run, coco: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert run("convert", coco, target, "--to", "voc", "--dry-run") == Said(
        0,
        "lost\n"
        "  1 × attributes (first: a.jpg)\n"
        "  1 × fractions of pixels (first: a.jpg)\n"
        "  1 × classes without annotations (first: seldom)\n"
        "1 image read as coco (instances), nothing was written.\n",
        "",
    )
    assert not target.exists()


def test_strict_writes_nothing_where_something_is_lost(run: Run, coco: Path, tmp_path: Path) -> None:
    said = run("convert", coco, tmp_path / "out", "--to", "voc", "--strict")
    assert (said.code, (tmp_path / "out").exists()) == (1, False)
    assert said.out.endswith("nothing was written: --strict takes nothing refused or lost.\n")
    assert run("convert", coco, tmp_path / "out.jsonl", "--to", "jsonl", "--strict").code == 0


def test_what_a_conversion_did_is_told_as_json(run: Run, coco: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    assert run("convert", coco, target, "--to", "yolo", "--json").data == {
        "written": True,
        "target": str(target),
        "format": "coco",
        "dialect": "instances",
        "to": "yolo",
        "items": 1,
        "warning_count": 1,
        "refused_count": 0,
        "warnings": [
            {
                "message": "No item is in the split “val”, which training wants.",
                "where": "data.yaml",
                "remedy": "",
            }
        ],
        "refused": [],
        "losses": [
            {"what": "attributes", "count": 1, "example": "a.jpg"},
            {"what": "items in no split (they go to train)", "count": 1, "example": "a.jpg"},
        ],
    }


def test_a_target_that_exists_is_replaced_only_when_told(run: Run, source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("mine")
    said = run("convert", source, target, "--to", "jsonl")
    assert said == Said(
        1, "", f"labelwright: {target} exists already. Choose another name, or give --replace.\n"
    )
    assert target.read_text() == "mine"
    assert run("convert", source, target, "--to", "jsonl", "--replace").code == 0
    assert target.read_text() != "mine"


@pytest.mark.parametrize("target", ["in.conll", "."])
def test_a_target_never_takes_the_place_of_what_is_read(
    target: str, run: Run, source: Path, tmp_path: Path
) -> None:
    said = run("convert", source, tmp_path / target, "--to", "conll", "--replace")
    assert said.code == 1
    assert "would take the place of what is read" in said.err
    assert source.read_text() == CONLL


def test_a_format_that_holds_no_item_writes_nothing(run: Run, source: Path, tmp_path: Path) -> None:
    said = run("convert", source, tmp_path / "out", "--to", "coco")
    assert said == Said(
        1, "", "labelwright: COCO JSON holds no item of these: 1 × text items. Choose another format.\n"
    )
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "cocoa"], "Did you mean coco?"),
        (
            ["--to", "voc", "--dialect", "loud"],
            "Pascal VOC XML has no dialect “loud”. It has: official, cvat",
        ),
        (["--to", "voc", "--from", "cocoa"], "Did you mean coco?"),
        (["--to", "voc", "--from-dialect", "loud"], "CoNLL columns (IOB) has no dialect “loud”."),
    ],
)
def test_what_is_unknown_is_answered_with_what_is_known(
    words: list[str], said: str, run: Run, source: Path, tmp_path: Path
) -> None:
    answer = run("convert", source, tmp_path / "out", *words)
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err


def test_the_dialect_that_is_read_can_be_named(run: Run, tmp_path: Path) -> None:
    box = "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>3</xmax><ymax>3</ymax></bndbox>"
    xml = f"<annotation><filename>a.jpg</filename><object><name>x</name>{box}</object></annotation>"
    (tmp_path / "a.xml").write_text(xml)
    boxes = []
    for number, words in enumerate([[], ["--from-dialect", "cvat"]]):
        target = tmp_path / f"{number}.json"
        run("convert", tmp_path / "a.xml", target, "--to", "coco", *words)
        boxes.append(json.loads(target.read_text())["annotations"][0]["bbox"])
    assert boxes == [[0, 0, 3, 3], [1, 1, 2, 2]]


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    run: Run, source: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    said = run("convert", source, tmp_path / "file" / "out", "--to", "jsonl")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"labelwright: {tmp_path / 'file'}")


def test_files_that_no_format_knows_are_answered_with_a_remedy(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_text("")
    said = run("inspect", tmp_path)
    assert said.err == (
        f"labelwright: {tmp_path.name}: No format knows these files as its own. "
        "Name the format with --from, or see `labelwright parts formats`.\n"
    )


@pytest.mark.parametrize("words", [["convert"], ["convert", "a", "b"], ["inspect"], ["inspect", "a", "b"]])
def test_wrong_use_leaves_with_2(words: list[str], run: Run) -> None:
    assert run(*words).code == 2


def test_inspect_tells_a_person_what_is_there(run: Run, coco: Path) -> None:
    said = run("inspect", coco)
    assert said.out.splitlines()[:7] == [
        "format        coco (instances): in.json has the keys of COCO",
        "items         1 image",
        "annotations   1 in 1 answer",
        "classes       2",
        "  cell    1 × box",
        "  seldom  0",
        "written as    would lose",
    ]
    rows = said.out.splitlines()[7:]
    assert "  coco        nothing" in rows
    assert rows[rows.index("  voc         1 × attributes") + 1] == "              1 × fractions of pixels"


def test_inspect_tells_a_program_what_is_there(run: Run, coco: Path) -> None:
    found = run("inspect", coco, "--json").data
    losses = found.pop("losses")
    assert losses["conll"] == [
        {"what": "image items", "count": 1, "example": "a.jpg"},
        {"what": "classes without annotations", "count": 1, "example": "seldom"},
    ]
    assert losses["coco"] == []
    assert found == {
        "format": "coco",
        "dialect": "instances",
        "sure": 0.95,
        "why": "in.json has the keys of COCO",
        "name": "in.json",
        "items": {"total": 1, "image": 1},
        "splits": {"": 1},
        "answers": 1,
        "annotators": 0,
        "annotations": 1,
        "classes": [
            {
                "name": "cell",
                "type": "box",
                "attributes": [{"name": "wet", "kind": "boolean"}],
                "counts": {"box": 1},
            },
            {"name": "seldom", "type": "box", "counts": {}},
        ],
        "groups": [],
        "report": {"warning_count": 0, "refused_count": 0, "warnings": [], "refused": [], "losses": []},
    }


def test_losses_are_not_tried_when_not_wanted(run: Run, coco: Path) -> None:
    assert run("inspect", coco, "--no-losses", "--json").data["losses"] == {}


def test_long_lists_are_cut_for_a_person(run: Run, tmp_path: Path) -> None:
    broken = [{"id": n, "image_id": 1, "category_id": 99, "bbox": [0, 0, 1, 1]} for n in range(30)]
    classes = [{"id": n, "name": f"class {n}"} for n in range(1, 51)]
    (tmp_path / "in.json").write_text(json.dumps({**COCO, "annotations": broken, "categories": classes}))
    lines = run("inspect", tmp_path / "in.json", "--no-losses").out.splitlines()
    assert "refused       30" in lines
    assert "  in.json: a.jpg: Category 99 is not listed." in lines
    assert "  … and 30 more (--json lists them)" in lines
    assert "  … and 10 more (--json lists the first thousand)" in lines


def test_names_from_a_file_steer_no_terminal(run: Run, tmp_path: Path) -> None:
    hostile = "\u001b[2Jgone\nformat \u202e"
    classes = [{"id": 1, "name": hostile}]
    (tmp_path / "in.json").write_text(json.dumps({**COCO, "categories": classes}))
    said = run("inspect", tmp_path / "in.json")
    assert said.code == 0
    assert not set("\u001b\u202e") & set(said.out)
    assert "  \ufffd[2Jgone\ufffdformat \ufffd  1 × box" in said.out.splitlines()


def test_parts_lists_all_with_their_origin(run: Run) -> None:
    found = run("parts", "formats", "--json").data
    assert {"coco", "conll", "jsonl", "labelstudio", "voc", "yolo"} <= {part["name"] for part in found}
    assert {"built-in"} == {part["origin"] for part in found}
    rows = run("parts", "formats").out.splitlines()
    assert (
        "formats  voc            Pascal VOC XML               built-in  dialects: official, cvat, labelimg"
        in rows
    )
    assert "formats  jsonl          Labelwright JSON Lines       built-in" in rows


def test_no_bar_is_drawn_where_nobody_looks(run: Run, coco: Path, tmp_path: Path) -> None:
    assert run("convert", coco, tmp_path / "out.jsonl", "--to", "jsonl").err == ""
