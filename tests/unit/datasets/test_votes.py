"""Votes come from tables of answers and from the tags of any dataset; what is wrong is named with its line."""

import json
from pathlib import Path

import pytest

from labelwright.core.errors import InvalidFile, NotFound
from labelwright.core.votes import Votes
from labelwright.datasets.table import LONGEST_LINE
from labelwright.datasets.votes import read_truths, read_votes

DATA = Path(__file__).parents[4] / "shared" / "data" / "crowd"


def table(folder: Path, text: str | bytes, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def rows(votes: Votes) -> list[tuple[str, str, str]]:
    return [
        (votes.items[i], votes.annotators[a], votes.labels[c])
        for i, a, c in zip(votes.item, votes.annotator, votes.label, strict=True)
    ]


@pytest.mark.parametrize("annotator", ["annotator", "worker", " Worker "])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_whatever_parts_its_columns(tmp_path: Path, annotator: str, separator: str) -> None:
    lines = [("label", "when", "item", annotator), ("cat", "now", "a", "Ada"), ("dog", "then", "b", "Bo")]
    path = table(tmp_path, "\r\n".join(separator.join(line) for line in lines))
    assert rows(read_votes(path)) == [("a", "Ada", "cat"), ("b", "Bo", "dog")]


def test_a_byte_order_mark_blank_lines_and_quoted_line_ends_are_no_trouble(tmp_path: Path) -> None:
    path = table(tmp_path, '\ufeffitem,worker,label\n\na,Ada,"a cat,\nasleep"\n\n')
    assert rows(read_votes(path)) == [("a", "Ada", "a cat,\nasleep")]


def test_weights_are_read_where_there_are_any(tmp_path: Path) -> None:
    votes = read_votes(table(tmp_path, "item,worker,label,weight\na,Ada,x,0.5\na,Bo,x,2\na,Ada,x,0.5\n"))
    assert votes.weight is not None
    assert votes.weight.tolist() == [0.5, 2.0]


def test_a_row_given_twice_counts_once_and_the_order_stays(tmp_path: Path) -> None:
    votes = read_votes(table(tmp_path, "item,worker,label\nb,Bo,x\na,Ada,y\nb,Bo,x\nb,Bo,y\n"))
    assert rows(votes) == [("b", "Bo", "x"), ("a", "Ada", "y"), ("b", "Bo", "y")]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "no column item, annotator or worker, label"),
        ("item,label\na,x\n", 1, "no column annotator or worker"),
        ("item,worker,label\n", 1, "no answers"),
        ("item,worker,label\na,Ada,x\na,Ada\n", 3, "has 2 columns, and the header 3"),
        ("item,worker,label\na,Ada,\n", 2, "has no label"),
        ("item,worker,label\na,A\0da,x\n", 2, "NUL"),
        (b"item,worker,label\na,Ada,x\na,\xffda,x\n", 3, "not UTF-8"),
        ('item,worker,label\na,"Ada"x,x\n', 2, "no CSV"),
        ('item,worker,label\na,Ada,"' + ("x" * 999_999 + "\n") * 3 + '"\n', 4, "field larger than"),
        ("item,worker,label\n" + "x" * LONGEST_LINE, 2, "more than"),
        ("item,worker,label,weight\na,Ada,x,heavy\n", 2, "“heavy” is no number"),
        ("item,worker,label,weight\na,Ada,x,-1\n", 2, "“-1” is no number"),
        ("item,worker,label,weight\na,Ada,x,1\na,Bo,x,nan\n", 3, "“nan” is no number"),
        ("item,worker,label,weight\na,Ada,x,inf\n", 2, "“inf” is no number"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_remedy(
    tmp_path: Path, text: str | bytes, line: int, said: str
) -> None:
    with pytest.raises(InvalidFile) as caught:
        read_votes(table(tmp_path, text))
    (problem,) = caught.value.problems
    assert ("answers.csv", line) == (problem.where, problem.line)
    assert said in problem.message
    assert problem.remedy
    assert str(problem) == str(caught.value)


def test_no_file_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_votes(tmp_path / "nothing.csv")


def test_truths_are_one_for_each_item(tmp_path: Path) -> None:
    assert read_truths(table(tmp_path, "item,truth\na,x\nb,y\na,x\n")) == {"a": "x", "b": "y"}
    with pytest.raises(InvalidFile, match="3: The item “a” has two truths, “x” and “y”"):
        read_truths(table(tmp_path, "item,label\na,x\na,y\n"))


def lines(folder: Path, groups: list[dict[str, str]], *answers: tuple[str, dict[str, list[str]]]) -> Path:
    """Our own JSON Lines: tags (written “group/class”) of the annotators of each item."""
    names = sorted({tag for _, by in answers for tags in by.values() for tag in tags})
    classes = [
        {"name": t.split("/")[1], "type": "tag", **({"group": g} if (g := t.split("/")[0]) else {})}
        for t in names
    ]
    head = {"labelwright": 1, "ontology": {"classes": classes, "groups": groups}}
    body = [
        {
            "item": {"name": item, "media": "text", "text": item},
            "answers": [
                {"annotator": name, "marks": [{"class": t.split("/")[1], "type": "tag"} for t in tags]}
                for name, tags in by.items()
            ],
        }
        for item, by in answers
    ]
    path = folder / "answers.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in [head, *body]))
    return path


def test_the_tags_of_one_question_are_its_labels(tmp_path: Path) -> None:
    path = lines(tmp_path, [{"name": "animal", "pick": "one"}],
                 ("a", {"Ada": ["animal/cat"], "Bo": ["animal/dog"], "Cy": []}))  # fmt: skip
    assert rows(read_votes(path)) == [("a", "Ada", "cat"), ("a", "Bo", "dog")]


def test_where_many_may_be_picked_each_class_is_asked(tmp_path: Path) -> None:
    path = lines(tmp_path, [{"name": "animal", "pick": "one"}],
                 ("a", {"Ada": ["animal/cat", "/big"], "Bo": ["animal/cat", "/big", "/red"]}))  # fmt: skip
    assert rows(read_votes(path)) == [
        ("a / animal", "Ada", "cat"),
        ("a / big", "Ada", "yes"),
        ("a / red", "Ada", "no"),
        ("a / animal", "Bo", "cat"),
        ("a / big", "Bo", "yes"),
        ("a / red", "Bo", "yes"),
    ]


def test_annotators_without_a_name_are_told_by_their_place(tmp_path: Path) -> None:
    (tmp_path / "tasks.json").write_text(
        json.dumps([{"data": {"text": "Hello"}, "annotations": [
            {"result": [{"type": "choices", "from_name": "mood", "to_name": "text",
                         "value": {"choices": [mood]}}]} for mood in ("glad", "sad")]}])
    )  # fmt: skip
    said = [(annotator, label) for _, annotator, label in rows(read_votes(tmp_path / "tasks.json"))]
    assert said == [("answer 1", "glad"), ("answer 2", "sad")]


def test_the_last_answer_of_an_annotator_stands(tmp_path: Path) -> None:
    head = {
        "labelwright": 1,
        "ontology": {"classes": [{"name": name, "type": "tag"} for name in ("cat", "dog")]},
    }
    said = [("Ada", "cat"), ("Bo", "cat"), ("Ada", "dog")]
    answers = [{"annotator": name, "marks": [{"class": cls, "type": "tag"}]} for name, cls in said]
    body = {"item": {"name": "a", "media": "text", "text": "a"}, "answers": answers}
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(head)}\n{json.dumps(body)}\n")
    assert rows(read_votes(tmp_path / "a.jsonl")) == [("a", "Ada", "dog"), ("a", "Bo", "cat")]


def test_a_dataset_without_tags_has_no_votes(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("Ada\tB-person\n\n")
    with pytest.raises(InvalidFile, match="No answer in these conll files has a tag"):
        read_votes(tmp_path / "a.conll")


@pytest.mark.skipif(not DATA.is_dir(), reason="the real data are not beside the repository")
@pytest.mark.parametrize(
    ("name", "answers", "items", "annotators", "labels"),
    [
        ("product", 24_945, 8_315, 176, 2),
        ("relevance", 97_164, 20_232, 766, 4),
        ("adult", 89_948, 11_040, 825, 4),
        ("weather", 6_025, 300, 110, 5),
    ],
)
def test_real_crowd_tables_have_as_many_answers_as_their_authors_say(
    name: str, answers: int, items: int, annotators: int, labels: int
) -> None:
    votes = read_votes(DATA / name / "label.csv")
    assert (answers, items, annotators, labels) == (
        len(votes),
        len(votes.items),
        len(votes.annotators),
        len(votes.labels),
    )
    assert set(read_truths(DATA / name / "truth.csv")) <= set(votes.items)
