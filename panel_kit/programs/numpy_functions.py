"""The activations and losses as lines of a NumPy program, each as the engine computes it."""

from __future__ import annotations

SIGMOID = """
def sigmoid(z):  # e⁶⁹⁰ is far enough
    return 1 / (1 + np.exp(-np.clip(z, -690, 690)))
"""
NORMAL = """
def normal_share(z):  # Φ(z), the share of a standard normal below z
    return 0.5 * np.vectorize(math.erfc, otypes=[float])(-z / math.sqrt(2))
"""
# f(z) and f′(z)
FUNCTIONS = {
    "linear": ("z", "np.ones_like(z)"),
    "sigmoid": ("sigmoid(z)", "sigmoid(z) * sigmoid(-z)"),
    "tanh": ("np.tanh(z)", "1 - np.tanh(z) * np.tanh(z)"),
    "relu": ("np.maximum(z, 0)", "np.where(z > 0, 1.0, 0.0)"),
    "leaky_relu": ("np.maximum(z, 0.01 * z)", "np.where(z > 0, 1.0, 0.01)"),
    "elu": (
        "np.expm1(np.clip(z, -690, 0)) + np.maximum(z, 0)",
        "np.exp(np.clip(z, -690, 0))",
    ),
    "softplus": ("np.maximum(z, 0) + np.log1p(np.exp(-np.minimum(np.abs(z), 690)))", "sigmoid(z)"),
    "gelu": (
        "np.maximum(z, -36) * normal_share(z)",
        "normal_share(np.clip(z, -36, 36)) + np.clip(z, -36, 36)\n"
        "    * (np.exp(-0.5 * np.clip(z, -36, 36) * np.clip(z, -36, 36)) / math.sqrt(2 * math.pi))",
    ),
    "silu": (
        "np.maximum(z, -690) * sigmoid(z)",
        "sigmoid(z) * (1 + np.clip(z, -690, 690) * sigmoid(-z))",
    ),
}
SOFTMAX = """
def softmax(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
"""


def functions(hidden: list[str], output: str, is_fused: bool) -> str:
    """``def`` of every activation in use and of the slopes that the way back needs."""
    sloped = list(dict.fromkeys([*hidden, *([] if is_fused else [output])]))
    names = list(dict.fromkeys([*hidden, output]))
    texts = [SOFTMAX if name == "softmax" else defined(name) for name in names if name != "sigmoid"]
    texts += [slope(name) for name in sloped]
    together = "\n".join(texts)
    needs = [SIGMOID] if "sigmoid" in names or "sigmoid(" in together else []
    needs += [NORMAL] if "normal_share(" in together else []
    return "\n".join([*needs, *texts])


def defined(name: str) -> str:
    """``def tanh(z)``."""
    return f"\ndef {name}(z):\n    return {FUNCTIONS[name][0]}\n"


def slope(name: str) -> str:
    """``def tanh_slope(z)``."""
    text = FUNCTIONS[name][1]
    return f"\ndef {name}_slope(z):\n    return {f'({text})' if chr(10) in text else text}\n"


# L of all examples, and δ of the last layer, from z, a and y
LOSSES = {
    "bce": (
        "terms = np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.minimum(np.abs(z), 690)))\n"
        "return float((terms * (1 / y.size)).sum())\n",
        "return (a - y) * (1 / y.size)\n",
    ),
    "cross_entropy": (
        "z = (z - z.max(axis=1, keepdims=True)).T.copy()\n"
        "terms = np.log(np.exp(z).sum(axis=0)) - (y.T * z).sum(axis=0)\n"
        "return float((terms * (1 / len(y))).sum())\n",
        "return (a - y) * (1 / len(y))\n",
    ),
    "mse": (
        "return float(((a - y) * (a - y) * (1 / y.size)).sum())\n",
        "return 2 * (a - y) * (1 / y.size) * {slope}(z)\n",
    ),
    "mae": (
        "return float((np.abs(a - y) * (1 / y.size)).sum())\n",
        "return np.sign(a - y) * (1 / y.size) * {slope}(z)\n",
    ),
    "huber": (
        "e = np.abs(a - y)\nc = np.minimum(e, 1)\nreturn float((c * (e - 0.5 * c) * (1 / y.size)).sum())\n",
        "return np.clip(a - y, -1, 1) * (1 / y.size) * {slope}(z)\n",
    ),
}
FUSED = ("bce", "cross_entropy")
