"""What every format must fulfil: what it holds comes back, what differs is named, and the bytes are the same twice.

`check_format(PART)` raises `AssertionError` with the rule that is broken. Whatever differs between what was written
and what is read back must be counted as a loss of its kind (`core.losses`, and the format's own in its `Holds`), as
often at least as it differs; and a loss that is named must be seen, so that no report cries wolf.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from msgspec import structs

from labelwright.core.exchange import Dataset, Mark, Sample, SampleAnswer
from labelwright.core.losses import Difference, explained
from labelwright.core.ontology import Class, Ontology
from labelwright.core.ports import Format
from labelwright.core.report import Report
from labelwright.core.views import Tag
from labelwright.testing.differences import Found, of_ontologies, of_samples, squeezed
from labelwright.testing.memory import Files, Reader, picture
from labelwright.testing.samples import MEDIA, ONTOLOGIES, item, path, samples

__all__ = ["Files", "Reader", "check_format", "written"]

_GONE = (Difference.ITEM, Difference.ANSWER, Difference.MARK, Difference.UNUSED, Difference.ANSWERED)


def check_format(format_: Format, dialect: str = "", examples: int = 60) -> None:
    """Raise `AssertionError` where the format breaks a rule in a dialect ("" for its first)."""
    assert format_.title, f"{format_.name} has no title"
    media = sorted(format_.holds.media.intersection(MEDIA))
    assert media, f"{format_.name} holds no medium that the suite knows"
    _it_streams(format_, dialect, media[0])
    for medium in media:
        _what_differs_is_named(format_, dialect, medium, examples)


def written(
    format_: Format, samples_: Sequence[Sample], dialect: str = "", ontology: Ontology | None = None
) -> tuple[Files, Report]:
    """The files of some samples, and the losses; the classes are those of the marks unless an ontology is given."""
    files, report = Files(), Report()
    names = dict.fromkeys(m.cls for s in samples_ for a in s.answers for m in a.marks)
    classes = ontology or Ontology(tuple(Class(name, "") for name in names))
    format_.write(Dataset(classes, iter(samples_)), files, report, dialect=dialect)
    return files, report


def _it_streams(format_: Format, dialect: str, medium: str) -> None:
    """A writer takes samples one by one; it may not hold all of them before it begins."""
    alive = highest = 0

    def stream() -> Iterator[Sample]:
        nonlocal alive, highest
        for index in range(50):
            alive += 1
            highest = max(highest, alive)
            yield Sample(item(medium, f"{index}.png"), (SampleAnswer(),), path=path(medium, index))
            alive -= 1

    format_.write(Dataset(Ontology(), stream()), Files(), Report(), dialect=dialect)
    assert highest == 1, f"{format_.name} does not stream"


def _what_differs_is_named(format_: Format, dialect: str, medium: str, examples: int) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate, Phase.shrink),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(samples(medium))
    def rule(drawn: list[Sample]) -> None:
        _comes_back(format_, dialect, ONTOLOGIES[medium], _consistent(drawn, ONTOLOGIES[medium]))

    rule()


def _comes_back(format_: Format, dialect: str, ontology: Ontology, before: list[Sample]) -> None:
    files, writing = written(format_, before, dialect, ontology)
    again, _ = written(format_, before, dialect, ontology)
    assert files.data == again.data, f"{format_.name} writes other bytes for the same samples"
    reading = Report()
    classes, after = _read(format_, files.reader(), dialect, reading, writing)
    assert reading.refused_count == 0, f"{format_.name} refuses its own: {list(reading.lines())}"
    pairs = _paired(format_, before, after, files)
    found = of_samples(pairs, several=format_.holds.several_answers) + of_ontologies(
        (ontology, before), (classes, after)
    )
    if not format_.holds.values:
        del found[Difference.VALUE]
    said = f"{msgspec.json.encode(before).decode()} became {msgspec.json.encode(after).decode()}"
    _judge(format_, found, _lost(format_, writing, reading), said)


def _read(
    format_: Format, source: Reader, dialect: str, reading: Report, writing: Report
) -> tuple[Ontology, list[Sample]]:
    """What comes back; nothing, where the format does not know the files and said that items are lost."""
    guess = format_.sniff(source)
    if guess is None:
        kinds = _lost(format_, writing, reading)
        assert kinds[Difference.ITEM], f"{format_.name} does not know its own files"
        return Ontology(), []
    dataset = format_.read(source, reading, dialect=dialect or guess.dialect)
    after = list(dataset.samples)
    return dataset.ontology, after


def _paired(
    format_: Format, before: list[Sample], after: list[Sample], files: Files
) -> list[tuple[Sample, Sample | None]]:
    """Each sample beside what came back of it: what has the same bytes, or the same text but for white space."""
    back: dict[bytes | str, Sample] = {}
    for sample in after:
        if sample.item.media == "text":
            key: bytes | str = squeezed(sample.item.text)
        else:
            assert sample.path, f"{format_.name} does not carry the media along"
            assert sample.path in files.data, f"{format_.name} says that media lie where they do not"
            key = files.data[sample.path]
        assert key not in back, f"{format_.name} makes two items of one"
        back[key] = sample
    pairs = [
        (s, back.pop(squeezed(s.item.text) if s.item.media == "text" else picture(s.path), None))
        for s in before
    ]
    assert not back, f"{format_.name} comes back with items that never were: {list(back.values())}"
    return pairs


def _lost(format_: Format, *reports: Report) -> Found:
    """How often a difference of each kind was named."""
    found: Found = Counter()
    for loss in (loss for report in reports for loss in report.losses):
        kind = explained(loss.what, format_.holds.own_losses)
        assert kind is not None, f"{format_.name} loses “{loss.what}”, which its own_losses do not explain"
        found[kind] += loss.count
    return found


def _judge(format_: Format, found: Found, lost: Found, said: str) -> None:
    for kind, count in found.items():
        assert count <= lost[kind], (
            f"{format_.name} loses in silence: {kind} × {count}, of which {lost[kind]} are named: {said}"
        )
    if not any(found[kind] for kind in _GONE):
        for kind, count in lost.items():
            assert found[kind], f"{format_.name} names a loss that is none: {kind} × {count}: {said}"


def _consistent(drawn: list[Sample], ontology: Ontology) -> list[Sample]:
    """The samples as a project would hold them: one truth an item, tags in the groups and paths of their classes."""

    def mark(found: Mark) -> Mark:
        cls = ontology.find(found.cls)
        if cls is None or not isinstance(found.views[0], Tag):
            return found
        return structs.replace(found, views=(Tag(cls.group, ontology.path(cls.name)),))

    kept = []
    for sample in drawn:
        answers = tuple(
            structs.replace(a, marks=tuple(map(mark, a.marks)), truth=a.truth and not i)
            for i, a in enumerate(sample.answers)
        )
        kept.append(structs.replace(sample, answers=answers))
    return kept
