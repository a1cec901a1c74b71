"""How alike answers are, over any label type's distance: matching, percent agreement, scores by class."""

from labelwright.core.agreement.assignment import assign
from labelwright.core.agreement.matching import Pair, class_likeness, match
from labelwright.core.agreement.percent import likeness, percent_agreement
from labelwright.core.agreement.scores import Score, class_scores

__all__ = [
    "Pair",
    "Score",
    "assign",
    "class_likeness",
    "class_scores",
    "likeness",
    "match",
    "percent_agreement",
]
