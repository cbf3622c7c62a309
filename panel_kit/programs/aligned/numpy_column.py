"""The network in NumPy: every product and every slope written out, layer by layer."""

from __future__ import annotations

from panel_kit.programs.activations import SOURCES
from panel_kit.programs.aligned.recipe import Recipe
from panel_kit.programs.aligned.steps import (
    Column,
    before_stopping,
    loop_head,
    names_of_batch,
    printing,
    stopping,
)
from panel_kit.programs.data import examples
from panel_kit.programs.literals import literal

ACTIVATIONS = {"tanh": "np.tanh(z{0})", "relu": "np.maximum(0, z{0})"}
SLOPES = {"tanh": "(1 - {1}{0}**2)", "relu": "(z{0} > 0)"}


def numpy_column(recipe: Recipe) -> Column:
    """What NumPy has to write for each step."""
    column: Column = {
        "data": examples("np.array", recipe.data, recipe.held_out),
        "network": network(recipe),
        "measure": measure(recipe),
        "loop": loop_head(recipe),
        "forward": forward(recipe),
        "loss": "loss = -np.mean({t} * np.log(p) + (1 - {t}) * np.log(1 - p))\n",
        "backward": backward(recipe),
        "update": update(recipe),
        "print": ending(recipe),
    }
    _, targets = names_of_batch(recipe)
    column["loss"] = column["loss"].format(t=targets)
    return {step: text for step, text in column.items() if text}


def network(recipe: Recipe) -> str:
    """The first weights and biases, η, and chance where there is any."""
    pairs = zip(recipe.layers, recipe.network.weights, recipe.network.biases, strict=True)
    arrays = "".join(f"W{n} = np.array({literal(W)})\nb{n} = np.array({literal(b)})\n" for n, W, b in pairs)
    rng = f"rng = np.random.default_rng({recipe.seed})\n" if recipe.is_random else ""
    return f"{arrays}eta = {recipe.learning_rate!r}\n{rng}{before_stopping(recipe)}"


def measure(recipe: Recipe) -> str:
    """The loss of all examples with all units."""
    if not recipe.measures:
        return ""
    lines, a = "", "x"
    for n in recipe.layers:
        lines += f"    z{n} = {a} @ W{n}.T + b{n}\n"
        lines += f"    a{n} = {ACTIVATIONS[recipe.hidden].format(n)}\n" if n < recipe.last else ""
        a = f"a{n}"
    return f"""\
def loss_on(x, t):
{lines}    p = {sigmoid(recipe)}
    return float(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)))
"""


def forward(recipe: Recipe) -> str:
    """z and a of each layer; p is the last one's a."""
    a, _ = names_of_batch(recipe)
    lines = ""
    for n in recipe.layers:
        lines += f"z{n} = {a} @ W{n}.T + b{n}\n"
        if n < recipe.last:
            lines += hidden(recipe, n)
        a = f"a{n}"
    return f"{lines}p = {sigmoid(recipe)}\n"


def sigmoid(recipe: Recipe) -> str:
    """The activation of the output."""
    return SOURCES["sigmoid"].numpy.format(z=f"z{recipe.last}")


def hidden(recipe: Recipe, n: int) -> str:
    """a of a hidden layer, silenced here and there where there is dropout."""
    f = ACTIVATIONS[recipe.hidden].format(n)
    if not recipe.dropout:
        return f"a{n} = {f}\n"
    kept = 1 - recipe.dropout
    return (
        f"h{n} = {f}\nmask{n} = (rng.random(h{n}.shape) >= {recipe.dropout!r}) / {kept!r}\n"
        f"a{n} = h{n} * mask{n}\n"
    )


def backward(recipe: Recipe) -> str:
    """δ and the gradients of each layer, from the last to the first."""
    x, t = names_of_batch(recipe)
    lines = f"d{recipe.last} = (p - {t}) / len({t})\n"
    for n in reversed(recipe.layers):
        a = f"a{n - 1}" if n > 1 else x
        lines += f"dW{n} = d{n}.T @ {a}\ndb{n} = d{n}.sum(axis=0)\n"
        if n > 1:
            unmasked, mask = ("h", f" * mask{n - 1}") if recipe.dropout else ("a", "")
            slope = SLOPES[recipe.hidden].format(n - 1, unmasked)
            lines += f"d{n - 1} = (d{n} @ W{n}){mask} * {slope}\n"
    return lines


def update(recipe: Recipe) -> str:
    """The step against the gradient."""
    each = (f"W{n} = W{n} - eta * dW{n}\nb{n} = b{n} - eta * db{n}\n" for n in recipe.layers)
    return "".join(each)


def ending(recipe: Recipe) -> str:
    """What is printed."""
    if recipe.is_one_pass:
        gradients = (
            f'print(f"dW{n} = {{dW{n}.tolist()}}")\nprint(f"db{n} = {{db{n}.tolist()}}")\n'
            for n in recipe.layers
        )
        return 'print(f"loss = {loss}")\n' + "".join(gradients)
    copied = "[" + ", ".join(f"W{n}, b{n}" for n in recipe.layers) + "]"
    return printing(recipe, "loss") + stopping(recipe, copied)
