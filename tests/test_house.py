"""The code keeps its rules: one direction of imports, a panel's files in its folders, one fetch."""

import ast
import graphlib
import re
import sys
from pathlib import Path

import pytest

from course.syllabus import PANEL_SLUGS

ROOT = Path(__file__).resolve().parent.parent
JS = ROOT / "static" / "js"


def imported(path):
    """What a Python file imports, wherever in it: in a function and for the types alone too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


def imports_of(folder):
    """The top-level packages that a folder's files import."""
    names = {name.split(".")[0] for path in (ROOT / folder).rglob("*.py") for name in imported(path)}
    return names - sys.stdlib_module_names


MOST_LINES = 250
MOST_LINES_OF_A_FUNCTION = 40
OURS = ("nn_core", "panel_kit", "panels", "course", "web", "setup")
PYTHON = {path: path.read_text("utf-8") for folder in OURS for path in sorted((ROOT / folder).rglob("*.py"))}


def lines_of(function):
    """How many lines a function has, its docstring aside."""
    first = function.body[0]
    is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = first.end_lineno - first.lineno + 1 if is_text else 0
    return function.end_lineno - function.lineno + 1 - docstring


def test_a_python_file_is_short_and_so_is_each_function():
    long = {path.relative_to(ROOT).as_posix(): len(text.splitlines()) for path, text in PYTHON.items()}
    assert [path for path, lines in long.items() if lines > MOST_LINES] == []
    functions = [
        (path.name, node)
        for path, text in PYTHON.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [(file, each.name) for file, each in functions if lines_of(each) > MOST_LINES_OF_A_FUNCTION] == []


def test_the_engine_imports_numpy_and_nothing_else():
    assert imports_of("nn_core") == {"nn_core", "numpy"}


LIBRARIES = {"numpy", "pydantic", "pydantic_core", "typing_extensions"}
BELOW = {
    "panel_kit": {"nn_core", "panel_kit"},
    "panels": {"nn_core", "panel_kit", "panels", "optuna"},
    "course": {"nn_core", "panel_kit", "panels", "course"},
}


def test_optuna_is_imported_where_a_search_runs_and_nowhere_else():
    """Within a function, so that no panel that is loaded loads it."""
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "panels").rglob("*.py")}
    lines = [
        (name, line) for name, text in texts.items() for line in text.splitlines() if "import optuna" in line
    ]
    assert lines == [("study.py", "    import optuna")]


@pytest.mark.parametrize("package", BELOW)
def test_packages_import_in_one_direction(package):
    assert imports_of(package) <= LIBRARIES | BELOW[package]


def test_only_web_and_the_app_import_flask():
    files = [*ROOT.glob("*.py"), *(ROOT / "setup").glob("*.py")]
    named = {path.name: {name.split(".")[0] for name in imported(path)} for path in files}
    assert {name for name, names in named.items() if "flask" in names} == {"app.py"}


def module_of(path):
    """``panels/loss/__init__.py`` as panels.loss."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_no_import_goes_in_a_circle():
    modules = {module_of(path): path for path in PYTHON}
    # ``from a.b import c`` is the module a.b.c where there is one, else a.b
    graph = {
        module: {name if name in modules else name.rpartition(".")[0] for name in imported(path)} - {module}
        for module, path in modules.items()
    }
    assert len(graph) > 150
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the modules


def test_no_panel_imports_another():
    for path in (ROOT / "panels").rglob("*.py"):
        own = path.relative_to(ROOT / "panels").parts[0].removesuffix(".py")
        reached = {name.split(".")[1] for name in imported(path) if name.startswith("panels.")}
        assert reached <= {own}, f"{path.name} imports {reached - {own}}"


OF_PANELS = {"panels": ".py", "templates/panels": ".html", "static/js/panels": ".js"}
OF_ALL_PANELS = {"__init__", "conftest", "reading", "saved_runs", "states", "__pycache__"}


@pytest.mark.parametrize("folder", OF_PANELS)
def test_whatever_lies_among_the_panels_is_called_like_one(folder):
    names = {slug.replace("-", "_") for slug in PANEL_SLUGS}
    files = {
        path.name.removesuffix(OF_PANELS[folder])
        for path in (ROOT / folder).iterdir()
        if holds_something(path)
    }
    assert files - OF_ALL_PANELS == names


def holds_something(path):
    """Whether it is more than what Python left behind of a folder that has gone."""
    return path.is_file() or any(each.is_file() and each.suffix != ".pyc" for each in path.rglob("*"))


def test_the_tests_of_a_panel_are_called_like_it():
    names = [slug.replace("-", "_") for slug in PANEL_SLUGS]
    files = {path.stem for path in (ROOT / "tests" / "panels").iterdir()} - OF_ALL_PANELS
    assert [file for file in files if not any(file.startswith(f"test_{name}") for name in names)] == []


ALLOWED = {
    "lib": {"lib"},
    "charts": {"lib", "charts", "vendor"},
    "controls": {"lib", "controls", "vendor"},
    "panel": {"lib", "charts", "controls", "panel", "vendor"},
    "run": {"lib", "charts", "controls", "panel", "run", "vendor"},
    "panels": {"lib", "charts", "controls", "panel", "run", "panels", "vendor"},
    "questions": {"lib", "charts", "controls", "panel", "questions", "vendor"},
    "patterns": {"lib", "charts", "patterns", "vendor"},
}


def script_name(path):
    """A script by its path: `charts/plot.js`."""
    return path.relative_to(JS).as_posix()


def reached_from(path):
    """The files that a script imports, at once or when it comes to that, as paths below static/."""
    text = path.read_text("utf-8")
    named = re.findall(r'^(?:import\b|export [{*])[^;"]*"([^"]+)"', text, re.M)
    later = re.findall(r'^(?!\s*(?:\*|/\*)).*[^.\w]import\("([^"]+)"\)(?!\.)', text, re.M)
    return [(path.parent / each).resolve().relative_to(ROOT / "static") for each in named + later]


SCRIPTS = {path: reached_from(path) for path in sorted(JS.rglob("*.js"))}


@pytest.mark.parametrize("folder", ALLOWED)
def test_scripts_import_in_one_direction(folder):
    for path in (JS / folder).rglob("*.js"):
        for reached in SCRIPTS[path]:
            came = reached.parts[1] if reached.parts[0] == "js" else reached.parts[0]
            assert came in ALLOWED[folder], f"{path.name} imports {reached}"


def test_no_script_of_a_panel_imports_one_of_another_panel():
    for path in (JS / "panels").rglob("*.js"):
        own = Path(script_name(path)).with_suffix("").parts[1]
        others = [each for each in SCRIPTS[path] if each.parts[:2] == ("js", "panels")]
        assert all(each.with_suffix("").parts[2] == own for each in others), script_name(path)


def test_scripts_import_in_no_circle():
    files = {path: [JS.parent / each for each in reached] for path, reached in SCRIPTS.items()}
    while free := [path for path, reached in files.items() if not any(each in files for each in reached)]:
        for path in free:
            del files[path]
    assert sorted(script_name(path) for path in files) == []


def test_a_script_is_short_narrow_and_typed():
    wrong = re.compile(r".{111}|@param \{[^}]*\bany\b")
    lines = {path: path.read_text("utf-8").splitlines() for path in SCRIPTS}
    assert [script_name(path) for path in SCRIPTS if len(lines[path]) > MOST_LINES] == []
    assert [(script_name(path), line) for path in SCRIPTS for line in lines[path] if wrong.search(line)] == []


def test_the_only_fetch_is_in_the_api_module():
    callers = [path.name for path in JS.rglob("*.js") if re.search(r"\bfetch\(", path.read_text("utf-8"))]
    assert callers == ["api.js"]


def test_a_script_that_is_fetched_later_is_fetched_once_the_server_is_there():
    """A browser that could not fetch one does not try again: ``Later`` asks the server first."""
    fetched_later = re.compile(r"\bimport\((?=[\"'`])")
    within_later = re.compile(r"new Later\(\(\) =>\s*(?:Promise\.all\(\[[^\]]*\]|import\([^)]*\))")
    found = 0
    for path in JS.rglob("*.js"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
        found += len(fetched_later.findall(text))
        assert not fetched_later.search(within_later.sub("", text)), script_name(path)
    assert found


def test_no_script_keeps_state_in_a_module_or_trusts_html():
    for path in JS.rglob("*.js"):
        text = path.read_text("utf-8")
        assert not re.search(r"^(?:export )?let ", text, re.M), f"{path.name} has a module-level let"
        assert not re.search(r"unsafeHTML|innerHTML|\beval\(", text), path.name


def test_no_picture_changes_the_panel():
    """It calls the panel's methods when it is clicked on; the state is the panel's own."""
    changes = re.compile(r"\bpanel\.[\w.]+ (?:[-+*/|&]|\|\||&&|\?\?)?=(?!=)")
    assert changes.search("panel.view = {}")
    for path in [
        *(JS / "panels").rglob("*.js"),
        *(JS / "charts").rglob("*.js"),
        *(JS / "controls").rglob("*.js"),
    ]:
        assert not changes.search(path.read_text("utf-8")), script_name(path)


@pytest.mark.parametrize("slug", PANEL_SLUGS)
def test_a_panel_has_its_four_files(slug):
    name = slug.replace("-", "_")
    wanted = {
        f"panels/{name}.py": f"panels/{name}/panel.py",
        f"templates/panels/{name}.html": None,
        f"static/js/panels/{name}.js": f"static/js/panels/{name}/panel.js",
        f"tests/panels/test_{name}.py": f"tests/panels/{name}",
    }
    missing = [
        file
        for file, folder in wanted.items()
        if not (ROOT / file).exists() and not (folder and (ROOT / folder).exists())
    ]
    assert not missing, f"The panel {slug} lacks {', '.join(missing)}"


def test_templates_hold_no_inline_script_or_style():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        assert " style=" not in text, path.name
        for attributes in re.findall(r"<script\b([^>]*)>", text):
            assert "src=" in attributes or 'type="application/json"' in attributes, path.name


def public(body):
    """The public functions and classes of a module, and the methods that override nobody's."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef) and not node.bases:
                yield from public(node.body)


def test_every_public_name_says_what_it_is():
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for folder in ("nn_core", "panel_kit", "panels", "course", "web")
        for path in (ROOT / folder).rglob("*.py")
        for node in public(ast.parse(path.read_text("utf-8")).body)
        if not ast.get_docstring(node)
    ]
    assert silent == []


def exported(text):
    """The names that a script exports."""
    yield from re.findall(r"^export (?:async )?(?:function\*?|class|const) (\w+)", text, re.M)
    for names in re.findall(r"^export \{([^}]*)\}", text, re.M):
        yield from re.findall(r"\w+", names)


def test_no_script_exports_what_nobody_asks_for():
    files = [*JS.rglob("*.js"), *(ROOT / "tests/js").glob("*.js")]
    scripts = {path: path.read_text("utf-8") for path in files}
    words = {path: set(re.findall(r"\w+", text)) for path, text in scripts.items()}
    idle = [
        f"{path.name}: {name}"
        for path, text in scripts.items()
        for name in exported(text)
        if not re.search(rf"customElements.define\(.*, {name}\)", text)  # the page asks for it
        and not any(name in there for other, there in words.items() if other != path)
    ]
    assert idle == []


def test_the_bundle_holds_what_the_scripts_import_and_nothing_else():
    imports = re.compile(r'^import \{([^}]*)\} from "[./]*vendor/vendor.js"', re.M)
    asked = {
        name for path in JS.rglob("*.js") for names in imports.findall(path.read_text("utf-8"))
        for name in re.findall(r"\w+", names)
    }  # fmt: skip
    assert set(exported((ROOT / "setup/vendor.js").read_text("utf-8"))) == asked


def test_every_token_of_the_style_sheets_is_used():
    sheets = "".join(path.read_text("utf-8") for path in (ROOT / "static/css").rglob("*.css"))
    scripts = "".join(path.read_text("utf-8") for path in JS.rglob("*.js"))
    named = set(re.findall(r"^\s*(--[\w-]+):", sheets, re.M))
    assert sorted(name for name in named if f"var({name}" not in sheets and name not in scripts) == []


OWN_LIMIT = re.compile(r"(?<!kill_)timeout=[\d.]|\b(set_default_timeout|wait|join|still)\([\d.]")


def test_what_is_waited_for_in_a_page_is_a_function():
    """A string would be evaluated again and again in the page, which its security policy forbids."""
    waiting = re.compile(r'wait_for_function\(\s*f?"{1,3}\s*(?P<start>\(|async |\w+ =>)?')
    texts = {
        path: path.read_text("utf-8")
        for path in [*(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    }
    found = [(path.name, each) for path, text in texts.items() for each in waiting.finditer(text)]
    assert waiting.search("wait_for_function" + '("window.isDone")')["start"] is None
    assert [name for name, each in found if each["start"] is None] == []


def test_no_test_has_a_limit_of_its_own_to_how_long_it_waits():
    """All are in tests/waiting.py, long enough for a computer that is slow or busy."""
    texts = {path: path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py")}
    found = [(path.name, each[0]) for path, text in texts.items() for each in OWN_LIMIT.finditer(text)]
    assert found == []
