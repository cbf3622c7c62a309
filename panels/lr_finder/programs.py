"""The range test as a program: the loop with its growing rate, and the five rules, written out."""

from __future__ import annotations

from nn_core.lr_suggestions import (
    DEVIATIONS,
    ROUNDING,
    RULES,
    SKIPPED_AT_THE_END,
    SLIDE_THRESHOLD,
    SLIDE_WIDTH,
    stretch,
)
from panel_kit.programs import numpy_run, pytorch_run
from panel_kit.programs.activations import definitions, torch_modules
from panel_kit.programs.data import examples
from panel_kit.programs.layers import first_weights, torch_model
from panel_kit.programs.literals import indented, joined
from panel_kit.programs.optimizers import vector_memory
from panel_kit.programs.program import Part, Program, Programs, program
from panel_kit.programs.run_settings import RunSettings
from panels.lr_finder.finder import DIVERGENCE, SMOOTHING
from panels.lr_finder.request import LrFinderRequest

RULES_TEXT = f"""\
def steepest(rates, curve):  # the step that falls most, against ln η
    slopes = np.diff(curve) / np.diff(np.log(rates))
    return rates[slopes.argmin()] if len(slopes) and slopes.min() < 0 else None


def valley(rates, curve):  # the middle of the longest sequence of ever lower losses
    lengths = []
    for k, loss in enumerate(curve):
        lengths.append(1 + max([lengths[j] for j in range(k) if curve[j] > loss], default=0))
    n = max(lengths, default=0)
    return rates[max(0, lengths.index(n) - n + n // 3 + n // 6)] if n > 1 else None


def minimum_tenth(rates, curve):
    return rates[curve.argmin()] / 10 if len(curve) else None


def slide(rates, curve):  # from the right, while slopes so many steps apart differ
    if len(rates) <= {SLIDE_WIDTH}:
        return None
    slopes, found = np.gradient(curve), None
    for left in reversed(range(len(rates) - {SLIDE_WIDTH})):
        if abs(slopes[left + {SLIDE_WIDTH}] - slopes[left]) <= {SLIDE_THRESHOLD!r}:
            break
        found = rates[left]
    return found


def longest_fall(rates, curve):  # the middle of the longest run of steps that all fall
    start, steps, longest = 0, 0, 0
    for k in range(1, len(curve)):
        steps = steps + 1 if curve[k] < curve[k - 1] else 0
        if steps > longest:
            start, longest = k - steps, steps
    return rates[start + longest // 2] if longest else None
"""


def programs(request: LrFinderRequest) -> Programs:
    """The test of the first seed in NumPy and in PyTorch."""
    run = RunSettings(request.data, None, request.networks(1)[0], request.spec)
    return {"numpy": numpy_program(request, run), "pytorch": pytorch_program(request, run), "sklearn": None}


def numpy_program(request: LrFinderRequest, run: RunSettings) -> Program:
    """Forward, loss, backward, update, each time at another rate."""
    functions = joined(
        *definitions(run.network.activations, run.hidden),
        numpy_run.forward(run),
        numpy_run.loss(run),
        numpy_run.backward(run),
        f"activations = [{', '.join(run.network.activations)}]\n"
        f"slopes = [{', '.join(f'{name}_slope' for name in run.hidden)}]\n",
        RULES_TEXT,
    )
    counted = "t += 1\n" if run.update.counts else ""
    step = f"""\
z, a = forward(X[rows])
loss = loss_of(z[-1], a[-1], y[rows])
backward(X[rows], y[rows])
g = gradient
{counted}{run.update.step}"""
    return program(
        "numpy",
        Part("data", joined(numpy_run.OVERFLOW, examples("np.array", run.training, None))),
        Part("weights", first_weights(run.network, "np.array", ", all in one vector") + numpy_run.WINDOWS),
        Part("functions", functions),
        Part("loop", vector_memory(run.update) + loop(request, step)),
        Part("prints", prints(request)),
    )


def pytorch_program(request: LrFinderRequest, run: RunSettings) -> Program:
    """The same by automatic differentiation and PyTorch's own optimizer."""
    model = torch_model(run.network, by_logit=run.is_fused)
    step = """\
optimizer.param_groups[0]["lr"] = eta
loss_now = loss_of(model(X[rows]), y[rows])
optimizer.zero_grad()
loss_now.backward()
optimizer.step()
loss = loss_now.item()
"""
    weights = joined(
        torch_modules(run.network.activations), model + pytorch_run.LINEARS, pytorch_run.first(run)
    )
    return program(
        "pytorch",
        Part("data", examples("torch.tensor", run.training, None)),
        Part("weights", weights),
        Part("functions", joined(pytorch_run.optimization(run), RULES_TEXT)),
        Part("loop", loop(request, step)),
        Part("prints", prints(request)),
    )


def loop(request: LrFinderRequest, step: str) -> str:
    """The steps, until the smoothed loss is far above its lowest."""
    low, high, last = request.low, request.high, request.steps - 1
    kept, new = SMOOTHING, 1.0 - SMOOTHING
    return f"""\
rng = np.random.default_rng({request.seed})
rates, losses, smoothed, mean = [], [], [], 0.0
for k in range({request.steps}):
    eta = {low!r} * ({high!r} / {low!r}) ** (k / {last})
    rows = rng.permutation({request.data.samples})[:{request.batch}]
{indented(step, 4)}\
    if not np.isfinite(loss):
        break
    mean = {kept!r} * mean + {new!r} * loss
    rates.append(eta)
    losses.append(loss)
    smoothed.append(mean / (1 - {kept!r} ** (k + 1)))
    if smoothed[-1] > {DIVERGENCE!r} * min(smoothed):
        break
"""


def prints(request: LrFinderRequest) -> str:
    """Whether the loss fell by more than chance, and what every rule suggests."""
    first, _ = stretch(0, request.steps, SMOOTHING)
    share = f"{1.0 - SMOOTHING!r} / {1.0 + SMOOTHING!r}"
    return f"""\
def spread(part):  # of the losses, a trend left out
    return np.median(np.abs(np.diff(part))) / 0.954 if len(part) > 1 else 0.0


rates, losses, smoothed = np.array(rates), np.array(losses), np.array(smoothed)
fall, chance_fall, first = 0.0, 0.0, {first}
if len(losses) > first:
    at = first + smoothed[first:].argmin()
    fall = max(0.0, losses[:first].mean() - smoothed[at])
    start, there = spread(losses[:first]), spread(losses[max(0, at - first) : at + first + 1])
    chance_fall = {DEVIATIONS!r} * np.sqrt(start**2 / first + there**2 * {share})
    chance_fall = max(chance_fall, {ROUNDING!r} * np.abs(losses).max())
end = max(first, len(losses) - {SKIPPED_AT_THE_END})
print(f"learning_rate = {{rates.tolist()}}")
print(f"loss = {{losses.tolist()}}")
print(f"smoothed = {{smoothed.tolist()}}")
print(f"fall = {{float(fall)}}")
print(f"chance_fall = {{float(chance_fall)}}")
for rule in [{", ".join(RULES)}]:
    rate = rule(rates[first:end], smoothed[first:end]) if fall > chance_fall else None
    print(f"suggestions.{{rule.__name__}} = {{None if rate is None else float(rate)}}")
"""
