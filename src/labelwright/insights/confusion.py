"""Which class was said where which stands, of one answer."""

from collections.abc import Iterator, Mapping

from labelwright.core.aggregation.majority import one_of_groups
from labelwright.core.aggregation.things import THRESHOLD, things
from labelwright.core.label import AnyLabel
from labelwright.core.ontology import Ontology
from labelwright.insights.sample import Sampled


def mixed_up(found: Sampled, ontology: Ontology, labels: Mapping[str, AnyLabel]) -> Iterator[tuple[str, str]]:
    """For each thing, what was said of it and what stands; "" where nothing was said, or nothing stands."""
    groups = one_of_groups(ontology)
    for thing in things([found.said, found.stands], found.item, ontology, labels, THRESHOLD):
        names = {member.answer: member.annotation.cls for member in thing}
        if not groups.keys() & set(names.values()):
            yield names.get(0, ""), names.get(1, "")
    yield from _choices(found, groups)


def _choices(found: Sampled, groups: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What was chosen of the classes that exclude one another, and what stands of them."""
    for group in dict.fromkeys(groups.values()):
        said, stands = (
            next((a.cls for a in annotations if groups.get(a.cls) == group), "")
            for annotations in (found.said, found.stands)
        )
        if said or stands:
            yield said, stands
