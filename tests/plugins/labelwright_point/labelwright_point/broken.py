"""A part that asks Labelwright for what is not there: a fault of its own, not a missing library."""

import labelwright.unheard_of  # type: ignore[import-not-found]

PART = labelwright.unheard_of
