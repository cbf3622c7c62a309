"""Networks beside trees, a support vector machine, nearest neighbors and logistic regression, on small data.

    python -m bench.networks_beside_others

From 50 rows to 1,797. Every learner gets the same splits, three quarters to learn from and a quarter held
out, and standardized inputs. Nobody is tuned: the others have scikit-learn's defaults, the network is 32 tanh
units, Adam at 0.01 and 100 epochs in batches of 32, trained by our engine. Beside each mean accuracy stands
the 95 % interval of the mean difference to the network, split by split. Splits of the same rows resemble one
another, so the intervals are somewhat too narrow.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine, make_moons
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

from nn_core import Network
from nn_core.metrics import mean_interval
from nn_core.trainer import train

SPLITS = 20
TARGET = Path(__file__).with_name("data") / "networks_beside_others.json"
LESSON = Path(__file__).resolve().parents[1] / "templates" / "networks_beside_others.html"
NOTE = "{# Made by `python -m bench.networks_beside_others`; a test holds it to what is kept there. #}\n"
OTHERS = {
    "logistic regression": lambda _seed: LogisticRegression(max_iter=2000),
    "nearest neighbors": lambda _seed: KNeighborsClassifier(),
    "support vector machine": lambda _seed: SVC(),
    "random forest": lambda seed: RandomForestClassifier(random_state=seed),
    "boosted trees": lambda seed: HistGradientBoostingClassifier(random_state=seed),
}
KEPT = {
    "iris, 150 rows × 4": load_iris,
    "wine, 178 rows × 13": load_wine,
    "tumors, 569 rows × 30": load_breast_cancer,
    "digits, 1,797 rows × 64": load_digits,
}
DRAWN = {"moons, 50 rows × 2": 50, "moons, 200 rows × 2": 200}


def rows_of(name, seed):
    """Inputs and classes; what is drawn is drawn anew for each split."""
    if name in DRAWN:
        return make_moons(DRAWN[name], noise=0.3, random_state=seed)
    return KEPT[name](return_X_y=True)


def parts_of(name, seed):
    """Standardized inputs and classes to learn from, and those held out."""
    inputs, classes = rows_of(name, seed)
    learned, held_out, y, truth = train_test_split(
        inputs, classes, test_size=0.25, stratify=classes, random_state=seed
    )
    scaler = StandardScaler().fit(learned)
    return scaler.transform(learned), y, scaler.transform(held_out), truth


def accuracy_of_network(learned, y, held_out, truth, seed):
    """The share of held-out rows that our network puts into their class."""
    classes = int(y.max()) + 1
    network = Network.create(
        (learned.shape[1], 32, classes), rng=np.random.default_rng(seed), output_activation="softmax"
    )
    done = train(
        network, learned, np.eye(classes)[y], loss="cross_entropy", optimizer="adam", learning_rate=0.01,
        epochs=100, batch_size=32, seed=seed, record_every=100,
    )  # fmt: skip
    return float(np.mean(done.network.forward(held_out).prediction.argmax(axis=1) == truth))


def accuracies(name):
    """Each learner's accuracies, split by split."""
    found = {learner: [] for learner in ("network", *OTHERS)}
    for seed in range(SPLITS):
        learned, y, held_out, truth = parts_of(name, seed)
        found["network"].append(accuracy_of_network(learned, y, held_out, truth, seed))
        for learner, made in OTHERS.items():
            found[learner].append(float(made(seed).fit(learned, y).score(held_out, truth)))
    return found


def others_of(found):
    """Each other learner's mean accuracy, and how far it is from the network's, in percent as it is shown."""
    network = np.array(found["network"])
    for learner in OTHERS:
        values = np.array(found[learner])
        apart = mean_interval(100 * (values - network))
        words = f"{apart.low:+.1f} to {apart.high:+.1f}".replace("-", "−")
        yield learner, percent(values), words, apart.sign != 0


def percent(accuracies_of_splits):
    """A mean accuracy as it is shown."""
    return f"{100 * np.mean(accuracies_of_splits):.1f}"


def row(name, found):
    """A row of the table: mean accuracies, and how far each is from the network's."""
    cells = [f"{accuracy} ({apart})" for _, accuracy, apart, _ in others_of(found)]
    return f"| {name} | {' | '.join([percent(found['network']), *cells])} |"


def table(measured):
    """The table in Markdown."""
    heads = ["data", "network", *OTHERS]
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return "\n".join([*lines, *(row(name, found) for name, found in measured.items())]) + "\n"


def line(learner, *cells):
    """A learner's row of a table in HTML."""
    inner = "\n    ".join(
        [f'<th scope="row" class="words">{learner}</th>', *(f"<td>{cell}</td>" for cell in cells)]
    )
    return f"  <tr>\n    {inner}\n  </tr>"


def group(name, found):
    """Rows in HTML: the network, then the others, their differences bold where they can be told from it."""
    lines = [line("network", percent(found["network"]), "")]
    for learner, accuracy, apart, is_told in others_of(found):
        lines.append(line(learner, accuracy, f"<strong>{apart}</strong>" if is_told else apart))
    head = f'  <tr><th scope="rowgroup" colspan="3" class="words">{name}</th></tr>'
    return "\n".join(["  <tbody>", head, *lines, "  </tbody>"])


HEAD = """<table class="data beside-others">
  <caption>Mean accuracy on held-out rows, in percent, and how far it is from the network’s</caption>
  <thead><tr>
    <th scope="col" class="words">learner</th>
    <th scope="col">accuracy</th>
    <th scope="col">difference</th>
  </tr></thead>"""


def lesson_table(measured):
    """The table of the lesson, in HTML: one learner a line, so that it fits beside a panel."""
    return "\n".join([HEAD, *(group(name, found) for name, found in measured.items()), "</table>"]) + "\n"


def main():
    """Measure all, keep the accuracies, write the lesson's table, and print that of the documents."""
    measured = {name: accuracies(name) for name in [*DRAWN, *KEPT]}
    TARGET.write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    LESSON.write_text(NOTE + lesson_table(measured), "utf-8")
    print(table(measured))


if __name__ == "__main__":
    main()
