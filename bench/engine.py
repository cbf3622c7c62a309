"""How fast the engine trains, beside scikit-learn and PyTorch in the same run, on one thread.

    python bench/engine.py            everything, about half a minute
    python bench/engine.py speed      only the comparison with the peers
    python bench/engine.py family | growth | recording

Every figure is the median of 7 runs, taken in turns so that a busy moment of the machine meets all alike.
Peers do the same work: the same architecture and batch size in float64, the examples in a new order every
epoch. scikit-learn also reports the loss of every epoch; the engine does so in the lines that say
"recorded", with accuracy and a snapshot to continue from. A peer that is not installed is said to be absent.
"""

from __future__ import annotations

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import platform  # noqa: E402
import statistics  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
import warnings  # noqa: E402
from collections.abc import Callable  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from pathlib import Path  # noqa: E402
from types import ModuleType  # noqa: E402

import numpy as np  # noqa: E402

sys.path.insert(0, str(Path(__file__).parents[1]))

from nn_core import Network, Trainer, TrainingSpec  # noqa: E402
from nn_core.families import as_family  # noqa: E402
from nn_core.trainer import cost  # noqa: E402

RUNS = 7


@dataclass(frozen=True)
class Task:
    """One thing to train.

    Attributes
    ----------
    name : str
    sizes : list of int
    examples, batch_size, epochs : int
    hidden : str
        "tanh" or "relu".
    optimizer : str
        "sgd" or "adam".
    wanted : dict of str to float
        How many times faster than each peer the engine is to be.
    """

    name: str
    sizes: list[int]
    examples: int
    batch_size: int
    epochs: int
    hidden: str
    optimizer: str
    wanted: dict[str, float]

    @property
    def classes(self) -> int:
        return max(2, self.sizes[-1])

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        """Random examples with random classes; speed does not depend on them."""
        rng = np.random.default_rng(0)
        shape = (self.examples, self.sizes[0])
        return rng.uniform(-1.0, 1.0, shape), rng.integers(0, self.classes, self.examples)


TASKS = [
    Task(
        "2-3-3-1, batches of 10", [2, 3, 3, 1], 250, 10, 60, "tanh", "sgd", {"scikit-learn": 5, "PyTorch": 10}
    ),
    Task(
        "2-3-3-1, full batch", [2, 3, 3, 1], 250, 250, 600, "tanh", "sgd", {"scikit-learn": 5, "PyTorch": 5}
    ),
    Task(
        "64-32-10, batches of 32",
        [64, 32, 10],
        1437,
        32,
        20,
        "relu",
        "adam",
        {"scikit-learn": 5, "PyTorch": 5},
    ),
]


def main() -> None:
    """Prints the parts asked for."""
    parts = {"speed": speed, "family": family, "recording": recording, "growth": growth}
    asked = sys.argv[1:] or list(parts)
    unknown = set(asked) - set(parts)
    if unknown:
        sys.exit(f"{sys.argv[0]}: got {', '.join(sorted(unknown))}, expected {', '.join(parts)}")
    print(f"NumPy {np.__version__}, Python {platform.python_version()}, {platform.machine()}, one thread")
    for part in asked:
        parts[part]()


def peer(name: str) -> ModuleType | None:
    """The module, or None if it is not installed."""
    try:
        return __import__(name)
    except ImportError:
        return None


def in_turns(runs: dict[str, Callable[[], None]]) -> dict[str, float]:
    """Median seconds of each, run alternately."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(RUNS):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in seconds.items()}


def engine_run(task: Task, record_every: int | None = None) -> Callable[[], None]:
    """The task for the engine."""
    x, classes = task.data()
    several = task.sizes[-1] > 1
    network = Network.create(
        task.sizes,
        rng=np.random.default_rng(0),
        hidden_activation=task.hidden,
        output_activation="softmax" if several else "sigmoid",
    )
    spec = TrainingSpec(
        loss="cross_entropy" if several else "bce",
        optimizer=task.optimizer,
        learning_rate=1e-3,
        batch_size=task.batch_size,
        epochs=task.epochs,
        record_every=record_every or task.epochs,
    )
    targets = classes if several else classes[:, np.newaxis]

    def run() -> None:
        for _ in Trainer(network, x, targets, spec).run():
            pass

    return run


def sklearn_run(task: Task) -> Callable[[], None]:
    """The task for scikit-learn."""
    from sklearn.neural_network import MLPClassifier

    x, y = task.data()
    warnings.filterwarnings("ignore", module="sklearn")  # that it has not converged

    def run() -> None:
        MLPClassifier(
            tuple(task.sizes[1:-1]),
            activation=task.hidden,
            solver=task.optimizer,
            alpha=0.0,
            momentum=0.0,
            batch_size=task.batch_size,
            max_iter=task.epochs,
            tol=0.0,
            n_iter_no_change=task.epochs + 1,
        ).fit(x, y)

    return run


def torch_run(task: Task) -> Callable[[], None]:
    """The task for PyTorch, eager."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    x, classes = task.data()
    several = task.sizes[-1] > 1
    inputs = torch.from_numpy(x)
    targets = torch.from_numpy(classes) if several else torch.from_numpy(classes[:, None].astype(float))
    loss = nn.CrossEntropyLoss() if several else nn.BCEWithLogitsLoss()
    hidden = {"tanh": nn.Tanh, "relu": nn.ReLU}[task.hidden]

    def run() -> None:
        layers: list[nn.Module] = []
        for n_in, n_out in zip(task.sizes[:-1], task.sizes[1:], strict=True):
            layers += [nn.Linear(n_in, n_out, dtype=torch.float64), hidden()]
        module = nn.Sequential(*layers[:-1])
        kinds = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}
        optimizer = kinds[task.optimizer](module.parameters(), lr=1e-3)
        for _ in range(task.epochs):
            order = torch.randperm(task.examples)
            for rows in order.split(task.batch_size):
                optimizer.zero_grad()
                loss(module(inputs[rows]), targets[rows]).backward()
                optimizer.step()

    return run


def speed() -> None:
    """Time per epoch beside the peers."""
    peers = {"scikit-learn": ("sklearn", sklearn_run), "PyTorch": ("torch", torch_run)}
    print("\nTime per epoch; ratio peer / engine")
    for task in TASKS:
        runs = {"engine": engine_run(task), "engine, recorded": engine_run(task, record_every=1)}
        for name, (module, make) in peers.items():
            if peer(module):
                runs[name] = make(task)
        seconds = in_turns(runs)
        print(f"  {task.name}, {task.hidden}, {task.optimizer}, {task.examples} examples")
        for name in ("engine", "engine, recorded"):
            print(f"    {name:18}{seconds[name] / task.epochs * 1e6:10,.0f} µs")
        for name in peers:
            if name not in seconds:
                print(f"    {name:18}    absent")
                continue
            ratio, recorded = (seconds[name] / seconds[ours] for ours in ("engine", "engine, recorded"))
            verdict = "reached" if ratio >= task.wanted[name] else "MISSED"
            print(
                f"    {name:18}{seconds[name] / task.epochs * 1e6:10,.0f} µs   {ratio:5.1f} times the engine "
                f"(wanted: {task.wanted[name]:g}, {verdict}); recorded {recorded:.1f}"
            )


def family() -> None:
    """Fifty XOR networks together and one by one."""
    x, y = [[0, 0], [0, 1], [1, 0], [1, 1]], [[0], [1], [1], [0]]
    networks = [Network.create([2, 3, 3, 1], rng=np.random.default_rng(seed)) for seed in range(50)]
    spec = TrainingSpec(learning_rate=0.5, epochs=500)

    def train(*chosen: Network) -> None:
        for network in chosen:
            for _ in Trainer(network, x, y, spec).run():
                pass

    together = as_family(networks)
    seconds = in_turns({"together": lambda: train(together), "one by one": lambda: train(*networks)})
    ratio = seconds["one by one"] / seconds["together"]
    print("\n50 XOR networks, 500 full-batch epochs, every epoch recorded")
    print(
        f"    one by one {seconds['one by one']:6.2f} s, as a family {seconds['together']:6.3f} s:", end=" "
    )
    print(f"{ratio:.1f} times (wanted: 10, {'reached' if ratio >= 10 else 'MISSED'})")


def recording() -> None:
    """What a snapshot after every epoch costs, with loss and accuracy."""
    print("\nA snapshot with loss and accuracy after every epoch, share of the run without (wanted: 20 %)")
    for task in TASKS:
        seconds = in_turns({"without": engine_run(task), "with": engine_run(task, record_every=1)})
        share = seconds["with"] / seconds["without"] - 1.0
        print(f"    {task.name:26}{share:7.0%}   {'reached' if share <= 0.2 else 'MISSED'}")


def growth() -> None:
    """Time per epoch against samples, width and depth."""
    print("\nGrowth: time per epoch against multiply-adds, batches of 50, tanh, SGD")
    print("                              µs/epoch   multiply-adds   ns per multiply-add")
    series = {
        "samples": [([8, 32, 32, 1], n) for n in (250, 1000, 4000, 16000)],
        "width": [([8, width, width, 1], 1000) for width in (16, 64, 256)],
        "depth": [([8, *[32] * depth, 1], 1000) for depth in (1, 4, 16)],
    }
    for name, points in series.items():
        measured = [growth_point(name, sizes, examples) for sizes, examples in points]
        (time_0, work_0), (time_1, work_1) = measured[0], measured[-1]
        verdict = "no worse than linear" if time_1 / time_0 <= 1.1 * work_1 / work_0 else "WORSE THAN LINEAR"
        print(f"    {name}: time × {time_1 / time_0:.1f}, multiply-adds × {work_1 / work_0:.1f}: {verdict}")


def growth_point(name: str, sizes: list[int], examples: int) -> tuple[float, int]:
    """Seconds and multiply-adds of one epoch."""
    task = Task(name, sizes, examples, 50, 3, "tanh", "sgd", {})
    seconds = in_turns({"run": engine_run(task)})["run"] / task.epochs
    network = Network.create(sizes, rng=np.random.default_rng(0))
    work = cost(network, TrainingSpec(epochs=1, batch_size=50, record_every=10), examples).multiply_adds
    shown = "-".join(str(size) for size in sizes) if len(sizes) < 7 else f"8-{len(sizes) - 2} × 32-1"
    print(f"    {shown:12} {examples:6} ex.{seconds * 1e6:13,.0f}{work:16,}{seconds / work * 1e9:14.2f}")
    return seconds, work


if __name__ == "__main__":
    main()
