"""Calibration: a team answers the same items, each alone, and then talks about the differences."""
