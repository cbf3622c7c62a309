"""How much a request may hold, and what a run may cost: bounds that a panel sets, and that its pieces of
requests are made with.

The engine computes with networks and data of any size. What bounds them is what a panel can draw, compute
and send in good time, so a panel says ``Limits(units=64, examples=1797)``, and ``network_within`` and
``data_within`` make pieces of requests with these bounds, for validation, OpenAPI and sliders alike; a
request for a run has them as ``limits``. What a slider reaches is another matter: it is what is good to drag.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from nn_core.datasets import CsvBounds

MAX_SEED = 9999
MAX_EPOCHS = 10_000


@dataclass(frozen=True)
class Limits:
    """The largest of everything that a request may hold.

    Attributes
    ----------
    layers : int
        Sizes in a row, those of inputs and outputs among them: ``[2, 3, 3, 1]`` has four.
    units : int
        Of one hidden layer.
    inputs, outputs : int
        Of a network; ``inputs`` also of an example.
    weight : float
        Absolute value of a weight or bias.
    value : float
        Absolute value of an input, or of the target of a regression.
    examples : int
    characters : int
        Of a CSV text.
    work : int
        The price of a run, in operations: ``nn_core.trainer.cost(…).work``; what costs more is refused.
    seconds : float
        Of its own computing, after which a run ends with what it has.
    snapshots, snapshot_numbers : int
        Of a run so many snapshots are kept, and so many numbers in all of them.
    """

    layers: int = 6
    units: int = 16
    inputs: int = 16
    outputs: int = 16
    weight: float = 1000.0
    value: float = 1e9
    examples: int = 1000
    characters: int = 1024 * 1024
    work: int = 2_000_000_000
    seconds: float = 20.0
    snapshots: int = 500
    snapshot_numbers: int = 100_000

    @property
    def size(self) -> int:
        """Of a layer, whichever it is."""
        return max(self.inputs, self.units, self.outputs)

    @property
    def columns(self) -> int:
        """Of a table: the inputs, and what is to be predicted."""
        return self.inputs + 1

    @property
    def of_a_run(self) -> dict[str, float]:
        """Those of a run by their names, as they are published."""
        names = ("work", "seconds", "snapshots", "snapshot_numbers")
        return {name: getattr(self, name) for name in names}

    @property
    def csv(self) -> CsvBounds:
        """What the reader of tables is told."""
        return CsvBounds(
            characters=self.characters, rows=self.examples, columns=self.columns, magnitude=self.value
        )


LIMITS = Limits()
"""Those of a panel that sets none: networks of the plane, which answer a slider in milliseconds."""

TABLES = replace(LIMITS, inputs=64, examples=5000, characters=4 * 1024 * 1024)
"""Those of data that people bring: a table of 5,000 rows and 64 inputs."""
