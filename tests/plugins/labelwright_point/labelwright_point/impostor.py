"""A part that takes the name of a built-in one. It must never be loaded."""

raise AssertionError("a stranger's package took the place of a built-in part")
