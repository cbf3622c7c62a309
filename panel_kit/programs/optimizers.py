"""The optimizers as programs write them: what they remember and one step in NumPy, the class in PyTorch.

A step goes from g, the gradient, and eta to the parameters, in the order in which the engine calculates, so
that a program ends with the engine's numbers. The parameters are one vector theta, or one array after the
other: ``Update`` knows what they are called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from panel_kit.programs.literals import keywords

TORCH = {"sgd": "SGD", "adagrad": "Adagrad", "rmsprop": "RMSprop", "adam": "Adam", "adamw": "AdamW"}


@dataclass(frozen=True)
class Update:
    """One optimizer with all its options, and what programs call its parameters.

    Attributes
    ----------
    name : str
    settings : mapping
        Every option by its name.
    cycles : bool
        Whether a schedule moves the momentum.
    theta : str
        What the parameters are called in the lines of a step.
    item : str
        What follows the name of a memory there: ``"[k]"`` where each array of parameters has one.
    """

    name: str
    settings: Mapping[str, Any]
    cycles: bool = False
    theta: str = "theta"
    item: str = ""

    @property
    def is_adam(self) -> bool:
        """Whether it is Adam or AdamW."""
        return self.name in ("adam", "adamw")

    @property
    def rolls(self) -> bool:
        """Whether there is momentum, of its own or from a schedule that cycles it."""
        return bool(self.settings.get("momentum")) or (self.cycles and self.name in ("sgd", "rmsprop"))

    @property
    def remembers(self) -> list[str]:
        """The names of its memories."""
        momentum = ["b"] if self.rolls else []
        return {
            "sgd": momentum,
            "adagrad": ["s"],
            "rmsprop": ["v", *(["mean"] if self.settings.get("centered") else []), *momentum],
        }.get(self.name, ["m", "v", *(["v_max"] if self.settings.get("amsgrad") else [])])

    @property
    def numbers(self) -> str:
        """The lines that name its settings."""
        if self.is_adam:
            return "beta1, beta2 = {!r}, {!r}\n".format(*self.settings["betas"])
        lines = f"alpha = {self.settings['alpha']!r}\n" if self.name == "rmsprop" else ""
        return lines + (f"mu = {self.settings['momentum']!r}\n" if self.rolls else "")

    @property
    def counts(self) -> bool:
        """Whether a step asks which it is: t, from 1."""
        return self.is_adam or bool(self.settings.get("lr_decay")) or (self.name == "sgd" and self.rolls)

    @property
    def step(self) -> str:
        """The lines of one step."""
        decay = self.settings["weight_decay"]
        lines = f"g = g + {decay!r} * {self.theta}\n" if decay and self.name != "adamw" else ""
        lines += {"sgd": sgd, "adagrad": adagrad, "rmsprop": rmsprop}.get(self.name, adam)(self)
        for name in self.remembers:
            lines = lines.replace(f"{{{name}}}", name + self.item)
        return lines.replace("{theta}", self.theta)


def sgd(update: Update) -> str:
    """One step of SGD."""
    if not update.rolls:
        return "{theta} -= eta * g\n"
    dampening = update.settings["dampening"]
    share = f"{1.0 - dampening!r} * " if dampening else ""
    roll = f"{{b}} = g.copy() if t == 1 else mu * {{b}} + {share}g\n"
    return roll + (
        "{theta} -= eta * (mu * {b} + g)\n" if update.settings["nesterov"] else "{theta} -= eta * {b}\n"
    )


def adagrad(update: Update) -> str:
    """One step of AdaGrad."""
    decay = update.settings["lr_decay"]
    rate = f"eta / (1 + (t - 1) * {decay!r})" if decay else "eta"
    return (
        f"{{s}} = {{s}} + g * g\n{{theta}} -= {rate} * (g / (np.sqrt({{s}}) + {update.settings['eps']!r}))\n"
    )


def rmsprop(update: Update) -> str:
    """One step of RMSProp."""
    text, spread = "{v} = alpha * {v} + (1 - alpha) * (g * g)\n", "{v}"
    if update.settings["centered"]:
        text += "{mean} = alpha * {mean} + (1 - alpha) * g\n"
        spread = "np.maximum({v} - {mean} * {mean}, 0)"
    change = f"g / (np.sqrt({spread}) + {update.settings['eps']!r})"
    if update.rolls:
        return f"{text}{{b}} = mu * {{b}} + {change}\n{{theta}} -= eta * {{b}}\n"
    return f"{text}{{theta}} -= eta * ({change})\n"


def adam(update: Update) -> str:
    """One step of Adam or AdamW, in the order of Kingma and Ba (2015), the end of section 2."""
    text = "{m} = beta1 * {m} + (1 - beta1) * g\n{v} = beta2 * {v} + (1 - beta2) * (g * g)\n"
    spread, decay = "{v}", update.settings["weight_decay"] if update.name == "adamw" else 0.0
    if update.settings["amsgrad"]:
        text, spread = text + "{v_max} = np.maximum({v_max}, {v})\n", "{v_max}"
    text += "root = math.sqrt(1 - beta2**t)  # m and v start from 0: root and 1 - beta1**t make up for that\n"
    text += f"change = {{m}} / (np.sqrt({spread}) + {update.settings['eps']!r} * root)\n"
    pull = f" + eta * {decay!r} * {{theta}}" if decay else ""
    return f"{text}{{theta}} -= eta * (root / (1 - beta1**t)) * change{pull}\n"


def vector_memory(update: Update) -> str:
    """What the optimizer of a vector theta remembers before the first step, and its settings."""
    lines = "".join(f"{name} = np.zeros_like(theta)\n" for name in update.remembers)
    start = update.settings.get("initial_accumulator_value")
    if start:
        lines = f"s = np.full_like(theta, {start!r})\n"
    return lines + update.numbers + ("t = 0\n" if update.counts else "")


def list_memory(update: Update, arrays: str) -> str:
    """The same for a list of arrays."""
    lines = "".join(f"{name} = [np.zeros_like(p) for p in {arrays}]\n" for name in update.remembers)
    return lines + update.numbers


def torch_optimizer(name: str, parameters: str, learning_rate: str, **options: Any) -> str:
    """``torch.optim.SGD(…)``."""
    end = f", {keywords(options)}" if options else ""
    return f"torch.optim.{TORCH[name]}({parameters}, lr={learning_rate}{end})"
