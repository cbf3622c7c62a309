"""The training loop as programs write it: epochs, batches, when to stop, what is printed at the end.

NumPy and PyTorch go through the same loop; they differ in how θ is kept and put back.
"""

from __future__ import annotations

from dataclasses import dataclass

from panel_kit.programs.literals import indented
from panel_kit.programs.run_settings import RunSettings


@dataclass(frozen=True)
class Parameters:
    """How a library's program deals with all parameters at once.

    Attributes
    ----------
    name : str
        What a copy of them is called.
    copied : str
        A copy of them.
    restored : str
        The line that puts a copy back, whose name is ``{}``.
    diverged : str
        Whether they, or the loss, are no longer finite.
    """

    name: str
    copied: str
    restored: str
    diverged: str


NUMPY = Parameters(
    name="theta",
    copied="theta.copy()",
    restored="theta[...] = {}\n",
    diverged='not np.isfinite(theta.sum()) or not np.isfinite(row["train_loss"])',
)
PYTORCH = Parameters(
    name="state",
    copied="copy.deepcopy(model.state_dict())",
    restored="model.load_state_dict({})\n",
    diverged='not math.isfinite(row["train_loss"])',
)


COURSE = """\
losses = [row["train_loss"] for row in history]
print(f"loss = {losses}")
print(f"learning_rate = {rates}")
"""


def loop(run: RunSettings, parameters: Parameters, epoch: str, after: str) -> str:
    """From before the first epoch to the last: ``epoch`` are the lines of one, ``after`` what follows it."""
    return f"""\
history = [evaluate()]
{best(parameters, "history[0]", "0") if run.stopping else ""}\
for epoch in range(1, {run.epochs + 1}):
    before = {parameters.copied}
{indented(epoch, 4)}\
    row = evaluate()
    if {parameters.diverged}:
        print(f"diverged_at = {{epoch}}")
{indented(parameters.restored.format("before"), 8)}\
        break
    history.append(row)
{indented(goal(run) + after + stopping(run, parameters), 4)}"""


def goal(run: RunSettings) -> str:
    """The lines that stop at a goal for the loss."""
    if run.spec.loss_goal is None:
        return ""
    return f'if row["train_loss"] <= {run.spec.loss_goal!r}:\n    break\n'


def best(parameters: Parameters, row: str, epoch: str) -> str:
    """The line that keeps the best epoch so far."""
    return f"best, best_epoch, best_{parameters.name}, bad_epochs = {row}, {epoch}, {parameters.copied}, 0\n"


def batches(run: RunSettings, step: str) -> str:
    """The lines that go through the examples once: ``step`` is said of X[rows] and y[rows], or of X and y."""
    if not run.has_batches:
        return step
    order = f"order = rng.permutation({run.samples})\n" if run.spec.shuffle else ""
    rows = "order[start : start + {0}]" if run.spec.shuffle else "slice(start, start + {0})"
    return f"""\
{order}for start in range(0, {run.samples}, {run.batch}):
    rows = {rows.format(run.batch)}
{indented(step, 4)}"""


def stopping(run: RunSettings, parameters: Parameters) -> str:
    """The lines of early stopping."""
    rule, loss = run.stopping, run.watched
    if rule is None:
        return ""
    return f"""\
if row["{loss}"] < best["{loss}"] - {rule.min_delta!r}:
    {best(parameters, "row", "epoch")}\
else:
    bad_epochs += 1
if bad_epochs >= {rule.patience}:
    break
"""


def ending(run: RunSettings, parameters: Parameters, layers: str, W: str, b: str) -> str:
    """What is printed: the last numbers, then W and b of each of the ``layers``; or all losses and rates."""
    if run.tells_course:
        return COURSE
    chosen = ""
    if run.stopping:
        restored = parameters.restored.format(f"best_{parameters.name}")
        chosen = f"{restored}history = history[: best_epoch + 1]\n"
    name = "(W, b)" if W == "W" else W.partition(".")[0]
    return f"""\
{chosen}print(f"final.epoch = {{len(history) - 1}}")
for name, value in history[-1].items():
    print(f"final.{{name}} = {{value}}")
for number, {name} in enumerate({layers}):
    print(f"network.weights.{{number}} = {{{W}.tolist()}}")
    print(f"network.biases.{{number}} = {{{b}.tolist()}}")
"""


def evaluation(run: RunSettings, computed: str, of: str, item: str) -> str:
    """The lines of ``evaluate()``: losses and accuracies as they are now.

    ``computed`` is the line that runs the network over ``{x}``; ``of`` are the arguments from it that loss
    and accuracy take, ``item`` what makes a loss a plain number.
    """
    held_out = [("validation", "X_held_out", "y_held_out")] if run.validation else []
    lines = ""
    for name, x, y in [("train", "X", "y"), *held_out]:
        lines += f'{computed.format(x=x)}\nrow["{name}_loss"] = loss_of({of}, {y}){item}\n'
        if run.has_accuracy:
            lines += f'row["{name}_accuracy"] = accuracy_of({of}, {y})\n'
    return indented(f"{lines}return row\n", 4)
