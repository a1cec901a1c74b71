"""`labelwright check` and `labelwright suspects` on files."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typer
from click.testing import Result
from PIL import Image
from typer.testing import CliRunner

from labelwright.cli import check, suspects

BOXES = {"cat.png": [(10, 10, 20, 20, "cat"), (10, 10, 20, 20, "cat")], "dog.png": [(30, 30, 15, 2, "dog")]}
RULES = """
name: Pets
media: image
classes:
  - {name: cat, type: box}
  - {name: dog, type: box}
checks:
  - {rule: min_size, class: dog, pixels: 4, severity: warning}
"""


def invoke(*words: object) -> Result:
    app = typer.Typer()
    check.register(app)
    suspects.register(app)
    return CliRunner().invoke(app, [str(word) for word in words])


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


def coco(boxes: dict[str, list[tuple[Any, ...]]]) -> dict[str, Any]:
    names = ["cat", "dog"]
    images = [{"id": n, "file_name": name, "width": 100, "height": 80} for n, name in enumerate(boxes, 1)]
    annotations = []
    for image, own in enumerate(boxes.values(), 1):
        for x, y, width, height, name, *score in own:
            entry = {"id": len(annotations) + 1, "image_id": image, "category_id": names.index(name) + 1}
            entry |= {"bbox": [x, y, width, height], "area": width * height, "iscrowd": 0}
            annotations.append({**entry, **({"score": score[0]} if score else {})})
    categories = [{"id": n, "name": name} for n, name in enumerate(names, 1)]
    return {"images": images, "annotations": annotations, "categories": categories}


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    path = tmp_path / "pets.json"
    path.write_text(json.dumps(coco(BOXES)))
    return path


def test_the_usual_checks_are_run_where_none_are_named(pets: Path) -> None:
    result = invoke("check", pets)
    assert result.exit_code == 1
    first, second, *_ = result.stdout.splitlines()
    assert first == "2 items: 1 error, 0 warnings"
    assert second.split() == ["error", "no_duplicates", "1"]
    assert "cat.png: “cat” is there twice." in result.stdout


def test_the_checks_of_a_project_are_run_where_it_is_named(pets: Path, tmp_path: Path) -> None:
    rules = tmp_path / "project.yaml"
    rules.write_text(RULES)
    result = invoke("check", pets, "--rules", rules, "--json")
    assert result.exit_code == 0
    (found,) = rows(result)
    assert (found["item"], found["rule"], found["severity"]) == ("dog.png", "min_size", "warning")


def test_a_finding_is_one_line_of_json_with_its_fix(pets: Path) -> None:
    (found,) = rows(invoke("check", pets, "--json"))
    assert found["fix"]["title"] == "Drop the duplicate"
    assert [change["id"] for change in found["fix"]["changes"]] == [found["annotations"][0]]


def test_marks_of_classes_that_the_project_lacks_are_told(pets: Path, tmp_path: Path) -> None:
    rules = tmp_path / "project.yaml"
    rules.write_text(RULES.replace("  - {name: cat, type: box}\n", ""))
    result = invoke("check", pets, "--rules", rules)
    assert result.exit_code == 0
    assert "2 marks could not be looked at" in result.stderr


def test_nearly_the_same_pictures_with_other_labels_are_found(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    picture = Image.linear_gradient("L").rotate(30).resize((100, 80))
    for name in BOXES:
        picture.save(tmp_path / "images" / name)
        picture = picture.point(lambda value: min(255, value + 2))
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations" / "instances.json").write_text(json.dumps(coco(BOXES)))
    found = [row for row in rows(invoke("check", tmp_path, "--json")) if row["rule"] == "same_item"]
    assert [(row["item"], row["others"], row["severity"]) for row in found] == [
        ("cat.png", ["dog.png"], "warning")
    ]


def probabilities(path: Path) -> Path:
    """Forty items of two classes; the model is sure, and of item 7 of the other class."""
    lines = ["item,Cat,dog"]
    for n in range(40):
        cat = (n % 2 == 0) != (n == 7)
        lines.append(f"{n},{0.95 if cat else 0.05},{0.05 if cat else 0.95}")
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_table_of_labels_is_ranked_by_a_table_of_probabilities(tmp_path: Path) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("item,label\n" + "".join(f"{n},{'Cat' if n % 2 == 0 else 'dog'}\n" for n in range(40)))
    found = rows(invoke("suspects", labels, "--predictions", probabilities(tmp_path / "p.csv"), "--json"))
    assert len(found) == 40
    assert (found[0]["item"], found[0]["label"], found[0]["likely"], found[0]["listed"]) == (
        "7",
        "dog",
        "Cat",
        True,
    )
    assert [row["listed"] for row in found[1:]] == [False] * 39


def test_the_text_says_how_many_are_listed(tmp_path: Path) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("item,label\n" + "".join(f"{n},{'Cat' if n % 2 == 0 else 'dog'}\n" for n in range(40)))
    said = invoke("suspects", labels, "--predictions", probabilities(tmp_path / "p.csv")).stdout.splitlines()
    assert said[0] == "40 items, 1 label more probably wrong than right"
    assert said[1].split()[1:] == ["class", "7:", "dog", "→", "Cat"]


def test_boxes_are_compared_with_predictions_of_any_format(tmp_path: Path) -> None:
    given, predicted = tmp_path / "given.json", tmp_path / "predicted.json"
    given.write_text(json.dumps(coco({"a.png": [(10, 10, 20, 20, "cat")], "b.png": [(5, 5, 20, 20, "dog")]})))
    seen = {
        "a.png": [(10, 10, 20, 20, "dog", 0.9)],
        "b.png": [(5, 5, 20, 20, "dog", 0.9), (50, 50, 9, 9, "cat", 0.8)],
    }
    predicted.write_text(json.dumps(coco(seen)))
    found = rows(invoke("suspects", given, "--predictions", predicted, "--json"))
    assert [(row["item"], row["kind"]) for row in found[:2]] == [("a.png", "swapped"), ("b.png", "missing")]


def test_tokens_of_spans_are_ranked(tmp_path: Path) -> None:
    text = "Ada met Bob in Graz"
    words = [(0, 3), (4, 7), (8, 11), (12, 14), (15, 19)]
    spans = [(0, 3, "person"), (8, 11, "person")]
    classes = [{"name": name, "type": "span"} for name in ("person", "place")]
    marks = [{"type": "span", "class": cls, "value": {"start": s, "end": e}} for s, e, cls in spans]
    lines: list[dict[str, Any]] = [{"labelwright": 1, "ontology": {"classes": classes}}]
    lines += [
        {"item": {"name": f"{n}.txt", "media": "text", "text": text}, "answers": [{"marks": marks}]}
        for n in range(30)
    ]
    data = tmp_path / "texts.jsonl"
    data.write_bytes(b"\n".join(map(msgspec.json.encode, lines)))
    table = ["item,start,end,O,person,place"]
    for n in range(30):
        for start, end in words:
            own = next((cls for s, e, cls in spans if s == start), "O")
            own = "place" if n == 3 and start == 15 else own
            table.append(
                f"{n}.txt,{start},{end},"
                + ",".join("0.9" if own == c else "0.05" for c in ("O", "person", "place"))
            )
    predictions = tmp_path / "tokens.csv"
    predictions.write_text("\n".join(table) + "\n")
    found = rows(invoke("suspects", data, "--predictions", predictions, "--json"))
    assert [(r["item"], r["start"], r["end"], r["label"], r["likely"]) for r in found] == [
        ("3.txt", 15, 19, "O", "place")
    ]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("name,a,b\n1,0.5,0.5\n", "The table has no column item."),
        ("item,a\n1,0.5\n", "The table needs a column for each of two classes or more."),
        ("item,a,b\n1,0.5,much\n", "The row holds something else than numbers."),
        ("item,a,b\n9,0.5,0.5\n", "have no item in common."),
        (
            "item,start,end,a,b\n1,0,3,0.5,0.5\n",
            "A table of tokens speaks of spans, and a table of labels has none.",
        ),
    ],
)
def test_a_table_that_does_not_do_is_refused(tmp_path: Path, table: str, said: str) -> None:
    labels, predictions = tmp_path / "labels.csv", tmp_path / "p.csv"
    labels.write_text("item,label\n1,a\n")
    predictions.write_text(table)
    result = invoke("suspects", labels, "--predictions", predictions)
    assert said in str(result.exception)
