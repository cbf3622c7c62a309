"""A training run in plain NumPy: forward, loss, backward, update, from the first weights to the last."""

from __future__ import annotations

from panel_kit.programs import losses
from panel_kit.programs.activations import definitions, has_matrix
from panel_kit.programs.data import examples
from panel_kit.programs.layers import first_weights
from panel_kit.programs.literals import indented, joined
from panel_kit.programs.loop import NUMPY, batches, ending, evaluation, loop
from panel_kit.programs.optimizers import vector_memory
from panel_kit.programs.program import Part, Program, program
from panel_kit.programs.run_settings import RunSettings
from panel_kit.programs.schedules import plateau_start, plateau_step, rate_functions

OVERFLOW = "np.seterr(all='ignore')  # a run that overflows is a result too\n"
WINDOWS = """\
theta = np.concatenate([part.ravel() for layer in first for part in layer])


def layers_of(vector):  # W and b of each layer, as windows into the vector
    layers, place = [], 0
    for W, b in first:
        middle, end = place + W.size, place + W.size + b.size
        layers.append((vector[place:middle].reshape(W.shape), vector[middle:end]))
        place = end
    return layers


layers = layers_of(theta)
gradient = np.zeros_like(theta)
gradients = layers_of(gradient)
"""
THROUGH = """\
def through(slope, dL_da):  # δ = ∂L/∂a · ∂a/∂z; of softmax ∂a/∂z is a matrix for each example
    return dL_da * slope if slope.ndim == 2 else np.einsum("ni,nij->nj", dL_da, slope)
"""


def numpy_run(run: RunSettings) -> Program:
    """The whole program."""
    return program(
        "numpy",
        Part("data", joined(OVERFLOW, examples("np.array", run.training, run.validation, run.features))),
        Part("weights", first_weights(run.network, "np.array", ", all in one vector") + WINDOWS),
        Part("functions", functions(run)),
        Part("loop", joined(before_loop(run), epochs(run))),
        Part("prints", ending(run, NUMPY, "layers", "W", "b")),
    )


def functions(run: RunSettings) -> str:
    """Activations, the way forward, the loss, the way back, the schedule."""
    sloped = run.hidden if run.is_fused else [*run.hidden, run.output]
    slopes = f"slopes = [{', '.join(f'{name}_slope' for name in run.hidden)}]\n" if run.hidden else ""
    return joined(
        *definitions(run.network.activations, sloped),
        THROUGH if has_matrix(sloped) else "",
        forward(run),
        loss(run),
        accuracy(run),
        backward(run),
        f"activations = [{', '.join(run.network.activations)}]\n{slopes}",
        rate_functions(run.spec.schedule, run.schedule, run.learning_rate),
        "def evaluate():\n    row = {}\n"
        + evaluation(run, "z, a = forward({x})", of="z[-1], a[-1]", item=""),
    )


def forward(run: RunSettings) -> str:
    """``forward(x)``, with masks where there is dropout."""
    if not run.dropout:
        return """\
def forward(x):  # every z and a; a[0] is the input
    z, a = [], [x]
    for (W, b), f in zip(layers, activations):
        z.append(np.dot(a[-1], W.T) + b)
        a.append(f(z[-1]))
    return z, a
"""
    return """\
def forward(x, masks=()):  # every z and a; a[0] is the input
    z, a = [], [x]
    for number, ((W, b), f) in enumerate(zip(layers, activations)):
        z.append(np.dot(a[-1], W.T) + b)
        a.append(f(z[-1]))
        if number < len(masks):
            a[-1] = a[-1] * masks[number]
    return z, a
"""


def loss(run: RunSettings) -> str:
    """``loss_of(z, a, y)`` and ``delta_of(z, a, y)``."""
    share = "1.0" if run.is_sum else f"(1 / {losses.count(run.loss)})"
    terms = indented(losses.terms_by_z(run.output, run.written_loss, p="a"), 4)
    return joined(
        f"def loss_of(z, a, y):\n{terms}    return float((terms * {share}).sum())\n",
        f"def delta_of(z, a, y):  # ∂L/∂z of the last layer\n    return {delta(run, share)}\n",
    )


def delta(run: RunSettings, share: str) -> str:
    """δ of the last layer as an expression; ``share`` is what each term counts in the mean."""
    if run.is_fused:
        return f"(a - y) * {share}"
    dL_da = f"{bracketed(losses.slope(run.written_loss, 'a'))} * {share}"
    if has_matrix([run.output]):
        return f"through({run.output}_slope(z), {dL_da})"
    return f"{dL_da} * {run.output}_slope(z)"


def bracketed(slope: str) -> str:
    """A difference in brackets, to be multiplied."""
    return f"({slope})" if slope == "a - y" else slope


def accuracy(run: RunSettings) -> str:
    """``accuracy_of(z, a, y)``, the share decided right."""
    if not run.has_accuracy:
        return ""
    right = "(z >= 0) == (y == 1)" if run.is_fused else "(a >= 0.5) == (y == 1)"  # a ≥ ½ where z ≥ 0
    if run.outputs > 1:
        right = "a.argmax(axis=1) == y.argmax(axis=1)"
    return f"def accuracy_of(z, a, y):\n    return float(np.mean({right}))\n"


def backward(run: RunSettings) -> str:
    """``backward(x, y)``, which fills the gradients."""
    masks, masked = (", masks", " * masks[number - 1]") if run.dropout else ("", "")
    slope = "slopes[number - 1](z[number - 1])"
    delta = f"through({slope}, dL_da)" if has_matrix(run.hidden) else f"dL_da * {slope}"
    before = f"""\
        if number > 0:
            dL_da = np.dot(delta, layers[number][0]){masked}
            delta = {delta}
"""
    return f"""\
def backward(x, y{masks}):
    z, a = forward(x{masks})
    delta = delta_of(z[-1], a[-1], y)
    for number in reversed(range(len(layers))):
        dW, db = gradients[number]
        dW[...] = np.dot(delta.T, a[number])
        db[...] = {"0.0  # frozen" if run.spec.freeze_biases else "np.dot(np.ones(len(delta)), delta)"}
{before if run.hidden else ""}{penalty(run)}"""


def penalty(run: RunSettings) -> str:
    """The lines that add the price of the weights to their gradients."""
    prices = [(run.spec.l1, "np.sign(W)"), (run.spec.l2, "W")]
    terms = " + ".join(f"{price!r} * {what}" for price, what in prices if price)
    if not terms:
        return ""
    return f"    for (dW, _), (W, _) in zip(gradients, layers):\n        dW += {terms}\n"


def before_loop(run: RunSettings) -> str:
    """What the optimizer remembers, the rate unless a function of the epoch gives it, and chance if any."""
    has_function = rate_functions(run.spec.schedule, run.schedule, run.learning_rate)
    rate = "" if has_function else f"eta = {run.learning_rate!r}\n"
    rng = f"rng = np.random.default_rng({run.spec.seed})\n" if run.is_random else ""
    done = "done = 0  # batches\n" if run.moves_by_batch else ""
    told = "rates = []\n" if run.tells_course else ""
    return vector_memory(run.update) + rate + plateau_start(run.spec.schedule) + done + told + rng


def epochs(run: RunSettings) -> str:
    """The loop."""
    after = plateau_step(run.spec.schedule, run.schedule, f'row["{run.watched}"]')
    told = "rates.append(eta)\n" if run.tells_course else ""
    if run.moves_by_batch:
        one = f"{rates(run, 'done')}{told}{step(run)}done += 1\n"
        return loop(run, NUMPY, epoch=batches(run, one), after=after)
    return loop(run, NUMPY, epoch=rates(run, "epoch - 1") + told + batches(run, step(run)), after=after)


def rates(run: RunSettings, behind: str) -> str:
    """The lines that set the rate and the momentum, with so many epochs or batches ``behind``."""
    has_function = rate_functions(run.spec.schedule, run.schedule, run.learning_rate)
    lines = f"eta = rate({behind})\n" if has_function else ""
    if not run.update.cycles:
        return lines
    if run.update.is_adam:
        return f"{lines}beta1 = momentum_of({behind})\n"
    return f"{lines}mu = momentum_of({behind})\n" if run.update.rolls else lines


def step(run: RunSettings) -> str:
    """The lines of one step: masks, gradient, update."""
    x, y, count = ("X[rows]", "y[rows]", "len(X[rows])") if run.has_batches else ("X", "y", "len(X)")
    lines, masks = "", ""
    if run.dropout:
        sizes = run.network.sizes[1:-1]
        lines = f"stays = [rng.random(({count}, n)) >= {run.dropout!r} for n in {sizes}]\n"
        lines, masks = f"{lines}masks = [stay / {1.0 - run.dropout!r} for stay in stays]\n", ", masks"
    counted = "t += 1\n" if run.update.counts else ""
    return f"{lines}backward({x}, {y}{masks})\ng = gradient\n{counted}{run.update.step}"
