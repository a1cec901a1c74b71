"""CoNLL columns: a token a line with its tag last, a blank line between sentences; each sentence is an item.

Tags are IOB1, IOB2 or BIOES. The text of a sentence is its tokens with a space between. Written are two columns
with a tab, or in the dialect `conll2003` four columns with spaces and -DOCSTART-.
Facts: https://aclanthology.org/W03-0419/
"""

from labelwright.core.errors import InvalidFile
from labelwright.core.exchange import Dataset
from labelwright.core.losses import Difference
from labelwright.core.narrow import narrow
from labelwright.core.ontology import Ontology
from labelwright.core.ports import Guess, Holds, Sink, Source
from labelwright.core.report import Report
from labelwright.core.views import Span
from labelwright.formats.conll.reading import files, first_tags, samples
from labelwright.formats.conll.tags import dialect_of
from labelwright.formats.conll.writing import CLASS_NAMES, EMPTY_SPANS, SNAPPED, SPACES, WORDLESS, Writing


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
        for name in files(source):
            tags = first_tags(source, name)
            if tags:
                return Guess(0.8, dialect_of(tags), f"the last column of {name} holds tags")
        return None

    def read(self, source: Source, report: Report, *, dialect: str = "") -> Dataset:
        names = [name for name in files(source) if dialect or first_tags(source, name)]
        if not names:
            raise InvalidFile("No file here has tags in its last column.", where=source.name)
        return Dataset(Ontology(), (sample for name in names for sample in samples(source, name, report)))

    def write(self, dataset: Dataset, sink: Sink, report: Report, *, dialect: str = "") -> None:
        writing = Writing(sink, dialect or self.dialects[0])
        for sample in narrow(dataset, self.holds, report):
            writing.add(sample)
        writing.finish(report)


PART = Conll()
