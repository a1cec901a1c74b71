"""Patches to a draft fit as a whole, object by object, and undo themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from labelwright.core.records import Annotation
from labelwright.workflow.patches import Op, Patch, apply
from labelwright.workflow.splices import Splice


def box(name: str, x: float = 0) -> Annotation:
    return Annotation(name, "box", "RBC", {"x": x, "y": 0, "width": 2, "height": 2})


def test_an_object_is_added_changed_and_deleted():
    added = apply([box("a")], [Patch((Op("b", None, box("b")),))])
    assert [box("a"), box("b")] == added.annotations
    moved = apply(added.annotations, [Patch((Op("a", box("a"), box("a", 5)),))])
    assert [box("a", 5), box("b")] == moved.annotations
    assert [box("b")] == apply(moved.annotations, [Patch((Op("a", box("a", 5), None),))]).annotations


def test_a_change_of_something_that_stands_otherwise_is_a_conflict_and_is_not_applied():
    patched = apply([box("a", 9)], [Patch((Op("a", box("a"), box("a", 5)), Op("b", None, box("b"))))])
    assert patched.conflicts == ("a",)
    assert [box("a", 9), box("b")] == patched.annotations


def test_an_op_that_has_already_happened_is_no_conflict():
    patch = Patch((Op("a", box("a"), box("a", 5)), Op("b", box("b"), None)))
    once = apply([box("a"), box("b")], [patch])
    again = apply(once.annotations, [patch])
    assert ((), [box("a", 5)]) == (again.conflicts, again.annotations)


def test_an_op_may_not_rename_an_object():
    assert apply([], [Patch((Op("a", None, box("b")),))]).conflicts == ("a",)


def bare(annotation: Annotation) -> Annotation:
    return replace(annotation, value={})


TO_FIVE = Op("a", bare(box("a")), bare(box("a")), (Splice(("x",), (0,), (5,)),))


def test_of_a_value_what_changed_is_enough():
    patched = apply([box("a"), box("b")], [Patch((TO_FIVE,))])
    assert ((), [box("a", 5), box("b")]) == (patched.conflicts, patched.annotations)
    again = apply(patched.annotations, [Patch((TO_FIVE,))])
    assert patched == again


def outline(name: str, x: float, y: float = 0) -> Annotation:
    ring = [[x, y], [x + 4, y], [x + 4, y + 4], [x, y + 4]]
    return Annotation(name, "polygon", "RBC", {"parts": [[ring]]})


@pytest.mark.parametrize("before", [outline("a", 0), outline("a", 0.12345, 7.6789)])
def test_an_outline_that_goes_as_a_whole_is_told_by_its_first_corner(before: Annotation):
    after = outline("a", 10, 20)
    start = before.value["parts"][0][0][0]
    op = Op("a", bare(before), bare(after), (Splice(("parts", 0, 0), (start,), ([10, 20],), rows=4),))
    patched = apply([before], [Patch((op,))])
    assert ((), [after]) == (patched.conflicts, patched.annotations)
    assert patched == apply(patched.annotations, [Patch((op,))])
    elsewhere = outline("a", 3)
    assert apply([elsewhere], [Patch((op,))]).conflicts == ("a",)


def test_class_and_note_may_change_beside_a_value_or_alone():
    noted = replace(box("a"), cls="WBC", note="Large")
    alone = Op("a", bare(box("a")), bare(noted), ())
    assert [noted] == apply([box("a")], [Patch((alone,))]).annotations
    both = Op("a", bare(box("a")), bare(noted), TO_FIVE.value)
    assert [replace(noted, value=box("a", 5).value)] == apply([box("a")], [Patch((both,))]).annotations


@pytest.mark.parametrize(
    ("stands", "op"),
    [
        (box("a", 3), TO_FIVE),
        (replace(box("a"), note="Large"), TO_FIVE),
        (replace(box("a"), cls="WBC"), TO_FIVE),
        (box("b"), TO_FIVE),
        (box("a"), replace(TO_FIVE, before=box("a"))),
        (box("a"), replace(TO_FIVE, before=None)),
        (box("a"), replace(TO_FIVE, after=None)),
        (box("a"), replace(TO_FIVE, after=bare(box("b")))),
        (box("a"), replace(TO_FIVE, value=(Splice(("x",), (0,), (5,)), Splice(("z",), (0,), (5,))))),
    ],
)
def test_a_change_of_a_value_that_stands_otherwise_is_a_conflict_and_is_not_applied(stands, op):
    patched = apply([stands], [Patch((op,))])
    assert (("a",), [stands]) == (patched.conflicts, patched.annotations)


moves = st.lists(st.tuples(st.sampled_from("abc"), st.one_of(st.none(), st.integers(0, 3))), max_size=12)


@given(moves)
def test_a_patch_and_its_inverse_change_nothing(steps):
    state = {"a": box("a"), "b": box("b")}
    start = list(state.values())
    ops = []
    for name, x in steps:
        after = None if x is None else box(name, x)
        ops.append(Op(name, state.get(name), after))
        if after is None:
            state.pop(name, None)
        else:
            state[name] = after
    forth = apply(start, [Patch(tuple(ops))])
    inverse = tuple(Op(op.id, op.after, op.before) for op in reversed(ops))
    undone = apply(forth.annotations, [Patch(inverse)])
    assert forth.conflicts == ()
    assert {a.id: a for a in start} == {a.id: a for a in undone.annotations}
