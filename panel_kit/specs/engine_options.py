"""Options that the engine knows by name: a request's fields are held to what the engine says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nn_core.errors import NudgeError
from nn_core.options import Option
from panel_kit.contract.schema import FieldError


def check_given(
    name: str, given: Mapping[str, Any], known: Iterable[Option], create: Callable[[], object]
) -> None:
    """Raises unless all that was given are options of ``name``, and what they make can be made.

    Raises
    ------
    FieldError
        The option that is to blame.
    """
    names = {option.name for option in known}
    for field in given:
        if field not in names:
            raise FieldError((field,), f"got a value, allowed: null, {name} has no {field}")
    try:
        create()
    except NudgeError as error:
        field = error.field.partition(" of ")[0]
        raise FieldError((field,), f"got {error.came}, allowed: {error.allowed}") from error
