"""The label types: a folder each, with both halves. They are found by name and never imported."""
