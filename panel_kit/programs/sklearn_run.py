"""A training run in scikit-learn, where its MLP can do it: one hidden activation, full batches, SGD or Adam.

scikit-learn draws its own first weights, but learns on from others that are put in their place. Its SGD takes
the panel's very steps; its Adam has ε in another place, so that the last digits differ.
"""

from __future__ import annotations

from panel_kit.programs.activations import sklearn_name
from panel_kit.programs.data import examples
from panel_kit.programs.layers import first_weights
from panel_kit.programs.literals import indented
from panel_kit.programs.program import Part, Program, program
from panel_kit.programs.run_settings import RunSettings

REPLACED = """\
# One pass makes its arrays; then they are given the first weights, and the optimizer is forgotten
{first_pass}for coef, intercept, (W, b) in zip(model.coefs_, model.intercepts_, first):
    coef[...], intercept[...] = W.T, b
del model._optimizer
model.t_ = 0
"""


def sklearn_run(run: RunSettings) -> Program | None:
    """The whole program; None where scikit-learn has no such run."""
    if not can_do(run):
        return None
    model = f"model = {kind(run)}(\n{indented(settings(run), 4)})\n"
    return program(
        "sklearn",
        Part("data", examples("np.array", run.training, run.validation, run.features)),
        Part("weights", first_weights(run.network, "np.array")),
        Part("functions", model + REPLACED.format(first_pass=passed(run, first=True))),
        Part("loop", f"for epoch in range({run.epochs}):\n    {passed(run)}"),
        Part("prints", printed(run)),
    )


def is_regression(run: RunSettings) -> bool:
    """Whether the targets are numbers, not classes."""
    return run.training.task == "regression"


def can_do(run: RunSettings) -> bool:
    """Whether its MLP has this network, loss, optimizer and schedule."""
    plain = run.spec.schedule == "constant" and not run.stopping and not run.spec.l1 and not run.dropout
    usual = not (run.is_half or run.is_sum or run.spec.freeze_biases or run.spec.loss_goal is not None)
    return bool(
        plain
        and usual
        and run.epochs > 0
        and run.hidden
        and sklearn_name(run.hidden)
        and does_end(run)
        and does_step(run)
    )


def does_end(run: RunSettings) -> bool:
    """Cross-entropy for classes, squares with a plain output for numbers."""
    if is_regression(run):
        return run.loss == "mse" and run.output == "linear"
    return run.is_fused


def does_step(run: RunSettings) -> bool:
    """Whether its optimizer takes these steps: full batches, for it draws its own order."""
    options = run.optimizer
    if run.has_batches or options["weight_decay"]:
        return False
    if run.spec.optimizer == "sgd":
        return not options["dampening"] and not options["momentum"]
    return run.spec.optimizer == "adam" and not options["amsgrad"]


def kind(run: RunSettings) -> str:
    """The class of the model."""
    return "MLPRegressor" if is_regression(run) else "MLPClassifier"


def settings(run: RunSettings) -> str:
    """The arguments of the model. Its squares carry a ½: twice the rate makes the same steps; α is n λ."""
    half = 0.5 if is_regression(run) else 1.0
    is_sgd = run.spec.optimizer == "sgd"
    lines = [
        f"hidden_layer_sizes={tuple(run.network.sizes[1:-1])!r}",
        f"activation={sklearn_name(run.hidden)!r}",
        f"solver={run.spec.optimizer!r}",
        f"learning_rate_init={run.learning_rate / half if is_sgd else run.learning_rate!r}",
        "batch_size=len(X)",
        f"alpha={run.spec.l2 * run.samples * half!r}",
        "shuffle=False",
    ]
    if is_sgd:
        lines += ["momentum=0.0", "nesterovs_momentum=False"]
    else:
        beta1, beta2 = run.optimizer["betas"]
        lines += [f"beta_1={beta1!r}", f"beta_2={beta2!r}", f"epsilon={run.optimizer['eps']!r}"]
    return "".join(f"{line},\n" for line in lines)


def passed(run: RunSettings, first: bool = False) -> str:
    """One pass through the examples."""
    if is_regression(run):
        return "model.partial_fit(X, y.ravel())\n"
    labels = "y.argmax(axis=1)" if run.outputs > 1 else "y.ravel()"
    classes = f", classes=np.arange({max(2, run.outputs)})" if first else ""
    return f"model.partial_fit(X, {labels}{classes})\n"


def printed(run: RunSettings) -> str:
    """The lines that print how good it is."""
    if is_regression(run):
        return 'print(f"final.train_loss = {np.mean((model.predict(X) - y.ravel()) ** 2)}")\n'
    labels = "y.argmax(axis=1)" if run.outputs > 1 else "y.ravel().astype(int)"
    return f"""\
labels = {labels}
p = model.predict_proba(X)[np.arange(len(X)), labels]
print(f"final.train_loss = {{-np.mean(np.log(p))}}")
print(f"final.train_accuracy = {{np.mean(model.predict(X) == labels)}}")
"""
