"""Softmax: scores become probabilities.

    p_k = exp(z_k / T) / Σ_j exp(z_j / T)

Only differences between scores count: adding the same number to all changes nothing. With two classes it
is the sigmoid of the difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from pydantic import Field

from nn_core.activations import ACTIVATIONS
from panel_kit.contract.operation import Operation, at_once, varied
from panel_kit.contract.panel import Panel
from panel_kit.contract.schema import Request, Vector, slider
from panel_kit.contract.table import Column, Table, table, words
from panel_kit.contract.words import in_words, signed, subscript
from panel_kit.programs.program import Part, Programs, program

MOST = 10
LARGEST = 1000.0
# e to less than this is still a float64, ten of them and their sum too
MOST_EXPONENT = 700.0
Logit = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]


class SoftmaxRequest(Request):
    """Two to ten logits, and the temperature."""

    logits: list[Logit] = slider(
        "Logit z{_}",
        step=0.01,
        reach=(-5, 5),
        default=[2.0, 1.0, 0.1],
        min_length=2,
        max_length=MOST,
        description="One score per class.",
    )
    temperature: Annotated[float, Field(ge=0.1, le=10)] = slider(
        "Temperature T",
        step=0.05,
        reach=(0.1, 5),
        default=1.0,
        description="What the logits are divided by first.",
    )
    shift: Annotated[float, Field(ge=-10, le=10)] = slider(
        "Add to all logits",
        step=0.1,
        decimals=1,
        reach=(-5, 5),
        default=0.0,
        description="The same number added to every logit.",
    )


@dataclass(frozen=True)
class SoftmaxResult:
    """``scaled`` are (z + shift) / T, ``exponents`` the same less ``subtracted``, ``exponentials`` e to
    those, ``total`` their sum, and ``probabilities`` each divided by it. ``subtracted`` is 0, or the largest
    of ``scaled`` where e to it has no number in float64; it changes no probability. ``two_class`` is σ of the
    difference of the two scaled logits where there are two, and equals the first probability.
    """

    scaled: Vector
    subtracted: float
    exponents: Vector
    exponentials: Vector
    total: float
    probabilities: Vector
    probability_sum: float
    largest: int
    entropy: float
    two_class: float | None
    sentence: str


def compute(request: SoftmaxRequest) -> SoftmaxResult:
    """Asks the engine for the probabilities; the exponentials are shown as they are."""
    scaled = (np.array(request.logits) + request.shift) / request.temperature
    subtracted = taken_off(scaled)
    exponentials = np.exp(scaled - subtracted)
    p = ACTIVATIONS["softmax"](scaled[None])[0]
    two = float(ACTIVATIONS["sigmoid"](scaled[:1] - scaled[1:])[0]) if len(scaled) == 2 else None
    return SoftmaxResult(
        scaled=scaled,
        subtracted=subtracted,
        exponents=scaled - subtracted,
        exponentials=exponentials,
        total=float(exponentials.sum()),
        probabilities=p,
        probability_sum=float(p.sum()),
        largest=int(p.argmax()),
        entropy=float(-(p * np.log(np.maximum(p, 1e-300))).sum()),
        two_class=two,
        sentence=say(p, request.temperature),
    )


def taken_off(scaled: Vector) -> float:
    """The largest, where e to it would overflow; else nothing."""
    return float(scaled.max()) if scaled.max() > MOST_EXPONENT else 0.0


def say(p: Vector, temperature: float) -> str:
    """The shares, and who leads."""
    shares = in_words([f"{signed(100 * share, 1)} %" for share in p])
    shown = [signed(100 * share, 1) for share in p]
    leader = int(p.argmax())
    ahead = "there is a tie at the top" if shown.count(shown[leader]) > 1 else f"class {leader + 1} leads"
    warm = "" if temperature == 1 else f" at temperature {signed(temperature)}"
    return f"The {len(p)} classes get {shares}{warm}, together 100 %: {ahead}."


def programs(request: SoftmaxRequest) -> Programs:
    """Softmax in NumPy and in PyTorch."""
    scaled = (np.array(request.logits) + request.shift) / request.temperature
    lines = "scaled = (z + shift) / T\n"
    if taken_off(scaled):
        lines += "scaled = scaled - scaled.max()  # or e to the largest would overflow\n"
    numpy = f"""\
{lines}\
exponentials = np.exp(scaled)
probabilities = exponentials / exponentials.sum()
print(f"exponentials = {{exponentials.tolist()}}")
print(f"total = {{float(exponentials.sum())}}")
print(f"probabilities = {{probabilities.tolist()}}")
"""
    pytorch = f"""\
{lines}\
print(f"exponentials = {{scaled.exp().tolist()}}")
print(f"total = {{scaled.exp().sum().item()}}")
print(f"probabilities = {{torch.softmax(scaled, dim=0).tolist()}}")
"""
    return {
        "numpy": program("numpy", logits_of(request, "np.array"), Part("loop", numpy)),
        "pytorch": program("pytorch", logits_of(request, "torch.tensor"), Part("loop", pytorch)),
        "sklearn": None,
    }


def logits_of(request: SoftmaxRequest, array: str) -> Part:
    """The logits and what is done to them; ``array`` is what makes an array of a list."""
    logits = f"z = {array}({request.logits!r})\n"
    return Part("data", f"{logits}T, shift = {request.temperature!r}, {request.shift!r}\n")


def all_numbers(request: SoftmaxRequest, result: SoftmaxResult) -> Table:
    """Logit, scaled, exponential, probability of each class, and the sums."""
    rows = [
        [f"class {k}", f"z{subscript(k)}", *numbers]
        for k, numbers in enumerate(
            zip(request.logits, result.scaled, result.exponentials, result.probabilities, strict=True), 1
        )
    ]
    total = ["sum", None, None, None, result.total, result.probability_sum]
    columns: list[str | Column] = [
        words("class"),
        words("symbol"),
        "logit",
        "scaled",
        "exponential",
        "probability",
    ]
    return table("From logits to probabilities", columns, [*rows, total])


def dearest(seed: int) -> dict[str, Any]:
    """As many logits as there may be."""
    return {"logits": [varied(seed) + k / 2 for k in range(MOST)]}


PANEL = Panel(
    operation=Operation(
        path="softmax",
        title="From scores to probabilities",
        summary="Move the logits and see exponentials become probabilities that add up to 1.",
        request=SoftmaxRequest,
        result=SoftmaxResult,
        run=at_once(compute),
        dearest=dearest,
        limits={"softmax.logits": MOST},
        examples={
            "three classes": {},
            "two classes": {"logits": [1.0, -1.0]},
            "hot": {"temperature": 5.0},
            "cold": {"temperature": 0.25},
            "all equal": {"logits": [1.0, 1.0, 1.0, 1.0]},
        },
    ),
    programs=programs,
    table=all_numbers,
)
