"""Datasets on the way in and out: where files lie, what they hold, and how one form becomes another."""
