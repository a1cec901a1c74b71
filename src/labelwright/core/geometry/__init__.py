"""The primitives that marks are made of: one file each, plain arithmetic, no library to load."""

from labelwright.core.geometry.affine import Affine, turn
from labelwright.core.geometry.convex import Convex
from labelwright.core.geometry.ellipse import Ellipse
from labelwright.core.geometry.geometry import Bounds, Geometry
from labelwright.core.geometry.interval import Interval
from labelwright.core.geometry.path import Path
from labelwright.core.geometry.points import Points
from labelwright.core.geometry.polygon import Polygon
from labelwright.core.geometry.raster import Raster
from labelwright.core.geometry.rectangle import Rectangle
from labelwright.core.geometry.sweep import meetings

__all__ = [
    "Affine",
    "Bounds",
    "Convex",
    "Ellipse",
    "Geometry",
    "Interval",
    "Path",
    "Points",
    "Polygon",
    "Raster",
    "Rectangle",
    "meetings",
    "turn",
]
