"""A panel that trains, from its configuration: the panel itself, and the endpoints around its runs.

The panel says what a run is made of (a request with a ``setup``), what it is called, how it is written as
programs. How it is computed in parts, tabulated, opened before training and kept as a file is the same for
all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from panel_kit.contract.endpoint import Endpoint
from panel_kit.contract.panel import Experiment, Panel, PanelView, Preset
from panel_kit.contract.schema import integral, merged
from panel_kit.runs import epoch, files, record, result, seeds
from panel_kit.runs.beginning import beginning
from panel_kit.runs.limits import MAX_EPOCHS
from panel_kit.runs.result import Part, TrainingResult
from panel_kit.runs.setup import RunRequest, request_with
from panel_kit.runs.table import table_of
from panel_kit.specs.data import MAX_EXAMPLES
from panel_kit.specs.network import MAX_UNITS

WORK_OF_A_PAGE = 25_000_000

Place = Annotated[int, Field(ge=0, le=MAX_UNITS), integral]


class RunView(PanelView):
    """Where in the run the panel stands, and what of it is open.

    ``epoch`` is null before *Train* was pressed; ``batch`` is the batch of the coming epoch, when batches are
    gone through; ``unit`` is the unit whose map is looked at, null for the output's.
    """

    drawer: Literal[
        "maths", "numpy", "pytorch", "sklearn", "api", "data", "runs", "diagnosis", "export", "none"
    ] = "maths"  # type: ignore[assignment]
    epoch: Annotated[int, Field(ge=0, le=MAX_EPOCHS), integral] | None = None
    batch: Annotated[int, Field(ge=0, le=MAX_EXAMPLES), integral] = 0
    unit: Annotated[list[Place], Field(min_length=2, max_length=2)] | None = None
    speed: Literal["slow", "normal", "fast"] = "normal"
    loop: bool = False
    log: bool = False


def before_training(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The same run, before its first epoch."""
    return {**asked, "epochs": 0}


def is_short(request: RunRequest) -> bool:
    """Whether the run is done in a tenth of a second or so."""
    return request.setup.work <= WORK_OF_A_PAGE


def as_asked(request: RunRequest, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The defaults, and over them what was asked for: what was left out goes on to fit the data."""
    return merged(type(request)().model_dump(mode="json"), asked)


@dataclass(frozen=True)
class RunPanel:
    """What a panel that trains says of itself.

    Attributes
    ----------
    slug, title, summary, view, presets, experiments, constants
        As ``Panel`` has them.
    request : type of RunRequest
        With a field ``epochs``, which is 0 before training.
    programs : callable
        request ↦ whole programs by language.
    result : type of TrainingResult
        With further fields, if there is more to tell; ``data`` may be of a type of its own.
    begin : callable
        request ↦ the fields told before training: ``data`` and ``settings``, and others.
    more : callable
        (request, finished run) ↦ further fields told at the end.
    schemas : str
        What the names of its schemas begin with: "Digits" for DigitsEpochRequest, DigitsRunFile, ….
    is_seeded : bool
        Whether its first weights can be drawn by other seeds: it has an endpoint for many of them.
    examples : mapping
        Of the endpoints around its runs by their last name: requests worth trying, by name.
    """

    slug: str
    title: str
    summary: str
    request: type[RunRequest]
    programs: Callable[[Any], dict[str, str | None]]
    schemas: str
    result: type[TrainingResult] = TrainingResult
    begin: record.Begin = beginning
    more: record.More = record.nothing_more
    view: type[RunView] = RunView
    presets: tuple[Preset, ...] = ()
    experiments: Mapping[str, Experiment] = field(default_factory=dict)
    constants: Callable[[], dict[str, Any]] = field(default=dict)
    is_seeded: bool = True
    examples: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)

    def parts_of(self, request: Any) -> Generator[Part]:
        """The run, part by part."""
        return record.parts_of(request, self.begin, self.more)

    def join(self, parts: Iterable[Part]) -> TrainingResult:
        """The result that the parts make up."""
        return result.join(parts, self.result)

    def compute(self, request: Any) -> TrainingResult:
        """The whole run."""
        return self.join(self.parts_of(request))

    @cached_property
    def panel(self) -> Panel:
        """``POST /api/v1/<slug>`` and its page."""
        return Panel(
            slug=self.slug,
            title=self.title,
            summary=self.summary,
            request=self.request,
            result=self.result,
            compute=self.compute,
            programs=self.programs,
            table=table_of,
            view=self.view,
            presets=self.presets,
            experiments=self.experiments,
            constants=self.constants,
            parts=self.parts_of,
            join=self.join,
            opening=before_training,
            fits_a_page=is_short,
            kept=as_asked,
        )

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """The endpoints around its runs: one epoch of it, many seeds, a kept run opened."""
        many = (self.seeds_endpoint,) if self.is_seeded else ()
        return (self.epoch_endpoint, *many, self.file_endpoint)

    @cached_property
    def epoch_endpoint(self) -> Endpoint:
        """``POST /api/v1/<slug>/epoch``."""
        return Endpoint(
            path=f"{self.slug}/epoch",
            title=f"One epoch of a {self.slug} run, batch by batch",
            summary="The parameters, the gradient and the loss of every batch of one epoch.",
            request=request_with(epoch.EpochFields, self.request, f"{self.schemas}EpochRequest"),
            result=epoch.EpochResult,
            compute=epoch.compute,
            steps=epoch.steps,
            examples=self.examples.get("epoch", {}),
        )

    @cached_property
    def seeds_endpoint(self) -> Endpoint:
        """``POST /api/v1/<slug>/seeds``."""
        return Endpoint(
            path=f"{self.slug}/seeds",
            title=f"A {self.slug} run from many seeds",
            summary="The same run from many first weights: who succeeds, and how sure is the share?",
            request=request_with(seeds.SeedsFields, self.request, f"{self.schemas}SeedsRequest"),
            result=seeds.SeedsResult,
            compute=seeds.compute,
            steps=seeds.steps,
            megabytes=seeds.megabytes,
            examples=self.examples.get("seeds", {}),
        )

    @cached_property
    def file_endpoint(self) -> Endpoint:
        """``POST /api/v1/import/<slug>``."""
        return Endpoint(
            path=f"import/{self.slug}",
            title=f"A kept {self.slug} run, opened",
            summary="Checks a run.json as any request, and gives back the whole request and the network.",
            request=files.run_file_of(self.request, f"{self.schemas}RunFile"),
            result=files.OpenedRun,
            compute=files.open_run,
            examples=self.examples.get("import", {}),
        )


def keeps_runs(panel: Panel) -> bool:
    """Whether a panel's results are runs, which can be kept as files."""
    return issubclass(panel.result, TrainingResult)
