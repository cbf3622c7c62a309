"""λ_max of the Hessian as lines of a program: at the first weights, and in the last third of each run.

PyTorch differentiates twice. In NumPy each column of the Hessian is told by how the gradient changes along
one parameter, by differences of fourth order. That needs a gradient without kinks, and a Hessian small
enough to be written out; else the NumPy program leaves λ to PyTorch's.
"""

from __future__ import annotations

from nn_core.sharpness import EXACT_UP_TO
from panels.learning_rate.request import LearningRateRequest
from panels.learning_rate.runs import kept_epochs, last_third

SMOOTH = ("tanh", "sigmoid", "softplus", "gelu", "silu", "linear")
SMOOTH_LOSSES = ("bce", "mse")
NUMPY = """\
def sharpness():  # λ_max; g′ ≈ (8 (g₁ − g₋₁) − (g₂ − g₋₂)) / 12 h along each parameter makes a column of H
    H, h = [], 1e-3
    for i, value in enumerate(theta.copy()):
        g = {}
        for steps in (-2, -1, 1, 2):
            theta[i] = value + steps * h
            backward(X, y)
            g[steps] = gradient.copy()
        theta[i] = value
        H.append((8 * (g[1] - g[-1]) - (g[2] - g[-2])) / (12 * h))
    return float(np.linalg.eigvalsh(H)[-1]) if np.isfinite(H).all() else np.nan
"""
PYTORCH = """\
def loss_at(vector):  # the loss as a function of all parameters in one vector
    values, place = {}, 0
    for name, parameter in model.named_parameters():
        values[name] = vector[place : place + parameter.numel()].view_as(parameter)
        place += parameter.numel()
    return loss_of(torch.func.functional_call(model, values, (X,)), y)


def sharpness():  # λ_max of the Hessian
    theta = nn.utils.parameters_to_vector(model.parameters()).detach()
    H = torch.autograd.functional.hessian(loss_at, theta)
    return torch.linalg.eigvalsh(H)[-1].item() if H.isfinite().all() else math.nan
"""
START = 'start = sharpness()\nprint(f"start_sharpness = {start}")\n'
NOTED = "history.append(row)\n"


def is_told_by_numpy(request: LearningRateRequest) -> bool:
    """Whether differences of the gradient tell λ to the digits that the engine has."""
    network, loss = request.setup.network, request.training.loss
    is_smooth = set(network.activations) <= set(SMOOTH) and loss in SMOOTH_LOSSES
    return is_smooth and network.parameter_count <= EXACT_UP_TO


def measured(request: LearningRateRequest, inside: str, library: str) -> str:
    """The lines of one run, with λ noted in its last third, where that is asked for, and its mean printed.

    ``library`` is the one that knows ``isfinite``.
    """
    if not request.sharpness:
        return inside
    epochs = last_third(kept_epochs(request.epochs)).tolist()
    begun = f"noted = {epochs!r}\ncurved = [{'start' if 0 in epochs else ''}]\n"
    taken = f"{NOTED}    if epoch in noted:\n        curved.append(sharpness())\n"
    mean = (
        f"if {library}.isfinite(sum(curved)) and len(curved) == len(noted):\n"
        '    print(f"runs.{number}.sharpness.late = {sum(curved) / len(curved)}")\n'
    )
    return f"{begun}{inside.replace(NOTED, taken)}{mean}"
