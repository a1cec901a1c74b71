"""`labelwright agree`: figures of agreement for a table or a dataset, without a server."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from labelwright.cli import agree

TABLE = "item,worker,label\n" + "".join(
    f"{item},{worker},{label}\n"
    for item, labels in (("a", "xxy"), ("b", "yyy"), ("c", "xxx"), ("d", "xyx"), ("e", "zzz"))
    for worker, label in zip(("Ada", "Bo", "Cy"), labels, strict=True)
)


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)
    agree.register(app)
    return app


@pytest.fixture
def table(tmp_path: Path) -> Path:
    (tmp_path / "answers.csv").write_text(TABLE)
    return tmp_path / "answers.csv"


@pytest.fixture
def boxes(tmp_path: Path) -> Path:
    """Two pictures, with boxes and a tag by two annotators; the second of one box is moved by half its width."""
    classes = [{"name": "cell", "type": "box"}, {"name": "night", "type": "tag"}]

    def answer(name: str, *places: float) -> dict[str, Any]:
        boxes = [
            {"class": "cell", "type": "box", "value": {"x": x, "y": 0, "width": 8, "height": 8}}
            for x in places
        ]
        return {"annotator": name, "kind": "person", "marks": [*boxes, {"class": "night", "type": "tag"}]}

    lines = [{"labelwright": 1, "ontology": {"classes": classes}}]
    for number, moved in enumerate((0, 4)):
        item = {"name": f"{number}.jpg", "media": "image", "width": 100, "height": 100}
        lines.append({"item": item, "answers": [answer("Ada", 0, 20), answer("Bo", moved, 20)]})
    (tmp_path / "boxes.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return tmp_path / "boxes.jsonl"


def said(app: typer.Typer, *arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["agree", *arguments, "--json"])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found


def test_a_table_gives_each_figure_with_its_interval(app: typer.Typer, table: Path) -> None:
    found = said(app, str(table), "--metric", "alpha", "--metric", "agreement")
    assert list(found) == ["alpha", "agreement"]
    assert found["agreement"]["value"] == pytest.approx((1 / 3 + 1 + 1 + 1 / 3 + 1) / 5)
    assert all(figure["low"] <= figure["value"] <= figure["high"] for figure in found.values())


def test_the_usual_figures_of_a_table(app: typer.Typer, table: Path) -> None:
    assert list(said(app, str(table))) == ["agreement", "alpha", "fleiss", "ac1"]


def test_two_annotators_are_told_cohens_kappa(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text("item,annotator,label\na,Ada,x\na,Bo,x\nb,Ada,y\nb,Bo,x\n")
    assert "cohen" in said(app, str(tmp_path / "two.csv"))


def test_the_same_seed_gives_the_same_and_figures_do_not_depend_on_one_another(
    app: typer.Typer, table: Path
) -> None:
    alone = said(app, str(table), "--metric", "alpha", "--seed", "7")
    among = said(app, str(table), "--metric", "fleiss", "--metric", "alpha", "--seed", "7")
    assert alone["alpha"] == among["alpha"]


def test_parts_by_class_pair_and_item(app: typer.Typer, table: Path) -> None:
    by_class, by_pair, by_item = (said(app, str(table), "--by", by) for by in ("class", "pair", "item"))
    assert [part["class"] for part in by_class["alpha"]["by"]] == ["x", "y", "z"]
    assert {(part["first"], part["second"]) for part in by_pair["cohen"]["by"]} == {
        ("Ada", "Bo"),
        ("Ada", "Cy"),
        ("Bo", "Cy"),
    }
    assert {part["item"]: part["value"] for part in by_item["agreement"]["by"]} == pytest.approx(
        {"a": 1 / 3, "b": 1.0, "c": 1.0, "d": 1 / 3, "e": 1.0}
    )


def test_boxes_and_tags_have_figures_of_both_kinds(app: typer.Typer, boxes: Path) -> None:
    found = said(app, str(boxes))
    assert {"agreement", "alpha", "likeness", "alpha-answers", "f1", "iou"} <= found.keys()
    assert found["f1"]["value"] == pytest.approx((2 * 3 + 2 * 2) / (6 + 6))
    assert found["iou"]["value"] == pytest.approx((2 + 1 + 1 / 3) / 4)
    assert found["alpha"]["value"] is None


def test_boxes_in_parts(app: typer.Typer, boxes: Path) -> None:
    (pair,) = said(app, str(boxes), "--metric", "iou", "--by", "pair")["iou"]["by"]
    assert (pair["first"], pair["second"], pair["value"]) == ("Ada", "Bo", pytest.approx(5 / 6))
    items = said(app, str(boxes), "--metric", "iou", "--by", "item")["iou"]["by"]
    assert {part["item"]: part["value"] for part in items} == pytest.approx({"0.jpg": 1.0, "1.jpg": 2 / 3})
    classes = said(app, str(boxes), "--metric", "f1", "--by", "class")["f1"]["by"]
    assert {part["class"]: part["value"] for part in classes} == pytest.approx({"cell": 0.75, "night": 1.0})


def test_a_person_reads_a_table_with_what_is_not_defined(app: typer.Typer, boxes: Path) -> None:
    output = CliRunner().invoke(app, ["agree", str(boxes), "--by", "item", "--metric", "likeness"]).output
    assert "Likeness of answers" in output
    assert "1.jpg" in output
    assert "not defined" in CliRunner().invoke(app, ["agree", str(boxes), "--metric", "alpha"]).output


def test_names_from_a_file_steer_no_terminal(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("item,worker,label\na,Ada,[red]x\na,Bo,\x1b[31my\n")
    output = CliRunner().invoke(app, ["agree", str(tmp_path / "odd.csv"), "--by", "class"]).output
    assert "[red]x" in output
    assert "\x1b" not in output


@pytest.mark.parametrize(
    ("metric", "said_too"),
    [
        ("alfa", "Did you mean alpha?"),
        ("fleis", "Did you mean fleiss?"),
        ("krippendorff", "Did you mean alpha?"),
        ("fleiss_kappa", "Did you mean fleiss?"),
        ("wer", "They have:"),
    ],
)
def test_an_unknown_figure_is_answered_with_the_nearest(
    app: typer.Typer, table: Path, metric: str, said_too: str
) -> None:
    result = CliRunner().invoke(app, ["agree", str(table), "--metric", metric])
    assert result.exit_code == 1
    assert said_too in result.output


@pytest.mark.parametrize(("metric", "by"), [("alpha", "item"), ("alpha-interval", "class")])
def test_figures_without_such_parts_say_so(app: typer.Typer, tmp_path: Path, metric: str, by: str) -> None:
    (tmp_path / "n.csv").write_text("item,worker,label\na,Ada,1\na,Bo,2\nb,Ada,1\nb,Bo,1\n")
    result = CliRunner().invoke(app, ["agree", str(tmp_path / "n.csv"), "--metric", metric, "--by", by])
    assert (result.exit_code, "Ask for" in result.output) == (1, True)


def test_labels_that_are_no_numbers_are_named(app: typer.Typer, table: Path) -> None:
    result = CliRunner().invoke(app, ["agree", str(table), "--metric", "alpha-interval"])
    assert (result.exit_code, "The label “x” is no number" in result.output) == (1, True)


def test_answers_that_nobody_shares_cannot_agree(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "alone.csv").write_text("item,worker,label\na,Ada,x\nb,Bo,x\n")
    (tmp_path / "alone.conll").write_text("Ada\tB-person\n\n")
    for name in ("alone.csv", "alone.conll"):
        result = CliRunner().invoke(app, ["agree", str(tmp_path / name)])
        assert (result.exit_code, "nothing to compare" in result.output) == (1, True)


def test_wrong_use_leaves_with_2(app: typer.Typer, table: Path) -> None:
    assert CliRunner().invoke(app, ["agree", str(table), "--by", "moon"]).exit_code == 2
    assert CliRunner().invoke(app, ["agree"]).exit_code == 2
