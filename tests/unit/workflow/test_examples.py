"""Cases become examples in the guideline: a section as a new revision, which its author takes back while it is last."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE

from labelwright.core.errors import Conflict, Invalid, StaleRevision
from labelwright.workflow.service import examples, revisions, running

SECTION = "### Example: Two in one\n\n**Right:** two marks.\n"


def add(case, user, title="Two in one", text="**Right:** two marks.", expected=None):
    return case.do(examples.add, user, case.project, title, text, expected=expected)


def guideline(case):
    return case.look(running.read, case.project).spec.guideline


def test_an_example_is_a_section_below_what_the_guideline_says(world):
    case = world([ANNOTATE], 0)
    rob = case.add("rob", "reviewer")
    assert (add(case, rob, expected=1), guideline(case)) == (2, SECTION)
    add(case, rob, " Spaces ", "\nNo.\n")
    assert guideline(case) == f"{SECTION}\n### Example: Spaces\n\nNo.\n"
    assert case.look(revisions.revisions, case.project)[0].message == "Adds the example “Spaces”."


def test_nobody_adds_to_a_guideline_they_have_not_seen(world):
    case = world([ANNOTATE], 0)
    add(case, case.owner)
    with pytest.raises(StaleRevision):
        add(case, case.owner, "Other", expected=1)


@pytest.mark.parametrize(
    ("title", "text"), [(" ", "x"), ("a\nb", "x"), ("a" * 121, "x"), ("a", " "), ("a", "x" * 20_001)]
)
def test_an_example_has_a_title_of_one_line_and_says_something(world, title, text):
    case = world([ANNOTATE], 0)
    with pytest.raises(Invalid):
        add(case, case.owner, title, text)


def test_it_is_taken_back_by_its_author_while_nothing_has_changed_since(world):
    case = world([ANNOTATE], 0)
    rob = case.add("rob", "reviewer")
    revision = add(case, rob)
    with pytest.raises(Conflict):
        case.do(examples.take_back, case.owner, case.project, revision)
    case.do(examples.take_back, rob, case.project, revision)
    assert guideline(case) == ""
    first = add(case, rob)
    add(case, case.owner, "Later")
    with pytest.raises(Conflict):
        case.do(examples.take_back, rob, case.project, first)


def test_only_an_example_is_taken_back(world):
    case = world([ANNOTATE], 0)
    with pytest.raises(Conflict):
        case.do(examples.take_back, case.owner, case.project, 1)
