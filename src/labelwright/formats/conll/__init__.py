"""CoNLL columns: a token a line with its tag last, a blank line between sentences; each sentence is an item.

Tags are IOB1, IOB2 or BIOES. The text of a sentence is its tokens with a space between. Written are two columns
with a tab, or in the dialect `conll2003` four columns with spaces and -DOCSTART-.
Facts: https://aclanthology.org/W03-0419/
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO

from msgspec import Struct

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer
from labelwright.core.losses import NAMES, OVERLAPS, SPLITS, Difference
from labelwright.core.names import extension, stem, tidy
from labelwright.core.narrow import narrow
from labelwright.core.ontology import Ontology
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.records import Item
from labelwright.core.report import Report
from labelwright.core.views import Span

SPACES = "white space of texts (tokens are joined by one space)"
SNAPPED = "ends of spans that lie within a token (moved outwards)"
WORDLESS = "texts without a token"
EMPTY_SPANS = "spans without a token"
CLASS_NAMES = "white space in names of classes"

LONGEST_LINE = 1 << 16
_EXTENSIONS = frozenset(
    {".conll", ".conll03", ".iob", ".iob2", ".bio", ".bioes", ".tsv", ".txt", ".annotated"}
)
_TAG = re.compile(r"(?:O|[BIESLU]-.+)$", re.DOTALL)
_TOKEN = re.compile(r"\w+(?:['’\-.]\w+)*|[^\w\s]")
_SPLIT = re.compile(r"(?:^|[_\-./]|\d)(train|valid|val|dev|test|testa|testb)(?=[_\-./]|$)")
_START = "-DOCSTART-"


class Token(Struct, frozen=True):
    """A token and its place in the text, in code points."""

    text: str
    start: int
    end: int


class Conll:
    """One annotator's spans that do not overlap; everything else about them is lost."""

    name = "conll"
    title = "CoNLL columns (IOB)"
    needs: tuple[str, ...] = ()
    dialects = ("iob2", "iob1", "bioes", "conll2003")
    holds = Holds(
        media=frozenset({"text"}),
        views=frozenset({Span}),
        splits=True,
        own_losses={
            SPACES: Difference.TEXT,
            SNAPPED: Difference.PLACE,
            WORDLESS: Difference.ITEM,
            EMPTY_SPANS: Difference.MARK,
            CLASS_NAMES: Difference.CLASS,
        },
    )

    def sniff(self, source: Source) -> Guess | None:
        for name in _files(source):
            tags = _first_tags(source, name)
            if tags:
                return Guess(0.8, _dialect(tags), f"the last column of {name} holds tags")
        return None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        names = [name for name in _files(source) if dialect or _first_tags(source, name)]
        if not names:
            raise InvalidFile("No file here has tags in its last column.", where=source.name)
        return Dataset(Ontology(), (sample for name in names for sample in _samples(source, name, report)))

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        dialect = dialect or self.dialects[0]
        spools: dict[str, BinaryIO] = {}
        for sample in narrow(dataset, self.holds, report):
            text = sample.item.text or ""
            tokens = tokenize(text)
            if not tokens:
                report.lose(WORDLESS, sample.item.name)
                continue
            report.lose(NAMES, sample.item.name)
            if text != " ".join(token.text for token in tokens):
                report.lose(SPACES, sample.item.name)
            tags = _tags(sample, tokens, dialect, report)
            if _split_of(f"{tidy(sample.split)}.conll") != sample.split:
                report.lose(SPLITS, sample.item.name)
            if sample.split not in spools:
                spools[sample.split] = sink.scratch()
            middle = " -X- -X- " if dialect == "conll2003" else "\t"
            lines = [f"{token.text}{middle}{tag}\n" for token, tag in zip(tokens, tags, strict=True)]
            spools[sample.split].write("".join([*lines, "\n"]).encode())
        for split, spool in sorted(spools.items()):
            spool.seek(0)
            with sink.open(f"{tidy(split or 'dataset')}.conll") as out, spool:
                if dialect == "conll2003":
                    out.write(b"-DOCSTART- -X- -X- O\n\n")
                while chunk := spool.read(1 << 20):
                    out.write(chunk)


def tokenize(text: str) -> list[Token]:
    """Words, with what joins them within, and single signs."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def spans(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Class, first token and end of each run, in any of the schemes: a change of class starts a run, too."""
    name, start = "", 0
    for index, tag in enumerate([*tags, "O"]):
        mark, _, cls = tag.partition("-")
        goes_on = mark in "IEL" and tag != "O" and cls == name
        if name and not goes_on:
            yield name, start, index
            name = ""
        if tag != "O" and not name:
            name, start = cls, index
        if mark in "ESLU" and tag != "O":
            yield name, start, index + 1
            name = ""


def _samples(source: Source, name: str, report: Report) -> Iterator[Sample]:
    """The sentences of a file; one with a broken line is refused."""
    split = _split_of(name)
    count = 0
    try:
        for line, rows in _sentences(source, name):
            faults = [i for i, (_, tag) in enumerate(rows) if not _TAG.match(tag)]
            if faults:
                report.refuse(
                    "The last column is no tag, and the sentence is left out.", f"{name}:{line + faults[0]}"
                )
                continue
            count += 1
            yield _sample(rows, f"{stem(name)}-{count:06d}", split)
    except (InvalidFile, UnicodeDecodeError) as error:
        said = error.message if isinstance(error, InvalidFile) else "The file is not UTF-8 text."
        report.refuse(said, name, "What came before is kept." if count else "")


def _split_of(name: str) -> str:
    """The split that a file's name tells."""
    match = _SPLIT.search(stem(name) + ".")
    return match.group(1) if match else ""


def _sample(rows: list[tuple[str, str]], name: str, split: str) -> Sample:
    tokens, at = [], 0
    for text, _ in rows:
        tokens.append(Token(text, at, at + len(text)))
        at += len(text) + 1
    marks = tuple(
        Mark(cls, (Span(tokens[first].start, tokens[end - 1].end),))
        for cls, first, end in spans([tag for _, tag in rows])
    )
    item = Item(name, "text", text=" ".join(text for text, _ in rows))
    return Sample(item, (SampleAnswer(marks),), split=split)


def _sentences(source: Source, name: str) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """First line, and token and tag of each line, of each sentence. Raises `InvalidFile` for endless lines."""
    rows: list[tuple[str, str]] = []
    number = first = 0
    with source.open(name) as stream:
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                raise InvalidFile(f"Line {number} is too long for a token.", where=name)
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            if not text.strip() or text.startswith(_START):
                if rows:
                    yield first, rows
                rows = []
                continue
            first = first if rows else number
            columns = text.split("\t") if "\t" in text else text.split()
            rows.append((columns[0].strip() or "\ufffd", columns[-1].strip() if len(columns) > 1 else ""))
    if rows:
        yield first, rows


def _tags(sample: Sample, tokens: list[Token], dialect: str, report: Report) -> list[str]:
    """A tag for each token. Spans are moved outwards to tokens; of two that then overlap the later is lost."""
    tags, name = ["O"] * len(tokens), sample.item.name
    marks = sample.answers[0].marks if sample.answers else ()
    found = sorted((m.views[0].start, m.views[0].end, m.cls) for m in marks if isinstance(m.views[0], Span))
    for start, end, cls in found:
        inside = [i for i, token in enumerate(tokens) if token.start < end and token.end > start]
        if not inside:
            report.lose(EMPTY_SPANS, name)
            continue
        first, last = inside[0], inside[-1]
        if any(tags[i] != "O" for i in inside):
            report.lose(OVERLAPS, name)
            continue
        if (tokens[first].start, tokens[last].end) != (start, end):
            report.lose(SNAPPED, name)
        written = "_".join(cls.split()) or "_"
        if written != cls:
            report.lose(CLASS_NAMES, name)
        touches = first > 0 and tags[first - 1].partition("-")[2] == written
        for i in inside:
            tags[i] = f"{_letter(i, first, last, touches, dialect)}-{written}"
    return tags


def _letter(index: int, first: int, last: int, touches: bool, dialect: str) -> str:
    if dialect == "bioes":
        if first == last:
            return "S"
        return "B" if index == first else ("E" if index == last else "I")
    if index != first:
        return "I"
    return "B" if dialect != "iob1" or touches else "I"


def _files(source: Source) -> Iterator[str]:
    return (name for name in source.names() if extension(name) in _EXTENSIONS)


def _first_tags(source: Source, name: str) -> list[str]:
    """The tags at the beginning of a file, or none where it is not of columns that end in tags.

    Bytes that are no text end the look, and are refused when the file is read.
    """
    tags: list[str] = []
    with suppress(InvalidFile, UnicodeDecodeError):
        for _, rows in _sentences(source, name):
            tags.extend(tag for _, tag in rows)
            if len(tags) > 2000:
                break
    good = [tag for tag in tags if _TAG.match(tag)]
    return good if len(good) >= 0.9 * len(tags) else []


def _dialect(tags: Sequence[str]) -> str:
    if any(tag[0] in "ESLU" for tag in tags):
        return "bioes"
    before = "O"
    for tag in tags:
        if tag.startswith("I-") and before.partition("-")[2] != tag[2:]:
            return "iob1"
        before = tag
    return "iob2"


PART = Conll()
