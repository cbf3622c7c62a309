"""The run in PyTorch, in float64: its own modules, losses, optimizers and schedules.

Order and dropout masks come from NumPy's generator, so that they are those of the panel.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from panel_kit.programs.forward import literal
from panel_kit.programs.parts import (
    drops,
    examples,
    first_weights,
    has_accuracy,
    indented,
    schedule_settings,
    sizes,
    watched,
)
from panel_kit.programs.pytorch_names import LOSSES, OPTIMIZERS, SCHEDULERS, module_of
from panel_kit.runs.request import TrainingRequest

SILENCED = """

class Dropout(nn.Module):  # nn.Dropout with the masks of this run
    def forward(self, a):
        if not self.training:
            return a
        return a * torch.tensor((rng.random(a.shape) >= {p!r}) / {kept!r})

"""
BEST = "best, best_epoch, best_state, bad_epochs = history[0], 0, copy.deepcopy(model.state_dict()), 0\n"


def pytorch_program(request: TrainingRequest) -> str:
    """The whole program."""
    n, batch = sizes(request)
    numpy, rng = "", ""
    if batch < n or drops(request):
        numpy, rng = "import numpy as np\n", f"rng = np.random.default_rng({request.seed})\n"
    silenced = SILENCED.format(p=request.dropout, kept=1.0 - request.dropout) if drops(request) else ""
    return f"""\
import copy
import math

{numpy}import torch
from torch import nn

torch.set_default_dtype(torch.float64)
{rng}
# The examples, one a row
{examples(request, "torch.tensor")}{silenced}
{model(request)}
{optimization(request)}

{look(request)}
history = [look()]
{BEST if request.early_stopping else ""}for epoch in range(1, {request.epochs + 1}):
    before = copy.deepcopy(model.state_dict())
    model.train()
{indented(batches(request), 4)}\
    row = look()
    if not math.isfinite(row["train_loss"]):
        print(f"diverged_at = {{epoch}}")
        model.load_state_dict(before)
        break
    history.append(row)
{indented(after_epoch(request), 4)}
{ending(request)}"""


def model(request: TrainingRequest) -> str:
    """The layers and their first weights."""
    *hidden, output = request.network.layer_activations
    lines = ""
    for place, (n_in, n_out) in enumerate(pairwise(request.network.layers)):
        lines += f"    nn.Linear({n_in}, {n_out}),\n"
        if place < len(hidden):
            lines += f"    {module_of(hidden[place])},\n" + ("    Dropout(),\n" if request.dropout else "")
        elif output not in ("sigmoid", "softmax") or request.loss not in ("bce", "cross_entropy"):
            lines += f"    {module_of(output)},\n"
    layers = "".join(f"    ({literal(W, 4)}, {literal(b)}),\n" for W, b in first_weights(request))
    return f"""\
model = nn.Sequential(
{lines})
linears = [module for module in model if isinstance(module, nn.Linear)]

# Before training: W of shape (n_out, n_in) and b of shape (n_out,) of each layer
first = [
{layers}]
with torch.no_grad():
    for linear, (W, b) in zip(linears, first):
        linear.weight.copy_(torch.tensor(W))
        linear.bias.copy_(torch.tensor(b))
"""


def optimization(request: TrainingRequest) -> str:
    """Loss, optimizer, schedule."""
    settings = dict(request.optimizer.settings)
    rate = settings.pop("learning_rate")
    options = "".join(f", {name}={value!r}" for name, value in settings.items())
    name = OPTIMIZERS[request.optimizer.name]
    return f"""\
loss_of = {LOSSES[request.loss]}()
optimizer = torch.optim.{name}(model.parameters(), lr={rate!r}{options})
{scheduler(request, rate)}"""


def scheduler(request: TrainingRequest, rate: float) -> str:
    """The line that makes the scheduler."""
    name, settings = request.schedule.name, schedule_settings(request)
    if name == "constant":
        return ""
    if name == "warmup_cosine":
        warm = {key: settings.pop(key) for key in ("start_factor", "end_factor", "total_iters")}
        return f"""\
schedules = torch.optim.lr_scheduler
warm_up = schedules.LinearLR(optimizer, {named(warm)})
cosine = schedules.CosineAnnealingLR(optimizer, {named(settings)})
scheduler = schedules.SequentialLR(optimizer, [warm_up, cosine], milestones=[{warm["total_iters"]}])
"""
    most = {"max_lr": rate} if name == "one_cycle" else {}
    arguments = named({**most, **{key: value for key, value in settings.items() if key != "mode"}})
    return f"scheduler = torch.optim.lr_scheduler.{SCHEDULERS[name]}(optimizer, {arguments})\n"


def named(options: dict[str, Any]) -> str:
    """``T_max=300, eta_min=0.0``."""
    return ", ".join(f"{name}={value!r}" for name, value in options.items())


def look(request: TrainingRequest) -> str:
    """``look()``: losses and accuracies as they are now."""
    held_out = [("validation", "X_held_out", "y_held_out")] if request.setup.validation else []
    right = "(a >= 0.5) == (y == 1)"
    if request.setup.training.targets.shape[1] > 1:
        right = "a.argmax(1) == y.argmax(1)"
    elif request.loss == "bce":
        right = "(a >= 0) == (y == 1)"  # of logits
    lines = ""
    for name, x, y in [("train", "X", "y"), *held_out]:
        lines += f'    a = model({x})\n    row["{name}_loss"] = loss_of(a, {y}).item()\n'
        if has_accuracy(request):
            lines += f'    row["{name}_accuracy"] = accuracy_of(a, {y})\n'
    score = f"def accuracy_of(a, y):\n    return ({right}).double().mean().item()\n\n\n"
    return f"""\
{score if has_accuracy(request) else ""}@torch.no_grad()
def look():
    row = {{}}
    model.eval()
{lines}    return row


"""


def batches(request: TrainingRequest) -> str:
    """The lines that go through the examples once."""
    n, batch = sizes(request)
    x, y = ("X[rows]", "y[rows]") if batch < n else ("X", "y")
    price = f"""\
weights = [linear.weight for linear in linears]
loss = loss + {request.l1!r} * sum(W.abs().sum() for W in weights)
loss = loss + {request.l2!r} / 2 * sum((W * W).sum() for W in weights)
"""
    lines = f"""\
loss = loss_of(model({x}), {y})
{price if request.l1 or request.l2 else ""}optimizer.zero_grad()
loss.backward()
optimizer.step()
"""
    if batch == n:
        return lines
    return f"""\
order = rng.permutation({n})
for start in range(0, {n}, {batch}):
    rows = order[start : start + {batch}]
{indented(lines, 4)}"""


def after_epoch(request: TrainingRequest) -> str:
    """The lines that move the schedule on, and those of early stopping."""
    loss, rule = watched(request), request.early_stopping
    lines = ""
    if request.schedule.name != "constant":
        seen = f'row["{loss}"]' if request.schedule.name == "reduce_on_plateau" else ""
        lines += f"scheduler.step({seen})\n"
    if request.schedule.name == "one_cycle":
        # After the last epoch the cycle may be over, and PyTorch lets nobody step beyond it
        lines = f"if epoch < {request.epochs}:\n{indented(lines, 4)}"
    if rule is None:
        return lines
    return f"""\
{lines}if row["{loss}"] < best["{loss}"] - {rule.min_delta!r}:
    best, best_epoch, best_state, bad_epochs = row, epoch, copy.deepcopy(model.state_dict()), 0
else:
    bad_epochs += 1
if bad_epochs >= {rule.patience}:
    break
"""


def ending(request: TrainingRequest) -> str:
    """What is printed."""
    chosen = "model.load_state_dict(best_state)\nhistory = history[: best_epoch + 1]\n"
    return f"""\
{chosen if request.early_stopping else ""}print(f"final.epoch = {{len(history) - 1}}")
for name, value in history[-1].items():
    print(f"final.{{name}} = {{value}}")
for number, linear in enumerate(linears):
    print(f"network.weights.{{number}} = {{linear.weight.tolist()}}")
    print(f"network.biases.{{number}} = {{linear.bias.tolist()}}")
"""
