"""Checks that are not saved yet, tried on the newest answers that stand: honest about how many, and within bounds."""

from itertools import count

import pytest
from tests.unit.workflow.conftest import ANNOTATE, DOCUMENT, SECOND

from labelwright.core.records import Annotation
from labelwright.workflow.service import corrections, submit, trying
from labelwright.workflow.service.submit import Submission
from labelwright.workflow.spec import parse_document

CUT = [Annotation("1", "span", "name", {"start": 2, "end": 4})]
WHOLE = [Annotation("1", "span", "name", {"start": 2, "end": 6})]
TWO = [*CUT, Annotation("2", "span", "name", {"start": 7, "end": 8})]
EDGES = {"rule": "span_edges", "class": "name"}


def still() -> int:
    return 0


@pytest.fixture
def answered(world):
    """A project in which these answers stand, the last the newest."""

    def make(*answers):
        w = world([ANNOTATE], count=len(answers))
        ann = w.add("ann")
        for annotations in answers:
            w.do(submit.submit, ann, w.take(ann).id, Submission(annotations), key=None)
        return w

    return make


def tried(w, *checks, now=still, bounds=trying.USUAL):
    spec = parse_document({**DOCUMENT, "workflow": [ANNOTATE], "checks": list(checks)})
    return w.look(trying.trial, w.project, spec, now, bounds)


def test_it_tells_how_much_would_be_found_in_how_many_answers(answered):
    w = answered(CUT, WHOLE, TWO)
    trial = tried(w, EDGES, {"rule": "min_size", "characters": 9, "severity": "warning"})
    assert (trial.answers, trial.more) == (3, False)
    edges, size = trial.checks
    assert (edges.check, edges.severity, edges.findings, edges.answers) == ("span_edges", "error", 3, 2)
    assert (size.check, size.severity, size.findings, size.answers) == ("min_size", "warning", 4, 3)
    assert [found.task.name for found in edges.found] == ["3.txt", "1.txt"], "the newest first"
    assert edges.found[0].finding.annotations == ("1",)


def test_the_classes_of_the_document_that_is_tried_count(answered):
    w = answered(CUT)
    document = {
        **DOCUMENT,
        "workflow": [ANNOTATE],
        "classes": [{"name": "other", "type": "span"}],
        "groups": [],
    }
    spec = parse_document({**document, "checks": [{"rule": "span_edges"}]})
    assert w.look(trying.trial, w.project, spec, still).checks[0].findings == 0


def test_an_answer_that_stands_no_more_is_not_looked_at(answered):
    w = answered(CUT)
    assert tried(w, EDGES).checks[0].findings == 1
    w.do(corrections.correct, w.people["ann"], w.task().truth_answer_id, WHOLE, key=None)
    trial = tried(w, EDGES)
    assert (trial.answers, trial.more, trial.checks[0].findings) == (1, False, 0)


def test_a_task_without_an_answer_is_not_counted(answered):
    w = answered(WHOLE)
    w.add_tasks(2)
    w.take(w.people["ann"])
    assert tried(w, EDGES).answers == 1


def test_no_more_answers_are_looked_at_than_is_told(answered):
    trial = tried(answered(CUT, WHOLE, CUT), EDGES, bounds=trying.Bounds(answers=2))
    assert (trial.answers, trial.more, trial.checks[0].findings) == (2, True, 1)


def test_large_answers_are_fewer(answered):
    one = trying.Bounds(annotations=1)
    assert [tried(answered(*answers), EDGES, bounds=one).more for answers in ([CUT], [CUT, CUT])] == [
        False,
        True,
    ]
    assert tried(answered(TWO), EDGES, bounds=one).answers == 1, "one is looked at, however large"


def test_it_ends_when_its_time_is_up_but_looks_at_one_answer_at_least(answered):
    clock = count(0, 2 * SECOND)
    trial = tried(answered(CUT, CUT, CUT), EDGES, now=lambda: next(clock))
    assert (trial.answers, trial.more) == (2, True)


def test_what_compares_items_says_that_only_a_scan_shows_it(answered):
    (same,) = tried(answered(CUT, WHOLE), {"rule": "same_item"}).checks
    assert (same.compares, same.findings, same.severity) == (True, 0, "warning")


def test_a_project_without_answers_has_nothing_to_try_on(answered):
    trial = tried(answered(), EDGES)
    assert (trial.answers, trial.more, trial.checks[0].findings) == (0, False, 0)
