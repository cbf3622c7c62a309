"""How large a run on handwritten digits may be; a panel that sends others there has to know."""

from __future__ import annotations

MAX_HIDDEN, MAX_EPOCHS = 2, 100
"""The most hidden layers, and the most epochs."""
FEWEST_IN_A_BATCH = 8
