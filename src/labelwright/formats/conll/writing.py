"""Writes columns, one file for each split.

Tokens are what white space parts where every span of the dataset begins and ends there: a text that came from
columns keeps its tokens. Else they are words and single signs. Which of the two holds is known at the end, so both
are written to scratch files until a span decides.
"""

import re
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple, TypeAlias

from labelwright.core.exchange import Sample
from labelwright.core.losses import NAMES, OVERLAPS, SPLITS
from labelwright.core.names import stem, tidy
from labelwright.core.ports import Sink
from labelwright.core.report import Report
from labelwright.core.views import Span
from labelwright.formats.conll.reading import item_name, split_of
from labelwright.formats.conll.tags import letter

SPACES = "white space of texts (tokens are joined by one space)"
SNAPPED = "ends of spans that lie within a token (moved outwards)"
WORDLESS = "texts without a token"
EMPTY_SPANS = "spans without a token"
CLASS_NAMES = "white space in names of classes"

_PARTED = re.compile(r"\S+")
_WORDS = re.compile(r"\w+(?:['’\-.]\w+)*|[^\w\s]")
_COLUMNS = "\t"
_COLUMNS_2003 = " -X- -X- "
_CHUNK = 1 << 20


Token: TypeAlias = tuple[int, int]
"""Where a token begins and ends in its text, in code points."""
_Span: TypeAlias = tuple[int, int, str]
"""Where a span begins and ends, and its class."""


class Writing:
    """A dataset on its way, with tokens of both sorts while either may hold."""

    def __init__(self, sink: Sink, dialect: str) -> None:
        self.dialect = dialect
        self.parted: _Lines | None = _Lines(sink)
        self.words = _Lines(sink)

    def add(self, sample: Sample) -> None:
        """Write a sample that is narrowed already."""
        text, spans = sample.item.text or "", _spans(sample)
        if self.parted is not None and not _fits(text, spans):
            self.parted.close()
            self.parted = None
        as_words = _lines_of(text, spans, _WORDS, self.dialect)
        self.words.add(sample, as_words)
        if self.parted is not None:
            same = _WORDS.findall(text) == text.split()
            self.parted.add(sample, as_words if same else _lines_of(text, spans, _PARTED, self.dialect))

    def finish(self, report: Report) -> None:
        """Put the files of the sort that holds in their place, and report what that lost."""
        lines = self.parted or self.words
        for split in sorted(lines.files):
            file = lines.files[split]
            with lines.sink.open(file.name) as out, file.spool as spool:
                spool.seek(0)
                if self.dialect == "conll2003":
                    out.write(b"-DOCSTART- -X- -X- O\n\n")
                while chunk := spool.read(_CHUNK):
                    out.write(chunk)
        if lines is not self.words:
            self.words.close()
        for loss in lines.report.losses:
            report.lose(loss.what, loss.example, loss.count)


class _Written(NamedTuple):
    """A sample as lines of its file, empty where it has no token, and what they cannot hold."""

    data: bytes
    losses: Sequence[str]


class _File:
    """A split on its way: its lines so far, and how many sentences they are."""

    def __init__(self, split: str, spool: BinaryIO) -> None:
        self.spool = spool
        self.name = f"{tidy(split or 'dataset')}.conll"
        self.stem = stem(self.name)
        self.tells_split = split_of(self.name) == split
        self.count = 0


class _Lines:
    """The lines of each split, with tokens of one sort."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.report = Report()
        self.files: dict[str, _File] = {}

    def add(self, sample: Sample, written: _Written) -> None:
        name = sample.item.name
        for loss in written.losses:
            self.report.lose(loss, name)
        if not written.data:
            return
        file = self.files.get(sample.split)
        if file is None:
            file = self.files[sample.split] = _File(sample.split, self.sink.scratch())
        if not file.tells_split:
            self.report.lose(SPLITS, name)
        file.count += 1
        if item_name(file.stem, file.count) != name:
            self.report.lose(NAMES, name)
        file.spool.write(written.data)

    def close(self) -> None:
        for file in self.files.values():
            file.spool.close()


def _lines_of(text: str, spans: Sequence[_Span], pattern: re.Pattern[str], dialect: str) -> _Written:
    """A text with the tokens of a pattern, a line for each."""
    tokens = [match.span() for match in pattern.finditer(text)]
    if not tokens:
        return _Written(b"", (WORDLESS,))
    words = [text[start:end] for start, end in tokens]
    losses = [] if text == " ".join(words) else [SPACES]
    tags = _tags(spans, tokens, dialect, losses)
    middle = _COLUMNS_2003 if dialect == "conll2003" else _COLUMNS
    lines = [f"{word}{middle}{tag}\n" for word, tag in zip(words, tags, strict=True)]
    return _Written("".join([*lines, "\n"]).encode(), losses)


def _tags(spans: Sequence[_Span], tokens: Sequence[Token], dialect: str, losses: list[str]) -> list[str]:
    """A tag for each token. Spans are moved outwards to tokens; of two that then overlap the later is lost."""
    tags = ["O"] * len(tokens)
    for start, end, cls in spans:
        inside = [i for i, (first, last) in enumerate(tokens) if first < end and last > start]
        if not inside:
            losses.append(EMPTY_SPANS)
            continue
        first, last = inside[0], inside[-1]
        if any(tags[i] != "O" for i in inside):
            losses.append(OVERLAPS)
            continue
        if (tokens[first][0], tokens[last][1]) != (start, end):
            losses.append(SNAPPED)
        written = "_".join(cls.split()) or "_"
        if written != cls:
            losses.append(CLASS_NAMES)
        touches = first > 0 and tags[first - 1].partition("-")[2] == written
        for i in inside:
            tags[i] = f"{letter(i, first, last, dialect, touches=touches)}-{written}"
    return tags


def _fits(text: str, spans: Sequence[_Span]) -> bool:
    """Whether all spans begin and end where white space parts the text."""
    return all(
        not text[start:end].strip() or (_parts(text, start) and _parts(text, end)) for start, end, _ in spans
    )


def _parts(text: str, place: int) -> bool:
    """Whether the text ends at a place, or has white space on either side of it."""
    return place in (0, len(text)) or text[place - 1].isspace() or text[place].isspace()


def _spans(sample: Sample) -> list[_Span]:
    """The spans of a narrowed sample in the order in which they begin."""
    marks = sample.answers[0].marks if sample.answers else ()
    views = [(view, mark.cls) for mark in marks if isinstance(view := mark.views[0], Span)]
    return sorted((view.start, view.end, cls) for view, cls in views)
