"""What the programs in NumPy and in PyTorch share: the data written out, the schedule, what is printed."""

from __future__ import annotations

from typing import Any

from nn_core.activations import FloatArray
from nn_core.trainer.accuracy import accuracy_for
from panel_kit.programs.forward import literal
from panel_kit.runs.request import TrainingRequest


def examples(request: TrainingRequest, array: str) -> str:
    """The examples as arrays: ``array`` is what makes one of a list."""
    setup = request.setup
    written = [("X", setup.training.inputs), ("y", setup.training.targets)]
    if setup.validation:
        written += [("X_held_out", setup.validation.inputs), ("y_held_out", setup.validation.targets)]
    return "".join(f"{name} = {as_array(array, table)}\n" for name, table in written)


def as_array(array: str, table: FloatArray) -> str:
    """A table written out; a single column as a row turned over."""
    if table.shape[1] > 1:
        return f"{array}({literal(table)})"
    return f"{array}([{table[:, 0].tolist()!r}]).T"


def first_weights(request: TrainingRequest) -> list[tuple[FloatArray, FloatArray]]:
    """W and b of each layer before training."""
    network = request.setup.network
    return list(zip(network.weights, network.biases, strict=True))


def has_accuracy(request: TrainingRequest) -> bool:
    """Whether the targets are classes."""
    setup = request.setup
    return accuracy_for(setup.training.targets, setup.spec.create_loss()) is not None


def sizes(request: TrainingRequest) -> tuple[int, int]:
    """Training examples, and how many of them a step takes."""
    n = request.setup.training.samples
    return n, min(request.batch_size or n, n)


def drops(request: TrainingRequest) -> bool:
    """Whether units are silenced at random."""
    return bool(request.dropout) and len(request.network.layers) > 2


def watched(request: TrainingRequest) -> str:
    """The loss that early stopping and schedules look at."""
    return "validation_loss" if request.setup.validation else "train_loss"


def schedule_settings(request: TrainingRequest) -> dict[str, Any]:
    """Every option of the schedule."""
    return request.setup.spec.create_schedule().settings


def indented(text: str, spaces: int) -> str:
    """The lines moved to the right, empty ones left alone."""
    pad = " " * spaces
    return "".join(f"{pad}{line}" if line.strip() else line for line in text.splitlines(keepends=True))


def rate_function(request: TrainingRequest) -> str:
    """``rate(epoch)``: η of the epoch that comes after so many; none for schedules that watch the loss."""
    settings, eta = schedule_settings(request), repr(request.optimizer.settings["learning_rate"])
    name = request.schedule.name
    if name in ("constant", "reduce_on_plateau"):
        return ""
    lines = RATES[name].format(eta=eta, **{key: repr(value) for key, value in settings.items()})
    return f"\n\ndef rate(epoch):\n{indented(lines, 4)}"


ANNEAL = "return {eta_min} + ({eta} - {eta_min}) * (1 + math.cos(math.pi * {share})) / 2\n"
RATES = {
    "step": "return {eta} * {gamma} ** (epoch // {step_size})\n",
    "multistep": "return {eta} * {gamma} ** sum(milestone <= epoch for milestone in {milestones})\n",
    "exponential": "return {eta} * {gamma} ** epoch\n",
    "cosine": ANNEAL.replace("{share}", "(epoch / {T_max})"),
    "warm_restarts": "since, length = epoch, {T_0}\n"
    "while since >= length:\n"
    "    since, length = since - length, length * {T_mult}\n" + ANNEAL.replace("{share}", "(since / length)"),
    "warmup_cosine": "if epoch < {total_iters}:\n"
    "    return {eta} * ({start_factor} + ({end_factor} - {start_factor}) * epoch / {total_iters})\n"
    + ANNEAL.replace("{share}", "((epoch - {total_iters}) / {T_max})"),
    "one_cycle": "return cycle(epoch, {eta} / {div_factor}, {eta}, "
    "{eta} / {div_factor} / {final_div_factor})\n",
}


def cycle_functions(request: TrainingRequest) -> str:
    """``cycle`` and ``momentum_of`` of the one-cycle schedule."""
    settings = schedule_settings(request)
    if request.schedule.name != "one_cycle":
        return ""
    between = (
        "end + (start - end) / 2 * (1 + math.cos(math.pi * share))"
        if settings["anneal_strategy"] == "cos"
        else "start + (end - start) * share"
    )
    text = CYCLE.format(
        between=between,
        phases=THREE_PHASES if settings["three_phase"] else TWO_PHASES,
        pct_start=repr(settings["pct_start"]),
        total_steps=settings["total_steps"],
    )
    if not settings["cycle_momentum"]:
        return text
    high, low = settings["max_momentum"], settings["base_momentum"]
    back = high if settings["three_phase"] else f"{high!r}"
    return f"{text}\n\ndef momentum_of(epoch):\n    return cycle(epoch, {high!r}, {low!r}, {back})\n"


TWO_PHASES = "[(climb - 1, first, top), (total - 1, top, last)]"
THREE_PHASES = "[(climb - 1, first, top), (2 * climb - 2, top, first), (total - 1, first, last)]"
CYCLE = """

def cycle(epoch, first, top, last):
    climb, total, begin = {pct_start} * {total_steps}, {total_steps}, 0
    phases = {phases}
    for phase_end, start, end in phases:
        if epoch <= phase_end or phase_end == phases[-1][0]:
            break
        begin = phase_end
    length = phase_end - begin
    share = (epoch - begin) / length if length else 1
    return {between}
"""


def plateau_start(request: TrainingRequest) -> str:
    """What reduce_on_plateau remembers, at its start."""
    watches = request.schedule.name == "reduce_on_plateau"
    return "best_seen, bad, cooling = math.inf, 0, 0\n" if watches else ""


def plateau_step(request: TrainingRequest, loss: str) -> str:
    """The lines of reduce_on_plateau after an epoch with this loss."""
    if request.schedule.name != "reduce_on_plateau":
        return ""
    settings = schedule_settings(request)
    bar = f"best_seen - {settings['threshold']!r}"
    if settings["threshold_mode"] == "rel":
        bar = f"best_seen * (1 - {settings['threshold']!r})"
    return f"""\
seen = {loss}
is_better, is_cooling = seen < {bar}, cooling > 0
best_seen = seen if is_better else best_seen
bad = 0 if is_better or is_cooling else bad + 1
cooling -= is_cooling
if bad > {settings["patience"]}:
    lower = max({settings["factor"]!r} * eta, {settings["min_lr"]!r})
    eta = lower if eta - lower > {settings["eps"]!r} else eta
    bad, cooling = 0, {settings["cooldown"]}
"""
