"""What a method of consensus is: from a ledger of votes to a posterior."""

from dataclasses import dataclass
from typing import ClassVar, Protocol

from labelwright.core.aggregation.ledger import Ledger
from labelwright.core.aggregation.special import Floats


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a method makes of a ledger: the posterior (classes × items), and how it came to rest.

    `confusion` (classes × annotators × labels) tells for each true class how probably an annotator gives each label,
    where the method thinks in such terms.
    """

    posterior: Floats
    confusion: Floats | None = None
    rounds: int = 1
    converged: bool = True
    warnings: tuple[str, ...] = ()


class Method(Protocol):
    """A way to fuse votes: one file of `aggregation/methods`, or an entry point of the group `labelwright.methods`.

    Deterministic: the same ledger and seed give the same estimate, bit for bit. `needs` are modules that it imports
    beyond the base install.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    needs: ClassVar[tuple[str, ...]] = ()

    def estimate(self, ledger: Ledger, seed: int = 0) -> Estimate: ...
