"""The activation functions as programs write them: f and f′ in NumPy, f in PyTorch, scikit-learn's name.

Each is written once, close to its formula, for every panel. Where z may be of any size, what would overflow
is held: ``{z}`` in a line stands for z within bounds beyond which no digit changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from panel_kit.programs.literals import indented


@dataclass(frozen=True)
class Source:
    """How programs write one activation function.

    Attributes
    ----------
    numpy : str
        f(z): an expression, perhaps after lines that prepare it.
    slope : str
        f′(z), an expression in z and ``{a}``, which is f(z). Softmax has a matrix for each example.
    module : str
        f as a PyTorch module.
    torch : str
        f(z) as an expression of PyTorch's.
    sklearn : str or None
        What scikit-learn's networks call it, if they have it.
    held, slope_held : str
        What ``{z}`` stands for in ``numpy`` and in ``slope`` where z may be of any size.
    remark : str
        What is said beside the function then.
    """

    numpy: str
    slope: str
    module: str
    torch: str
    sklearn: str | None = None
    held: str = "z"
    slope_held: str = "z"
    remark: str = ""


SOURCES = {
    "step": Source(
        numpy="np.where(z >= 0, 1.0, 0.0)",
        slope="np.zeros_like(z)",
        module="Step()",
        torch="torch.where(z >= 0, 1.0, 0.0) + 0 * z",
    ),
    "linear": Source(
        numpy="z", slope="np.ones_like(z)", module="nn.Identity()", torch="z", sklearn="identity"
    ),
    "sigmoid": Source(
        numpy="1 / (1 + np.exp(-{z}))",
        slope="{a} * sigmoid(-z)",
        module="nn.Sigmoid()",
        torch="torch.sigmoid(z)",
        sklearn="logistic",
        held="np.clip(z, -700, 700)",
        remark="e⁷⁰⁰ is about as far as a number goes",
    ),
    "tanh": Source(
        numpy="np.tanh(z)", slope="1 - {a} * {a}", module="nn.Tanh()", torch="torch.tanh(z)", sklearn="tanh"
    ),
    "relu": Source(
        numpy="np.maximum(0, z)",
        slope="np.where(z > 0, 1.0, 0.0)",
        module="nn.ReLU()",
        torch="torch.relu(z)",
        sklearn="relu",
    ),
    "leaky_relu": Source(
        numpy="np.maximum(z, 0.01 * z)",
        slope="np.where(z > 0, 1.0, 0.01)",
        module="nn.LeakyReLU()",
        torch="nn.functional.leaky_relu(z)",
    ),
    "elu": Source(
        numpy="np.where(z > 0, z, np.expm1(np.minimum(z, 0)))",
        slope="np.where(z > 0, 1.0, np.exp(np.minimum(z, 0)))",
        module="nn.ELU()",
        torch="nn.functional.elu(z)",
    ),
    # PyTorch's goes over into z at z = 20 already; held off here
    "softplus": Source(
        numpy="np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))",
        slope="sigmoid(z)",
        module="nn.Softplus(threshold=700)",
        torch="nn.functional.softplus(z, threshold=700)",
    ),
    "gelu": Source(
        numpy="z * normal_share(z)",
        slope="normal_share(z) + z * np.exp(-({z} ** 2) / 2) / np.sqrt(2 * np.pi)",
        module="nn.GELU()",
        torch="nn.functional.gelu(z)",
        slope_held="np.clip(z, -50, 50)",
    ),
    "gelu_tanh": Source(
        numpy="z * tanh_share(z)",
        slope="tanh_share(z) + 2 * z * tanh_share(z) * tanh_share(-z)"
        " * np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * {z} ** 2)",
        module='nn.GELU(approximate="tanh")',
        torch='nn.functional.gelu(z, approximate="tanh")',
        slope_held="np.clip(z, -50, 50)",
    ),
    "silu": Source(
        numpy="{z} * sigmoid(z)",
        slope="sigmoid(z) * (1 + {z} * sigmoid(-z))",
        module="nn.SiLU()",
        torch="nn.functional.silu(z)",
        held="np.maximum(z, -700)",
        slope_held="np.clip(z, -700, 700)",
    ),
    "softmax": Source(
        numpy="powers = np.exp(z - z.max(axis=-1, keepdims=True))\n"
        "powers / powers.sum(axis=-1, keepdims=True)",
        slope="{a}[..., :, None] * (np.eye({a}.shape[-1]) - {a}[..., None, :])",
        module="nn.Softmax(dim=-1)",
        torch="torch.softmax(z, dim=-1)",
    ),
}

# What f and f′ are made of besides: an expression and, as above, what is said and held.
SHARES = {
    "normal_share": (
        "np.vectorize(math.erfc)(-z / np.sqrt(2)) / 2",
        "Φ(z), the share of a standard normal below z",
    ),
    "tanh_share": (
        "(1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * {z} ** 3))) / 2",
        "nearly Φ(z), the share of a standard normal below z",
    ),
}
STEP_MODULE = """\
class Step(nn.Module):  # PyTorch has none; 0 * z lets a slope of 0 flow back
    def forward(self, z):
        return {}
"""


def definitions(
    names: Iterable[str], sloped: Iterable[str] = (), wide: bool = True, lines: str = ""
) -> list[str]:
    """``def`` of each function, then of each slope that is wanted, what they stand on before them.

    Parameters
    ----------
    names, sloped : iterable of str
        Activations, the same perhaps several times.
    wide : bool
        Whether z may be of any size; otherwise nothing is held, and the lines are the bare formulas.
    lines : str
        Further lines, which call what they stand on.
    """
    wanted = [function(name, wide) for name in dict.fromkeys(names)]
    wanted += [slope_function(name, wide) for name in dict.fromkeys(sloped)]
    written = [part for text in wanted for part in (*needed_by(text, wide), text)]
    return list(dict.fromkeys([*written, *needed_by(lines, wide)]))


def needed_by(text: str, wide: bool) -> list[str]:
    """``def`` of what the lines call besides what is theirs."""
    called = set(re.findall(r"(?<![.\w])(\w+)\(", text))
    shares = [
        defined(name, share.replace("{z}", "np.clip(z, -50, 50)" if wide else "z"), remark)
        for name, (share, remark) in SHARES.items()
        if name in called
    ]
    return [*([function("sigmoid", wide)] if "sigmoid" in called else []), *shares]


def function(name: str, wide: bool = True) -> str:
    """``def tanh(z)``."""
    source = SOURCES[name]
    body = source.numpy.replace("{z}", source.held if wide else "z")
    return defined(name, body, source.remark if wide else "")


def slope_function(name: str, wide: bool = True) -> str:
    """``def tanh_slope(z)``."""
    if SOURCES[name].slope.count("{a}") > 1:
        return defined(f"{name}_slope", f"a = {name}(z)\n{slope(name, 'a', wide)}")
    return defined(f"{name}_slope", slope(name, f"{name}(z)", wide))


def slope(name: str, a: str, wide: bool = True) -> str:
    """f′(z) as an expression, where ``a`` is how f(z) is written."""
    source = SOURCES[name]
    return source.slope.replace("{z}", source.slope_held if wide else "z").replace("{a}", a)


def defined(name: str, body: str, remark: str = "") -> str:
    """``def name(z)`` that returns the last line of the body."""
    *before, last = body.split("\n")
    lines = indented("\n".join([*before, f"return {last}"]), 4)
    return f"def {name}(z):{f'  # {remark}' if remark else ''}\n{lines}\n"


def has_matrix(names: Sequence[str]) -> bool:
    """Whether f′ of one of them is a matrix, because its units look at each other."""
    return "softmax" in names


def torch_modules(names: Iterable[str]) -> str:
    """The classes of modules that PyTorch does not have."""
    return STEP_MODULE.format(SOURCES["step"].torch) if "step" in names else ""


def sklearn_name(names: Iterable[str]) -> str | None:
    """What scikit-learn calls the function that all of them are; None where they differ or it has none."""
    different = set(names)
    return SOURCES[different.pop()].sklearn if len(different) == 1 else None
