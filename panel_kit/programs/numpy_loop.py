"""The NumPy program's loop: epochs, batches, steps; when to stop, and how fast to go."""

from __future__ import annotations

from panel_kit.programs.numpy_optimizers import memory, rolls, step
from panel_kit.programs.parts import (
    drops,
    has_accuracy,
    indented,
    plateau_start,
    plateau_step,
    rate_function,
    schedule_settings,
    sizes,
    watched,
)
from panel_kit.runs.request import TrainingRequest

BEST = "best, best_epoch, best_theta, bad_epochs = history[0], 0, theta.copy(), 0\n"


def loop(request: TrainingRequest) -> str:
    """From the first epoch to the last."""
    return f"""
{look(request)}
{memory(request)}{before_loop(request)}
history = [look()]
{BEST if request.early_stopping else ""}for epoch in range(1, {request.epochs + 1}):
    before = theta.copy()
{indented(rates(request) + batches(request), 4)}\
    row = look()
    if not np.isfinite(theta.sum()) or not np.isfinite(row["train_loss"]):
        print(f"diverged_at = {{epoch}}")
        theta[...] = before
        break
    history.append(row)
{indented(plateau_step(request, 'row["' + watched(request) + '"]') + stopping(request), 4)}
"""


def look(request: TrainingRequest) -> str:
    """``look()``: losses and accuracies as they are now."""
    held_out = [("validation", "X_held_out", "y_held_out")] if request.setup.validation else []
    lines = ""
    for name, x, y in [("train", "X", "y"), *held_out]:
        lines += f'    z, a = forward({x})\n    row["{name}_loss"] = loss_of(z[-1], a[-1], {y})\n'
        if has_accuracy(request):
            lines += f'    row["{name}_accuracy"] = accuracy_of(z[-1], a[-1], {y})\n'
    return f"def look():\n    row = {{}}\n{lines}    return row\n\n"


def before_loop(request: TrainingRequest) -> str:
    """The rate where no function of the epoch gives it, and chance where there is any."""
    n, batch = sizes(request)
    lines = "" if rate_function(request) else f"eta = {request.optimizer.settings['learning_rate']!r}\n"
    lines += plateau_start(request)
    return lines + (f"rng = np.random.default_rng({request.seed})\n" if batch < n or drops(request) else "")


def rates(request: TrainingRequest) -> str:
    """The lines that set the rate and the momentum of an epoch."""
    lines = "eta = rate(epoch - 1)\n" if rate_function(request) else ""
    if not schedule_settings(request).get("cycle_momentum"):
        return lines
    if request.optimizer.name in ("adam", "adamw"):
        return f"{lines}beta1 = momentum_of(epoch - 1)\n"
    return f"{lines}mu = momentum_of(epoch - 1)\n" if rolls(request) else lines


def batches(request: TrainingRequest) -> str:
    """The lines that go through the examples once."""
    n, batch = sizes(request)
    x, y, count = ("X[rows]", "y[rows]", "len(rows)") if batch < n else ("X", "y", "len(X)")
    lines, masks = "", ""
    if drops(request):
        kept, hidden = 1.0 - request.dropout, request.network.layers[1:-1]
        lines = f"stays = [rng.random(({count}, n)) >= {request.dropout!r} for n in {hidden}]\n"
        lines, masks = f"{lines}masks = [stay / {kept!r} for stay in stays]\n", ", masks"
    lines += f"backward({x}, {y}{masks})\ng = gradient\n{step(request)}"
    if batch == n:
        return lines
    return f"""\
order = rng.permutation({n})
for start in range(0, {n}, {batch}):
    rows = order[start : start + {batch}]
{indented(lines, 4)}"""


def stopping(request: TrainingRequest) -> str:
    """The lines of early stopping."""
    rule = request.early_stopping
    if rule is None:
        return ""
    loss = watched(request)
    return f"""\
if row["{loss}"] < best["{loss}"] - {rule.min_delta!r}:
    best, best_epoch, best_theta, bad_epochs = row, epoch, theta.copy(), 0
else:
    bad_epochs += 1
if bad_epochs >= {rule.patience}:
    break
"""
