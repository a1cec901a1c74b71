"""Changes to a draft, object by object, each with what was there before. Pure: a patch fits or names its conflicts."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from labelwright.core.records import Annotation
from labelwright.workflow.splices import Misfit, Splice, inverse, spliced


class Op(Struct, frozen=True):
    """One object's change: `before` is null where it is new, `after` is null where it is deleted.

    Where `value` is given, it tells how the value changed, and `before` and `after` come without theirs.
    """

    id: str
    before: Annotation | None = None
    after: Annotation | None = None
    value: tuple[Splice, ...] | None = None


class Patch(Struct, frozen=True):
    """What one action of a person changed, as a whole."""

    ops: tuple[Op, ...] = ()


class Patched(Struct, frozen=True):
    """The annotations after all patches, and the ids of objects whose `before` did not hold."""

    annotations: list[Annotation]
    conflicts: tuple[str, ...] = ()


def apply(annotations: Sequence[Annotation], patches: Iterable[Patch]) -> Patched:
    """Apply patches in order. An object keeps its place in the list when it changes; a new one comes last.

    An op whose `before` differs from what stands is not applied and named as a conflict; repeating an op that
    has already happened (the object stands as its `after` says) is no conflict.
    """
    objects = {annotation.id: annotation for annotation in annotations}
    conflicts: list[str] = []
    for patch in patches:
        for op in patch.ops:
            try:
                after = _after(op, objects.get(op.id))
            except Misfit:
                conflicts.append(op.id)
                continue
            if after is None:
                objects.pop(op.id, None)
            else:
                objects[op.id] = after
    return Patched(list(objects.values()), tuple(dict.fromkeys(conflicts)))


def _after(op: Op, stands: Annotation | None) -> Annotation | None:
    """What an object is after an op. Raises `Misfit` where it stands neither as before it nor as after it."""
    if op.value is not None:
        return _value_spliced(op, op.value, stands)
    if stands == op.after:
        return stands
    if stands != op.before or (op.after is not None and op.after.id != op.id):
        raise Misfit
    return op.after


def _value_spliced(op: Op, splices: tuple[Splice, ...], stands: Annotation | None) -> Annotation:
    if stands is None or op.before is None or op.after is None or op.after.id != op.id:
        raise Misfit
    bare = replace(stands, value={})
    if bare == op.after and _have_happened(splices, stands):
        return stands
    if bare != op.before:
        raise Misfit
    return replace(op.after, value=spliced(stands.value, splices))


def _have_happened(splices: tuple[Splice, ...], stands: Annotation) -> bool:
    try:
        spliced(stands.value, inverse(splices))
    except Misfit:
        return False
    return True
