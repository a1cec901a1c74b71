"""The checks of a project as answers come in: errors refuse, warnings are kept, drafts are only looked at."""

import msgspec
import pytest
from tests.unit.workflow.conftest import ANNOTATE, DOCUMENT, REVIEW

from labelwright.core.errors import InvalidAnswer, NotFound
from labelwright.core.records import Annotation
from labelwright.workflow.service import checking, corrections, revisions, submit
from labelwright.workflow.service.submit import Judgement, Submission
from labelwright.workflow.spec import parse_document

ERROR = {"rule": "span_edges", "class": "name"}
WARNING = {"rule": "count", "class": "name", "min": 1, "severity": "warning"}
CUT = [Annotation("1", "span", "name", {"start": 2, "end": 4})]
WHOLE = [Annotation("1", "span", "name", {"start": 2, "end": 6})]
NONE: list[Annotation] = []


@pytest.fixture
def checked(world):
    """A project whose text is “A fine day”, with these checks."""

    def make(*checks, workflow=(ANNOTATE,)):
        w = world(list(workflow), count=1)
        document = {**DOCUMENT, "workflow": list(workflow), "checks": list(checks)}
        w.do(revisions.apply, w.owner, w.project, parse_document(document), expected=None)
        return w

    return make


def told(w, kind):
    """What the record says of the warnings of the last event of a kind."""
    rows = [row for row in w.rows("events") if row["kind"] == kind]
    data = msgspec.json.decode(rows[-1]["data"])
    return [warning["message"] for warning in data.get("warnings", [])], data.get("warning_count", 0)


def test_an_error_refuses_the_answer_and_says_how_to_mend_it(checked):
    w = checked(ERROR)
    ann = w.add("ann")
    held = w.take(ann)
    with pytest.raises(InvalidAnswer) as error:
        w.do(submit.submit, ann, held.id, Submission(CUT), key=None)
    (problem,) = error.value.problems
    assert (problem.message, problem.where) == ("“name” on “fi” cuts a word in two.", "1")
    assert problem.remedy == "Move to whole words."
    assert w.rows("answers") == []


def test_every_fault_is_told_at_once(checked):
    w = checked(ERROR)
    ann = w.add("ann")
    held = w.take(ann)
    with pytest.raises(InvalidAnswer) as error:
        w.do(submit.submit, ann, held.id, Submission([*CUT, Annotation("2", "tag", "nope")]), key=None)
    assert sorted(p.where for p in error.value.problems) == ["1", "2"]


def test_an_answer_that_obeys_is_kept_without_a_word(checked):
    w = checked(ERROR, WARNING)
    ann = w.add("ann")
    done = w.do(submit.submit, ann, w.take(ann).id, Submission(WHOLE), key=None)
    assert done.warnings == ()
    assert told(w, "answer.submitted") == ([], 0)


def test_a_warning_is_kept_beside_the_answer(checked):
    w = checked(WARNING)
    ann = w.add("ann")
    done = w.do(submit.submit, ann, w.take(ann).id, Submission(NONE), key=None)
    message = "There is no “name”; at least 1 is wanted."
    assert [warning.message for warning in done.warnings] == [message]
    assert told(w, "answer.submitted") == ([message], 1)
    assert w.task().state == "done"


def test_a_correction_is_looked_at_too(checked):
    w = checked(ERROR, WARNING)
    ann = w.add("ann")
    first = w.do(submit.submit, ann, w.take(ann).id, Submission(WHOLE), key=None)
    with pytest.raises(InvalidAnswer):
        w.do(corrections.correct, ann, first.answer_id, CUT, None)
    w.do(corrections.correct, ann, first.answer_id, NONE, None)
    assert told(w, "answer.corrected")[1] == 1


def test_so_is_the_fix_of_a_reviewer_but_not_what_is_accepted_as_it_is(checked):
    w = checked(workflow=(ANNOTATE, REVIEW))
    ann, rob = w.add("ann"), w.add("rob", "reviewer")
    w.do(submit.submit, ann, w.take(ann).id, Submission(CUT), key=None)
    document = {**DOCUMENT, "workflow": [ANNOTATE, REVIEW], "checks": [ERROR]}
    w.do(revisions.apply, w.owner, w.project, parse_document(document), expected=None)
    held = w.take(rob)
    with pytest.raises(InvalidAnswer):
        w.do(submit.submit, rob, held.id, Submission(CUT[:], verdict=Judgement("fix")), key=None)
    done = w.do(submit.submit, rob, held.id, Submission(verdict=Judgement("accept")), key=None)
    assert done.task.state == "done"


def test_a_draft_is_looked_at_and_not_kept(checked):
    w = checked(ERROR)
    ann, bob = w.add("ann"), w.add("bob")
    held = w.take(ann)
    with w.database.read() as conn:
        (finding,) = checking.look(conn, ann, held.id, CUT)
        assert (finding.rule, finding.severity, finding.annotations) == ("span_edges", "error", ("1",))
        assert finding.fix is not None
        assert finding.fix.changes[0].after == WHOLE[0]
        with pytest.raises(NotFound):
            checking.look(conn, bob, held.id, CUT)
    assert w.rows("drafts") == []


def test_a_project_without_checks_finds_nothing(world):
    w = world(count=1)
    ann = w.add("ann")
    held = w.take(ann)
    with w.database.read() as conn:
        assert checking.look(conn, ann, held.id, CUT) == []
