"""The race as a program: the surface and its slope, and each optimizer's loop after the other."""

from __future__ import annotations

import numpy as np

from nn_core.descent.paths import bound_of_leaving
from nn_core.surfaces.expression import parse
from nn_core.surfaces.quadratic import RAVINE_ANGLE, RAVINE_CURVATURES
from nn_core.surfaces.slopes import slope
from panel_kit.programs.literals import joined
from panel_kit.programs.optimizers import Update, torch_optimizer, vector_memory
from panel_kit.programs.program import Part, Program, Programs, program
from panels.descent import plane_programs
from panels.descent.racers import RacerSpec
from panels.descent.request import DescentRequest, without_rate

TYPED = {
    "saddle": "0.5*x^2 - 0.5*y^2 + 0.25*y^4",
    "rosenbrock": "(1 - x)^2 + 100*(y - x^2)^2",
    "beale": "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
    "himmelblau": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
}
"""The engine's surfaces as they are typed; the bowl and the ravine are written as matrices."""


def programs(request: DescentRequest) -> Programs:
    """Every path in NumPy and in PyTorch."""
    return {"numpy": numpy_program(request), "pytorch": pytorch_program(request), "sklearn": None}


def numpy_program(request: DescentRequest) -> Program:
    """The slopes by the rules of calculus, the optimizers' steps spelled out."""
    made = zip(request.optimizers, request.optimizers_made(), strict=True)
    loops = [
        numpy_loop(place, racer.title, Update(racer.name, optimizer.settings), bool(request.noise))
        for place, (racer, optimizer) in enumerate(made)
    ]
    return program(
        "numpy", start_of(request), Part("functions", numpy_surface(request)), Part("loop", joined(*loops))
    )


def start_of(request: DescentRequest) -> Part:
    """Where all begin, how far they go, and when one has left."""
    bound = bound_of_leaving(request.ground, np.array(request.start))
    lines = f"start, steps = {request.start!r}, {request.steps}\n"
    lines += f"farthest = {bound!r}  # a loss above it: the path has left\n"
    if request.noise:
        draw = f"np.random.default_rng({request.seed}).standard_normal((steps, 2))"
        lines += f"noise = {request.noise!r} * {draw}\n"
    return Part("data", lines)


def axes_of(request: DescentRequest) -> tuple[list[float], float] | None:
    """Curvatures and angle of a bowl or of the ravine; None where the surface is another."""
    if request.surface == "bowl":
        return request.curvatures, request.angle
    return (RAVINE_CURVATURES, RAVINE_ANGLE) if request.surface == "ravine" else None


def hessian_lines(angle: float, array: str, diagonal: str) -> str:
    """H of a turned bowl, by the library's word for an array and its diagonal matrix of the curvatures."""
    return (
        f"cos, sin = math.cos(math.radians({angle!r})), math.sin(math.radians({angle!r}))\n"
        f"R = {array}([[cos, sin], [-sin, cos]])\nH = R.T @ {diagonal} @ R\n"
    )


def typed(request: DescentRequest) -> str:
    """The surface as somebody would type it."""
    return request.expression or TYPED[request.surface]


def numpy_surface(request: DescentRequest) -> str:
    """f and its gradient."""
    if plane := request.run_plane:
        return plane_programs.numpy_surface(request, plane)
    if axes := axes_of(request):
        curvatures, angle = axes
        lines = hessian_lines(angle, "np.array", f"np.diag({curvatures!r})")
        f = "def f(theta):\n    return 0.5 * theta @ H @ theta\n"
        return joined(lines, f"\n{f}", "def gradient(theta):\n    return H @ theta\n")
    function = parse(typed(request))
    along = [slope(function, name).python("np") for name in "xy"]
    return (
        f"def f(theta):\n    x, y = theta\n    return {function.python('np')}\n\n\n"
        f"def gradient(theta):\n    x, y = theta\n    return np.array([{along[0]}, {along[1]}])\n"
    )


def numpy_loop(place: int, title: str, update: Update, is_noisy: bool) -> str:
    """One optimizer's way."""
    noise = "    g = g + noise[t - 1]\n" if is_noisy else ""
    step = "".join(f"    {line}\n" for line in update.step.splitlines())
    return (
        f"# {title}\ntheta = np.array(start)\neta = {update.settings['learning_rate']!r}\n"
        f"{vector_memory(update)}losses, g = [float(f(theta))], gradient(theta)\n"
        f"for t in range(1, steps + 1):\n{noise}{step}"
        "    loss, g = float(f(theta)), gradient(theta)\n"
        "    if not np.isfinite([loss, *g]).all():\n        break\n"
        "    losses.append(loss)\n    if loss > farthest:\n        break\n"
        f'print(f"paths.{place}.loss = {{losses}}")\n'
    )


def pytorch_program(request: DescentRequest) -> Program:
    """The slopes by automatic differentiation, the optimizers PyTorch's own."""
    surface = pytorch_surface(request)
    noise = "        theta.grad += torch.tensor(noise[t - 1])\n" if request.noise else ""
    walk = f"""\
def walk(theta, optimizer):
    losses = [f(theta).item()]
    for t in range(1, steps + 1):
        optimizer.zero_grad()
        f(theta).backward()
{noise}        optimizer.step()
        loss = f(theta).item()
        if not math.isfinite(loss):
            break
        losses.append(loss)
        if loss > farthest:
            break
    return losses
"""
    loops = [torch_loop(request, place, racer) for place, racer in enumerate(request.optimizers)]
    functions = Part("functions", joined(surface, walk))
    return program("pytorch", start_of(request), functions, Part("loop", joined(*loops)))


def pytorch_surface(request: DescentRequest) -> str:
    """f alone."""
    if plane := request.run_plane:
        return plane_programs.pytorch_surface(request, plane)
    if axes := axes_of(request):
        curvatures, angle = axes
        lines = hessian_lines(angle, "torch.tensor", f"torch.diag(torch.tensor({curvatures!r}))")
        return joined(lines, "\ndef f(theta):\n    return 0.5 * theta @ H @ theta\n")
    text = parse(typed(request)).python("torch")
    return f"def f(theta):\n    x, y = theta\n    return {text}\n"


def torch_loop(request: DescentRequest, place: int, racer: RacerSpec) -> str:
    """One optimizer's way."""
    options = without_rate(racer.given)
    rate = repr(request.options[place]["learning_rate"])
    made = torch_optimizer(racer.name, "[theta]", rate, **options)
    return (
        f"# {racer.title}\ntheta = torch.tensor(start, requires_grad=True)\n"
        f'print(f"paths.{place}.loss = {{walk(theta, {made})}}")\n'
    )
