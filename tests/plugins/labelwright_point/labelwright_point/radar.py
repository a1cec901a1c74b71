"""A part that says what it needs, and does not find it."""

from labelwright_point.point import PointLabel


class RadarLabel(PointLabel):
    name = "radar"
    needs = ("radar_that_nobody_has",)
    extra = "radar"


PART = RadarLabel()
