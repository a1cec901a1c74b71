"""One coin: each annotator is right with one probability, whatever the class, and wrong in any way alike."""

from dataclasses import dataclass

import numpy as np

from labelwright.core.aggregation.ledger import Ledger, repeat
from labelwright.core.aggregation.method import Estimate, Method
from labelwright.core.aggregation.pooled import concentrate
from labelwright.core.aggregation.special import Floats, expected_log


@dataclass(frozen=True)
class OneCoin(Method):
    """The model of Dawid and Skene with one parameter an annotator, by variational Bayes, all classes held to be
    equally frequent: as in Demartini and others, ZenCrowd, WWW 2012.

    Skills are drawn towards those of all by a Beta distribution that is learned along. Where class frequencies
    are learned too, this model feeds on itself: it calls what is frequent right, which makes it more frequent still,
    and ends with one class for nearly all (.19 on a set where majority has .54). So they are not.
    """

    name = "one_coin"
    title = "One coin"
    prior: tuple[float, float] = (4.0, 2.0)
    rounds: int = 100
    tolerance: float = 1e-3

    def estimate(self, ledger: Ledger, seed: int = 0) -> Estimate:
        given = ledger.by_annotator(None)
        prior = np.array(self.prior)
        others = np.log(max(ledger.classes - 1, 1))

        def step(posterior: Floats) -> Floats:
            nonlocal prior
            right = ledger.by_annotator(ledger.right(posterior))
            counts = np.stack([right, given - right], axis=1)
            prior = concentrate(counts, prior)
            logs = expected_log(counts + prior, axis=1)
            gain = logs[:, 0] - logs[:, 1] + others
            return ledger.settle(ledger.for_label(gain[ledger.annotator]))[0]

        rest = repeat(step, ledger.start(), self.rounds, self.tolerance)
        return Estimate(rest.posterior, None, rest.rounds, rest.converged)


PART = OneCoin()
