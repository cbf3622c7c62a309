"""The network in PyTorch: modules, a loss and an optimizer do the steps."""

from __future__ import annotations

from itertools import pairwise

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
from panel_kit.programs.layers import first_weights
from panel_kit.programs.losses import torch_loss
from panel_kit.programs.optimizers import torch_optimizer
from panel_kit.programs.pytorch_run import DROPOUT, FILLED, LINEARS


def pytorch_column(recipe: Recipe) -> Column:
    """What PyTorch has to write for each step."""
    x, t = names_of_batch(recipe)
    column: Column = {
        "data": examples("torch.tensor", recipe.data, recipe.held_out),
        "network": network(recipe),
        "measure": MEASURE if recipe.measures else "",
        "loop": loop_head(recipe),
        "forward": f"logits = model({x})\n",
        "loss": f"loss = loss_fn(logits, {t})\n",
        "backward": "optimizer.zero_grad()\nloss.backward()\n",
        "update": "optimizer.step()\n",
        "print": ending(recipe),
    }
    return {step: text for step, text in column.items() if text}


MEASURE = """\
def loss_on(x, t):
    model.eval()
    with torch.no_grad():
        value = loss_fn(model(x), t).item()
    model.train()
    return value
"""


def network(recipe: Recipe) -> str:
    """The modules with the first weights, the loss, the optimizer, and chance where there is any."""
    rng = f"rng = np.random.default_rng({recipe.seed})\n" if recipe.is_random else ""
    dropout = DROPOUT.format(p=recipe.dropout, kept=1.0 - recipe.dropout) + "\n\n" if recipe.dropout else ""
    return f"""\
{rng}{dropout}{modules(recipe)}{LINEARS}{first_weights(recipe.network)}{FILLED}\
loss_fn = {torch_loss("bce", "sigmoid")}()
optimizer = {torch_optimizer("sgd", "model.parameters()", repr(recipe.learning_rate))}
{before_stopping(recipe)}"""


def modules(recipe: Recipe) -> str:
    """``model``, which ends with the logit: the loss has the sigmoid in it."""
    lines = ""
    for n, (n_in, n_out) in enumerate(pairwise(recipe.sizes), 1):
        lines += f"    nn.Linear({n_in}, {n_out}),\n"
        if n < recipe.last:
            lines += f"    {SOURCES[recipe.hidden].module},\n"
            lines += "    Dropout(),\n" if recipe.dropout else ""
    return f"model = nn.Sequential(\n{lines})\n"


def ending(recipe: Recipe) -> str:
    """What is printed."""
    if recipe.is_one_pass:
        gradients = """\
for n, linear in enumerate(linears, 1):
    print(f"dW{n} = {linear.weight.grad.tolist()}")
    print(f"db{n} = {linear.bias.grad.tolist()}")
"""
        return f'print(f"loss = {{loss.item()}}")\n{gradients}'
    copied = "copy.deepcopy(model.state_dict())"
    return printing(recipe, "loss.item()") + stopping(recipe, copied)
