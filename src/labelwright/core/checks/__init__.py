"""Whether annotations make sense together: checks of a project, the rules they follow, and what those find.

Beyond `core/check.py`, which says what can be kept at all, a check says what a project thinks right.
"""
