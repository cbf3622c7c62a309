"""What a run may cost, and how much of it is kept: a panel sets its own, the API publishes them."""

from __future__ import annotations

from dataclasses import dataclass

from panel_kit.specs.limits import LIMITS

MAX_SECONDS = 20.0
MAX_EPOCHS = 10_000
MAX_SNAPSHOTS = 500
MAX_SNAPSHOT_NUMBERS = 100_000


@dataclass(frozen=True)
class RunLimits:
    """The limits of one kind of run.

    Attributes
    ----------
    work : int
        The largest price, ``nn_core.trainer.cost(…).work``; what costs more is refused.
    seconds : float
        The time after which a run ends with what it has.
    snapshots, snapshot_numbers : int
        So many snapshots are kept, and so many numbers in all of them.
    """

    work: int = LIMITS.work
    seconds: float = MAX_SECONDS
    snapshots: int = MAX_SNAPSHOTS
    snapshot_numbers: int = MAX_SNAPSHOT_NUMBERS
