"""`labelwright fuse` on tables and datasets."""

import json
from pathlib import Path

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from labelwright.cli import fuse, parts

TABLE = "item,worker,label\n" + "".join(
    f"{i},{who},{'cat' if i % 2 else 'dog'}\n" for i in range(6) for who in ("Ada", "Bo", "Cy")
)
DISPUTED = TABLE + "6,Ada,cat\n6,Bo,cat\n6,Cy,dog\n"


@pytest.fixture
def run(tmp_path: Path) -> "Run":
    return Run(tmp_path)


class Run:
    """The command on a table of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.app = typer.Typer()
        fuse.register(self.app)
        parts.register(self.app)

    def __call__(self, table: str, *options: str, name: str = "answers.csv") -> Result:
        (self.folder / name).write_text(table)
        return CliRunner().invoke(self.app, ["fuse", str(self.folder / name), *options])


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_item_is_one_line_of_json(run: Run) -> None:
    found = lines(run(DISPUTED, "--json"))
    assert [line["item"] for line in found] == list("0123456")
    assert [line["label"] for line in found] == ["dog", "cat"] * 3 + ["cat"]
    assert all(set(line) == {"item", "label", "probability"} for line in found)


def test_majority_gives_the_share_of_hands(run: Run) -> None:
    found = lines(run(DISPUTED, "--json", "--method", "majority"))
    assert [line["probability"] for line in found] == [1.0] * 6 + [0.666667]


def test_weights_count(run: Run) -> None:
    table = "item,annotator,label,weight\nx,Ada,cat,1\nx,Bo,cat,1\nx,Cy,dog,6\n"
    assert lines(run(table, "--json", "--method", "majority")) == [
        {"item": "x", "label": "dog", "probability": 0.75}
    ]


def test_gold_stands(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gold.csv").write_text("item,truth\n6,dog\n")
    found = lines(run(DISPUTED, "--json", "--gold", str(tmp_path / "gold.csv")))
    assert found[6] == {"item": "6", "label": "dog", "probability": 1.0}


def test_gold_about_other_items_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gold.csv").write_text("item,truth\nelsewhere,dog\n")
    result = run(TABLE, "--gold", str(tmp_path / "gold.csv"))
    assert "None of the gold items has an answer" in result.stderr


def test_a_person_gets_a_summary(run: Run) -> None:
    result = run(DISPUTED)
    assert result.exit_code == 0
    assert "panel, 21 votes" in result.stdout
    for word in ("items        7", "cat", "annotators   3", "least sure"):
        assert word in result.stdout


def test_tags_of_a_dataset_are_fused(run: Run) -> None:
    ontology = {
        "classes": [
            {"name": "cat", "type": "tag", "group": "pet"},
            {"name": "dog", "type": "tag", "group": "pet"},
        ],
        "groups": [{"name": "pet", "pick": "one"}],
    }
    answers = [
        {"annotator": who, "marks": [{"type": "tag", "class": cls, "value": {}}]}
        for who, cls in (("Ada", "cat"), ("Bo", "cat"), ("Cy", "dog"))
    ]
    rows = [
        {"labelwright": 1, "ontology": ontology},
        {"item": {"name": "a.txt", "media": "text", "text": "purr"}, "answers": answers},
    ]
    found = lines(run("\n".join(map(json.dumps, rows)), "--json", "--method", "majority", name="a.jsonl"))
    assert found == [{"item": "a.txt", "label": "cat", "probability": 0.666667}]


def boxes(*places: float) -> list[dict[str, object]]:
    return [
        {"type": "box", "class": "car", "value": {"x": x, "y": 0.0, "width": 20.0, "height": 20.0}}
        for x in places
    ]


def street(answers: dict[str, list[float]], *, truth: bool = False) -> str:
    """A dataset of one picture with boxes of cars at these places by each annotator."""
    item = {"name": "street.jpg", "media": "image", "width": 900, "height": 100}
    given = [{"annotator": who, "marks": boxes(*places), "truth": truth} for who, places in answers.items()]
    head = {"labelwright": 1, "ontology": {"classes": [{"name": "car", "type": "box"}]}}
    return json.dumps(head) + "\n" + json.dumps({"item": item, "answers": given})


def test_boxes_of_a_dataset_are_fused(run: Run) -> None:
    table = street({"Ada": [0, 100], "Bo": [0, 100], "Cy": [0, 500]})
    (found,) = lines(run(table, "--json", "--method", "majority", name="a.jsonl"))
    assert isinstance(found["label"], list)
    assert [(mark["value"]["x"], mark["probability"]) for mark in found["label"]] == [
        (0.0, 1.0),
        (100.0, 0.666667),
    ]
    assert (found["item"], found["probability"]) == ("street.jpg", 0.666667)


def test_boxes_that_most_put_together_stay_together(run: Run) -> None:
    rows = street({"Ada": [0, 100, 300], "Bo": [0, 100, 300], "Cy": [0, 100, 300]}).split("\n")
    sample = json.loads(rows[1])
    for answer, compounds in zip(
        sample["answers"], (["a", "a", ""], ["b", "b", ""], ["", "", ""]), strict=True
    ):
        for mark, compound in zip(answer["marks"], compounds, strict=True):
            mark["compound"] = compound
    table = "\n".join([rows[0], json.dumps(sample)])
    (found,) = lines(run(table, "--json", "--method", "majority", name="a.jsonl"))
    assert isinstance(found["label"], list)
    assert [mark.get("compound") for mark in found["label"]] == ["1", "1", None]


def test_true_boxes_stand(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(street({"expert": [1, 500]}, truth=True))
    table = street({"Ada": [0, 100], "Bo": [0, 100]})
    (found,) = lines(run(table, "--json", "--gold", str(tmp_path / "gold.jsonl"), name="a.jsonl"))
    assert isinstance(found["label"], list)
    assert [mark["value"]["x"] for mark in found["label"]] == [1.0, 500.0]


def test_a_person_gets_a_summary_of_boxes(run: Run) -> None:
    result = run(street({"Ada": [0, 100], "Bo": [0, 100], "Cy": [0, 500]}), name="a.jsonl")
    assert "1 with 3 things marked, of which 2 stand" in result.stdout
    assert "finds   invents" in result.stdout


@pytest.mark.parametrize("typed", ["dawid-skene", "dawid_skene"])
def test_a_method_may_be_typed_either_way(run: Run, typed: str) -> None:
    assert len(lines(run(TABLE, "--json", "--method", typed))) == 6


def test_an_unknown_method_is_answered_with_the_nearest(run: Run) -> None:
    result = run(TABLE, "--method", "david-skene")
    assert result.exit_code == 1
    assert "Did you mean dawid_skene?" in result.stderr


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("item,label\n1,cat\n", "annotator or worker"),
        ("item,worker,label\n", "no answers"),
        ("item,worker,label,weight\n1,Ada,cat,much\n", "weight"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(run: Run, table: str, said: str) -> None:
    result = run(table, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    app = typer.Typer()
    fuse.register(app)
    result = CliRunner().invoke(app, [str(tmp_path / "nowhere.csv")])
    assert result.exit_code == 1
    assert "There is no file" in result.stderr


def test_a_doubtful_result_warns_beside_the_lines(run: Run) -> None:
    """Two who tell the items apart win over three who always say the same, which is more than the votes bear out."""
    rows = "".join(
        f"{i},{who},{'dog' if who in 'abc' else ('cat' if i < 30 else 'dog')}\n"
        for i in range(60)
        for who in "abcxy"
    )
    result = run("item,worker,label\n" + rows, "--json", "--method", "dawid-skene")
    assert len(lines(result)) == 60
    assert "against the majority" in result.stderr
