"""What gold is worth: how hard each task of it is, whether it tells good annotators from bad, what is wrong with it."""

import math
from collections.abc import Sequence
from statistics import fmean, median
from typing import Literal

from msgspec import Struct

from labelwright.core.gold.window import Window, windowed

Finding = Literal["too easy", "doubtful", "leaky", "worn out"]
FINDINGS: tuple[Finding, ...] = ("too easy", "doubtful", "leaky", "worn out")
"""All pass it; those who are right elsewhere fail it, so that the gold itself may be wrong; later people pass it more
often and much faster, as if they knew it; hardly anybody is left who has not met it."""

EASY = 10
"""Answers that all pass before gold is called too easy."""
DOUBTFUL = 5
"""Answers below which nothing is said of gold that people fail."""
LEAKY = 10
"""Answers below which earlier and later ones are not compared."""
FASTER = 0.7
"""Of the earlier answers' seconds; people who know a task need less."""
UNLIKELY = 0.01
"""How improbable it must be by chance that good people fail, where the gold is right."""
UNUSUAL = 0.05
"""The same where a second sign is asked for besides."""
LEFT = 0.1
"""The part of the people, rounded down, who have not met a task that is not yet worn out."""

_BELOW_ZERO = 1.6448536269514722
"""Standard errors below 0 of which a normal variable is 5 % of the time."""


class Given(Struct, frozen=True):
    """One answer to a gold task: its score, 0 to 1, whether it passed, and the seconds it took, None where not known.

    `rest` is the share of the other gold that its annotator passed, None where there is no other.
    """

    score: float
    passed: bool
    seconds: float | None = None
    rest: float | None = None


class Statistics(Struct, frozen=True):
    """What is known of one gold task. Without answers rate, score and discrimination are None.

    `discrimination`, −1 to 1, is how far those who pass it are those who pass other gold; None where either is always
    alike.
    """

    answers: int
    pass_rate: float | None
    score: Window | None
    discrimination: float | None
    findings: tuple[Finding, ...]


def statistics(given: Sequence[Given], *, people: int, left: int) -> Statistics:
    """The statistics of a gold task from all answers to it, the oldest first.

    Of the `people` who are handed gold now, so many are `left` who have not met it.
    """
    if not given:
        return Statistics(0, None, None, None, ())
    discrimination = item_rest(given)
    signs: dict[Finding, bool] = {
        "too easy": len(given) >= EASY and all(one.passed for one in given),
        "doubtful": _is_doubtful(given, discrimination),
        "leaky": _is_leaky(given),
        "worn out": left <= int(people * LEFT),
    }
    return Statistics(
        len(given),
        fmean(one.passed for one in given),
        windowed([one.score for one in given], len(given)),
        discrimination,
        tuple(finding for finding in FINDINGS if signs[finding]),
    )


def item_rest(given: Sequence[Given]) -> float | None:
    """The correlation of passing this task with the share of the others that is passed, None where that has no sense.

    The item itself is left out, else it would correlate with itself: Henrysson, Correction of item-total correlations
    in item analysis, Psychometrika 28, 1963.
    """
    known = [(float(one.passed), one.rest) for one in given if one.rest is not None]
    if len(known) < 3:
        return None
    mean_passed, mean_rest = fmean(p for p, _ in known), fmean(r for _, r in known)
    spread_passed = math.fsum((p - mean_passed) ** 2 for p, _ in known)
    spread_rest = math.fsum((r - mean_rest) ** 2 for _, r in known)
    if spread_passed <= 1e-12 or spread_rest <= 1e-12:
        return None
    shared = math.fsum((p - mean_passed) * (r - mean_rest) for p, r in known)
    return max(-1.0, min(1.0, shared / math.sqrt(spread_passed * spread_rest)))


def at_most(successes: int, n: int, share: float) -> float:
    """The probability of so few successes or fewer in `n` trials that succeed with `share`, 0 to 1.

    Where shares differ between trials, their mean makes this too large, never too small, for few successes: Hoeffding,
    On the distribution of the number of successes in independent trials, Annals of Mathematical Statistics 27, 1956.
    """
    if share <= 0.0 or successes >= n:
        return 1.0
    if share >= 1.0:
        return 0.0
    return math.fsum(
        math.exp(_log_choose(n, k) + k * math.log(share) + (n - k) * math.log1p(-share))
        for k in range(successes + 1)
    )


def more_later(earlier: tuple[int, int], later: tuple[int, int]) -> float:
    """How probable it is that so many or more of the successes fall to the later trials by chance alone.

    Both are (successes, trials). The one-sided exact test of Fisher, The logic of inductive inference, Journal of the
    Royal Statistical Society 98, 1935.
    """
    successes, trials = earlier[0] + later[0], earlier[1] + later[1]
    whole = _log_choose(trials, successes)
    return math.fsum(
        math.exp(_log_choose(later[1], k) + _log_choose(earlier[1], successes - k) - whole)
        for k in range(max(later[0], successes - earlier[1]), min(successes, later[1]) + 1)
    )


def _is_doubtful(given: Sequence[Given], discrimination: float | None) -> bool:
    """Whether those who pass other gold fail this one, by either of two signs.

    Fewer pass than would among people who pass as much as these do elsewhere; or those who pass are the worse ones,
    where the correlation is below 0 by more than chance (Fisher's z, Metron 1, 1921).
    """
    known = [one for one in given if one.rest is not None]
    if len(known) < DOUBTFUL:
        return False
    expected = fmean(one.rest for one in known if one.rest is not None)
    if at_most(sum(one.passed for one in known), len(known), expected) < UNLIKELY:
        return True
    if discrimination is None or discrimination >= 0:
        return False
    return math.atanh(max(discrimination, -1 + 1e-12)) * math.sqrt(len(known) - 3) < -_BELOW_ZERO


def _is_leaky(given: Sequence[Given]) -> bool:
    """Whether the later half passes more often than the earlier, and needs much less time."""
    if len(given) < LEAKY:
        return False
    half = len(given) // 2
    earlier, later = given[:half], given[half:]
    before, after = ([one.seconds for one in part if one.seconds is not None] for part in (earlier, later))
    if not before or not after or median(after) > FASTER * median(before):
        return False
    counts = [(sum(one.passed for one in part), len(part)) for part in (earlier, later)]
    return more_later(counts[0], counts[1]) < UNUSUAL


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
