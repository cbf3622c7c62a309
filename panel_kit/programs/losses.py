"""The losses as lines of a NumPy program: a term of each, and its slope ∂term/∂p."""

TERMS = {
    "mse": ("(p - y) ** 2", "2 * (p - y)"),
    "half": ("(p - y) ** 2 / 2", "p - y"),
    "mae": ("np.abs(p - y)", "np.sign(p - y)"),
    "huber": (
        "np.where(np.abs(p - y) <= delta, (p - y) ** 2 / 2, delta * (np.abs(p - y) - delta / 2))",
        "np.clip(p - y, -delta, delta)",
    ),
    # ln p is never taken below -100, nor p (1 - p) below 1e-12, as in PyTorch
    "bce": (
        "-(y * np.log(np.maximum(p, np.exp(-100))) + (1 - y) * np.log(np.maximum(1 - p, np.exp(-100))))",
        "(p - y) / np.maximum(p * (1 - p), 1e-12)",
    ),
    "categorical_cross_entropy": (
        "-y * np.log(np.maximum(p, np.exp(-100)))",
        "-y / np.maximum(p, np.exp(-100))",
    ),
}
