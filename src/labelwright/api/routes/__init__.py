"""One file per resource; each has a `ROUTER` and is found by name."""
