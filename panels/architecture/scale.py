"""How many parameters known networks have: fixed points on an axis of powers of ten.

Reference: He, Zhang, Ren and Sun (2015), 152 layers; the count is that of PyTorch's torchvision. Radford et
al. (2019) and Brown et al. (2020) state those of GPT-2 and GPT-3 themselves. Of GPT-4 no count was ever
published; 1.8 trillion is what others outside of its maker estimated in 2023.
"""

from __future__ import annotations

from dataclasses import dataclass

from nn_core.layer_counts import parameter_count


@dataclass(frozen=True)
class KnownNetwork:
    """A network and its parameters; ``source`` says who counted them, ``is_estimate`` whether anybody did."""

    name: str
    parameters: int
    source: str
    is_estimate: bool = False


KNOWN_NETWORKS = (
    KnownNetwork("2→3→3→1", parameter_count([2, 3, 3, 1]), "counted here"),
    KnownNetwork("784→128→10", parameter_count([784, 128, 10]), "counted here"),
    KnownNetwork("ResNet-152", 60_192_808, "2015, as torchvision builds it"),
    KnownNetwork("GPT-2", 1_500_000_000, "2019, stated by its authors, rounded"),
    KnownNetwork("GPT-3", 175_000_000_000, "2020, stated by its authors, rounded"),
    KnownNetwork("GPT-4", 1_800_000_000_000, "2023, an outside estimate, never confirmed", is_estimate=True),
)
SCALE_ENDS = (1.0, 1e13)
