"""Whole answers, which are sets of marks, compared with one another: every figure by its name."""
