"""The pass through a deep network as a program, and its training: weights drawn as the engine draws them."""

from __future__ import annotations

from panel_kit.programs.activations import SOURCES, definitions, torch_modules
from panel_kit.programs.literals import indented, joined
from panel_kit.programs.losses import FUSED
from panel_kit.programs.optimizers import Update, list_memory, torch_optimizer
from panel_kit.programs.program import Part, Program, Programs, program
from panels.gradient_flow.request import EXAMPLES, NOISE, FlowNetwork, GradientFlowRequest

BCE = FUSED["sigmoid", "bce"]
HALF = EXAMPLES // 2
EPS = "1e-05"
DRAWN = {
    "zeros": "return np.zeros((n_out, n_in))",
    "uniform": "return rng.uniform(0.0, 1.0, (n_out, n_in))",
    "normal": "return rng.normal(0.0, {std!r}, (n_out, n_in))",
    "xavier_uniform": "r = np.sqrt(6 / (n_in + n_out))\nreturn rng.uniform(-r, r, (n_out, n_in))",
    "xavier_normal": "return rng.normal(0.0, np.sqrt(2 / (n_in + n_out)), (n_out, n_in))",
    "kaiming_uniform": "r = np.sqrt(6 / n_in)\nreturn rng.uniform(-r, r, (n_out, n_in))",
    "kaiming_normal": "return rng.normal(0.0, np.sqrt(2 / n_in), (n_out, n_in))",
}
"""W of a layer, by what draws it."""


NORMALIZED = """\
for layer in layers[:-1]:
    layer += [np.ones(len(layer[1])), np.zeros(len(layer[1]))]  # gamma, beta
"""


def programs(request: GradientFlowRequest) -> Programs:
    """Every gradient in NumPy, by hand, and in PyTorch."""
    return {"numpy": numpy_program(request), "pytorch": pytorch_program(request), "sklearn": None}


def examples() -> Part:
    """Two moons, drawn as the engine draws them, and standardized."""
    return Part(
        "data",
        f"""\
rng = np.random.default_rng(0)
t = np.linspace(0, np.pi, {HALF})
arc = np.stack([np.cos(t), np.sin(t)], axis=1)
X = np.concatenate([arc, np.array([1, 0.5]) - arc]) + rng.normal(0, {NOISE!r}, ({EXAMPLES}, 2))
order = rng.permutation({EXAMPLES})
X, y = X[order], np.repeat([[0.0], [1.0]], {HALF}, axis=0)[order]
X = (X - X.mean(axis=0)) / X.std(axis=0)
""",
    )


def weights(network: FlowNetwork) -> Part:
    """``layers``: W and b of each layer, and γ and β of the hidden ones where they are normalized."""
    drawn = indented(DRAWN[network.initializer].format(std=network.std), 4)
    normalized = NORMALIZED if network.batch_norm else ""
    made = f"""\
sizes = [2, *[{network.width}] * {network.depth}, 1]
layers = [[drawn(n_in, n_out), np.zeros(n_out)] for n_in, n_out in zip(sizes[:-1], sizes[1:])]
{normalized}"""
    seeded = f"rng = np.random.default_rng({network.seed})\n"
    return Part("weights", joined(seeded, f"def drawn(n_in, n_out):\n{drawn}\n", made))


def numpy_program(request: GradientFlowRequest) -> Program:
    """The chain rule by hand, layer by layer."""
    functions = joined(
        *definitions([request.activation, "sigmoid"], [request.activation]),
        forward(request),
        backward(request),
    )
    run = Part("loop", numpy_training(request)) if request.train_epochs else Part("loop", "")
    return program("numpy", examples(), weights(request), Part("functions", functions), measured(), run)


def parameters(network: FlowNetwork) -> str:
    """What the arrays of a hidden layer are called."""
    return "W, b, gamma, beta" if network.batch_norm else "W, b"


def forward(network: FlowNetwork) -> str:
    """``forward()``."""
    normalized = (
        f"root = np.sqrt(z.var(axis=0) + {EPS})\nn = (z - z.mean(axis=0)) / root\nz = gamma * n + beta\n"
        if network.batch_norm
        else ""
    )
    seen = "(x, z, n, root)" if network.batch_norm else "(x, z)"
    added = "if x.shape == a.shape:\n    a = x + a\n" if network.residual else ""
    inside = f"x = a\nz = x @ W.T + b\n{normalized}a = {network.activation}(z)\n{added}"
    inside += f"seen.append({seen})\noutputs.append(a)\n"
    return f"""\
def forward():  # the logits, what each hidden layer computed, and what each layer gave
    a, seen, outputs = X, [], []
    for {parameters(network)} in layers[:-1]:
{indented(inside, 8)}\
    z = a @ layers[-1][0].T + layers[-1][1]
    return z, seen, [*outputs, sigmoid(z)]
"""


def backward(network: FlowNetwork) -> str:
    """``backward(…)``."""
    seen = "(x, z, n, root)" if network.batch_norm else "(x, z)"
    normalized = (
        "of_gamma, of_beta = (delta * n).sum(axis=0), delta.sum(axis=0)\n"
        "delta = delta * gamma\n"
        "delta = (delta - delta.mean(axis=0) - n * (delta * n).mean(axis=0)) / root\n"
        if network.batch_norm
        else ""
    )
    own = ", of_gamma, of_beta" if network.batch_norm else ""
    around = "sent + delta @ W if x.shape == z.shape else delta @ W" if network.residual else "delta @ W"
    inside = (
        f"delta = sent * {network.activation}_slope(z)\n{normalized}"
        f"gradients.insert(0, [delta.T @ x, delta.sum(axis=0){own}])\nsent = {around}\n"
    )
    return f"""\
def backward(z, seen, outputs):  # the gradient of every array, from the last layer to the first
    delta = (sigmoid(z) - y) / len(y)
    gradients = [[delta.T @ outputs[-2], delta.sum(axis=0)]]
    sent = delta @ layers[-1][0]
    for ({parameters(network)}), {seen} in zip(layers[-2::-1], seen[::-1]):
{indented(inside, 8)}\
    return gradients
"""


def measured() -> Part:
    """What is printed of one pass."""
    return Part(
        "prints",
        """\
z, seen, outputs = forward()
for number, (dW, *_) in enumerate(backward(z, seen, outputs)):
    print(f"layers.{number}.gradient_norm = {np.linalg.norm(dW)}")
    print(f"layers.{number}.activation_std = {outputs[number].std()}")
""",
    )


def numpy_training(request: GradientFlowRequest) -> str:
    """The steps, each from all examples."""
    settings = request.optimizer_for((1,)).settings
    update = Update(request.optimizer, settings, theta="p", item="[k]")
    memory = list_memory(update, "arrays")
    return f"""\
arrays = [array for layer in layers for array in layer]
eta = {request.learning_rate!r}
{memory}losses = []
for t in range(1, {request.train_epochs} + 2):
    z, seen, outputs = forward()
    losses.append(float(np.mean({BCE.terms})))
    gradients = [g for layer in backward(z, seen, outputs) for g in layer]
    for k, (p, g) in enumerate(zip(arrays, gradients)):
{indented(update.step, 8)}\
print(f"trained.loss = {{losses}}")
"""


def pytorch_program(request: GradientFlowRequest) -> Program:
    """The same by automatic differentiation."""
    tensors = """\
layers = [[torch.tensor(array, requires_grad=True) for array in layer] for layer in layers]
X, y = torch.tensor(X), torch.tensor(y)
"""
    functions = joined(torch_modules([request.activation]), torch_forward(request))
    run = Part("loop", torch_training(request)) if request.train_epochs else Part("loop", "")
    printed = f"""\
z, outputs = forward()
{BCE.torch}(z, y).backward()
for number, (W, *_) in enumerate(layers):
    print(f"layers.{{number}}.gradient_norm = {{W.grad.norm().item()}}")
    print(f"layers.{{number}}.activation_std = {{outputs[number].std(correction=0).item()}}")
"""
    return program(
        "pytorch",
        examples(),
        Part("weights", weights(request).text + tensors),
        Part("functions", functions),
        Part("prints", printed),
        run,
    )


def torch_forward(network: FlowNetwork) -> str:
    """``forward()``."""
    normal = f"z = nn.functional.batch_norm(z, None, None, gamma, beta, training=True, eps={EPS})\n"
    lines = "x = a\nz = x @ W.T + b\n"
    lines += normal if network.batch_norm else ""
    lines += f"a = {SOURCES[network.activation].torch}\n"
    lines += "a = x + a if x.shape == a.shape else a\n" if network.residual else ""
    lines += "outputs.append(a)\n"
    return f"""\
def forward():  # the logits, and what each layer gave
    a, outputs = X, []
    for {parameters(network)} in layers[:-1]:
{indented(lines, 8)}\
    z = a @ layers[-1][0].T + layers[-1][1]
    return z, [*outputs, {SOURCES["sigmoid"].torch}]
"""


def torch_training(request: GradientFlowRequest) -> str:
    """The steps by PyTorch's own optimizer."""
    made = torch_optimizer(request.optimizer, "arrays", repr(request.learning_rate))
    return f"""\
arrays = [array for layer in layers for array in layer]
optimizer = {made}
losses = []
for t in range({request.train_epochs} + 1):
    optimizer.zero_grad()
    loss = {BCE.torch}(forward()[0], y)
    losses.append(loss.item())
    loss.backward()
    optimizer.step()
print(f"trained.loss = {{losses}}")
"""
