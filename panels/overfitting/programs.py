"""The runs of all cures as one program: one loop, gone through once for each cure."""

from __future__ import annotations

from typing import Any

from nn_core import Network
from nn_core.architecture import make_layers
from panel_kit.programs import numpy_run, pytorch_run
from panel_kit.programs.activations import torch_modules
from panel_kit.programs.data import as_array, examples
from panel_kit.programs.layers import first_weights, torch_model
from panel_kit.programs.literals import indented, joined
from panel_kit.programs.optimizers import torch_optimizer
from panel_kit.programs.program import Part, Program, Programs, program
from panel_kit.programs.run_settings import RunSettings
from panels.overfitting.cures import Cure
from panels.overfitting.request import OverfittingRequest

HALF = 0.5
"""That there are masks at all is all the vocabulary needs to know; how often they silence is the cure's."""

LISTED = """\
# Each run: the price of L1 and of L2, the chance of dropout, the deviation of jitter, the patience of early
# stopping (0: it never stops), and whether there are more examples
cures = [
{rows}]
"""
NUMPY_EPOCH = """\
x = X + jitter * rng.standard_normal(X.shape) if jitter else X
masks = [np.ones((len(X), n)) for n in {hidden}]
if dropout:
    masks = [(rng.random((len(X), n)) >= dropout) / (1 - dropout) for n in {hidden}]
backward(x, y, masks)
for (dW, _), (W, _) in zip(gradients, layers):
    dW += l1 * np.sign(W) + l2 * W
g = gradient
{step}"""
TORCH_DROPOUT = """\
class Dropout(nn.Module):  # nn.Dropout with the masks of these runs
    def forward(self, a):
        if not self.training or not dropout:
            return a
        return a * torch.tensor((rng.random(a.shape) >= dropout) / (1 - dropout))
"""
TORCH_EPOCH = """\
model.train()
x = X + torch.tensor(jitter * rng.standard_normal(X.shape)) if jitter else X
weights = [linear.weight for linear in linears]
loss = loss_of(model(x), y)
loss = loss + sum(l1 * W.abs().sum() + l2 / 2 * (W * W).sum() for W in weights)
optimizer.zero_grad()
loss.backward()
optimizer.step()
"""
LOOP = """\
for number, (l1, l2, dropout, jitter, patience, has_more) in enumerate(cures):
    X, y = (X_more, y_more) if has_more else (X_few, y_few)
{before}    rng = np.random.default_rng({seed})
    best, best_epoch = evaluate(), 0
    for epoch in range(1, {epochs} + 1):
{epoch}        row = evaluate()
        if patience and row["validation_loss"] < best["validation_loss"]:
            best, best_epoch = row, epoch
        if patience and epoch - best_epoch >= patience:
            break
    final = best if patience else row
    for name, value in final.items():
        print(f"runs.{{number}}.final.{{name}} = {{value}}")
"""


def programs(request: OverfittingRequest) -> Programs:
    """All runs in NumPy and in PyTorch."""
    run = settings_of(request)
    return {"numpy": numpy_program(request, run), "pytorch": pytorch_program(request, run), "sklearn": None}


def settings_of(request: OverfittingRequest) -> RunSettings:
    """The plain run, with masks in it, which each cure may use."""
    plain = request.cures[0]
    data, drawn = request.examples(0, plain), request.drawn(0, plain)
    spec = request.network
    layers = make_layers(spec.layers, spec.layer_activations, dropout=HALF)
    network = Network(layers, drawn.parameters)
    return RunSettings(data.training, data.validation, network, request.spec(0, plain))


def numpy_program(request: OverfittingRequest, run: RunSettings) -> Program:
    """The loop in plain NumPy; every run starts from the same θ."""
    step = numpy_run.step(run).partition("g = gradient\n")[2]
    epoch = NUMPY_EPOCH.format(hidden=run.network.sizes[1:-1], step=step)
    before = f"theta[...] = untrained\n{numpy_run.before_loop(run)}".replace(rng_line(run), "")
    weights = first_weights(run.network, "np.array", ", all in one vector") + numpy_run.WINDOWS
    return program(
        "numpy",
        Part("data", joined(numpy_run.OVERFLOW, data(request, run, "np.array"))),
        Part("weights", f"{weights}untrained = theta.copy()\n"),
        Part("functions", numpy_run.functions(run)),
        Part("loop", loop(request, before, epoch)),
    )


def rng_line(run: RunSettings) -> str:
    """The line that the vocabulary draws from; the loop has its own."""
    return f"rng = np.random.default_rng({run.spec.seed})\n"


def pytorch_program(request: OverfittingRequest, run: RunSettings) -> Program:
    """The loop in PyTorch; every run has an optimizer of its own."""
    options = {name: value for name, value in run.optimizer.items() if name != "learning_rate"}
    made = torch_optimizer(run.spec.optimizer, "model.parameters()", repr(run.learning_rate), **options)
    model = torch_model(run.network, dropout=True, by_logit=run.is_fused)
    modules = torch_modules(run.network.activations)
    functions = joined(pytorch_run.loss(run), pytorch_run.accuracy(run), pytorch_run.evaluate(run))
    before = f"{pytorch_run.FILLED}optimizer = {made}\n"
    return program(
        "pytorch",
        Part("data", data(request, run, "torch.tensor")),
        Part(
            "weights",
            joined(modules, TORCH_DROPOUT, model + pytorch_run.LINEARS, first_weights(run.network)),
        ),
        Part("functions", functions),
        Part("loop", loop(request, before, TORCH_EPOCH)),
    )


def data(request: OverfittingRequest, run: RunSettings, array: str) -> str:
    """The examples; more of them where that is a cure; and the cures."""
    few = examples(array, run.training, run.validation)
    few = few.replace("\nX = ", "\nX_few = ").replace("\ny = ", "\ny_few = ")
    if request.more_data is None:
        written = "X_more, y_more = X_few, y_few\n"
    else:
        many = request.examples(0, request.more_data).training
        written = f"X_more = {as_array(array, many.inputs)}\ny_more = {as_array(array, many.targets)}\n"
    rows = "".join(f"    {row_of(cure)!r},  # {cure.title}\n" for cure in request.cures)
    return few + written + LISTED.format(rows=rows)


def row_of(cure: Cure) -> tuple[Any, ...]:
    """A run's numbers in the order of the loop."""
    names = ("l1", "l2", "dropout", "jitter")
    numbers = [cure.strength if cure.name == name else 0.0 for name in names]
    patience = int(cure.strength) if cure.name == "early_stopping" else 0
    return (*numbers, patience, cure.name == "more_data")


def loop(request: OverfittingRequest, before: str, epoch: str) -> str:
    """All runs, one after the other."""
    return LOOP.format(
        before=indented(before, 4),
        seed=request.seed,
        epochs=request.epochs,
        epoch=indented(epoch, 8),
    )
