"""Backpropagation and one update as programs: NumPy by hand, PyTorch by autograd and ``torch.optim``."""

from __future__ import annotations

from nn_core import Network
from panel_kit.programs.forward import NUMPY_FUNCTIONS, TORCH_MODULES, literal
from panel_kit.programs.losses import TERMS
from panels.backprop.request import BackpropRequest
from panels.backprop.run import Run, run

SLOPES = {
    "linear": "np.ones_like(z)",
    "relu": "np.where(z > 0, 1.0, 0.0)",
    "sigmoid": "a * sigmoid(-z)",
    "tanh": "1 - a * a",
}
# PyTorch's definitions and defaults; t counts updates from 1
NUMPY_STEPS = {
    "sgd": "p -= eta * g",
    "adagrad": "v[k] = v[k] + g * g\n        p -= eta * g / (np.sqrt(v[k]) + 1e-10)",
    "rmsprop": "v[k] = 0.99 * v[k] + 0.01 * g * g\n        p -= eta * g / (np.sqrt(v[k]) + 1e-8)",
    "adam": "m[k] = 0.9 * m[k] + 0.1 * g\n        v[k] = 0.999 * v[k] + 0.001 * g * g\n"
    "        p -= eta * (m[k] / (1 - 0.9**t)) / (np.sqrt(v[k] / (1 - 0.999**t)) + 1e-8)",
    "adamw": "p -= eta * 0.01 * p\n        m[k] = 0.9 * m[k] + 0.1 * g\n"
    "        v[k] = 0.999 * v[k] + 0.001 * g * g\n"
    "        p -= eta * (m[k] / (1 - 0.9**t)) / (np.sqrt(v[k] / (1 - 0.999**t)) + 1e-8)",
}
TORCH_OPTIMIZERS = {
    "sgd": "SGD",
    "adagrad": "Adagrad",
    "rmsprop": "RMSprop",
    "adam": "Adam",
    "adamw": "AdamW",
}
TORCH_LOSSES = {
    "mse": "((p - y) ** 2)",
    "half": "((p - y) ** 2 / 2)",
    "mae": "(p - y).abs()",
    "huber": "nn.functional.huber_loss(p, y, reduction='none')",
    "bce": "nn.functional.binary_cross_entropy(p, y, reduction='none')",
}


def programs(request: BackpropRequest) -> dict[str, str | None]:
    """The pass and the update in NumPy and in PyTorch."""
    done, start = run(request), request.network.build()
    return {
        "numpy": numpy_program(request, done, start),
        "pytorch": pytorch_program(request, done, start),
        "sklearn": None,
    }


def loss_key(request: BackpropRequest) -> str:
    """Which of the formulas."""
    return "half" if request.half else request.loss


def tensors(network: Network, call: str, end: str = "") -> str:
    """All weights and biases, written out."""
    weights = "".join(f"    {call}({literal(W, 4)}{end}),\n" for W in network.weights)
    biases = "".join(f"    {call}({literal(b)}{end}),\n" for b in network.biases)
    head = "# Each layer: W of shape (n_out, n_in), b of shape (n_out,)."
    return f"{head}\nweights = [\n{weights}]\nbiases = [\n{biases}]"


def numpy_program(request: BackpropRequest, done: Run, start: Network) -> str:
    """Forward, back, update; nothing but arrays."""
    names = dict.fromkeys(start.activations)
    functions = "\n\n".join(NUMPY_FUNCTIONS[name] for name in names)
    slopes = "".join(f"    {name}: lambda z, a: {SLOPES[name]},\n" for name in names)
    n_out = start.sizes[-1]
    term, slope = (text.replace("delta", "1.0") for text in TERMS[loss_key(request)])
    is_mean = request.reduction == "mean"
    fused = (
        f"        if l == len(weights) - 1:\n            delta = (p - y){f' / {n_out}' if is_mean else ''}"
        "  # sigmoid and cross-entropy: the slopes cancel\n"
        if request.loss == "bce"
        else ""
    )
    if request.loss == "bce":
        # −(y ln p + (1 − y) ln(1 − p)), by z: right even where p is 0 or 1 to every digit
        term = "np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))"
    return f"""\
import numpy as np


{functions}

# ∂a/∂z of each activation function
slopes = {{
{slopes}}}
{tensors(start, "np.array")}
functions = [{", ".join(start.activations)}]
x = np.array({request.x!r})
y = np.array({request.y!r})
eta = {request.learning_rate!r}


def forward():
    zs, activations = [], [x]
    for W, b, f in zip(weights, biases, functions):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    z, p = zs[-1], activations[-1]
    terms = {term}
    return zs, activations, float(terms.{"mean" if is_mean else "sum"}())


def backward(zs, activations):
    p = activations[-1]
    dL_da = ({slope}){f" / {n_out}" if is_mean else ""}
    layers = []
    for l in reversed(range(len(weights))):
        z, a, f = zs[l], activations[l + 1], functions[l]
        da_dz = slopes[f](z, a)
        delta = dL_da * da_dz  # δ = ∂L/∂a · ∂a/∂z
{fused}\
        layers.insert(0, (z, a, dL_da, da_dz, delta))
        dL_da = weights[l].T @ delta  # what the layer before is blamed for
    # ∂L/∂W = δ aᵀ, ∂L/∂b = δ
    deltas = [delta for *_, delta in layers]
    return layers, [np.outer(delta, a) for delta, a in zip(deltas, activations)], deltas


{numpy_update(request)}

for t in range(1, {done.steps + 1} + 1):
    zs, activations, loss = forward()
    layers, weight_gradients, bias_gradients = backward(zs, activations)
    if t <= {done.steps}:
        update(t)

for number, layer in enumerate(layers, 1):
    for name, values in zip(("z", "a", "dL_da", "da_dz", "delta"), layer):
        print(f"layer {{number}}: {{name}} = {{values.tolist()}}")
for l in range(len(weights)):
    print(f"gradients.weights.{{l}} = {{weight_gradients[l].tolist()}}")
    print(f"gradients.biases.{{l}} = {{bias_gradients[l].tolist()}}")
print(f"loss = {{loss}}")
{numpy_end(done)}"""


def numpy_update(request: BackpropRequest) -> str:
    """``def update(t)``."""
    who, grads = "weights + biases", "weight_gradients + bias_gradients"
    if request.freeze_biases:
        who, grads = "weights", "weight_gradients"
    memory = {"sgd": "", "adagrad": "v", "rmsprop": "v"}.get(request.optimizer, "mv")
    made = "".join(f"{name} = [np.zeros_like(p) for p in {who}]\n" for name in memory)
    return f"""\
{made}{"" if not made else chr(10) * 2}\
def update(t):
    for k, (p, g) in enumerate(zip({who}, {grads})):
        {NUMPY_STEPS[request.optimizer]}
"""


def numpy_end(done: Run) -> str:
    """The update that is shown, where it can be."""
    if done.updated is None:
        return "# The next update would make a parameter larger than a million.\n"
    return f"""\
update({done.steps + 1})
for l in range(len(weights)):
    print(f"updated.weights.{{l}} = {{weights[l].tolist()}}")
    print(f"updated.biases.{{l}} = {{biases[l].tolist()}}")
print(f"loss_after = {{forward()[2]}}")
"""


def pytorch_program(request: BackpropRequest, done: Run, start: Network) -> str:
    """The same by automatic differentiation."""
    functions = ", ".join(f"nn.{TORCH_MODULES[name]}()" for name in start.activations)
    terms = TORCH_LOSSES[loss_key(request)]
    reduce = request.reduction
    by_logit = (
        f"loss = nn.functional.binary_cross_entropy_with_logits(z, y, reduction='{reduce}')"
        if request.loss == "bce"
        else "loss = loss_of(p)"
    )
    who = "weights" if request.freeze_biases else "[*weights, *biases]"
    end = "# The next update would make a parameter larger than a million.\n"
    if done.updated is not None:
        end = """\
optimizer.step()
for l in range(len(weights)):
    print(f"updated.weights.{l} = {weights[l].tolist()}")
    print(f"updated.biases.{l} = {biases[l].tolist()}")
print(f"loss_after = {forward()[2].item()}")
"""
    return f"""\
import torch
from torch import nn

torch.set_default_dtype(torch.float64)

{tensors(start, "torch.tensor", ", requires_grad=True")}
functions = [{functions}]
x = torch.tensor({request.x!r})
y = torch.tensor({request.y!r})
optimizer = torch.optim.{TORCH_OPTIMIZERS[request.optimizer]}({who}, lr={request.learning_rate!r})


def loss_of(p):
    return {terms}.{reduce}()


def forward():
    zs, activations = [], [x]
    for W, b, f in zip(weights, biases, functions):
        zs.append(W @ activations[-1] + b)
        activations.append(f(zs[-1]))
    z, p = zs[-1], activations[-1]
    {by_logit}
    return zs, activations[1:], loss


for t in range(1, {done.steps + 1} + 1):
    for tensor in [*weights, *biases]:
        tensor.grad = None
    zs, activations, loss = forward()
    for tensor in [*zs, *activations]:
        tensor.retain_grad()
    loss.backward()
    if t <= {done.steps}:
        optimizer.step()

p = activations[-1].detach().requires_grad_()
activations[-1].grad = torch.autograd.grad(loss_of(p), p)[0]
for number, (z, a, f) in enumerate(zip(zs, activations, functions), 1):
    at = z.detach().requires_grad_()
    slope = torch.autograd.grad(f(at).sum(), at)[0]
    for name, values in (("z", z), ("a", a), ("dL_da", a.grad), ("da_dz", slope), ("delta", z.grad)):
        print(f"layer {{number}}: {{name}} = {{values.tolist()}}")
for l in range(len(weights)):
    print(f"gradients.weights.{{l}} = {{weights[l].grad.tolist()}}")
    print(f"gradients.biases.{{l}} = {{biases[l].grad.tolist()}}")
print(f"loss = {{loss.item()}}")
{end}"""
