"""The run in scikit-learn, where its MLP can do it: one hidden activation, full batches, SGD or Adam.

scikit-learn draws its own first weights, but learns on from others that are put in their place. Its SGD takes
the panel's very steps; its Adam has ε in another place, so that the last digits differ.
"""

from __future__ import annotations

from panel_kit.programs.forward import literal
from panel_kit.programs.parts import examples, first_weights, indented, sizes
from panel_kit.runs.request import TrainingRequest

HIDDEN = {"linear": "identity", "sigmoid": "logistic", "tanh": "tanh", "relu": "relu"}


def sklearn_program(request: TrainingRequest) -> str | None:
    """The whole program; None where scikit-learn has no such run."""
    if not can_do(request):
        return None
    return f"""\
import numpy as np
from sklearn.neural_network import {kind(request)}

# The examples, one a row
{examples(request, "np.array")}
# Before training: W of shape (n_out, n_in) and b of shape (n_out,) of each layer
first = [
{layers(request)}]

model = {kind(request)}(
{indented(settings(request), 4)})
# One pass makes its arrays; then they are given the first weights, and the optimizer is forgotten
{passed(request, first=True)}for coef, intercept, (W, b) in zip(model.coefs_, model.intercepts_, first):
    coef[...], intercept[...] = W.T, b
del model._optimizer
model.t_ = 0

for epoch in range({request.epochs}):
    {passed(request)}
{printed(request)}"""


def can_do(request: TrainingRequest) -> bool:
    """Whether its MLP has this network, loss, optimizer and schedule."""
    *hidden, output = request.network.layer_activations
    plain = request.schedule.name == "constant" and not request.early_stopping and not request.l1
    names = set(hidden)
    return bool(
        plain
        and request.epochs > 0
        and not request.dropout
        and len(names) == 1
        and names <= set(HIDDEN)
        and does_end(request, output)
        and does_step(request)
    )


def does_end(request: TrainingRequest, output: str) -> bool:
    """Cross-entropy for classes, squares with a plain output for numbers."""
    if request.task == "regression":
        return request.loss == "mse" and output == "linear"
    return request.loss in ("bce", "cross_entropy")


def does_step(request: TrainingRequest) -> bool:
    """Whether its optimizer takes these steps: full batches, for it draws its own order."""
    n, batch = sizes(request)
    optimizer = request.optimizer.settings
    if batch < n or optimizer["weight_decay"]:
        return False
    if request.optimizer.name == "sgd":
        return not optimizer["dampening"] and not optimizer["momentum"]
    return request.optimizer.name == "adam" and not optimizer["amsgrad"]


def kind(request: TrainingRequest) -> str:
    """The class of the model."""
    return "MLPRegressor" if request.task == "regression" else "MLPClassifier"


def layers(request: TrainingRequest) -> str:
    """The first weights written out."""
    return "".join(
        f"    (np.array({literal(W, 4)}), np.array({literal(b)})),\n" for W, b in first_weights(request)
    )


def settings(request: TrainingRequest) -> str:
    """The arguments of the model. Its squares carry a ½: twice the rate makes the same steps; α is n λ."""
    hidden, optimizer = request.network.layers[1:-1], request.optimizer.settings
    rate, n = optimizer["learning_rate"], request.setup.training.samples
    half = 0.5 if request.task == "regression" else 1.0
    if request.optimizer.name == "sgd":
        rate /= half
    lines = [
        f"hidden_layer_sizes={tuple(hidden)!r}",
        f"activation={HIDDEN[request.network.layer_activations[0]]!r}",
        f"solver={request.optimizer.name!r}",
        f"learning_rate_init={rate!r}",
        "batch_size=len(X)",
        f"alpha={request.l2 * n * half!r}",
        "shuffle=False",
    ]
    if request.optimizer.name == "sgd":
        lines += ["momentum=0.0", "nesterovs_momentum=False"]
    else:
        beta1, beta2 = optimizer["betas"]
        lines += [f"beta_1={beta1!r}", f"beta_2={beta2!r}", f"epsilon={optimizer['eps']!r}"]
    return "".join(f"{line},\n" for line in lines)


def passed(request: TrainingRequest, first: bool = False) -> str:
    """One pass through the examples."""
    if request.task == "regression":
        return "model.partial_fit(X, y.ravel())\n"
    several = request.setup.training.targets.shape[1] > 1
    labels = "y.argmax(axis=1)" if several else "y.ravel()"
    classes = f", classes=np.arange({max(2, request.setup.training.targets.shape[1])})" if first else ""
    return f"model.partial_fit(X, {labels}{classes})\n"


def printed(request: TrainingRequest) -> str:
    """The lines that print how good it is."""
    if request.task == "regression":
        return 'print(f"final.train_loss = {np.mean((model.predict(X) - y.ravel()) ** 2)}")\n'
    several = request.setup.training.targets.shape[1] > 1
    labels = "y.argmax(axis=1)" if several else "y.ravel().astype(int)"
    return f"""\
labels = {labels}
p = model.predict_proba(X)[np.arange(len(X)), labels]
print(f"final.train_loss = {{-np.mean(np.log(p))}}")
print(f"final.train_accuracy = {{np.mean(model.predict(X) == labels)}}")
"""
