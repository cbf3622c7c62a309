"""A loss and its gradient as programs: NumPy by the formula, PyTorch by its own loss and autograd."""

from __future__ import annotations

from panel_kit.programs import losses
from panel_kit.programs.literals import keywords
from panel_kit.programs.program import Part, Program, Programs, program
from panels.loss.request import LossRequest


def programs(request: LossRequest) -> Programs:
    """The loss in NumPy and in PyTorch."""
    return {"numpy": numpy_program(request), "pytorch": pytorch_program(request), "sklearn": None}


def key_of(request: LossRequest) -> str:
    """Which of the formulas."""
    return "half" if request.half else request.loss


def is_mean(request: LossRequest) -> bool:
    """Whether the terms are averaged; those of categorical cross-entropy are one example's, and add up."""
    return request.reduction == "mean" and request.loss not in losses.ONE_TERM_AN_EXAMPLE


def numpy_program(request: LossRequest) -> Program:
    """Terms, loss, gradient."""
    key = key_of(request)
    delta = f"delta = {request.delta!r}\n" if request.loss == "huber" else ""
    data = f"p = np.array({request.predictions!r})\ny = np.array({request.targets!r})\n{delta}"
    loop = f"""\
terms = {losses.terms(key, delta="delta")}
slopes = {losses.slope(key, delta="delta")}
loss = terms.{"mean" if is_mean(request) else "sum"}()
gradient = slopes{" / len(p)" if is_mean(request) else ""}
print(f"errors = {{(p - y).tolist()}}")
print(f"terms = {{terms.tolist()}}")
print(f"loss = {{float(loss)}}")
print(f"gradient = {{gradient.tolist()}}")
"""
    return program("numpy", Part("data", data), Part("loop", loop))


def pytorch_program(request: LossRequest) -> Program:
    """The same; the gradient by automatic differentiation."""
    y = f"y = torch.tensor({request.targets!r})\n"
    data = f"p = torch.tensor({request.predictions!r}, requires_grad=True)\n{y}"
    loop = f"""\
terms = {torch_terms(request)}
loss = terms.{"mean" if is_mean(request) else "sum"}()
loss.backward()
print(f"errors = {{(p - y).tolist()}}")
print(f"terms = {{terms.tolist()}}")
print(f"loss = {{loss.item()}}")
print(f"gradient = {{p.grad.tolist()}}")
"""
    return program("pytorch", Part("data", data), Part("loop", loop))


def torch_terms(request: LossRequest) -> str:
    """Each term by PyTorch's own class, or by the formula where it has none for probabilities."""
    module = losses.SOURCES[request.loss].module
    if not module:
        return losses.torch_terms(request.loss)
    options = {"reduction": "none", **({"delta": request.delta} if request.loss == "huber" else {})}
    return f"{module}({keywords(options)})(p, y){' / 2' if request.half else ''}"
