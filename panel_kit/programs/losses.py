"""The losses as programs write them: terms and slopes in NumPy, the loss in PyTorch.

Sigmoid with binary cross-entropy and softmax with cross-entropy go together: there the loss is written by z,
right even where p is 0 or 1 to every digit, and the slope of both is a − y.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """How programs write one loss.

    Attributes
    ----------
    terms, slope : str
        Each term and its slope ∂term/∂p, expressions in ``{p}``, y and for Huber's ``{delta}``.
    torch : str
        The terms as an expression of PyTorch's in ``{p}`` and y.
    module : str
        The loss as a class of PyTorch's, "" where it has none.
    """

    terms: str
    slope: str
    torch: str
    module: str = ""


# ln p is never taken below -100, nor p (1 - p) below 1e-12, as in PyTorch
CATEGORICAL = Source(
    terms="-y * np.log(np.maximum({p}, np.exp(-100)))",
    slope="-y / np.maximum({p}, np.exp(-100))",
    torch="-y * torch.log({p} + ({p} == 0) * math.exp(-100))",
)
SOURCES = {
    "mse": Source("({p} - y) ** 2", "2 * ({p} - y)", "(({p} - y) ** 2)", "nn.MSELoss"),
    "half": Source("({p} - y) ** 2 / 2", "{p} - y", "(({p} - y) ** 2 / 2)"),
    "mae": Source("np.abs({p} - y)", "np.sign({p} - y)", "({p} - y).abs()", "nn.L1Loss"),
    "huber": Source(
        terms="np.where(np.abs({p} - y) <= {delta}, "
        "({p} - y) ** 2 / 2, {delta} * (np.abs({p} - y) - {delta} / 2))",
        slope="np.clip({p} - y, -{delta}, {delta})",
        torch="nn.functional.huber_loss({p}, y, reduction='none')",
        module="nn.HuberLoss",
    ),
    "bce": Source(
        terms="-(y * np.log(np.maximum({p}, np.exp(-100)))"
        " + (1 - y) * np.log(np.maximum(1 - {p}, np.exp(-100))))",
        slope="({p} - y) / np.maximum({p} * (1 - {p}), 1e-12)",
        torch="nn.functional.binary_cross_entropy({p}, y, reduction='none')",
        module="nn.BCELoss",
    ),
    "categorical_cross_entropy": CATEGORICAL,
    "cross_entropy": CATEGORICAL,
}


@dataclass(frozen=True)
class Fused:
    """How programs write a loss by z, the logits, where it goes together with the output's activation.

    Attributes
    ----------
    terms : str
        Each term, an expression in z and y, perhaps after lines that prepare it.
    module, torch : str
        The loss as a class and as a function of PyTorch's.
    remark : str
        Why the loss looks like that.
    """

    terms: str
    module: str
    torch: str
    remark: str


BCE = Fused(
    terms="np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))",
    module="nn.BCEWithLogitsLoss",
    torch="nn.functional.binary_cross_entropy_with_logits",
    remark="−(y ln p + (1 − y) ln(1 − p))",
)
CROSS_ENTROPY = Fused(
    terms="z = (z - z.max(axis=-1, keepdims=True)).T.copy()\n"
    "np.log(np.exp(z).sum(axis=0)) - (y.T * z).sum(axis=0)",
    module="nn.CrossEntropyLoss",
    torch="nn.functional.cross_entropy",
    remark="−Σ y ln p",
)
FUSED = {
    ("sigmoid", "bce"): BCE,
    ("softmax", "cross_entropy"): CROSS_ENTROPY,
    ("softmax", "categorical_cross_entropy"): CROSS_ENTROPY,
}
ONE_TERM_AN_EXAMPLE = ("cross_entropy", "categorical_cross_entropy")


def terms(loss: str, p: str = "p", delta: str = "1.0") -> str:
    """Each term of the loss in NumPy, of predictions called ``p`` and Huber's ``delta``."""
    return SOURCES[loss].terms.format(p=p, delta=delta)


def terms_by_z(output: str, loss: str, p: str) -> str:
    """The lines that set ``terms``: by z where output and loss go together, else by the predictions ``p``."""
    fused = FUSED.get((output, loss))
    *before, last = (fused.terms if fused else terms(loss, p)).split("\n")
    return "".join(f"{line}\n" for line in [*before, f"terms = {last}"])


def slope(loss: str, p: str = "p", delta: str = "1.0") -> str:
    """The slope of each term, ∂term/∂p, in NumPy."""
    return SOURCES[loss].slope.format(p=p, delta=delta)


def torch_terms(loss: str, p: str = "p") -> str:
    """Each term of the loss in PyTorch."""
    return SOURCES[loss].torch.format(p=p)


def count(loss: str) -> str:
    """How many terms the mean over a batch is of, in NumPy."""
    return "len(y)" if loss in ONE_TERM_AN_EXAMPLE else "y.size"


def torch_loss(loss: str, output: str) -> str:
    """The class of PyTorch's that training lowers, of logits where loss and output go together."""
    fused = FUSED.get((output, loss))
    return fused.module if fused else SOURCES[loss].module
