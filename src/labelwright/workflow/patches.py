"""Changes to a draft, object by object, each with what was there before. Pure: a patch fits or names its conflicts."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from labelwright.core.records import Annotation


class Op(Struct, frozen=True):
    """One object's change: `before` is null where it is new, `after` is null where it is deleted."""

    id: str
    before: Annotation | None = None
    after: Annotation | None = None


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
            current = objects.get(op.id)
            if current == op.after:
                continue
            if current != op.before or (op.after is not None and op.after.id != op.id):
                conflicts.append(op.id)
            elif op.after is None:
                del objects[op.id]
            else:
                objects[op.id] = op.after
    return Patched(list(objects.values()), tuple(dict.fromkeys(conflicts)))
