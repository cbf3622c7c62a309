"""Option names, labels and bounds stand once: in the request model, or in the table it takes them from."""

import ast
import importlib
from collections import defaultdict
from functools import cache
from pathlib import Path

from course.operations import all_operations

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("panel_kit", "panels", "course", "web")
FIELD_MAKERS = {"slider", "choice", "span", "field_named", "Field"}
BOUNDS = {"ge", "le", "gt", "lt", "min_length", "max_length"}
TELLING = 100  # smaller numbers are alike by chance


@cache
def modules():
    """Every Python file of the course by its path, read; the programs' texts are other libraries' names."""
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    files = {path.relative_to(ROOT): ast.parse(path.read_text("utf-8")) for path in paths}
    return {path: tree for path, tree in files.items() if "programs" not in (path.parent.name, path.stem)}


@cache
def controls():
    """What every field of every request says of its control."""
    schemas = {
        operation.request: operation.request.model_json_schema() for operation in all_operations().values()
    }
    found = []
    for schema in schemas.values():
        for model in (schema, *schema.get("$defs", {}).values()):
            fields = model.get("properties", {}).values()
            found += [field["x-control"] for field in fields if "x-control" in field]
    return found


def places_of_options():
    """(value, name on the page) of each option, where these differ ↦ the files that say so."""
    options = {
        pair for control in controls() for pair in control.get("names", {}).items() if pair[0] != pair[1]
    }
    found = defaultdict(set)
    for path, tree in modules().items():
        for node in ast.walk(tree):
            for pair in pairs_of(node):
                if pair in options:
                    found[pair].add(str(path))
    return found


def pairs_of(node):
    """The (text, text) pairs that a dict displays."""
    if not isinstance(node, ast.Dict):
        return
    for key, value in zip(node.keys, node.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(value, ast.Constant):
            yield key.value, value.value


def test_what_an_option_is_called_is_written_in_one_file():
    twice = {pair: sorted(files) for pair, files in places_of_options().items() if len(files) > 1}
    assert twice == {}


def test_what_an_option_is_called_is_spelled_alike_everywhere():
    spelled = defaultdict(set)
    for value, name in places_of_options():
        spelled[value, name.casefold()].add(name)
    assert [names for names in spelled.values() if len(names) > 1] == []


def test_the_label_of_a_field_is_written_where_the_field_is_and_nowhere_else():
    labels = {control["label"] for control in controls() if " " in control["label"]}  # one word says little
    elsewhere = [
        f"{path}:{node.lineno} {node.value!r}"
        for path, tree in modules().items()
        for node in texts_outside_of_fields(tree)
        if node.value in labels
    ]
    assert elsewhere == []


def texts_outside_of_fields(node):
    """Every text but those that a field is made with."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in FIELD_MAKERS:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from texts_outside_of_fields(child)


def bounds_written():
    """(field, which bound, number) ↦ {file: whether the number itself is written there}."""
    found = defaultdict(dict)
    for path, tree in modules().items():
        kinds = {node.targets[0].id: node.value for node in tree.body if is_a_kind(node)}
        for owner in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
            for field in (node for node in owner.body if isinstance(node, ast.AnnAssign)):
                for name, bound in bounds_of(field, kinds):
                    number = value_of(bound, path)
                    if isinstance(number, int | float) and abs(number) >= TELLING:
                        key = (field.target.id, name, float(number))
                        found[key][path] = isinstance(bound, ast.Constant) or found[key].get(path, False)
    return found


def is_a_kind(node):
    """``Number = Annotated[…]``: an annotation with a name."""
    return isinstance(node, ast.Assign) and "Annotated" in ast.dump(node.value)


def bounds_of(field, kinds):
    """Each bound of a field: its own, and those of the kinds that its annotation names."""
    nodes = [*ast.walk(field)]
    nodes += [
        each
        for node in nodes
        if isinstance(node, ast.Name) and node.id in kinds
        for each in ast.walk(kinds[node.id])
    ]
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        yield from ((each.arg, each.value) for each in call.keywords if each.arg in BOUNDS)


def value_of(bound, path):
    """The number that an expression stands for in its module."""
    module = importlib.import_module(".".join(path.with_suffix("").parts))
    return eval(compile(ast.Expression(bound), str(path), "eval"), vars(module))


def may_share(one, other):
    """Whether two files can take a number from one place: two panels cannot, each has its own."""
    rooms = {path.parts[1].removesuffix(".py") for path in (one, other) if path.parts[0] == "panels"}
    return len(rooms) < 2


def test_a_bound_that_two_files_share_has_a_name_and_its_number_is_written_once():
    twice = {
        key: sorted(map(str, files))
        for key, files in bounds_written().items()
        if any(
            is_number and may_share(path, other)
            for path, is_number in files.items()
            for other in files
            if other != path
        )
    }
    assert twice == {}
