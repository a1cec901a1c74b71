"""Facts of our own lines: the header, what is left out, and that nothing is lost."""

import json

import pytest
from tests.unit.formats.hand import PICTURE, guess, read, text, write

from labelwright.core.errors import InvalidFile
from labelwright.core.views import Span

HEADER = {"labelwright": 1, "name": "Letters", "ontology": {"classes": [{"name": "person", "type": "span"}]}}


def lines(*samples: object) -> dict[str, str]:
    return {"a.jsonl": "".join(json.dumps(line) + "\n" for line in (HEADER, *samples))}


def test_the_header_says_version_name_and_ontology() -> None:
    found = read("jsonl", lines())
    assert [(cls.name, cls.type) for cls in found.ontology.classes] == [("person", "span")]
    assert found.samples == []


def test_a_file_is_known_by_its_header_alone() -> None:
    assert guess("jsonl", lines()) == ""
    assert guess("jsonl", {"a.jsonl": '{"text": "a foreign line"}\n'}) is None


def test_what_equals_its_default_is_left_out() -> None:
    files, losses = write("jsonl", text("Ada", [(0, 3, "person")]))
    assert json.loads(files["dataset.jsonl"].splitlines()[1]) == {
        "item": {"name": "a", "media": "text", "text": "Ada"},
        "answers": [{"marks": [{"class": "person", "views": [{"type": "Span", "start": 0, "end": 3}]}]}],
    }
    assert losses == {}


def test_a_blank_line_is_passed_over_and_the_last_needs_no_end() -> None:
    files = lines({"item": {"name": "a", "media": "text", "text": "Ada"}})
    found = read("jsonl", {"a.jsonl": files["a.jsonl"].replace("\n", "\n\n").rstrip("\n")})
    assert [sample.item.name for sample in found.samples] == ["a"]


def test_marks_may_come_as_values_of_their_label_type_without_views() -> None:
    mark = {"class": "person", "type": "span", "value": {"start": 0, "end": 3}}
    found = read(
        "jsonl",
        lines({"item": {"name": "a", "media": "text", "text": "Ada"}, "answers": [{"marks": [mark]}]}),
    )
    assert [(m.type, m.value, m.views) for m in found.marks] == [("span", {"start": 0, "end": 3}, ())]


def test_texts_keep_every_code_point() -> None:
    content = "e\u0301 👩‍🔬\u2028\u0000\n"
    files, _ = write("jsonl", text(content, [(0, 2, "x")]))
    found = read("jsonl", files)
    assert (found.samples[0].item.text, found.views) == (content, [Span(0, 2)])


@pytest.mark.parametrize("first", ["", "[]", "nonsense", '{"labelwright": "one"}'])
def test_a_file_without_a_header_is_refused(first: str) -> None:
    with pytest.raises(InvalidFile, match="no header of ours"):
        read("jsonl", {"a.jsonl": first + "\n"})


def test_several_files_are_one_dataset_and_foreign_lines_are_left_alone() -> None:
    first, second = (
        lines({"item": {"name": name, "media": "text", "text": "x"}})["a.jsonl"] for name in ("a", "b")
    )
    second = second.replace("person", "place")
    found = read("jsonl", {"a.jsonl": '{"text": "foreign"}\n', "b.jsonl": first, "c.ndjson": second})
    assert [sample.item.name for sample in found.samples] == ["a", "b"]
    assert {cls.name for cls in found.ontology.classes} == {"person", "place"}


def test_paths_count_from_the_folder_of_the_file() -> None:
    sample = {"item": {"name": "a", "media": "image"}, "path": "media/a.png"}
    away = {"item": {"name": "b", "media": "image"}, "path": "../../secret.png"}
    found = read("jsonl", {"set/a.jsonl": lines(sample, away)["a.jsonl"], "set/media/a.png": PICTURE})
    assert [sample.path for sample in found.samples] == ["set/media/a.png", ""]


def test_a_mark_of_the_byte_order_is_passed_over() -> None:
    assert read("jsonl", {"a.jsonl": "\ufeff" + lines()["a.jsonl"]}).refused == []
