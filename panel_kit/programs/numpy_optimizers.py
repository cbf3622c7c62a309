"""The optimizers as lines of a NumPy program: what they remember, and one step."""

from __future__ import annotations

from typing import Any

from panel_kit.programs.parts import schedule_settings
from panel_kit.runs.request import TrainingRequest


def memory(request: TrainingRequest) -> str:
    """The lines before the loop: what the optimizer remembers, all at its start."""
    settings = request.optimizer.settings
    lines = [f"{name} = np.zeros_like(theta)" for name in remembered(request)]
    if request.optimizer.name == "adagrad" and settings["initial_accumulator_value"]:
        lines = [f"s = np.full_like(theta, {settings['initial_accumulator_value']!r})"]
    if request.optimizer.name in ("adam", "adamw"):
        lines.append("beta1, beta2 = {!r}, {!r}".format(*settings["betas"]))
    elif rolls(request):
        lines.append(f"mu = {settings['momentum']!r}")
    return "".join(f"{line}\n" for line in [*lines, "t = 0"])


def rolls(request: TrainingRequest) -> bool:
    """Whether there is momentum, of its own or from a schedule that cycles it."""
    cycled = bool(schedule_settings(request).get("cycle_momentum"))
    return bool(request.optimizer.settings.get("momentum")) or (
        cycled and request.optimizer.name in ("sgd", "rmsprop")
    )


def remembered(request: TrainingRequest) -> list[str]:
    """The names of its moments."""
    name, settings = request.optimizer.name, request.optimizer.settings
    momentum = ["b"] if rolls(request) else []
    return {
        "sgd": momentum,
        "adagrad": ["s"],
        "rmsprop": ["v", *(["mean"] if settings.get("centered") else []), *momentum],
    }.get(name, ["m", "v", *(["v_max"] if settings.get("amsgrad") else [])])


def step(request: TrainingRequest) -> str:
    """The lines of one step: from g and eta to θ."""
    settings = request.optimizer.settings
    decays = settings["weight_decay"] and request.optimizer.name != "adamw"
    decay = f"g = theta * {settings['weight_decay']!r} + g\n" if decays else ""
    lines = {"sgd": sgd, "adagrad": adagrad, "rmsprop": rmsprop}.get(request.optimizer.name, adam)
    return "t += 1\n" + decay + lines(request, settings)


def sgd(request: TrainingRequest, settings: dict[str, Any]) -> str:
    """One step of SGD."""
    if not rolls(request):
        return "theta += g * -eta\n"
    share = f"{1.0 - settings['dampening']!r} * " if settings["dampening"] else ""
    roll = f"b = g.copy() if t == 1 else mu * b + {share}g\n"
    return roll + ("theta += (mu * b + g) * -eta\n" if settings["nesterov"] else "theta += b * -eta\n")


def adagrad(request: TrainingRequest, settings: dict[str, Any]) -> str:
    """One step of AdaGrad."""
    return f"""\
s = s + g * g
change = g / (np.sqrt(s) + {settings["eps"]!r})
theta += change * -(eta / (1 + (t - 1) * {settings["lr_decay"]!r}))
"""


def rmsprop(request: TrainingRequest, settings: dict[str, Any]) -> str:
    """One step of RMSProp."""
    alpha, rest = settings["alpha"], 1.0 - settings["alpha"]
    text = f"v = {alpha!r} * v + {rest!r} * (g * g)\n"
    spread = "v"
    if settings["centered"]:
        text += f"mean = {alpha!r} * mean + {rest!r} * g\n"
        spread = "np.maximum(v - mean * mean, 0)"
    text += f"change = g / (np.sqrt({spread}) + {settings['eps']!r})\n"
    if rolls(request):
        text += "b = mu * b + change\nchange = b\n"
    return f"{text}theta += change * -eta\n"


def adam(request: TrainingRequest, settings: dict[str, Any]) -> str:
    """One step of Adam or AdamW."""
    spread = "v"
    text = "m = beta1 * m + (1 - beta1) * g\nv = beta2 * v + (1 - beta2) * (g * g)\n"
    if settings["amsgrad"]:
        text += "v_max = np.maximum(v_max, v)\n"
        spread = "v_max"
    text += "root = math.sqrt(1 - beta2**t)\n"
    text += (
        f"change = m / (np.sqrt({spread}) + {settings['eps']!r} * root) * (-eta * (root / (1 - beta1**t)))\n"
    )
    if request.optimizer.name == "adamw" and settings["weight_decay"]:
        text += f"change += theta * (-eta * {settings['weight_decay']!r})\n"
    return f"{text}theta += change\n"
