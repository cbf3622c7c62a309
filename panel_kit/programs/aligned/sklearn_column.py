"""The network in scikit-learn, where its MLP has it: one call goes forward, back, and takes the step.

``partial_fit`` with all the examples it is given as one batch is one step of plain gradient descent.
"""

from __future__ import annotations

from panel_kit.programs.activations import sklearn_name
from panel_kit.programs.aligned.recipe import Recipe
from panel_kit.programs.aligned.steps import (
    Column,
    before_stopping,
    loop_head,
    names_of_batch,
    printing,
    stopping,
)
from panel_kit.programs.data import examples
from panel_kit.programs.layers import first_weights

MEASURE = """\
def loss_on(x, t):
    p, t = model.predict_proba(x)[:, 1], t.ravel()
    return float(-np.mean(t * np.log(p) + (1 - t) * np.log(1 - p)))
"""


def sklearn_column(recipe: Recipe) -> Column | None:
    """What scikit-learn has to write for each step; None where it has no such run."""
    if recipe.dropout or recipe.is_one_pass:
        return None
    x, t = names_of_batch(recipe)
    column: Column = {
        "data": examples("np.array", recipe.data, recipe.held_out),
        "network": network(recipe),
        "measure": MEASURE if recipe.measures else "",
        "loop": loop_head(recipe),
        "forward": f"model.partial_fit({x}, {t}.ravel())  # forward, loss, backward, update\n",
        "print": printing(recipe, "model.loss_") + stopping(recipe, "[*model.coefs_, *model.intercepts_]"),
    }
    return {step: text for step, text in column.items() if text}


def network(recipe: Recipe) -> str:
    """The model with the first weights, and chance where there is any."""
    rng = f"rng = np.random.default_rng({recipe.seed})\n" if recipe.is_random else ""
    return f"""\
{rng}model = MLPClassifier(
    hidden_layer_sizes={tuple(recipe.sizes[1:-1])!r},
    activation={sklearn_name([recipe.hidden])!r},
    solver="sgd",
    learning_rate_init={recipe.learning_rate!r},
    momentum=0.0,
    alpha=0.0,
    batch_size={recipe.batch_size or recipe.data.samples},
    shuffle=False,
)
{first_weights(recipe.network, "np.array")}\
model.partial_fit(X, y.ravel(), classes=np.array([0, 1]))  # makes its arrays, which are then filled
for coef, intercept, (W, b) in zip(model.coefs_, model.intercepts_, first):
    coef[...], intercept[...] = W.T, b
{before_stopping(recipe)}"""
