"""A stranger's parts for Labelwright."""
