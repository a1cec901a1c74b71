"""What pages and programs read of projects: lists, single tasks, media, activity. Changes nothing.

Each function first asks whether this person may see it.
"""
