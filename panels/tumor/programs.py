"""The run and the decisions as whole programs, with the tumors from scikit-learn."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from nn_core.trainer import TrainingSpec
from panel_kit.contract.operation import Cost
from panel_kit.programs.literals import joined
from panel_kit.programs.numpy_run import numpy_run
from panel_kit.programs.program import Part, Program, Programs, program
from panel_kit.programs.pytorch_run import pytorch_run
from panel_kit.programs.run_settings import RunSettings
from panel_kit.programs.sklearn_run import sklearn_run
from panels.tumor.data import Parts, parts_of
from panels.tumor.request import TumorRequest
from panels.tumor.training import first_network, options_of, sizes_of

COUNTS = """\
alarm, sick = p >= {threshold!r}, truth == 1
tp, fp = int((alarm & sick).sum()), int((alarm & ~sick).sum())
tn, fn = int((~alarm & ~sick).sum()), int((~alarm & sick).sum())
sensitivity, specificity = tp / (tp + fn), tn / (tn + fp)
print(f"confusion.tp = {{tp}}")
print(f"confusion.fp = {{fp}}")
print(f"confusion.tn = {{tn}}")
print(f"confusion.fn = {{fn}}")
print(f"sensitivity = {{sensitivity}}")
print(f"specificity = {{specificity}}")
if tp + fp > 0:
    print(f"precision = {{tp / (tp + fp)}}")
print(f"accuracy = {{(tp + tn) / len(truth)}}")
"""
OF_PROBABILITIES = """\
# The chance that a sick patient scores higher than a healthy one; equal scores count half
higher = p[sick][:, np.newaxis] - p[~sick]
print(f"auc = {np.mean((higher > 0) + 0.5 * (higher == 0))}")
print(f"brier = {np.mean((p - truth) ** 2)}")
"""
BY_SKLEARN = """\
print(f"auc = {roc_auc_score(truth, p)}")
print(f"brier = {brier_score_loss(truth, p)}")
"""
PEOPLE = """\
# Bayes: of people of whom so many are sick, how likely is an alarm right?
prevalence, s, t = {prevalence}, {s}, {t}
right, false = prevalence * s, (1 - prevalence) * (1 - t)
if right + false > 0:
    print(f"predictive_value = {{right / (right + false)}}")
print(f"cost = {{1000 * ({cost_ratio!r} * prevalence * (1 - s) + false)}}")
"""
ANSWERS = {
    "numpy": "p, truth = forward(X_held_out)[1][-1][:, 0], y_held_out[:, 0]\n",
    "pytorch": "with torch.no_grad():\n    p = torch.sigmoid(model(X_held_out))[:, 0].numpy()\n"
    "truth = y_held_out[:, 0].numpy()\n",
    "sklearn": "p, truth = model.predict_proba(X_held_out)[:, 1], y_held_out[:, 0]\n",
}
ONE_PATIENT = {
    "numpy": 'print(f"prediction = {forward(patient)[1][-1][0, 0]}")\n',
    "pytorch": "with torch.no_grad():\n"
    '    print(f"prediction = {torch.sigmoid(model(patient))[0, 0].item()}")\n',
    "sklearn": 'print(f"prediction = {model.predict_proba(patient)[0, 1]}")\n',
}
ARRAYS = {"numpy": "np.array", "pytorch": "torch.tensor", "sklearn": "np.array"}


def programs(request: TumorRequest) -> Programs:
    """The run and its decisions; in scikit-learn where there is a hidden layer."""
    parts = parts_of(request.seed)
    spec = TrainingSpec(**{**options_of(request), "record_every": 1})
    network = first_network(request.hidden, request.seed)
    run = RunSettings(parts.training, parts.held_out, network, spec)
    made = {"numpy": numpy_run(run), "pytorch": pytorch_run(run), "sklearn": sklearn_run(run)}
    return {
        library: with_tumors(whole, request, parts, library) if whole else None
        for library, whole in made.items()
    }


def with_tumors(whole: Program, request: TumorRequest, parts: Parts, library: Any) -> Program:
    """The program with the tumors read and the weights drawn, in place of all their numbers."""
    kept = []
    for part in whole.parts:
        text = part.text
        if part.name == "data":
            text = text.partition("# The examples")[0] + examples(parts, ARRAYS[library])
        if part.name == "weights":
            text = with_drawn_weights(text, request)
        if part.name not in ("imports", "prints"):
            kept.append(Part(part.name, text))
    return program(library, *kept, Part("prints", decisions(request, library)))


def examples(parts: Parts, array: str) -> str:
    """The tumors in two parts; ``array`` is what makes an array of a list."""
    rows = parts.split.validation_rows.tolist()
    lines = "".join(f"    {repr(rows[start : start + 16])[1:-1]},\n" for start in range(0, len(rows), 16))
    return f"""\
# 569 tumors by 30 measurements. scikit-learn counts benign as 1; here 1 is malignant
tumors = load_breast_cancer()
truths = 1.0 - tumors.target[:, np.newaxis]
held_out = [
{lines}]
rest = np.setdiff1d(np.arange(len(truths)), held_out)
mean = tumors.data[rest].mean(axis=0)
deviation = np.sqrt(np.square(tumors.data[rest] - mean).mean(axis=0))
inputs = (tumors.data - mean) / deviation
X, y = {array}(inputs[rest]), {array}(truths[rest])
X_held_out, y_held_out = {array}(inputs[held_out]), {array}(truths[held_out])
"""


def with_drawn_weights(text: str, request: TumorRequest) -> str:
    """The first weights drawn by Xavier's rule, in place of their numbers."""
    before, _, rest = text.partition("# Before training")
    _, _, after = rest.partition("\n]\n")
    drawn = f"""\
# Before training: W of shape (n_out, n_in), drawn by Xavier's rule, and b of each layer
draw, first = np.random.default_rng({request.seed}), []
for n_in, n_out in {list(pairwise(sizes_of(request.hidden)))!r}:
    r = np.sqrt(6 / (n_in + n_out))
    first.append((draw.uniform(-r, r, (n_out, n_in)), np.zeros(n_out)))
"""
    return before + drawn + after


def decisions(request: TumorRequest, library: str) -> str:
    """The counts and rates of the patients held out, what they mean for others, and one patient."""
    assumed = request.assumed
    return joined(
        ANSWERS[library] + COUNTS.format(threshold=request.threshold),
        BY_SKLEARN if library == "sklearn" else OF_PROBABILITIES,
        PEOPLE.format(
            prevalence="truth.mean()" if request.prevalence is None else repr(request.prevalence),
            s=repr(assumed.sensitivity) if assumed else "sensitivity",
            t=repr(assumed.specificity) if assumed else "specificity",
            cost_ratio=request.cost_ratio,
        ),
        one_patient(request, library),
    )


def one_patient(request: TumorRequest, library: str) -> str:
    """What the network says of the patient, if somebody is asked about."""
    array = ARRAYS[library]
    if request.features is not None:
        return f"patient = {array}([{request.features!r}])\n{ONE_PATIENT[library]}"
    if request.patient is not None:
        return f"patient = {array}(inputs[[{request.patient}]])\n{ONE_PATIENT[library]}"
    return ""


def programs_cost(_request: TumorRequest) -> Cost:
    """What it takes to write both runs out, and to color them."""
    return Cost(0.06)
