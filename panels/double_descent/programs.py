"""The same curve as a program: random features, and their least squares in closed form."""

from __future__ import annotations

from panel_kit.programs.program import Library, Part, Programs, program
from panels.double_descent.request import MAX_FEATURES, NEW_DIGITS, DoubleDescentRequest

DRAWN = """\
digits = load_digits()
features, n, ridge, noise = {features!r}, {examples}, {ridge!r}, {noise!r}
seeds = range({seed}, {seed} + {seeds})


def drawn(seed):  # digits to learn from, new ones, and the widest layer
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(digits.data))
    own, new = order[:n], order[n : n + {new}]
    is_drawn = rng.random(n) < noise
    labels = np.where(is_drawn, rng.integers(10, size=n), digits.target[own])
    middle, scale = digits.data[own].mean(axis=0), digits.data[own].std()
    weights = rng.normal(scale=1 / np.sqrt(64), size=({widest}, 64))
    biases = rng.normal(scale=0.1, size={widest})
    phi, phi_new = (
        np.maximum((digits.data[rows] - middle) / scale @ weights.T + biases, 0) for rows in (own, new)
    )
    return phi, phi_new, labels, digits.target[new]
"""
SOLVE = """\
def solve(phi, y):  # of all theta that come closest, the smallest
    n, p = phi.shape
    if p >= n:
        return phi.T @ {library}.linalg.solve(phi @ phi.T + ridge * {library}.eye(n), y)
    return {library}.linalg.solve(phi.T @ phi + ridge * {library}.eye(p), phi.T @ y)
"""
BY_SINGULAR_VALUES = """\
def solve(phi, y):  # of all theta that come closest, the smallest
    return Ridge(alpha=ridge, fit_intercept=False, solver="svd").fit(phi, y).coef_.T
"""
LOOP = """\
train, test, norms = [], [], []
for seed in seeds:
    phi, phi_new, labels, new_labels = drawn(seed)
    y = np.eye(10)[labels]
    for p in features:
        own, new = phi[:, :p] / np.sqrt(p), phi_new[:, :p] / np.sqrt(p)
        {fit}
        train.append(np.mean((own @ theta).argmax(axis=1) != labels))
        test.append(np.mean((new @ theta).argmax(axis=1) != new_labels))
        norms.append(np.linalg.norm(theta))
shape = (len(seeds), len(features))
"""
PRINTS = """\
print(f"train_error = {np.reshape(train, shape).mean(axis=0).tolist()}")
print(f"test_error = {np.reshape(test, shape).mean(axis=0).tolist()}")
print(f"parameter_norm.0 = {float(np.median(np.reshape(norms, shape)[:, 0]))}")
"""
SOLVED_BY: dict[Library, tuple[str, str]] = {
    "numpy": (SOLVE.format(library="np"), "theta = solve(own, y)"),
    "pytorch": (
        SOLVE.format(library="torch"),
        "theta = solve(torch.tensor(own), torch.tensor(y)).numpy()",
    ),
    "sklearn": (BY_SINGULAR_VALUES, "theta = solve(own, y)"),
}
"""What solves for θ, and how the loop asks it: the normal equations of the smaller Gram matrix, or
scikit-learn's own ridge regression by singular values."""


def programs(request: DoubleDescentRequest) -> Programs:
    """In NumPy, in PyTorch, and with scikit-learn's own ridge regression."""
    return {
        library: program(
            library,
            data(request),
            Part("functions", functions),
            Part("loop", LOOP.format(fit=fit)),
            Part("prints", PRINTS),
        )
        for library, (functions, fit) in SOLVED_BY.items()
    }


def data(request: DoubleDescentRequest) -> Part:
    """The digits and the layer that each seed draws."""
    text = DRAWN.format(
        features=list(request.widths),
        examples=request.examples,
        ridge=request.ridge,
        noise=request.label_noise,
        seed=request.seed,
        seeds=request.seeds,
        new=NEW_DIGITS,
        widest=MAX_FEATURES,
    )
    return Part("data", text)
