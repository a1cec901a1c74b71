"""Many gold tasks are changed alike, and back."""

import pytest
from tests.unit.workflow.conftest import ANNOTATE
from tests.unit.workflow.gold import ALWAYS, make_gold, with_gold

from labelwright.core.errors import Invalid, NotFound, TooLarge
from labelwright.workflow.service.gold import keep, kept
from labelwright.workflow.service.gold.keep import Change


@pytest.fixture
def case(world):
    w = world([ANNOTATE], 6)
    with_gold(w, [ANNOTATE], gold=ALWAYS)
    make_gold(w, [1, 2, 3])
    return w


def change(w, wish, *seqs):
    return w.do(keep.change_many, w.owner, w.project, [w.task(seq).id for seq in seqs], wish)


def pools(w, *seqs):
    found = [w.look(kept.read, w.task(seq).id) for seq in seqs]
    return [(one.pool, one.retired_at is not None) for one in found]


def test_all_are_changed_and_told_as_one_event(case):
    before = case.events().count("gold.changed")
    assert len(change(case, Change(pool="training", retired=True), 1, 2)) == 2
    assert pools(case, 1, 2, 3) == [("training", True), ("training", True), ("hidden", False)]
    assert case.events().count("gold.changed") == before + 1
    [told] = [row for row in case.rows("events") if row["kind"] == "gold.changed"][-1:]
    assert (told["subject"], '"tasks":[1,2]' in told["data"].replace(" ", "")) == (case.project, True)


def test_a_change_is_taken_back_by_the_change_back(case):
    change(case, Change(retired=True), 1, 2)
    change(case, Change(retired=False), 1, 2)
    assert pools(case, 1, 2) == [("hidden", False)] * 2


def test_where_one_is_no_gold_nothing_is_changed(case):
    other = [case.task(4).id, "0" * 32]
    for stranger in other:
        with pytest.raises(NotFound):
            case.do(
                keep.change_many, case.owner, case.project, [case.task(1).id, stranger], Change(retired=True)
            )
    assert pools(case, 1) == [("hidden", False)]


def test_an_answer_goes_with_one_task_and_a_call_has_a_size(case):
    answer = case.task(1).truth_answer_id
    with pytest.raises(Invalid):
        change(case, Change(answer_id=answer), 1, 2)
    with pytest.raises(Invalid):
        change(case, Change(pool="all"), 1, 2)
    with pytest.raises(TooLarge):
        case.do(
            keep.change_many, case.owner, case.project, [str(n) for n in range(1001)], Change(retired=True)
        )
