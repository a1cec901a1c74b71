"""What reader and writer of VOC have in common."""

FLAGS = ("truncated", "difficult", "occluded")
"""What an object says of itself by 0 or 1."""

POSE = "pose"
"""What an object says in a word: how it stands to the camera."""

NO_POSE = "Unspecified"

BOTH = "trainval"
"""The list that holds two splits at once, and names none."""

LOOKED_AT = 8
"""Files that are opened to tell the dialect."""
