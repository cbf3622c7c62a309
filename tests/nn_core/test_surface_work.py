"""What a typed function takes is told without computing it: the operations that NumPy is then asked for."""

from collections import Counter

import numpy as np
import pytest

from nn_core.surfaces.dual import Dual, Point, applied
from nn_core.surfaces.expression import parse
from nn_core.surfaces.work import PLAIN_POWERS, work_of

KINDS = {np.sin: "sines", np.cos: "sines", np.power: "powers"}


class Watched(np.ndarray):
    """Numbers that count what is done with them."""

    seen: Counter[str] = Counter()

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        # NumPy takes such powers for squares and quotients, unless it is watched
        is_plain = ufunc is np.power and float(inputs[1]) in PLAIN_POWERS
        Watched.seen["plain" if is_plain else KINDS.get(ufunc, "plain")] += 1
        plain = [np.asarray(each) for each in inputs]
        return np.asarray(getattr(ufunc, method)(*plain, **options)).view(Watched)


@pytest.mark.parametrize(
    "text",
    [
        "x + y - 3",
        "x*y/(x + 2)",
        "-x^3 + x^2 + y^-1",
        "sin(3*x) + cos(x*y)",
        "exp(x) + log(y) + sqrt(x) + abs(y) + tanh(x)",
        "+".join(["sin(1e6*x)"] * 18),
        "+".join(["x^19"] * 33),
    ],
)
def test_the_operations_told_are_those_that_numpy_is_asked_for(text, monkeypatch):
    monkeypatch.setattr(Watched, "seen", Counter())
    one, zero = np.ones(3).view(Watched), np.zeros(3).view(Watched)
    parse(text).dual(Point(Dual(one, one, zero), Dual(one, zero, one), applied))
    told = work_of(parse(text))
    assert {"plain": told.plain, "sines": told.sines, "powers": told.powers} == {
        kind: Watched.seen[kind] for kind in ("plain", "sines", "powers")
    }
    assert told.operations == Watched.seen.total()
