"""Dawid–Skene: each annotator confuses the classes in their own way."""

from dataclasses import dataclass

import numpy as np

from labelwright.core.aggregation.ledger import Ledger, log_frequency, repeat
from labelwright.core.aggregation.method import Estimate, Method
from labelwright.core.aggregation.special import Floats


@dataclass(frozen=True)
class DawidSkene(Method):
    """Expectation and maximisation by turns: Dawid and Skene, Maximum likelihood estimation of observer error-rates
    using the EM algorithm, Applied Statistics 28 (1979).

    Imagined votes keep the confusion of who has given few in bounds: `smoothing` for each label, and `trust` on top
    for the right one. `smoothing` also counts for each class, so that none dies out.
    """

    name = "dawid_skene"
    title = "Dawid–Skene"
    smoothing: float = 0.1
    trust: float = 0.3
    rounds: int = 100
    tolerance: float = 1e-3

    def estimate(self, ledger: Ledger, seed: int = 0) -> Estimate:
        def step(posterior: Floats) -> Floats:
            confusion = self._confusion(ledger, posterior)
            scores = ledger.score(np.log(confusion, out=confusion))
            scores += log_frequency(posterior, self.smoothing)
            return ledger.settle(scores)[0]

        rest = repeat(step, ledger.start(), self.rounds, self.tolerance)
        confusion = self._confusion(ledger, rest.posterior)
        return Estimate(rest.posterior, confusion, rest.rounds, rest.converged)

    def _confusion(self, ledger: Ledger, posterior: Floats) -> Floats:
        """How probably each annotator gives each label to items of each class (classes × annotators × labels)."""
        counts = ledger.tally(posterior)
        counts += self.smoothing + self.trust * np.eye(ledger.classes)[:, None, :]
        counts /= counts.sum(axis=2, keepdims=True)
        return counts


PART = DawidSkene()
