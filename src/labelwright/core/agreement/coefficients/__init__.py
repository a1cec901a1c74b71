"""Coefficients of agreement over votes: one family per file, computed on arrays.

Each takes `Counts` (or votes, where it must know who said what) and gives a `Statistic`: a value, and what it would be
had other items been drawn, which is what an interval is made of. Nothing here is on the path of a request.
"""
