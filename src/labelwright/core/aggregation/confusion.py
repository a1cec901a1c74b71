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
    ours, theirs = _chosen(said, groups), _chosen(stands, groups)
    for group in ours | theirs:
        yield ours.get(group, ""), theirs.get(group, "")


def confirmed(stands: Sequence[Annotation], ontology: Ontology) -> Iterator[tuple[str, str]]:
    """The same where just what was said stands, which asks for no comparing."""
    groups = one_of_groups(ontology)
    for name in [*(a.cls for a in stands if a.cls not in groups), *_chosen(stands, groups).values()]:
        yield name, name


def _chosen(annotations: Sequence[Annotation], groups: Mapping[str, str]) -> dict[str, str]:
    """By group that takes one answer the first class that is there."""
    return {groups[a.cls]: a.cls for a in reversed(annotations) if a.cls in groups}
