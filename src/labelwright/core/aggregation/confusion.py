"""Which class was said where which stands."""

from collections.abc import Iterator, Mapping, Sequence

from labelwright.core.aggregation.majority import one_of_groups
from labelwright.core.aggregation.things import THRESHOLD, things
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.core.records import Annotation, Item


def mixed_up(
    said: Sequence[Annotation],
    stands: Sequence[Annotation],
    item: Item,
    ontology: Ontology,
    labels: Mapping[str, AnyLabel],
) -> Iterator[tuple[str, str]]:
    """For each thing, the class that was said of it and the one that stands; "" for nothing said, or nothing standing.

    Classes of a group that takes one answer are a single choice, wherever they are.
    """
    groups = one_of_groups(ontology)
    for thing in things([said, stands], item, ontology, labels, THRESHOLD):
        names = {member.answer: member.annotation.cls for member in thing}
        if not groups.keys() & set(names.values()):
            yield names.get(0, ""), names.get(1, "")
    for group in dict.fromkeys(groups.values()):
        ours, theirs = (
            next((a.cls for a in annotations if groups.get(a.cls) == group), "")
            for annotations in (said, stands)
        )
        if ours or theirs:
            yield ours, theirs


def confirmed(stands: Sequence[Annotation], ontology: Ontology) -> Iterator[tuple[str, str]]:
    """The same where just what was said stands, which asks for no comparing."""
    groups = one_of_groups(ontology)
    chosen = {groups[a.cls]: a.cls for a in reversed(stands) if a.cls in groups}
    for name in [*(a.cls for a in stands if a.cls not in groups), *chosen.values()]:
        yield name, name
