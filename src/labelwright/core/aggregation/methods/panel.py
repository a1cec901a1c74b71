"""Panel, the default: five models of annotators that err in different ways, one voice each."""

from dataclasses import dataclass

import numpy as np

from labelwright.core.aggregation.ledger import Ledger
from labelwright.core.aggregation.method import Estimate, Method
from labelwright.core.aggregation.methods.hierarchical import Hierarchical
from labelwright.core.aggregation.methods.mace import Mace
from labelwright.core.aggregation.methods.one_coin import OneCoin
from labelwright.core.aggregation.methods.subtypes import Subtypes
from labelwright.core.aggregation.methods.weighted import Weighted

MEMBERS: tuple[Method, ...] = (Weighted(), OneCoin(), Mace(starts=0), Hierarchical(), Subtypes())


@dataclass(frozen=True)
class Panel(Method):
    """The mean of the members' posteriors: a mixture of models, each held to be as likely as the others.

    No model of annotators is best everywhere, and none tells when it is wrong: the likelihood prefers the one that
    bends most, also where it has bent away from the truth. Those with few parameters an annotator fail where annotators
    lean to a class, those with many where votes are few or items mislead; on an item where one fails, most of the
    others do not. Where they differ the probability says so, which no single one of them does.
    """

    name = "panel"
    title = "Panel of five models"
    members: tuple[Method, ...] = MEMBERS

    def estimate(self, ledger: Ledger, seed: int = 0) -> Estimate:
        estimates = [member.estimate(ledger, seed) for member in self.members]
        return Estimate(
            np.mean([estimate.posterior for estimate in estimates], axis=0),
            next((e.confusion for e in estimates if e.confusion is not None), None),
            max(estimate.rounds for estimate in estimates),
            all(estimate.converged for estimate in estimates),
        )


PART = Panel()
