"""The pure core: records, ontology, views and formulas. No I/O, no clock, no randomness but what is passed in."""
