"""Majority: the label with most weight wins. Its probability is its share of the votes, a count of hands."""

from dataclasses import dataclass

from labelwright.core.aggregation.ledger import Ledger
from labelwright.core.aggregation.method import Estimate, Method


@dataclass(frozen=True)
class Majority(Method):
    """Every vote counts what it weighs, whoever gave it."""

    name = "majority"
    title = "Majority"

    def estimate(self, ledger: Ledger, seed: int = 0) -> Estimate:
        return Estimate(ledger.start())


PART = Majority()
