"""How a person does on gold: the mean of their newest scores with its interval, and when that is too little."""

import math
from collections.abc import Sequence

from msgspec import Struct

Z = 1.959963984540054
"""Standard errors on either side of a mean that hold 95 % of a normal distribution."""
EARLIEST = 5
"""The fewest scores by which somebody falls."""


class Window(Struct, frozen=True):
    """The mean of `n` scores, 0 to 1, and the ends of its 95 % interval."""

    n: int
    mean: float
    low: float
    high: float


def windowed(scores: Sequence[float], most: int) -> Window | None:
    """The newest `most` of the scores, which come oldest first; None where there is none."""
    newest = scores[-most:]
    if not newest:
        return None
    mean = math.fsum(newest) / len(newest)
    return Window(len(newest), mean, *wilson(mean, len(newest)))


def falls(window: Window | None, *, pass_mark: float, full: int) -> bool:
    """Whether a person does too badly to go on.

    A full window tells by its mean. Before that, from `EARLIEST` scores on, only one whose interval lies below the mark
    as a whole: who clicks at random is found soon, and who is good does not fall by bad luck with the first few.
    """
    if window is None:
        return False
    if window.n >= full:
        return window.mean < pass_mark
    return window.n >= EARLIEST and window.high < pass_mark


def wilson(mean: float, n: int) -> tuple[float, float]:
    """The 95 % interval of a mean of `n` (1 or more) values between 0 and 1.

    The score interval of a share: Wilson, Probable inference, the law of succession, and statistical inference, Journal
    of the American Statistical Association 22, 1927. Values between 0 and 1 count as parts of a success. Their variance
    is never above that of a share with the same mean, mean · (1 − mean), so the interval is, if anything, too wide.
    """
    mean = min(1.0, max(0.0, mean))
    spread = Z * Z / n
    middle = (mean + spread / 2) / (1 + spread)
    reach = math.sqrt(spread * (mean * (1 - mean) + spread / 4)) / (1 + spread)
    return max(0.0, middle - reach), min(1.0, middle + reach)
