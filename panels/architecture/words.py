"""Architectures and what came of them, in words."""

from __future__ import annotations

from collections.abc import Sequence

from nn_core.layer_counts import multiply_adds, parameter_count
from panel_kit.contract.words import capital, grouped, layer_phrase, numeral, percent
from panel_kit.specs.activations import ACTIVATION_NAMES
from panel_kit.specs.optimizer import OPTIMIZER_NAMES
from panels.architecture.candidates import EQUAL_PARAMETERS, LEARNED_NAMES, Candidate, Comparison
from panels.architecture.result import ComparedNetwork

SHAPES = {tuple(hidden): shape for shape, hidden in EQUAL_PARAMETERS.items()}
MOST_SPELLED = 4
"""So many hidden layers are spelled out."""


def sizes_text(sizes: Sequence[int]) -> str:
    """“2→16→6→1”; of many layers the first and the last: “2→4→…→4→1”."""
    if len(sizes) - 2 > MOST_SPELLED:
        return f"{sizes[0]}→{sizes[1]}→…→{sizes[-2]}→{sizes[-1]}"
    return "→".join(str(size) for size in sizes)


def say_network(sizes: Sequence[int]) -> str:
    """How many parameters it has, and of what."""
    hidden = sizes[1:-1]
    depth = layer_phrase(len(hidden), "hidden layer")
    name = "→".join(grouped(size) for size in sizes)
    whole, products = parameter_count(sizes), multiply_adds(sizes)
    biases = whole - products
    return (
        f"{name}: {depth}, {counted(products, 'weight')} and {counted(biases, 'bias')} are "
        f"{counted(whole, 'parameter')}; an example takes {counted(products, 'multiply-add')}."
    )


def counted(count: int, noun: str) -> str:
    """“1 bias”, “2 biases”, “101,770 parameters”."""
    ending = "" if count == 1 else "es" if noun.endswith("s") else "s"
    return f"{grouped(count)} {noun}{ending}"


def title_of(compared: Comparison) -> str:
    """“Spirals, 200 examples, 300 epochs”."""
    name = LEARNED_NAMES[compared.dataset.name]
    return f"{name}, {compared.dataset.samples} examples, {layer_phrase(compared.epochs, 'epoch')}"


def name_of(compared: Comparison, place: int) -> str:
    """What tells a network from the others: its shape or its sizes, and in which settings it differs."""
    candidate = compared.networks[place]
    others = compared.networks
    sizes = sizes_text(compared.sizes(candidate))
    shape = SHAPES.get(tuple(candidate.hidden), "")
    is_alone = len({tuple(each.hidden) for each in others}) > 1 or len(others) == 1
    said = [f"{shape}, {sizes}" if shape and is_alone else sizes if is_alone else ""]
    said += [settings(candidate, field) for field in differing(others)]
    return ", ".join(filter(None, said)) or sizes


def differing(others: Sequence[Candidate]) -> list[str]:
    """Settings in which the networks differ, besides their sizes."""
    fields = ("activation", "optimizer", "learning_rate", "dropout")
    return [field for field in fields if len({getattr(each, field) for each in others}) > 1]


def settings(candidate: Candidate, field: str) -> str:
    """One setting in words."""
    if field == "activation":
        return ACTIVATION_NAMES[candidate.activation]
    if field == "optimizer":
        return OPTIMIZER_NAMES[candidate.optimizer]
    if field == "learning_rate":
        return f"η {candidate.learning_rate:g}"
    return f"dropout {candidate.dropout:g}" if candidate.dropout else "no dropout"


def short(run: ComparedNetwork) -> str:
    """The name without sizes where its shape has a word: “deep”."""
    shape, _, sizes = run.name.partition(", ")
    return shape if sizes.startswith(f"{run.layers[0]}→") else run.name


def decimals_of(runs: Sequence[ComparedNetwork]) -> int:
    """How many decimals tell the means apart: none, which the last row reads, or one."""
    return 0 if len({percent(run.mean, 0) for run in runs}) == len(runs) else 1


def say_run(run: ComparedNetwork, decimals: int) -> str:
    """“deep 94 % (89–99)”."""
    mean, low, high = (percent(share, decimals) for share in (run.mean, *run.interval))
    return f"{short(run)} {mean} % ({low}–{high})"


def say_comparison(compared: Comparison, runs: Sequence[ComparedNetwork], ended: str = "") -> str:
    """The mean of each network with its interval, and whether the first and the last can be told apart."""
    if not runs:
        count = capital(layer_phrase(len(compared.networks), "network"))
        return f"{count} to be trained.{ended}"
    head = f"Held out, mean of {compared.seeds} seeds with its 95 % interval"
    decimals = decimals_of(runs)
    told = ", ".join(say_run(run, decimals) for run in runs)
    missing = len(compared.networks) - len(runs)
    rest = f" {capital(numeral(missing))} more to come." if missing and not ended else ""
    end = "" if missing or ended else say_best(runs)
    return f"{head}: {told}.{ended}{rest}{end}"


def say_best(runs: Sequence[ComparedNetwork]) -> str:
    """Which network has the highest mean, and from which its interval keeps clear."""
    if len(runs) < 2:
        return ""
    best = max(runs, key=lambda run: run.mean)
    others = len(runs) - 1
    clear = sum(run.interval[1] < best.interval[0] for run in runs if run is not best)
    of = "all others" if clear == others else f"{numeral(clear)} of {numeral(others)}" if clear else "none"
    return f" Highest: {short(best)}, clear of {of}."
