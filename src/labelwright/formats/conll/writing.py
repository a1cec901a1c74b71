"""Writes columns, one file for each split.

Tokens are what white space parts where every span of the dataset begins and ends there: a text that came from
columns keeps its tokens. Else they are words and single signs. Which of the two holds is known at the end, so both
are written to scratch files until a span decides.
"""

import re
from typing import BinaryIO, NamedTuple, TypeAlias

from labelwright.core.exchange import Sample
from labelwright.core.losses import NAMES, OVERLAPS, SPLITS
from labelwright.core.names import tidy
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


class Writing:
    """A dataset on its way, with tokens of both sorts while either may hold."""

    def __init__(self, sink: Sink, dialect: str) -> None:
        self.dialect = dialect
        self.parted: _Lines | None = _Lines(sink)
        self.words = _Lines(sink)

    def add(self, sample: Sample) -> None:
        """Write a sample that is narrowed already."""
        if self.parted is not None and not _fits(sample):
            self.parted.close()
            self.parted = None
        words = _tokens(sample, _WORDS)
        as_words = _lines_of(sample, words, self.dialect)
        self.words.add(sample, as_words)
        if self.parted is not None:
            parted = _tokens(sample, _PARTED)
            same = parted == words
            self.parted.add(sample, as_words if same else _lines_of(sample, parted, self.dialect))

    def finish(self, report: Report) -> None:
        """Put the files of the sort that holds in their place, and report what that lost."""
        lines = self.parted or self.words
        for split in sorted(lines.spools):
            with lines.sink.open(_file(split)) as out, lines.spools[split] as spool:
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
    losses: tuple[str, ...]


class _Lines:
    """The lines of each split, with tokens of one sort."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.report = Report()
        self.spools: dict[str, BinaryIO] = {}
        self.files: dict[str, str] = {}
        self.counts: dict[str, int] = {}

    def add(self, sample: Sample, written: _Written) -> None:
        name, split = sample.item.name, sample.split
        for loss in written.losses:
            self.report.lose(loss, name)
        if not written.data:
            return
        if split not in self.spools:
            self.spools[split] = self.sink.scratch()
            self.files[split] = _file(split)
        file = self.files[split]
        if split_of(file) != split:
            self.report.lose(SPLITS, name)
        number = self.counts[split] = self.counts.get(split, 0) + 1
        if item_name(file, number) != name:
            self.report.lose(NAMES, name)
        self.spools[split].write(written.data)

    def close(self) -> None:
        for spool in self.spools.values():
            spool.close()


def _tokens(sample: Sample, pattern: re.Pattern[str]) -> list[Token]:
    return [match.span() for match in pattern.finditer(sample.item.text or "")]


def _lines_of(sample: Sample, tokens: list[Token], dialect: str) -> _Written:
    """A sample with these tokens, a line for each."""
    if not tokens:
        return _Written(b"", (WORDLESS,))
    text = sample.item.text or ""
    words = [text[start:end] for start, end in tokens]
    losses = [] if text == " ".join(words) else [SPACES]
    tags = _tags(sample, tokens, dialect, losses)
    middle = _COLUMNS_2003 if dialect == "conll2003" else _COLUMNS
    lines = [f"{word}{middle}{tag}\n" for word, tag in zip(words, tags, strict=True)]
    return _Written("".join([*lines, "\n"]).encode(), tuple(losses))


def _tags(sample: Sample, tokens: list[Token], dialect: str, losses: list[str]) -> list[str]:
    """A tag for each token. Spans are moved outwards to tokens; of two that then overlap the later is lost."""
    tags = ["O"] * len(tokens)
    for span, cls in sorted(_spans(sample), key=lambda found: (found[0].start, found[0].end, found[1])):
        inside = [i for i, (start, end) in enumerate(tokens) if start < span.end and end > span.start]
        if not inside:
            losses.append(EMPTY_SPANS)
            continue
        first, last = inside[0], inside[-1]
        if any(tags[i] != "O" for i in inside):
            losses.append(OVERLAPS)
            continue
        if (tokens[first][0], tokens[last][1]) != (span.start, span.end):
            losses.append(SNAPPED)
        written = "_".join(cls.split()) or "_"
        if written != cls:
            losses.append(CLASS_NAMES)
        touches = first > 0 and tags[first - 1].partition("-")[2] == written
        for i in inside:
            tags[i] = f"{letter(i, first, last, dialect, touches=touches)}-{written}"
    return tags


def _fits(sample: Sample) -> bool:
    """Whether all spans begin and end where white space parts the text."""
    text = sample.item.text or ""
    return all(
        not text[span.start : span.end].strip() or (_parts(text, span.start) and _parts(text, span.end))
        for span, _ in _spans(sample)
    )


def _parts(text: str, place: int) -> bool:
    """Whether the text ends at a place, or has white space on either side of it."""
    return place in (0, len(text)) or text[place - 1].isspace() or text[place].isspace()


def _spans(sample: Sample) -> list[tuple[Span, str]]:
    marks = sample.answers[0].marks if sample.answers else ()
    return [(view, mark.cls) for mark in marks if isinstance(view := mark.views[0], Span)]


def _file(split: str) -> str:
    return f"{tidy(split or 'dataset')}.conll"
