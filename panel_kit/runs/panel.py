"""A panel that trains, from its configuration: the panel itself, and the operations around its runs.

The panel says what a run is made of (a request with a ``setup``), what it is called, how it is written as
programs. How it is computed in parts, tabulated, opened before training and kept as a file is the same for
all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from panel_kit.contract.operation import Cost, Limit, Operation, at_once, nothing, quick
from panel_kit.contract.panel import Panel, SavedState
from panel_kit.contract.schema import Request, merged
from panel_kit.programs.program import Programs
from panel_kit.runs import epoch, files, record, result, seeds
from panel_kit.runs.beginning import beginning
from panel_kit.runs.cost import LEAST_SECONDS, cost
from panel_kit.runs.many import MAX_ANSWERS
from panel_kit.runs.result import Part, TrainingResult
from panel_kit.runs.setup import RunRequest, request_with
from panel_kit.runs.table import table_of
from panel_kit.runs.view import RunView

Dearest = Callable[[int], Mapping[str, Any]]


def before_training(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The same run, before its first epoch."""
    return {**asked, "epochs": 0}


def as_asked(request: Request, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The defaults, and over them what was asked for: what was left out goes on to fit the data."""
    return merged(type(request)().model_dump(mode="json"), asked)


@dataclass(frozen=True)
class RunPanel:
    """What a panel that trains says of itself.

    Attributes
    ----------
    slug, title, summary, view, saved_states, constants, programs_cost
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
        (request, finished run) ↦ further fields told at the end, after empty parts where that takes long.
    schemas : str
        What the names of its schemas begin with: "Digits" for DigitsEpochRequest, DigitsRunFile, ….
    is_seeded : bool
        Whether its first weights can be drawn by other seeds: it has an operation for many of them.
    takes_table : bool
        Whether its data may be a CSV text.
    limits : mapping of str to Limit
        What is published besides the limits of every run, by its name there: ``"examples"``.
    presets : mapping of str to mapping
        Named starting points: what each changes from the defaults.
    examples : mapping of str to mapping
        Of the operations around its runs ("epoch", "seeds", "import"): requests worth trying, by name.
    dearest : mapping of str to callable
        Of all its operations ("run", "code", "epoch", "seeds", "export", "import"): seed ↦ a request as
        expensive as any. Left out, an epoch is the last of the dearest run, an export is that run, and all
        else is the defaults.
    """

    slug: str
    title: str
    summary: str
    request: type[RunRequest]
    programs: Callable[[Any], Programs]
    schemas: str
    result: type[TrainingResult] = TrainingResult
    begin: record.Begin = beginning
    more: record.More = record.nothing_more
    view: type[RunView] = RunView
    saved_states: Mapping[str, SavedState] = field(default_factory=dict)
    constants: Callable[[], dict[str, Any]] = field(default=dict)
    programs_cost: Callable[[Any], Cost] = quick
    is_seeded: bool = True
    takes_table: bool = False
    limits: Mapping[str, Limit] = field(default_factory=dict)
    presets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    examples: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    dearest: Mapping[str, Dearest] = field(default_factory=dict)

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
        """``POST /api/v1/<slug>`` and its page, with the operations around its runs."""
        many = (self.seeds_operation,) if self.is_seeded else ()
        return Panel(
            operation=self.run_operation,
            programs=self.programs,
            programs_cost=self.programs_cost,
            dearest_programs=self.dearest.get("code"),
            table=table_of,
            view=self.view,
            saved_states=self.saved_states,
            constants=self.constants,
            opening=before_training,
            kept=as_asked,
            others=(self.epoch_operation, *many, self.import_operation, self.export_operation),
        )

    @cached_property
    def run_operation(self) -> Operation:
        """``POST /api/v1/<slug>``."""
        return Operation(
            path=self.slug,
            title=self.title,
            summary=self.summary,
            request=self.request,
            result=self.result,
            run=self.parts_of,
            join=self.join,
            streams=True,
            cost=cost,
            dearest=self.dearest.get("run", nothing),
            takes_table=self.takes_table,
            limits=self.published({**self.limits, **self.request.limits.of_a_run}),
            examples=self.presets,
        )

    @cached_property
    def epoch_operation(self) -> Operation:
        """``POST /api/v1/<slug>/epoch``."""
        return Operation(
            path=f"{self.slug}/epoch",
            title=f"One epoch of a {self.slug} run, batch by batch",
            summary="The parameters, the gradient and the loss of every batch of one epoch.",
            request=request_with(epoch.EpochFields, self.request, f"{self.schemas}EpochRequest"),
            result=epoch.EpochResult,
            run=epoch.run,
            cost=cost,
            dearest=self.dearest.get("epoch", self.last_epoch),
            limits=self.published({"batches_of_an_epoch": epoch.MAX_BATCHES}),
            takes_table=self.takes_table,
            examples=self.examples.get("epoch", {}),
            group="more",
        )

    @cached_property
    def seeds_operation(self) -> Operation:
        """``POST /api/v1/<slug>/seeds``."""
        return Operation(
            path=f"{self.slug}/seeds",
            title=f"A {self.slug} run from many seeds",
            summary="The same run from many first weights: who succeeds, and how sure is the share?",
            request=request_with(seeds.SeedsFields, self.request, f"{self.schemas}SeedsRequest"),
            result=seeds.SeedsResult,
            run=seeds.run,
            cost=seeds.cost,
            dearest=self.dearest.get("seeds", nothing),
            limits=self.published({"seeds": seeds.MAX_SEEDS, "seeds_answers": MAX_ANSWERS}),
            takes_table=self.takes_table,
            examples=self.examples.get("seeds", {}),
            group="more",
        )

    @cached_property
    def export_operation(self) -> Operation:
        """``POST /api/v1/export/<slug>``."""
        return replace(
            self.run_operation,
            path=f"export/{self.slug}",
            title=f"A {self.slug} run as a file",
            summary="The history (CSV, JSON), the weights (JSON, NPZ), or the run to be opened again.",
            streams=False,
            dearest=self.dearest.get("export", self.run_operation.dearest),
            limits={},
            files=files.FILES,
            examples={},
            group="more",
        )

    @cached_property
    def import_operation(self) -> Operation:
        """``POST /api/v1/import/<slug>``."""
        return Operation(
            path=f"import/{self.slug}",
            title=f"A kept {self.slug} run, opened",
            summary="Checks a run.json as any request, and gives back the whole request and the network.",
            request=files.run_file_of(self.request, f"{self.schemas}RunFile"),
            result=files.OpenedRun,
            run=at_once(files.open_run),
            cost=lambda _file: Cost(LEAST_SECONDS),
            dearest=self.dearest.get("import", nothing),
            takes_table=self.takes_table,
            examples=self.examples.get("import", {}),
            group="more",
        )

    def published(self, limits: Mapping[str, Limit]) -> dict[str, Limit]:
        """The limits by their names at ``/api/v1/limits``."""
        group = self.slug.replace("-", "_")
        return {f"{group}.{name}": limit for name, limit in limits.items()}

    def last_epoch(self, seed: int) -> dict[str, Any]:
        """The last epoch of the dearest run."""
        longest = {**self.run_operation.dearest(seed)}
        epochs = self.request.model_validate(longest).setup.spec.epochs
        return {**longest, "epoch": epochs}


def keeps_runs(panel: Panel) -> bool:
    """Whether a panel's results are runs, which can be kept as files."""
    return issubclass(panel.result, TrainingResult)
