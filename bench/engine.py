"""How fast the engine trains, beside scikit-learn and PyTorch in the same run, on one thread.

    python bench/engine.py            everything, about a minute
    python bench/engine.py speed      only the comparison with the peers
    python bench/engine.py family | growth | recording

Every figure is the median of 7 runs, in seconds of the processor, taken in turns so that a busy moment of
the machine meets all alike.
Peers do the same work: the same architecture and batch size in float64, the examples in a new order every
epoch. scikit-learn also reports the loss of every epoch; the engine does so in the lines that say
"recorded", with accuracy and a snapshot to continue from. A peer that is not installed is said to be absent.
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

# First of all: it sets the number of threads before NumPy is imported
from bench._engine_tasks import (  # noqa: I001
    TASKS,
    Evaluator,
    Task,
    engine_run,
    in_turns,
    peer,
    sklearn_run,
    torch_run,
)

import numpy as np

from bench._goals import conclude, judged
from nn_core import Network, Trainer, TrainingSpec
from nn_core.families import as_family
from nn_core.trainer import cost


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
            verdict = judged(f"{task.name} beside {name}", ratio >= task.wanted[name])
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
    print(f"{ratio:.1f} times (wanted: 10, {judged('a family', ratio >= 10)})")


def recording() -> None:
    """What it costs to record every epoch: measuring loss and accuracy, and the snapshots themselves."""
    print("\nRecording every epoch, on top of the run without = 100 %")
    for task in TASKS:
        seconds = in_turns(
            {
                "without": engine_run(task),
                "evaluated": engine_run(task, record_every=1, kind=Evaluator),
                "recorded": engine_run(task, record_every=1),
            }
        )
        plain, evaluated, recorded = seconds.values()
        print(f"    {task.name} (wanted: at most {task.recording:.0%})")
        print_share(task, "snapshots alone", recorded - evaluated, plain, recorded)
        print_share(task, "losses and accuracy too", recorded - plain, plain, recorded)


def print_share(task: Task, name: str, cost: float, plain: float, recorded: float) -> None:
    """One cost of recording, on top of the run without and as a part of the run with it."""
    verdict = judged(f"{task.name}, {name}", cost <= task.recording * plain)
    print(f"        {name:25}+{cost / plain:4.0%} {verdict:8}({cost / recorded:.0%} of the recorded run)")


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
        verdict = judged(f"{name}, no worse than linear", time_1 / time_0 <= 1.1 * work_1 / work_0)
        print(f"    {name}: time × {time_1 / time_0:.1f}, multiply-adds × {work_1 / work_0:.1f}", end=" ")
        print(f"(wanted: no worse than linear, {verdict})")


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
    conclude()
