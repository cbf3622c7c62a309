"""A training run in PyTorch, in float64: its own modules, losses, optimizers and schedules.

Order and dropout masks come from NumPy's generator, so that they are those of the panel.
"""

from __future__ import annotations

from panel_kit.programs.activations import torch_modules
from panel_kit.programs.data import examples
from panel_kit.programs.layers import first_weights, torch_model
from panel_kit.programs.literals import joined
from panel_kit.programs.loop import PYTORCH, batches, ending, evaluation, loop
from panel_kit.programs.losses import torch_loss
from panel_kit.programs.optimizers import torch_optimizer
from panel_kit.programs.program import Part, Program, program
from panel_kit.programs.run_settings import RunSettings
from panel_kit.programs.schedules import torch_scheduler, torch_step

DROPOUT = """\
class Dropout(nn.Module):  # nn.Dropout with the masks of this run
    def forward(self, a):
        if not self.training:
            return a
        return a * torch.tensor((rng.random(a.shape) >= {p!r}) / {kept!r})
"""
LINEARS = "linears = [module for module in model if isinstance(module, nn.Linear)]\n"
FILLED = """\
with torch.no_grad():
    for linear, (W, b) in zip(linears, first):
        linear.weight.copy_(torch.tensor(W))
        linear.bias.copy_(torch.tensor(b))
"""


def pytorch_run(run: RunSettings) -> Program:
    """The whole program."""
    rng = f"rng = np.random.default_rng({run.spec.seed})\n" if run.is_random else ""
    dropout = DROPOUT.format(p=run.dropout, kept=1.0 - run.dropout) if run.dropout else ""
    model = torch_model(run.network, dropout=run.dropout > 0.0, by_logit=run.is_fused)
    return program(
        "pytorch",
        Part("data", joined(rng, examples("torch.tensor", run.training, run.validation, run.features))),
        Part("weights", joined(torch_modules(run.network.activations), dropout, model + LINEARS, first(run))),
        Part("functions", joined(optimization(run), accuracy(run), evaluate(run))),
        Part("loop", loop(run, PYTORCH, epoch=epoch(run), after=after(run))),
        Part("prints", ending(run, PYTORCH, "linears", "linear.weight", "linear.bias")),
    )


def first(run: RunSettings) -> str:
    """The first weights, put into the model."""
    return first_weights(run.network) + FILLED


def optimization(run: RunSettings) -> str:
    """Loss, optimizer, schedule."""
    options = {name: value for name, value in run.optimizer.items() if name != "learning_rate"}
    made = torch_optimizer(run.spec.optimizer, "model.parameters()", repr(run.learning_rate), **options)
    scheduler = torch_scheduler(run.spec.schedule, run.schedule, run.learning_rate)
    told = "rates = []\n" if run.tells_course else ""
    return f"{loss(run)}{frozen(run)}optimizer = {made}\n{scheduler}{told}"


def loss(run: RunSettings) -> str:
    """``loss_of``; PyTorch has no squared error with a ½."""
    if run.is_half:
        return f"def loss_of(a, y):\n    return ((a - y) ** 2 / 2).{'sum' if run.is_sum else 'mean'}()\n\n\n"
    options = "reduction='sum'" if run.is_sum else ""
    return f"loss_of = {torch_loss(run.loss, run.output)}({options})\n"


def frozen(run: RunSettings) -> str:
    """The lines that keep the biases as they are."""
    if not run.spec.freeze_biases:
        return ""
    return "for linear in linears:\n    linear.bias.requires_grad_(False)\n"


def accuracy(run: RunSettings) -> str:
    """``accuracy_of(a, y)``, the share decided right; a are logits where the loss is of logits."""
    if not run.has_accuracy:
        return ""
    right = "(a >= 0) == (y == 1)" if run.is_fused else "(a >= 0.5) == (y == 1)"
    if run.outputs > 1:
        right = "a.argmax(1) == y.argmax(1)"
    return f"def accuracy_of(a, y):\n    return ({right}).double().mean().item()\n"


def evaluate(run: RunSettings) -> str:
    """``evaluate()``: losses and accuracies as they are now."""
    lines = evaluation(run, "a = model({x})", of="a", item=".item()")
    return f"@torch.no_grad()\ndef evaluate():\n    row = {{}}\n    model.eval()\n{lines}"


def epoch(run: RunSettings) -> str:
    """The lines of one epoch."""
    told = "" if run.moves_by_batch else rate_told(run)
    return f"model.train()\n{told}{batches(run, step(run))}"


def rate_told(run: RunSettings) -> str:
    """The line that keeps the present rate."""
    return 'rates.append(optimizer.param_groups[0]["lr"])\n' if run.tells_course else ""


def step(run: RunSettings) -> str:
    """The lines of one step."""
    moved = rate_told(run) + torch_step(run.spec.schedule, "", "") if run.moves_by_batch else ""
    x, y = ("X[rows]", "y[rows]") if run.has_batches else ("X", "y")
    return f"""\
loss = loss_of(model({x}), {y})
{penalty(run)}optimizer.zero_grad()
loss.backward()
optimizer.step()
{moved}"""


def penalty(run: RunSettings) -> str:
    """The lines that add the price of the weights to the loss."""
    l1, l2 = run.spec.l1, run.spec.l2
    if not (l1 or l2):
        return ""
    lines = "weights = [linear.weight for linear in linears]\n"
    lines += f"loss = loss + {l1!r} * sum(W.abs().sum() for W in weights)\n" if l1 else ""
    return lines + (f"loss = loss + {l2!r} / 2 * sum((W * W).sum() for W in weights)\n" if l2 else "")


def after(run: RunSettings) -> str:
    """The lines that move the schedule on after an epoch."""
    if run.moves_by_batch:
        return ""
    return torch_step(run.spec.schedule, f"epoch < {run.epochs}", f'row["{run.watched}"]')
