"""The four ways as a program: the source is learned first, then the target from few examples."""

from __future__ import annotations

from nn_core.datasets import Dataset
from panel_kit.programs import numpy_run, pytorch_run
from panel_kit.programs.layers import torch_model
from panel_kit.programs.literals import indented, joined
from panel_kit.programs.optimizers import torch_optimizer, vector_memory
from panel_kit.programs.program import Part, Program, Programs, program
from panel_kit.programs.run_settings import RunSettings
from panels.transfer.request import SOURCE_BATCH, SOURCE_EPOCHS, SOURCE_RATE, TransferRequest
from panels.transfer.tasks import FIRST_NEW, HALF, LEARNED_SHARE, MAX_EXAMPLES, PIXELS, classes_of

DATA = """\
digits = load_digits()
seeds, n, hidden = range({seed}, {seed} + {seeds}), {examples}, {hidden}
# Name, whether its features are those of the source, whether they are frozen
ways = [
    ("source", False, False),
    ("scratch", False, False),
    ("fine_tuned", True, False),
    ("frozen", True, True),
    ("random_frozen", False, True),
]


def dealt(seed):  # digits to learn from, and new ones, of the source and of the target
    order = np.random.default_rng([1, seed]).permutation(len(digits.target))
    {deal}
    learned = int({share} * len(source))
    of_class = [target[labels[target] == each][:{most}] for each in range({target})]
    few = np.concatenate([rows[:n] for rows in of_class])
    new = target[~np.isin(target, np.concatenate(of_class))]
    of_source = digits.target, source[:learned], source[learned:]
    return of_source, (labels, few, new)


def rows_of(labels, rows, classes):
    return digits.data[rows] / 16, np.eye(classes)[labels[rows]]
"""
DEALS = {
    "new_digits": """\
source, target = order[digits.target[order] < {first}], order[digits.target[order] >= {first}]
labels = digits.target - {first}
""",
    "odd_even": "source, target = order[:{half}], order[{half}:]\nlabels = digits.target % 2\n",
}
DRAWN = """\
def drawn(rng, n_out):  # W and b of both layers, by Xavier's rule
    first = []
    for rows, columns in [(hidden, 64), (n_out, hidden)]:
        r = np.sqrt(6 / (rows + columns))
        first.append((rng.uniform(-r, r, (rows, columns)), np.zeros(rows)))
    return first
"""
LOOP = """\
accuracies = {{name: [] for name, _, _ in ways}}
for seed in seeds:
    of_source, of_target = dealt(seed)
    for name, is_lent, is_frozen in ways:
        is_source = name == "source"
        classes = {source} if is_source else {target}
        labels, own, new = of_source if is_source else of_target
        X, y = rows_of(labels, own, classes)
        X_new, y_new = rows_of(labels, new, classes)
        first = drawn(np.random.default_rng([2 if is_source else 3, seed]), classes)
        if is_lent:
            first[0] = features
        eta, epochs = ({rate!r}, {epochs}) if is_source else ({own_rate!r}, {own_epochs})
        batch = {batch} if is_source else len(X)
{start}        rng = np.random.default_rng(seed)
        for epoch in range(epochs):
            order = rng.permutation(len(X)) if is_source else np.arange(len(X))
            for start in range(0, len(X), batch):
                rows = order[start : start + batch]
{step}        if is_source:
            features = {features}
        accuracies[name].append({accuracy})
"""
PRINTS = """\
print(f"source_accuracy = {accuracies.pop('source')}")
for number, (name, shares) in enumerate(accuracies.items()):
    print(f"lines.{number}.accuracy = {shares}")
    print(f"lines.{number}.mean = {float(np.mean(shares))}")
"""
LAYERS_OF = numpy_run.WINDOWS[numpy_run.WINDOWS.index("def layers_of") :].partition("\n\n\n")[0] + "\n"
NUMPY_STEP = """\
backward(X[rows], y[rows])
g = gradient * moving
"""
NUMPY_START = """\
theta = np.concatenate([part.ravel() for layer in first for part in layer])
layers, gradient = layers_of(theta), np.zeros_like(theta)
gradients = layers_of(gradient)
moving = np.ones_like(theta)  # 0 for what is frozen
if is_frozen:
    moving[: first[0][0].size + first[0][1].size] = 0
"""
TORCH_START = """\
{model}{linears}{filled}linears[0].requires_grad_(not is_frozen)
optimizer = {optimizer}
X, y, X_new, y_new = (torch.tensor(each) for each in (X, y, X_new, y_new))
"""
TORCH_STEP = """\
loss = loss_of(model(X[rows]), y[rows])
optimizer.zero_grad()
loss.backward()
optimizer.step()
"""
TORCH_FEATURES = "(linears[0].weight.detach().numpy(), linears[0].bias.detach().numpy())"
DEEP, DEEPER = 8, 16


def programs(request: TransferRequest) -> Programs:
    """All four ways and the source, in NumPy and in PyTorch."""
    run = settings_of(request)
    return {"numpy": numpy_program(request, run), "pytorch": pytorch_program(request, run), "sklearn": None}


def settings_of(request: TransferRequest) -> RunSettings:
    """A run of the source's network, for the vocabulary: its functions, its optimizer."""
    source = request.tasks(request.seed).source
    names = tuple(str(each) for each in range(PIXELS))
    classes = tuple(str(each) for each in range(source.targets.shape[1]))
    data = Dataset(
        task="classification",
        inputs=source.inputs,
        targets=source.targets,
        input_names=names,
        class_names=classes,
    )
    network = request.untrained(request.seed, True)
    return RunSettings(data, None, network, request.target_spec(False))


def numpy_program(request: TransferRequest, run: RunSettings) -> Program:
    """The loop in plain NumPy, with the frozen part of the gradient set to 0."""
    functions = numpy_run.functions(run)
    functions = functions[: functions.index("def evaluate")]
    counted = "t += 1\n" if run.update.counts else ""
    return program(
        "numpy",
        data(request),
        Part("weights", joined(DRAWN, LAYERS_OF)),
        Part("functions", functions.rstrip("\n") + "\n"),
        loop(
            request,
            start=NUMPY_START + vector_memory(run.update),
            step=NUMPY_STEP + counted + run.update.step,
            features="[part.copy() for part in layers[0]]",
            accuracy="accuracy_of(None, forward(X_new)[1][-1], y_new)",
        ),
        Part("prints", PRINTS),
    )


def pytorch_program(request: TransferRequest, run: RunSettings) -> Program:
    """The same by automatic differentiation: what is frozen has no gradient."""
    options = {name: value for name, value in run.optimizer.items() if name != "learning_rate"}
    model = torch_model(run.network, by_logit=run.is_fused)
    outputs = classes_of(request.preset)[0]
    model = model.replace(f"nn.Linear({request.hidden}, {outputs})", "nn.Linear(hidden, classes)")
    start = TORCH_START.format(
        model=model,
        linears=pytorch_run.LINEARS,
        filled=pytorch_run.FILLED,
        optimizer=torch_optimizer(run.spec.optimizer, "model.parameters()", "eta", **options),
    )
    return program(
        "pytorch",
        data(request),
        Part("weights", DRAWN),
        Part("functions", joined(pytorch_run.loss(run), pytorch_run.accuracy(run))),
        loop(
            request,
            start=start,
            step=TORCH_STEP,
            features=TORCH_FEATURES,
            accuracy="accuracy_of(model(X_new), y_new)",
        ),
        Part("prints", PRINTS),
    )


def data(request: TransferRequest) -> Part:
    """The digits, and how each seed deals them out."""
    deal = DEALS[request.preset].format(first=FIRST_NEW, half=HALF)
    text = DATA.format(
        seed=request.seed,
        seeds=request.seeds,
        examples=request.examples,
        hidden=request.hidden,
        deal=indented(deal, 4).strip(),
        share=LEARNED_SHARE,
        most=MAX_EXAMPLES,
        target=classes_of(request.preset)[1],
    )
    return Part("data", text)


def loop(request: TransferRequest, *, start: str, step: str, features: str, accuracy: str) -> Part:
    """Source first, then the four ways, for every seed."""
    source, target = classes_of(request.preset)
    text = LOOP.format(
        source=source,
        target=target,
        rate=SOURCE_RATE,
        epochs=SOURCE_EPOCHS,
        own_rate=request.learning_rate,
        own_epochs=request.epochs,
        batch=SOURCE_BATCH,
        start=indented(start, DEEP),
        step=indented(step, DEEPER),
        features=features,
        accuracy=accuracy,
    )
    return Part("loop", text)
