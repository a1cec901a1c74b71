"""Conditions in SQL on whether an answer or a verdict still counts."""

CALLED_BACK = "EXISTS (SELECT 1 FROM assignments k WHERE k.id = v.assignment_id AND k.round < 0)"
"""Whether the verdict `v` was taken back, or is to be given anew."""


def set_aside(answer: str, *modes: str) -> str:
    """Whether the answer with the id `answer`, a column, was set aside in one of these ways and still is."""
    named = ", ".join(f"'{mode}'" for mode in modes)
    return (
        f"EXISTS (SELECT 1 FROM set_aside s WHERE s.answer_id = {answer} AND s.undone_at IS NULL"  # noqa: S608 (ours)
        f" AND s.mode IN ({named}))"
    )
