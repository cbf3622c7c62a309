"""How far a run carries a digit lost in rounding: its own NumPy program, from other last digits.

Two libraries add up in another order, so their results differ in the last digit. Most runs keep it there;
one whose steps jump about makes it grow until two ways to write the same sum end anywhere. How far they may
part is then measured, not guessed.
"""

import ast

import numpy as np

CHANGE = 1e-15  # relative
DRAWS = 4
LOST = 100.0
"""A run loses a digit at each of its operations; the changed one begins with a few."""
AGREES = 1e-7


class Changed(ast.NodeTransformer):
    """Every number in a list of the program, which are data and first weights, times 1 ± CHANGE.

    But for whole ones: a class is 1 and nothing beside it.
    """

    def __init__(self, rng):
        self.rng, self.depth = rng, 0

    def visit_List(self, node):
        self.depth += 1
        node = self.generic_visit(node)
        self.depth -= 1
        return node

    def visit_Constant(self, node):
        if not self.depth or not isinstance(node.value, float) or node.value.is_integer():
            return node
        return ast.copy_location(ast.Constant(node.value * (1.0 + self.rng.choice([-1, 1]) * CHANGE)), node)


def changed(text):
    """The program from other last digits, DRAWS times."""
    return [ast.unparse(Changed(np.random.default_rng(seed)).visit(ast.parse(text))) for seed in range(DRAWS)]


def numbers(value):
    """What is printed as numbers; None is none."""
    return np.asarray(value, dtype=float)


def apart(one, other):
    """|one − other|: 0 where both are the same, infinity where but one is a number.

    Where a sweep ended sooner or later than the other, so is its last place, and all that the other lacks.
    """
    one, other = numbers(one), numbers(other)
    found = np.full(one.shape, np.inf)
    if one.ndim != other.ndim:
        return found
    both = tuple(slice(min(sizes)) for sizes in zip(one.shape, other.shape, strict=True))
    found[both] = difference(one[both], other[both])
    if one.shape != other.shape:
        found[..., -1:] = np.inf
    return found


def difference(one, other):
    """|one − other| of arrays of one shape."""
    with np.errstate(invalid="ignore", over="ignore"):
        found = np.abs(one - other)
    same = (one == other) | (np.isnan(one) & np.isnan(other))
    return np.where(same, 0.0, np.where(np.isnan(found), np.inf, found))


def scale_of(value):
    """The largest of the finite numbers: a fit is rounded as its largest values are, also where it is 0."""
    sizes = np.abs(numbers(value))
    return float(np.max(sizes[np.isfinite(sizes)], initial=0.0))


def parted(own, others):
    """By name how far the changed programs came from the program, at each place or before it."""
    found = {}
    for name, value in own.items():
        furthest = np.max([apart(value, other.get(name)) for other in others], axis=0)
        # What is printed step by step stays apart once it is
        found[name] = np.maximum.accumulate(furthest, axis=-1) if furthest.ndim else furthest
    return found
