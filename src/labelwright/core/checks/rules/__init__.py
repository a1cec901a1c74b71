"""The built-in rules: one file each, found by name."""
