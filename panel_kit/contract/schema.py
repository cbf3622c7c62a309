"""One table a panel: the request model that validation, OpenAPI, sliders and URLs are made from.

A panel's request is a pydantic model. Each field says once what it is called, where it starts, how
far it may go and how it is set: ``slider(...)``, ``choice(...)``. ``controls_of`` reads that
table back for the templates, so a slider can never allow what the API refuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetPydanticSchema
from pydantic_core import core_schema
from typing_extensions import Self


class Request(BaseModel):
    """A request, or an object inside one: strict types, no unknown field, no change afterwards."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, validate_default=False)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """Itself, for it never changes: pydantic copies a default each time it stands in for a field."""
        return self


def merged(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Objects are merged, everything else is replaced."""
    both = {
        key: merged(base[key], value)
        if isinstance(value, dict) and isinstance(base.get(key), dict)
        else value
        for key, value in changes.items()
    }
    return {**base, **both}


class FieldError(ValueError):
    """A rule between fields is broken; ``path`` leads from the model to the field to blame."""

    def __init__(self, path: tuple[str | int, ...], message: str) -> None:
        self.path = path
        super().__init__(message)


def _integral(value: object) -> object:
    """JSON Schema calls 3.0 an integer, and so do we."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


# Stands after Field(ge=…, le=…) in Annotated, or the bounds are lost from the schema.
integral = BeforeValidator(_integral)


def _array_schema(depth: int, *, kind: str = "number", gaps: bool = False) -> GetPydanticSchema:
    """The JSON Schema of a NumPy array in a result. Results are made here, so not validated again."""
    schema: dict[str, Any] = {"type": [kind, "null"] if gaps else kind}
    for _ in range(depth):
        schema = {"type": "array", "items": schema}
    return GetPydanticSchema(
        get_pydantic_core_schema=lambda _type, _handler: core_schema.any_schema(),
        get_pydantic_json_schema=lambda _schema, _handler: schema,
    )


Vector = Annotated[np.ndarray[Any, np.dtype[np.float64]], _array_schema(1)]
Matrix = Annotated[np.ndarray[Any, np.dtype[np.float64]], _array_schema(2)]
# The same with NaN here and there, which JSON writes as null
GappyVector = Annotated[np.ndarray[Any, np.dtype[np.float64]], _array_schema(1, gaps=True)]
GappyMatrix = Annotated[np.ndarray[Any, np.dtype[np.float64]], _array_schema(2, gaps=True)]
Counts = Annotated[np.ndarray[Any, np.dtype[np.int64]], _array_schema(1, kind="integer")]
CountCube = Annotated[np.ndarray[Any, np.dtype[np.int64]], _array_schema(3, kind="integer")]
CountMatrix = Annotated[np.ndarray[Any, np.dtype[np.int64]], _array_schema(2, kind="integer")]


def slider(
    label: str,
    *,
    step: float,
    decimals: int = 2,
    reach: tuple[float, float] | None = None,
    scale: str = "linear",
    unit: str = "",
    **field: Any,
) -> Any:
    """A field set by a slider with a number field beside it.

    Parameters
    ----------
    label : str
        What the control is called. ``{0}`` stands for the place in a list, counted from 1;
        ``{_}`` for the same set low, as in x₁.
    step, decimals : float, int
        The slider's step, and the digits shown.
    reach : (low, high), optional
        How far the slider goes where the bounds are too wide to drag through. The number field
        goes all the way.
    scale : str
        ``"linear"`` or ``"log"``.
    **field
        Anything that pydantic's ``Field`` takes: default, ge, le, description, …
    """
    control: dict[str, Any] = {
        "kind": "slider",
        "label": label,
        "step": step,
        "decimals": decimals,
        "scale": scale,
    }
    control |= {"unit": unit} if unit else {}
    control |= {"reach": list(reach)} if reach else {}
    return Field(json_schema_extra={"x-control": control}, **field)


def choice(label: str, *, names: dict[str, str] | None = None, **field: Any) -> Any:
    """A field chosen from a list; ``names`` says what each value is called on the page."""
    control: dict[str, Any] = {"kind": "choice", "label": label, "names": names or {}}
    return Field(json_schema_extra={"x-control": control}, **field)


def field_named(label: str, *, kind: str, names: dict[str, str] | None = None, **field: Any) -> Any:
    """A field that a page's script has a control of its own for.

    Parameters
    ----------
    kind : str
        ``"switch"`` for yes or no, ``"column"`` and ``"columns"`` of a table, ``"words"`` for a list of them.
    names : dict, optional
        What each value is called, where only some may be chosen.
    """
    control: dict[str, Any] = {"kind": kind, "label": label, "names": names or {}}
    return Field(json_schema_extra={"x-control": control}, **field)


@dataclass(frozen=True)
class Control:
    """What a template needs to draw one control.

    Attributes
    ----------
    path : str
        Where the value lives in the request: ``"network.seed"``.
    kind, label, help, unit, scale : str
    low, high : float or None
        The bounds of the model: those of the number field.
    reach : (float, float)
        Those of the slider.
    step, decimals : float, int
    count : (int, int) or None
        How few and how many values a list may hold.
    options : tuple of (value, name)
        For a choice.
    default : object
    panel : str
        The slug of the panel it belongs to.
    """

    path: str
    kind: str
    label: str
    help: str
    low: float
    high: float
    reach: tuple[float, float]
    step: float
    decimals: int
    scale: str
    unit: str
    options: tuple[tuple[str, str], ...]
    default: Any
    count: tuple[int, int] | None = None
    panel: str = ""


def controls_of(model: type[BaseModel], panel: str = "") -> dict[str, Control]:
    """Every control of a request model by its path, those of the objects inside it too."""
    schema = model.model_json_schema()
    found = ((path, _control(path, field)) for path, field in _fields(schema, schema))
    return {path: replace(control, panel=panel) for path, control in found}


def _fields(
    node: dict[str, Any], root: dict[str, Any], prefix: str = ""
) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, field in node.get("properties", {}).items():
        path = f"{prefix}{name}"
        if "x-control" in field:
            yield path, field
        for reference in _references(field):
            inside = root["$defs"][reference.rsplit("/", 1)[-1]]
            yield from _fields(inside, root, f"{path}.")


def _references(field: dict[str, Any]) -> list[str]:
    """The model a field holds, or may hold instead of null."""
    return [each["$ref"] for each in (field, *field.get("anyOf", ())) if "$ref" in each]


def _control(path: str, field: dict[str, Any]) -> Control:
    said, bounds = field["x-control"], _innermost(field)
    low, high = bounds.get("minimum", 0), bounds.get("maximum", 0)
    names = said.get("names", {})
    return Control(
        path=path,
        kind=said["kind"],
        label=said["label"],
        help=field.get("description", ""),
        low=low,
        high=high,
        reach=tuple(said.get("reach", (low, high))),
        step=said.get("step", 1),
        decimals=said.get("decimals", 0),
        scale=said.get("scale", "linear"),
        unit=said.get("unit", ""),
        options=tuple((value, names.get(value, value)) for value in _choices(bounds)),
        default=field.get("default"),
        count=_count(field),
    )


def _choices(bounds: dict[str, Any]) -> tuple[str, ...]:
    """The values that a choice has; of yes and no, as JSON writes them."""
    return ("true", "false") if bounds.get("type") == "boolean" else tuple(bounds.get("enum", ()))


def _count(field: dict[str, Any]) -> tuple[int, int] | None:
    """How few and how many values a list may hold that has bounds; None for any other field."""
    lists = (each for each in (field, *field.get("anyOf", ())) if "maxItems" in each)
    return next(((each.get("minItems", 0), each["maxItems"]) for each in lists), None)


def _innermost(field: dict[str, Any]) -> dict[str, Any]:
    """The schema of the single numbers in a field that may be nullable and may be a list of lists."""
    while "anyOf" in field or "items" in field:
        field = field["items"] if "items" in field else field["anyOf"][0]
    return field
