"""The counts as programs, and where networks are compared the run of the first one from the first seed."""

from __future__ import annotations

from dataclasses import replace

from nn_core.layer_counts import multiply_adds
from panel_kit.contract.operation import Cost
from panel_kit.programs.literals import joined
from panel_kit.programs.numpy_run import numpy_run
from panel_kit.programs.program import Library, Part, Program, Programs, program
from panel_kit.programs.pytorch_run import pytorch_run
from panel_kit.programs.run_settings import RunSettings
from panel_kit.programs.size import cost_of_numbers
from panels.architecture.candidates import Comparison
from panels.architecture.request import ArchitectureRequest

NUMPY = """\
sizes = np.array({sizes!r})  # inputs, hidden units layer by layer, outputs
n_in, n_out = sizes[:-1], sizes[1:]
for number, (i, o) in enumerate(zip(n_in.tolist(), n_out.tolist())):
    print(f"layers.{{number}}.parameters = {{i * o + o}}")
print(f"weights = {{n_in @ n_out}}")
print(f"biases = {{n_out.sum()}}")
print(f"parameters = {{n_in @ n_out + n_out.sum()}}")
print(f"multiply_adds = {{n_in @ n_out}}")
print(f"bytes = {{4 * (n_in @ n_out + n_out.sum())}}")
"""
PYTORCH = """\
sizes = {sizes!r}  # inputs, hidden units layer by layer, outputs
built = [nn.Linear(i, o, device="meta", dtype=torch.float32) for i, o in zip(sizes[:-1], sizes[1:])]
weights = sum(layer.weight.numel() for layer in built)
biases = sum(layer.bias.numel() for layer in built)
for number, layer in enumerate(built):
    print(f"layers.{{number}}.parameters = {{sum(p.numel() for p in layer.parameters())}}")
print(f"weights = {{weights}}")
print(f"biases = {{biases}}")
print(f"parameters = {{weights + biases}}")
print(f"multiply_adds = {{weights}}")
print(f"bytes = {{built[0].bias.element_size() * (weights + biases)}}")
"""
ENDED = """\
print(f"compared.runs.0.train_accuracies.0 = {history[-1]['train_accuracy']}")
print(f"compared.runs.0.accuracies.0 = {history[-1]['validation_accuracy']}")
"""


def programs(request: ArchitectureRequest) -> Programs:
    """The counts in NumPy and in PyTorch, and a run after them."""
    return {
        "numpy": program_of(request, "numpy", NUMPY),
        "pytorch": program_of(request, "pytorch", PYTORCH),
        "sklearn": None,
    }


def program_of(request: ArchitectureRequest, library: Library, counts: str) -> Program:
    """The counts, and the run where there is one."""
    told = counts.format(sizes=request.layers)
    if request.compare is None:
        return program(library, Part("prints", told))
    run = run_of(request.compare)
    whole = numpy_run(run) if library == "numpy" else pytorch_run(run)
    kept = [part for part in whole.parts if part.name not in ("imports", "prints")]
    return program(library, *kept, Part("prints", joined(told, ENDED)))


def run_of(compared: Comparison) -> RunSettings:
    """The first network from the first seed."""
    candidate, examples = compared.networks[0], compared.dataset.examples
    network = compared.drawn(candidate, compared.seed)
    spec = replace(compared.spec(candidate, compared.seed), time_limit=None)
    return RunSettings(examples.training, examples.held_out, network, spec)


def programs_cost(request: ArchitectureRequest) -> Cost:
    """What it takes to write the examples and the first weights out, and to color them."""
    if request.compare is None:
        return Cost(0.002)
    examples = request.compare.dataset.examples
    numbers = sum(each.inputs.size + each.targets.size for each in (examples.training, examples.held_out))
    sizes = request.compare.sizes(request.compare.networks[0])
    return Cost(0.01) + cost_of_numbers(numbers + multiply_adds(sizes))
