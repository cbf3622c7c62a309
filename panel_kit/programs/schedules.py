"""The learning-rate schedules as programs write them: functions and lines in NumPy, schedulers in PyTorch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_kit.programs.literals import indented, joined, keywords

Settings = Mapping[str, Any]
FOLLOWS_LOSS = "reduce_on_plateau"
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


TWO_PHASES = "[(climb - 1, first, top), (total - 1, top, last)]"
THREE_PHASES = "[(climb - 1, first, top), (2 * climb - 2, top, first), (total - 1, first, last)]"
CYCLE = """\
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
TORCH = {
    "step": "StepLR",
    "multistep": "MultiStepLR",
    "exponential": "ExponentialLR",
    "cosine": "CosineAnnealingLR",
    "warm_restarts": "CosineAnnealingWarmRestarts",
    "one_cycle": "OneCycleLR",
    "reduce_on_plateau": "ReduceLROnPlateau",
}


def rate_functions(name: str, settings: Settings, eta: float) -> str:
    """``rate(epoch)``: η of the epoch that comes after so many, with what it stands on.

    Nothing for schedules that have no such function: the constant one, and the one that watches the loss.
    """
    if name not in RATES:
        return ""
    values = {key: repr(value) for key, value in settings.items()}
    rate = f"def rate(epoch):\n{indented(RATES[name].format(eta=repr(eta), **values), 4)}"
    return joined(cycle(settings), momentum(settings), rate) if name == "one_cycle" else rate


def cycle(settings: Settings) -> str:
    """``cycle(epoch, first, top, last)`` of the one-cycle schedule: a climb and one or two descents."""
    between = (
        "end + (start - end) / 2 * (1 + math.cos(math.pi * share))"
        if settings["anneal_strategy"] == "cos"
        else "start + (end - start) * share"
    )
    return CYCLE.format(
        between=between,
        phases=THREE_PHASES if settings["three_phase"] else TWO_PHASES,
        pct_start=repr(settings["pct_start"]),
        total_steps=settings["total_steps"],
    )


def momentum(settings: Settings) -> str:
    """``momentum_of(epoch)`` of the one-cycle schedule, low where the rate is high."""
    if not settings["cycle_momentum"]:
        return ""
    high, low = settings["max_momentum"], settings["base_momentum"]
    return f"def momentum_of(epoch):\n    return cycle(epoch, {high!r}, {low!r}, {high!r})\n"


def plateau_start(name: str) -> str:
    """What ``reduce_on_plateau`` remembers, at its start."""
    return "best_seen, bad, cooling = math.inf, 0, 0\n" if name == FOLLOWS_LOSS else ""


def plateau_step(name: str, settings: Settings, loss: str) -> str:
    """The lines of ``reduce_on_plateau`` after an epoch with this loss."""
    if name != FOLLOWS_LOSS:
        return ""
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


def torch_scheduler(name: str, settings: Settings, eta: float) -> str:
    """The lines that make PyTorch's scheduler."""
    options = dict(settings)
    if name == "constant":
        return ""
    if name == "warmup_cosine":
        warm = {key: options.pop(key) for key in ("start_factor", "end_factor", "total_iters")}
        return f"""\
schedules = torch.optim.lr_scheduler
warm_up = schedules.LinearLR(optimizer, {keywords(warm)})
cosine = schedules.CosineAnnealingLR(optimizer, {keywords(options)})
scheduler = schedules.SequentialLR(optimizer, [warm_up, cosine], milestones=[{warm["total_iters"]}])
"""
    options.pop("mode", None)
    if name == "one_cycle":
        options = {"max_lr": eta, **options}
    return f"scheduler = torch.optim.lr_scheduler.{TORCH[name]}(optimizer, {keywords(options)})\n"


def torch_step(name: str, goes_on: str, loss: str) -> str:
    """The lines that move PyTorch's scheduler on after an epoch with this loss, or after a batch.

    ``goes_on`` says in the program whether another one comes; "" where that need not be asked.
    """
    if name == "constant":
        return ""
    if name == "one_cycle" and goes_on:
        # After the last epoch the cycle may be over, and PyTorch lets nobody step beyond it
        return f"if {goes_on}:\n    scheduler.step()\n"
    return f"scheduler.step({loss if name == FOLLOWS_LOSS else ''})\n"
