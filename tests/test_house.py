"""The house keeps its rules: one direction of imports, four files a panel, one fetch."""

import ast
import re
import sys
from pathlib import Path

import pytest

from course.syllabus import PANEL_SLUGS

ROOT = Path(__file__).resolve().parent.parent
JS = ROOT / "static" / "js"


def imported(path):
    """The top-level packages that a Python file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def imports_of(folder):
    return {
        name for path in (ROOT / folder).rglob("*.py") for name in imported(path)
    } - sys.stdlib_module_names


def test_the_engine_imports_numpy_and_nothing_else():
    assert imports_of("nn_core") == {"nn_core", "numpy"}


LIBRARIES = {"numpy", "pydantic", "pydantic_core", "typing_extensions"}
BELOW = {
    "panel_kit": {"nn_core", "panel_kit"},
    "panels": {"nn_core", "panel_kit", "panels"},
    "course": {"nn_core", "panel_kit", "panels", "course"},
}


@pytest.mark.parametrize("package", BELOW)
def test_packages_import_in_one_direction(package):
    assert imports_of(package) <= LIBRARIES | BELOW[package]


def test_only_web_and_the_app_import_flask():
    files = [*ROOT.glob("*.py"), *(ROOT / "setup").glob("*.py")]
    assert {path.name for path in files if "flask" in set(imported(path))} == {"app.py"}


ALLOWED = {
    "lib": {"lib"},
    "charts": {"lib", "charts", "vendor"},
    "controls": {"lib", "controls", "vendor"},
    "panel": {"lib", "charts", "controls", "panel", "vendor"},
    "run": {"lib", "charts", "controls", "panel", "run", "vendor"},
    "panels": {"lib", "charts", "controls", "panel", "run", "panels", "vendor"},
    "patterns": {"lib", "charts", "patterns", "vendor"},
}


# Rooms that are being rebuilt: their scripts keep the rules on lines and types as soon as that is done
REBUILT = ("run/", "panels/training")


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


@pytest.mark.parametrize("room", ALLOWED)
def test_scripts_import_in_one_direction(room):
    for path in (JS / room).rglob("*.js"):
        for reached in SCRIPTS[path]:
            came = reached.parts[1] if reached.parts[0] == "js" else reached.parts[0]
            assert came in ALLOWED[room], f"{path.name} imports {reached}"


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


@pytest.mark.parametrize("path", [path for path in SCRIPTS if not script_name(path).startswith(REBUILT)])
def test_a_script_is_short_narrow_and_typed(path):
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= 250
    assert [line for line in lines if len(line) > 110] == []
    assert [line for line in lines if re.search(r"@param \{[^}]*\bany\b", line)] == []


def test_the_only_fetch_is_in_the_api_module():
    callers = [path.name for path in JS.rglob("*.js") if re.search(r"\bfetch\(", path.read_text("utf-8"))]
    assert callers == ["api.js"]


def test_no_script_keeps_state_in_a_module_or_trusts_html():
    for path in JS.rglob("*.js"):
        text = path.read_text("utf-8")
        assert not re.search(r"^(?:export )?let ", text, re.M), f"{path.name} has a module-level let"
        assert not re.search(r"unsafeHTML|innerHTML|\beval\(", text), path.name


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
