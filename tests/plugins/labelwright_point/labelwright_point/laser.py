"""A part whose library is not installed: it fails while it is imported."""

import laser_that_nobody_has  # type: ignore[import-not-found]

PART = laser_that_nobody_has
