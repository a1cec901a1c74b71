"""The figures we claim, each a command: `python -m benchmarks.NAME`."""
