"""What people do with tasks: each function is part of a unit of work that its caller opens and commits.

Functions take the connection first, then who acts, then what on, and the time as `now`: microseconds UTC. Nothing
here reads a clock or commits.
"""
