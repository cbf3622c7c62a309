"""Every test of the engine runs with NumPy's floating-point errors raised, not hidden."""

from collections.abc import Iterator

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def floating_point_errors_raise() -> Iterator[None]:
    with np.errstate(all="raise"):
        yield
