"""The joined scripts: few files a page, however many panels there are, and never older than their sources."""

import itertools
import os
import random
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from app import create_app
from course.syllabus import LESSONS, PANEL_SLUGS
from setup import front_end, node, stamps
from setup.places import BUILD, ROOT, SCRIPTS
from web import serving
from web.edge import static_files
from web.edge.static_files import TREES_KEPT, imports, joined_scripts, publish
from web.pages.routes import is_written

OTHERS = 9  # the page, its style sheet, three fonts, the icon, theme.js, main.js, vendor.js
MOST = 15  # with four panels on a page
PAGES = {
    "/": ["training"],
    "/panels/": [],
    "/glossary": [],
    **{f"/panels/{slug}": [slug] for slug in PANEL_SLUGS},
    **{f"/lessons/{lesson.slug}": list(lesson.panels) for lesson in LESSONS if is_written(lesson)},
}


@pytest.fixture(scope="module")
def joined():
    """The app as `python3 run.py` starts it."""
    return create_app().test_client()


def script(slug):
    alone = f"js/panels/{slug.replace('-', '_')}.js"
    return alone if (SCRIPTS / alone).exists() else alone.replace(".js", "/panel.js")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_the_scripts_of_its_own_panels_and_no_others(joined, path):
    page = joined.get(path).text
    loaded = set(re.findall(r'(?:src|href)="/static/\w+/(js/panels/[^"]+)"', page))
    assert loaded == {script(slug) for slug in PAGES[path]}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_names_every_script_that_it_will_fetch_and_fetches_few(joined, path):
    page = joined.get(path).text
    preloaded = set(re.findall(r'modulepreload" href="/static/\w+/([^"]+)"', page))
    entries = re.findall(r'type="module" src="/static/\w+/([^"]+)"', page)
    files = publish(ROOT / "static", BUILD)
    assert preloaded == imports(files.root, entries)
    assert all((SCRIPTS / name).exists() for name in preloaded - {"vendor/vendor.js"})
    assert len(preloaded - {"js/main.js", "vendor/vendor.js"}) + OTHERS <= MOST


def test_every_joined_script_imports_files_that_are_there():
    publish(ROOT / "static", BUILD)
    there = {path for folder in (SCRIPTS, ROOT / "static") for path in relative_files(folder)}
    missing = {
        f"{path}: {name}"
        for path in relative_files(SCRIPTS)
        if path.suffix == ".js"
        for name in re.findall(r'from\s*"(\.[^"]+)"', (SCRIPTS / path).read_text("utf-8"))
        if Path(os.path.normpath(path.parent / name)) not in there
    }
    assert missing == set()


def relative_files(folder):
    return [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]


def test_a_page_without_a_panel_loads_neither_lit_nor_what_panels_share(joined):
    assert re.findall(r'modulepreload" href="/static/\w+/([^"]+)"', joined.get("/glossary").text) == [
        "js/main.js"
    ]


# Static ones, and dynamic ones; in a comment, import("…").Type names a type.
IMPORTS = re.compile(r'^(?:import|export)\b[^;]*?"(\.[^"]+)"|import\("(\.[^"]+)"\)(?!\.\w)', re.M)


def test_every_import_of_a_published_script_leads_to_a_file(joined):
    files, seen = publish(ROOT / "static", BUILD), 0
    for path in (files.root / "js").rglob("*.js"):
        for target in map("".join, IMPORTS.findall(path.read_text("utf-8"))):
            seen += 1
            assert (path.parent / target).resolve().exists(), f"{path.name} imports {target}"
    assert seen > 20


def test_every_joined_script_says_where_its_source_is(joined):
    for path in SCRIPTS.rglob("*.js"):
        assert path.with_name(f"{path.name}.map").exists(), path.name


# Twenty panels to come


def write_panels(project, count=20):
    """Panels that each use some of ten charts and one of two bases, drawn at random."""
    draw = random.Random(1)
    charts = [f"chart_{number}" for number in range(10)]
    for folder in ("charts", "questions", "panels"):
        (project / "static/js" / folder).mkdir(parents=True)
    (project / "templates/panels").mkdir(parents=True)
    for name in charts:
        (project / f"static/js/charts/{name}.js").write_text(f"export const {name} = () => '{name}';")
    write_bases(project)
    for number in range(count):
        used = draw.sample(charts, draw.randint(2, 6))
        base = draw.choice(["Base", "Played"])
        lines = [f'import {{ {name} }} from "../charts/{name}.js";' for name in used]
        lines += [f'import {{ {base} }} from "./{base}.js";', f"class P extends {base} {{}}"]
        lines.append(
            f"globalThis.seen.push(new P().name, {number}, {', '.join(f'{name}()' for name in used)});"
        )
        (project / f"static/js/panels/panel_{number}.js").write_text("\n".join(lines))
        (project / f"templates/panels/panel_{number}.html").write_text("")


def write_bases(project):
    sources = {
        "questions/question": 'import { chart_0 } from "../charts/chart_0.js"; globalThis.asked = chart_0();',
        "panels/Base": "export class Base { name = 'base'; }",
        "panels/Played": 'import { Base } from "./Base.js";\nexport class Played extends Base { name = "p" }',
        "main": "globalThis.main = true;",
    }
    for name, text in sources.items():
        (project / f"static/js/{name}.js").write_text(text)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """The published scripts of a project with twenty panels."""
    project = tmp_path_factory.mktemp("many")
    write_panels(project)
    run_node(ROOT / "setup/join.js", "out", cwd=project)
    return project / "out"


def run_node(*words, cwd):
    program = str(node.find().program)
    done = subprocess.run([program, *map(str, words)], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_with_twenty_panels_a_page_of_any_three_and_a_question_stays_within_the_budget(many):
    panels = [f"js/panels/panel_{number}.js" for number in range(20)]
    for three in itertools.combinations(panels, 3):
        assert len(imports(many, ["js/questions/question.js", *three])) + OTHERS <= MOST


def test_with_twenty_panels_they_share_one_file(many):
    assert len(list((many / "js/shared").glob("*.js"))) == 1
    assert imports(many, ["js/main.js"]) == {"js/main.js"}


def test_joined_panels_do_what_their_modules_do(many):
    panels = [f"js/panels/panel_{number}.js" for number in range(20)]
    program = "globalThis.seen = []; " + "".join(f"await import('./{name}'); " for name in panels)
    program += "console.log(JSON.stringify(globalThis.seen))"
    (many / "package.json").write_text('{"type": "module"}')
    (many.parent / "static/package.json").write_text('{"type": "module"}')
    run = ("--input-type=module", "-e", program)
    assert run_node(*run, cwd=many) == run_node(*run, cwd=many.parent / "static")


# Changed sources


@pytest.fixture
def project(tmp_path):
    """A project with one script, joined."""
    for name in ("setup/join.js", "package-lock.json", "static/js/main.js", ".build/scripts/js/main.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    stamps.redo("scripts", front_end.scripts_mark(tmp_path), lambda: None, tmp_path / ".build")
    return tmp_path


def published(project):
    files = publish(project / "static", project / ".build")
    return files.prefix, (files.root / "js/main.js").read_text()


def test_joined_scripts_are_published_in_place_of_their_sources(project):
    assert published(project)[1] == ".build/scripts/js/main.js"


def test_sources_changed_since_are_published_as_they_are_under_another_address(project):
    before, _ = published(project)
    (project / "static/js/main.js").write_text("changed")
    after, text = published(project)
    assert text == "changed"
    assert after != before


def test_of_many_published_states_the_last_ones_are_kept(project):
    prefixes = []
    for number in range(TREES_KEPT + 3):
        (project / "static/js/main.js").write_text(f"state {number}")
        prefixes.append(published(project)[0])
        root = project / ".build" / prefixes[-1].strip("/")
        os.utime(root, (number, number))
    (project / "static/js/main.js").write_text("state 0")  # published anew, and so the newest
    again, text = published(project)
    assert text == "state 0"
    assert again == prefixes[0]
    kept = {f"/static/{tree.name}" for tree in (project / ".build/static").iterdir()}
    assert kept == {prefixes[0], *prefixes[-TREES_KEPT + 1 :]}


def test_what_is_published_stays_where_the_clock_was_set_back(project):
    tomorrow = time.time() + 86_400
    for number in range(TREES_KEPT):
        (project / "static/js/main.js").write_text(f"state {number}")
        os.utime(project / ".build" / published(project)[0].strip("/"), (tomorrow, tomorrow))
    (project / "static/js/main.js").write_text("the newest")
    assert published(project)[1] == "the newest"


def test_a_new_or_moved_script_makes_the_joined_ones_old(project):
    (project / "static/js/lib").mkdir()
    shutil.move(project / "static/js/main.js", project / "static/js/lib/main.js")
    assert joined_scripts(project, project / ".build") == {}


def test_a_panels_template_counts_by_its_name_only(project):
    template = project / "templates/panels/square.html"
    template.parent.mkdir(parents=True)
    template.write_text("one")
    mark = front_end.scripts_mark(project)
    template.write_text("two")
    assert front_end.scripts_mark(project) == mark
    template.unlink()
    assert front_end.scripts_mark(project) != mark


def test_where_there_is_no_room_nothing_half_is_left(project, monkeypatch):
    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(static_files, "write", full)
    with pytest.raises(OSError, match="No space left"):
        published(project)
    assert list((project / ".build/static").iterdir()) == []
    monkeypatch.setattr(serving, "ROOT", project)
    assert "(No space left on device): make room" in serving.unpublished()
