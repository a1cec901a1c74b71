"""What reader and writer of VOC have in common."""

FLAGS = ("truncated", "difficult", "occluded")
"""What an object says of itself by 0 or 1."""

BOTH = "trainval"
"""The list that holds two splits at once, and names none."""

LOOKED_AT = 8
"""Files that are opened to tell the dialect."""
