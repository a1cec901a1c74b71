"""Facts of CoNLL columns: the schemes of tags, what parts columns, and which tokens are written."""

import pytest
from tests.unit.formats.hand import read, text, write

from labelwright.core.views import Span

PEOPLE = "Ada\tB-p\nBo\tB-p\nLi\tI-p\nmet\tO\n\n"


@pytest.mark.parametrize(
    ("scheme", "tags"),
    [
        ("iob2", ["B-p", "B-p", "I-p", "O"]),
        ("iob1", ["I-p", "B-p", "I-p", "O"]),
        ("bioes", ["S-p", "B-p", "E-p", "O"]),
        ("bioes", ["U-p", "B-p", "L-p", "O"]),
    ],
)
def test_the_same_spans_are_read_in_every_scheme(scheme: str, tags: list[str]) -> None:
    lines = "".join(f"{token}\t{tag}\n" for token, tag in zip(["Ada", "Bo", "Li", "met"], tags, strict=True))
    found = read("conll", {"a.conll": lines + "\n"})
    assert found.samples[0].item.text == "Ada Bo Li met"
    assert found.views == [Span(0, 3), Span(4, 9)]


@pytest.mark.parametrize(
    ("scheme", "tags"),
    [
        ("iob2", ["B-p", "B-p", "I-p", "O", "B-q"]),
        ("iob1", ["I-p", "B-p", "I-p", "O", "I-q"]),
        ("bioes", ["S-p", "B-p", "E-p", "O", "S-q"]),
        ("conll2003", ["B-p", "B-p", "I-p", "O", "B-q"]),
    ],
)
def test_b_is_written_in_iob1_only_where_spans_of_a_class_touch(scheme: str, tags: list[str]) -> None:
    files, _ = write("conll", text("Ada Bo Li met Eve", [(0, 3, "p"), (4, 9, "p"), (14, 17, "q")]), scheme)
    lines = [line.split() for line in files["dataset.conll"].splitlines()]
    assert tags == [line[-1] for line in lines if line and line[0] != "-DOCSTART-"]


def test_a_change_of_class_begins_a_span_in_iob1() -> None:
    found = read("conll", {"a.conll": "Ada\tI-p\nRome\tI-l\n\n"})
    assert [(mark.cls, mark.views[0]) for mark in found.marks] == [("p", Span(0, 3)), ("l", Span(4, 8))]


def test_conll_2003_has_four_columns_with_spaces_and_starts_documents() -> None:
    files, _ = write("conll", text("Ada met", [(0, 3, "PER")]), "conll2003")
    assert files == {"dataset.conll": "-DOCSTART- -X- -X- O\n\nAda -X- -X- B-PER\nmet -X- -X- O\n\n"}
    start, first, second = (
        "-DOCSTART- -X- O O\n\n",
        "U.N. NNP I-NP I-ORG\nofficial NN I-NP O\n\n",
        "Ada NNP I-NP I-PER\n",
    )
    found = read("conll", {"eng.conll": start + first + start + second})
    assert [sample.item.text for sample in found.samples] == ["U.N. official", "Ada"]
    assert [(mark.cls, mark.views[0]) for mark in found.marks] == [("ORG", Span(0, 4)), ("PER", Span(0, 3))]


def test_the_columns_of_label_studio_are_read() -> None:
    found = read("conll", {"a.conll": "-DOCSTART- -X- O\nAda -X- _ B-PER\nLovelace -X- _ I-PER\n"})
    assert found.views == [Span(0, 12)]


def test_a_blank_line_may_hold_a_tab_and_lines_may_end_in_cr() -> None:
    found = read("conll", {"a.conll": "Ada\tB-p\r\n\t\r\nBo\tB-p\r\n\r\n"})
    assert [sample.item.text for sample in found.samples] == ["Ada", "Bo"]


def test_a_no_break_space_parts_no_columns() -> None:
    found = read("conll", {"a.conll": "10\u00a0000 -X- _ B-n\nfrancs -X- _ O\n"})
    assert found.samples[0].item.text == "10\u00a0000 francs"
    assert found.views == [Span(0, 6)]


def test_classes_may_hold_hyphens() -> None:
    assert [mark.cls for mark in read("conll", {"a.conll": "Ulysses\tB-creative-work\n"}).marks] == [
        "creative-work"
    ]


def test_offsets_are_code_points_beyond_the_basic_plane() -> None:
    sample = text("👩‍🔬 Ada 😀 met é́", [(4, 7, "p"), (8, 9, "e")])
    files, _ = write("conll", sample)
    back = read("conll", files)
    assert [sample.item.text] == [found.item.text for found in back.samples]
    assert back.views == [Span(4, 7), Span(8, 9)]


def test_a_sentence_with_a_broken_tag_is_refused_with_its_line() -> None:
    found = read("conll", {"a.conll": PEOPLE * 9 + "Ada\tB-p\nBo\tnonsense\n\n" + PEOPLE})
    assert len(found.samples) == 10
    assert [where for where, _ in found.refused] == ["a.conll:47"]


def test_a_text_that_came_from_columns_keeps_its_tokens() -> None:
    """Words and signs would part @ada and the address, and no longer line up with the tokens of the source."""
    original = "@ada\tB-p\nsaw\tO\nhttp://t.co/x\tO\n:)\tO\n\n"
    (sample,) = read("conll", {"a.conll": original}).samples
    files, losses = write("conll", sample)
    assert list(files.values()) == [original]
    assert losses == {"names of items": 1}


def test_a_running_text_is_written_as_words_and_signs() -> None:
    files, losses = write("conll", text("Ada met Bo, here.", [(8, 10, "p")]))
    tokens = [line.split("\t")[0] for line in files["dataset.conll"].splitlines() if line]
    assert tokens == ["Ada", "met", "Bo", ",", "here", "."]
    assert losses["white space of texts (tokens are joined by one space)"] == 1


def test_what_columns_cannot_hold_is_named() -> None:
    spans = [(0, 12, "p"), (4, 12, "nested"), (13, 15, "half"), (20, 21, "sign"), (19, 20, "blank")]
    files, losses = write("conll", text("Ada Lovelace walked ! ", spans))
    assert losses == {
        "names of items": 1,
        "white space of texts (tokens are joined by one space)": 1,
        "overlapping spans": 1,
        "ends of spans that lie within a token (moved outwards)": 1,
        "spans without a token": 1,
    }
    assert "walked\tB-half" in files["dataset.conll"]


@pytest.mark.parametrize(
    ("file", "split"),
    [
        ("train.conll", "train"),
        ("wnut17train.conll", "train"),
        ("emerging.dev.conll", "dev"),
        ("emerging.test.annotated", "test"),
        ("eng.testa.conll", "testa"),
        ("training.conll", ""),
    ],
)
def test_a_files_name_tells_the_split(file: str, split: str) -> None:
    assert [split] == [sample.split for sample in read("conll", {file: "Ada\tB-p\n"}).samples]
