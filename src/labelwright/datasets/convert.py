"""From one format to another: what would be lost, and then the doing of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from labelwright.core.errors import Conflict, Invalid, InvalidFile
from labelwright.core.exchange import Dataset
from labelwright.core.losses import Difference, explained
from labelwright.core.ontology import Ontology
from labelwright.core.ports import Format, Guess, Source
from labelwright.core.registry import FORMATS
from labelwright.core.report import Report
from labelwright.datasets.files import AnySource, open_source
from labelwright.datasets.kept import Kept, Watch, unwatched
from labelwright.datasets.lift import lift
from labelwright.datasets.media import Media
from labelwright.datasets.sinks import DiscardSink, check_free, is_file, no_media, open_sink
from labelwright.datasets.survey import Survey


def recognise(source: Source) -> tuple[str, Guess]:
    """The format that is surest that a source is its own. Raises `InvalidFile` where none is, or two are alike."""
    guesses = {name: guess for name in FORMATS if (guess := FORMATS[name].sniff(source)) is not None}
    if not guesses:
        raise InvalidFile(
            "No format knows these files as its own.",
            where=source.name,
            remedy="Name the format with --from, or see `labelwright parts formats`.",
        )
    ranked = sorted(guesses, key=lambda name: -guesses[name].confidence)
    if len(ranked) > 1 and guesses[ranked[0]].confidence == guesses[ranked[1]].confidence:
        raise InvalidFile(
            f"This may be {ranked[0]} or {ranked[1]}.",
            where=source.name,
            remedy="Name the format with --from.",
        )
    return ranked[0], guesses[ranked[0]]


class Opened:
    """A dataset on disk, its format recognised and its ontology complete: read once, walked again and again."""

    def __init__(
        self, path: Path, source: AnySource, from_: str = "", dialect: str = "", watch: Watch = unwatched
    ) -> None:
        self.path, self.source = path, source
        self._watch = watch
        if from_:
            guess = FORMATS[from_].sniff(source)
            self.format, self.guess = from_, guess or Guess(0.0, why="it was named")
        else:
            self.format, self.guess = recognise(source)
        self.dialect = dialect or self.guess.dialect
        check_dialect(FORMATS[self.format], dialect)
        self.report = Report()
        for problem in source.skipped:
            self.report.refuse(problem.message, problem.where)
        dataset = FORMATS[self.format].read(source, self.report, dialect=self.dialect)
        self.name = dataset.name
        self.survey = Survey(dataset.ontology)
        self._kept = Kept(self._watch("Reading", None, self.survey.walk(dataset.samples)))
        self.ontology: Ontology = self.survey.ontology()

    @property
    def called(self) -> str:
        """The format with its dialect."""
        return f"{self.format} ({self.dialect})" if self.dialect else self.format

    @property
    def count(self) -> int:
        """How many items there are."""
        return sum(self.survey.items.values())

    def dataset(self, doing: str = "Writing") -> Dataset:
        """The dataset once more, with views on all marks. What reading has to say is in `report` already."""
        samples = lift(self._watch(doing, self.count, self._kept), self.ontology)
        return Dataset(self.ontology, samples, self.name, self.survey.guessed())

    def losses(self, to: str, dialect: str = "") -> Report:
        """What writing it as another format would lose: the writer itself, into a sink that keeps nothing."""
        report = Report()
        check_dialect(FORMATS[to], dialect)
        FORMATS[to].write(self.dataset(f"Trying {to}"), DiscardSink(), report, dialect=dialect)
        return report

    def write(
        self, target: Path, to: str, dialect: str = "", *, media: bool, replace: bool = False
    ) -> Report:
        """Write it to a folder, archive or file. Raises as `check_target` does, and `Invalid` where no item fits."""
        check_target(self.path, target, to, dialect, replace=replace)
        report = Report()
        dataset, carried = self.dataset(), Media(self.source, report)
        dataset.samples = carried.passing(dataset.samples)
        with open_sink(target, carried.open if media else no_media, replace=replace) as sink:
            FORMATS[to].write(dataset, sink, report, dialect=dialect)
            self._check_kept(FORMATS[to], report)
        return report

    def close(self) -> None:
        """Let go of what was kept."""
        self._kept.close()

    def _check_kept(self, format_: Format, report: Report) -> None:
        own = format_.holds.own_losses
        gone = [loss for loss in report.losses if explained(loss.what, own) is Difference.ITEM]
        if self.count and sum(loss.count for loss in gone) >= self.count:
            said = ", ".join(f"{loss.count:,} × {loss.what}" for loss in gone)
            raise Invalid(f"{format_.title} holds no item of these: {said}.", remedy="Choose another format.")


@contextmanager
def opened(path: Path, from_: str = "", dialect: str = "", watch: Watch = unwatched) -> Iterator[Opened]:
    """The dataset at a path. Raises `NotFound`, `InvalidFile`, `TooLarge`, or `UnknownPart` for its format.

    `watch` is told of each walk and sees its samples pass: for a bar that shows how far it is.
    """
    source = open_source(path)
    try:
        dataset = Opened(path, source, from_, dialect, watch)
        try:
            yield dataset
        finally:
            dataset.close()
    finally:
        source.close()


def convert(
    path: Path,
    target: Path,
    to: str,
    from_: str = "",
    *,
    dialect: str = "",
    media: bool | None = None,
    replace: bool = False,
) -> Report:
    """Convert a dataset; the report holds what reading refused and what writing lost.

    Pictures are carried along if `media`; by default they are where the target is no single file.
    """
    with opened(path, from_) as dataset:
        carried = takes_media(target) if media is None else media
        written = dataset.write(target, to, dialect, media=carried, replace=replace)
        return joined(dataset.report, written)


def losses(path: Path, to: str, from_: str = "", *, dialect: str = "") -> Report:
    """What `convert` would report, without writing anything."""
    with opened(path, from_) as dataset:
        return joined(dataset.report, dataset.losses(to, dialect))


def joined(*reports: Report) -> Report:
    """One report of several."""
    whole = Report()
    for report in reports:
        for problem in report.refused:
            whole.refuse(problem.message, problem.where, problem.remedy)
        for problem in report.warnings:
            whole.warn(problem.message, problem.where, problem.remedy)
        for loss in report.losses:
            whole.lose(loss.what, loss.example, loss.count)
        whole.refused_count += report.refused_count - len(report.refused)
        whole.warning_count += report.warning_count - len(report.warnings)
    return whole


def takes_media(target: Path) -> bool:
    """Whether a target has room for pictures: a folder or an archive, not a single file."""
    return not is_file(target)


def check_target(path: Path, target: Path, to: str, dialect: str = "", *, replace: bool = False) -> None:
    """Raise what would hinder writing `path` to a target, before anything is read.

    `UnknownPart` and `Invalid` for a format or dialect that is not; `Conflict` where the target exists and is not to be
    replaced, or where what is read lies in it.
    """
    check_dialect(FORMATS[to], dialect)
    check_free(target, replace=replace)
    if path.resolve().is_relative_to(target.resolve()):
        raise Conflict(f"{target} would take the place of what is read.", remedy="Choose another name.")


def check_dialect(format_: Format, dialect: str) -> None:
    """Raise `Invalid` where a format has no such dialect."""
    if dialect and dialect not in format_.dialects:
        known = ", ".join(format_.dialects) or "none"
        raise Invalid(f"{format_.title} has no dialect “{dialect}”.", remedy=f"It has: {known}.")
