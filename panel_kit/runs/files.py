"""A run as files: its history, its weights, and the run itself to be opened again."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass, fields
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import Field, WithJsonSchema, create_model, field_validator, model_validator
from typing_extensions import Self

from panel_kit.contract.operation import File
from panel_kit.contract.schema import FieldError, Request, integral
from panel_kit.runs.result import TrainingResult
from panel_kit.runs.setup import RunRequest
from panel_kit.specs.limits import MAX_EPOCHS
from panel_kit.specs.network_result import NetworkResult
from panel_kit.specs.training_network import TrainingNetwork


def history_csv(result: TrainingResult) -> bytes:
    """A row an epoch; a field is empty where there is no number."""
    history = result.history
    names = [field.name for field in fields(history) if field.name != "gradient_norms"]
    layers = [f"gradient_norm_{layer}" for layer in range(1, history.gradient_norms.shape[1] + 1)]
    columns = [getattr(history, name).tolist() for name in names] + history.gradient_norms.T.tolist()
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow([*names, *layers])
    table.writerows([written(cell) for cell in row] for row in zip(*columns, strict=True))
    return text.getvalue().encode()


def written(cell: float) -> str:
    """A number with every digit; nothing for none."""
    return repr(cell) if np.isfinite(cell) else ""


def weights_npz(result: TrainingResult) -> bytes:
    """``weights_0``, ``biases_0``, ``weights_1``, … as NumPy's own file; ``activations`` as words."""
    network, arrays = result.network, {"activations": np.array(result.network.activations)}
    for layer, (W, b) in enumerate(zip(network.weights, network.biases, strict=True)):
        arrays |= {f"weights_{layer}": W, f"biases_{layer}": b}
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def run_file(request: RunRequest, result: TrainingResult) -> dict[str, Any]:
    """The run to be kept: what was asked for and what came of it."""
    return {
        "format": "nudge-run",
        "version": 1,
        "request": request.model_dump(mode="json"),
        "network": asdict(result.network),
        "final": asdict(result.final),
    }


Share = Annotated[float, Field(ge=0, le=1)]


class FinalSpec(Request):
    """How good the network of a file was said to be; not believed, only carried along."""

    epoch: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] = 0
    train_loss: Annotated[float, Field(ge=0)] | None = None
    validation_loss: Annotated[float, Field(ge=0)] | None = None
    train_accuracy: Share | None = None
    validation_accuracy: Share | None = None
    train_r2: Annotated[float, Field(le=1)] | None = None
    validation_r2: Annotated[float, Field(le=1)] | None = None
    train_rmse: Annotated[float, Field(ge=0)] | None = None
    validation_rmse: Annotated[float, Field(ge=0)] | None = None


class RunFile(Request):
    """A run that was kept, as ``run.json`` holds it."""

    format: Literal["nudge-run"] = "nudge-run"
    # As a list of one, since makers of clients stumble over a number that is a const
    version: Annotated[Literal[1], WithJsonSchema({"type": "integer", "enum": [1]})] = 1
    request: RunRequest = Field(default=RunRequest(), description="What was asked for.")
    network: TrainingNetwork | None = Field(default=None, description="The trained network.")
    final: FinalSpec | None = Field(default=None, description="How good it was.")

    @field_validator("version", mode="before")
    @classmethod
    def _is_a_number(cls, version: object) -> object:
        """Python takes true for 1."""
        if isinstance(version, bool):
            raise FieldError((), f"got {str(version).lower()}, allowed: 1")
        return version

    @model_validator(mode="after")
    def _network_fits(self) -> Self:
        if self.network is None:
            return self
        asked, found = self.request.setup.network, self.network
        if found.weights is None:
            raise FieldError(("network", "weights"), "got null, allowed: the weights of the trained network")
        if (found.layers, found.layer_activations) != (asked.sizes, asked.activations):
            came = f"{found.layers} with {', '.join(found.layer_activations)}"
            allowed = f"{asked.sizes} with {', '.join(asked.activations)}, as the request has it"
            raise FieldError(("network",), f"got {came}, allowed: {allowed}")
        return self


def run_file_of(kind: type[RunRequest], name: str) -> type[RunFile]:
    """The file of a run of this kind, as a request of this name."""
    request = Field(default=kind(), description=RunFile.model_fields["request"].description)
    return create_model(
        name, __base__=RunFile, __doc__=RunFile.__doc__, __module__=__name__, request=(kind, request)
    )


@dataclass(frozen=True)
class OpenedRun:
    """A kept run, checked: the whole request, and the network to go on from or to ask."""

    request: dict[str, Any]
    network: NetworkResult
    sentence: str


def open_run(file: RunFile) -> OpenedRun:
    """The run of a file, every field checked as in any request."""
    setup = file.request.setup
    network = file.network.build_for_training() if file.network else setup.network
    sizes = "→".join(map(str, network.sizes))
    kept = "with its trained weights" if file.network else "before training"
    return OpenedRun(
        request=file.request.model_dump(mode="json"),
        network=NetworkResult.of(network),
        sentence=f"A run of {setup.spec.epochs} epochs, {sizes}, {kept}.",
    )


FILES = {
    "history.csv": File("text/csv; charset=utf-8", lambda _, result: history_csv(result)),
    "history.json": File("application/json", lambda _, result: result.history),
    "weights.json": File("application/json", lambda _, result: result.network),
    "weights.npz": File("application/zip", lambda _, result: weights_npz(result)),
    "run.json": File("application/json", run_file),
}
"""What a run can be kept as."""
