"""Answers in words."""

from __future__ import annotations

import numpy as np

from nn_core.datasets.tables.display_names import display_names
from panel_kit.contract.words import digits_that_count, in_words, layer_phrase, probability, signed
from panel_kit.runs.request import TrainingRequest
from panels.predict.request import PredictRequest
from panels.predict.result import MemberResult, PredictDistances, PredictRows

MOST_NAMED = 3  # inputs that a sentence tells


def say(
    request: PredictRequest,
    answer: MemberResult,
    rows: PredictRows | None,
    distances: PredictDistances | None,
) -> str:
    """The answer to the row whose way is told."""
    if rows is None:
        return "The network's answers over the grid."
    if request.run is None:
        return say_of_points(answer, rows)
    told = f"{say_answer(request.run, answer, rows)} {say_distance(request.run, rows, distances)}"
    return f"{told}{say_others(rows, distances)}"


def say_of_points(answer: MemberResult, rows: PredictRows) -> str:
    """The answer of a network of which nothing else is known."""
    assert answer.predictions is not None  # there are rows
    where = ", ".join(signed(x) for x in rows.inputs[rows.row])
    values = ", ".join("no number" if np.isnan(p) else signed(p, 4) for p in answer.predictions[rows.row])
    decision = None if answer.decisions is None else answer.decisions[rows.row]
    return f"At ({where}) the network answers {values}{'' if decision is None else f': class {decision}'}."


def say_answer(run: TrainingRequest, answer: MemberResult, rows: PredictRows) -> str:
    """Where the row lies, and what the network says of it."""
    assert answer.predictions is not None  # there are rows
    data, row = run.dataset.dataset, rows.row
    names = display_names(data.input_names)
    values = [f"{name} = {digits_that_count(x)}" for name, x in zip(names, rows.inputs[row], strict=True)]
    more = len(values) - MOST_NAMED
    others = [layer_phrase(more, "more input")] if more > 0 else []
    given = in_words([*values[:MOST_NAMED], *others])
    which = "For" if rows.lines is None else f"Line {rows.lines[row]}: for"
    kind = None if answer.decisions is None else answer.decisions[row]
    if np.isnan(answer.predictions[row]).any():
        return f"{which} {given} the network answers no number."
    if kind is None:
        targets = zip(display_names(data.target_names), answer.predictions[row], strict=True)
        answers = in_words([f"{name} = {digits_that_count(value, 4)}" for name, value in targets])
        return f"{which} {given} the network answers {answers}."
    said = f"{which} {given} the network says {class_of(run, kind)}"
    share = rows.certainty[row] if rows.certainty else None
    return f"{said}." if share is None else f"{said}, with probability {probability(share)}."


def class_of(run: TrainingRequest, kind: int) -> str:
    """“class 1”, or the name that the class has."""
    name = run.dataset.dataset.class_names[kind]
    return f"class {name}" if name.isdecimal() else name


def say_distance(run: TrainingRequest, rows: PredictRows, distances: PredictDistances | None) -> str:
    """How far the row lies from what was learned from."""
    if distances is None:
        return ""
    far, gap = signed(distances.distances[rows.row]), distances.gap
    nearest = f"Its nearest training example is {far} standard deviations away"
    if gap is None:
        return f"{nearest}."
    if not distances.is_far[rows.row]:
        return f"{nearest}, and each of these has a neighbor within {signed(gap)}."
    beyond = say_outside(run, distances.outside[rows.row])
    return (
        f"Far from all training data: its nearest example is {far} standard deviations away, and each of "
        f"these has a neighbor within {signed(gap)}.{beyond}"
    )


def say_outside(run: TrainingRequest, places: list[int]) -> str:
    """The inputs that lie beyond all that was learned from, where there are many to look through."""
    if not places or run.dataset.dataset.inputs.shape[1] <= MOST_NAMED:
        return ""
    names = display_names(run.dataset.dataset.input_names)
    listed = [names[place] for place in places[:MOST_NAMED]]
    rest = len(places) - len(listed)
    listed += [layer_phrase(rest, "more input")] if rest else []
    return f" Outside the range of the training data: {in_words(listed)}."


def say_others(rows: PredictRows, distances: PredictDistances | None) -> str:
    """How many rows there are, and how many lie far."""
    count = len(rows.inputs)
    if count == 1 or distances is None:
        return ""
    far = sum(each is True for each in distances.is_far)
    return f" Of {count} rows {far or 'none'} {'is' if far <= 1 else 'are'} far."
