"""The network as programs: its weights by formula, or trained from the same first weights."""

from __future__ import annotations

from nn_core.approximation.built import SHAPES
from panel_kit.contract.operation import Cost
from panel_kit.programs import numpy_run, pytorch_run
from panel_kit.programs.activations import function, torch_modules
from panel_kit.programs.layers import first_weights, torch_model
from panel_kit.programs.literals import joined
from panel_kit.programs.loop import NUMPY, PYTORCH, loop
from panel_kit.programs.program import Part, Program, Programs, program
from panel_kit.programs.run_settings import RunSettings
from panel_kit.programs.size import cost_of_numbers
from panels.approximation.request import EXAMPLES, ApproximationRequest

CURVES = {
    "sine": "np.sin(2 * np.pi * x)",
    "step": "np.where(x >= 0, 1.0, -1.0)",
    "bump": "np.exp(-(x**2) / (2 * 0.2**2))",
    "sawtooth": "2 * (x - np.floor(x)) - 1",
    "chirp": "np.sin(2 * np.pi * u * (1 + 2 * u))",
    "nielsen": "0.2 + 0.4 * u**2 + 0.3 * u * np.sin(15 * u) + 0.05 * np.cos(50 * u)",
}
OF_U = ("chirp", "nielsen")
KINKS = """\
t = np.linspace(-1, 1, N + 1)  # the kinks, and the end
slopes = np.diff(f(t)) / np.diff(t)
w, b = np.ones(N), -t[:-1]
v = np.diff(slopes, prepend=0.0)  # by how much the slope changes at each kink
c = f(t)[0]
"""
BUMPS = """\
pairs, s = N // 2, {steepness!r}
edges = np.linspace(-1, 1, pairs + 1)
middles = (edges[:-1] + edges[1:]) / 2
if pairs:
    edges[[0, -1]] += np.array([-1.0, 1.0]) * 2 / pairs  # the outer sides are not seen
w, at, v, c = np.full(N, {weight}), np.zeros(N), np.zeros(N), 0.0
at[0 : 2 * pairs : 2], at[1 : 2 * pairs : 2] = edges[:-1], edges[1:]
v[0 : 2 * pairs : 2] = {height}f(middles)
v[1 : 2 * pairs : 2] = -v[0 : 2 * pairs : 2]
b = -w * at
"""
TENT = """\
def f(x):  # the tent map, so many times
    u = (x + 1) / 2
    for _ in range({depth}):
        u = 1 - np.abs(2 * u - 1)
    return u
"""
FOLDS = """\
fold = np.array([2.0, -4.0])  # T(u) = 2 ReLU(u) − 4 ReLU(u − ½)
weights = [np.full((2, 1), 0.5), *[np.stack([fold, fold])] * {between}, fold[None, :]]
biases = [np.array([0.5, 0.0]), *[np.array([0.0, -0.5])] * {between}, np.zeros(1)]
"""
FOLDED_PRINTS = """\
print(f"error = {np.sqrt(np.mean((fit - y) ** 2))}")
print(f"fit = {fit.tolist()}")
print(f"folds.parameters = {sum(W.size + b.size for W, b in zip(weights, biases))}")
"""
BUILT_PRINTS = """\
print(f"error = {np.sqrt(np.mean((fit - y) ** 2))}")
print(f"fit = {fit.tolist()}")
print(f"bias = {float(c)}")
"""
TRAINED_PRINTS = """\
print(f"error = {history[-1]['train_loss'] ** 0.5}")
"""


def programs(request: ApproximationRequest) -> Programs:
    """The network in NumPy and in PyTorch; scikit-learn knows neither the formula nor these first weights."""
    if request.how == "folded":
        return {"numpy": folded_numpy(request), "pytorch": folded_pytorch(request), "sklearn": None}
    if request.how == "built":
        return {"numpy": built_numpy(request), "pytorch": built_pytorch(request), "sklearn": None}
    network = request.drawn(request.seed, request.biases)
    run = RunSettings(request.data, None, network, request.spec())
    return {"numpy": trained_numpy(request, run), "pytorch": trained_pytorch(request, run), "sklearn": None}


def programs_cost(request: ApproximationRequest) -> Cost:
    """What it takes to write the first weights out."""
    return cost_of_numbers(3 * request.hidden + 2 * len(request.points or ()))


def curve(request: ApproximationRequest) -> str:
    """``f(x)``, the function to come near to."""
    if request.points:
        places, heights = zip(*sorted(request.points), strict=True)
        value = f"np.interp(x, {list(places)!r}, {list(heights)!r})"
    else:
        value = CURVES[request.target]
    u = "    u = (x + 1) / 2\n" if not request.points and request.target in OF_U else ""
    return f"def f(x):  # the curve to come near to\n{u}    return {value}\n"


def weights(request: ApproximationRequest) -> str:
    """Every weight and bias by formula."""
    if request.activation == "relu":
        return f"N = {request.hidden}\n{KINKS}"
    weight, height = SHAPES[request.activation]
    written = BUMPS.format(
        steepness=request.steepness,
        weight="s" if weight == 1.0 else f"{weight!r} * s",
        height="" if height == 1.0 else f"{height!r} * ",
    )
    return f"N = {request.hidden}\n{written}"


def built_numpy(request: ApproximationRequest) -> Program:
    """w, b, v, c by formula, and what they make."""
    name = request.activation
    return program(
        "numpy",
        Part("data", joined(curve(request), examples_by_formula())),
        Part("weights", weights(request)),
        Part("functions", function(name)),
        Part(
            "loop", f"units = v[:, None] * {name}(w[:, None] * x + b[:, None])\nfit = units.sum(axis=0) + c\n"
        ),
        Part("prints", BUILT_PRINTS),
    )


def built_pytorch(request: ApproximationRequest) -> Program:
    """The same numbers put into a model."""
    network = request.drawn(request.seed, request.biases)
    filled = """\
with torch.no_grad():
    model[0].weight.copy_(torch.tensor(w[:, None]))
    model[0].bias.copy_(torch.tensor(b))
    model[2].weight.copy_(torch.tensor(v[None, :]))
    model[2].bias.fill_(float(c))
    fit = model(torch.tensor(x[:, None]))[:, 0].numpy()
"""
    return program(
        "pytorch",
        Part("data", joined(curve(request), examples_by_formula())),
        Part("weights", joined(weights(request), torch_modules(network.activations), torch_model(network))),
        Part("loop", filled),
        Part("prints", BUILT_PRINTS),
    )


def trained_numpy(request: ApproximationRequest, run: RunSettings) -> Program:
    """The first seed's run, forward and back."""
    rows = f"X = np.linspace(-1, 1, {EXAMPLES})[:, None]\ny = f(X)\n"
    return program(
        "numpy",
        Part("data", joined(numpy_run.OVERFLOW, curve(request), rows)),
        Part("weights", first_weights(run.network, "np.array", ", all in one vector") + numpy_run.WINDOWS),
        Part("functions", numpy_run.functions(run)),
        Part("loop", joined(numpy_run.before_loop(run), loop(run, NUMPY, numpy_run.step(run), ""))),
        Part("prints", TRAINED_PRINTS),
    )


def trained_pytorch(request: ApproximationRequest, run: RunSettings) -> Program:
    """The same by automatic differentiation and PyTorch's own optimizer."""
    rows = f"X = torch.tensor(np.linspace(-1, 1, {EXAMPLES})[:, None])\ny = torch.tensor(f(X.numpy()))\n"
    model = torch_model(run.network, by_logit=run.is_fused) + pytorch_run.LINEARS
    return program(
        "pytorch",
        Part("data", joined(curve(request), rows)),
        Part("weights", joined(torch_modules(run.network.activations), model, pytorch_run.first(run))),
        Part("functions", joined(pytorch_run.optimization(run), pytorch_run.evaluate(run))),
        Part("loop", loop(run, PYTORCH, pytorch_run.epoch(run), "")),
        Part("prints", TRAINED_PRINTS),
    )


def folded_numpy(request: ApproximationRequest) -> Program:
    """Layers of two ReLU, each a fold."""
    forward = """\
a = x[:, None]
for W, b in zip(weights[:-1], biases[:-1]):
    a = relu(a @ W.T + b)
fit = (a @ weights[-1].T + biases[-1])[:, 0]
"""
    return program(
        "numpy",
        Part("data", joined(TENT.format(depth=request.depth), examples_by_formula())),
        Part("weights", FOLDS.format(between=request.depth - 1)),
        Part("functions", function("relu")),
        Part("loop", forward),
        Part("prints", FOLDED_PRINTS),
    )


def folded_pytorch(request: ApproximationRequest) -> Program:
    """The same numbers put into a model."""
    model = torch_model(request.drawn(request.seed, "zeros")) + pytorch_run.LINEARS
    filled = f"""\
first = list(zip(weights, biases))
{pytorch_run.FILLED}    fit = model(torch.tensor(x[:, None]))[:, 0].numpy()
"""
    return program(
        "pytorch",
        Part("data", joined(TENT.format(depth=request.depth), examples_by_formula())),
        Part("weights", joined(FOLDS.format(between=request.depth - 1), model)),
        Part("loop", filled),
        Part("prints", FOLDED_PRINTS),
    )


def examples_by_formula() -> str:
    """The places, and the curve there."""
    return f"x = np.linspace(-1, 1, {EXAMPLES})\ny = f(x)\n"
