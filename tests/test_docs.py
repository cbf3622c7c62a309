"""The documents are true: their commands run and their answers are the app's."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app import create_app
from panel_kit.specs.limits import LIMITS
from setup.options import COMMANDS, read_serve_options
from web.api.limits import MAX_CSV_BODY
from web.compute.open_files import MOST_CLIENTS
from web.compute.queue import (
    FEWEST_SECONDS_TO_RETRY,
    LONG_JOBS,
    MOST_JOBS,
    MOST_MEGABYTES,
    MOST_SECONDS_TO_RETRY,
    SECONDS_UNREAD,
)
from web.serving import HEAD_BYTES, SECONDS_FOR_A_BODY, SECONDS_FOR_A_HEAD

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "docs" / "adding_a_panel.md").read_text("utf-8")
RUN_GUIDE = (ROOT / "docs" / "adding_a_run_panel.md").read_text("utf-8")
TEACHING = (ROOT / "docs" / "teaching.md").read_text("utf-8")
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
SERVING = (ROOT / "docs" / "serving.md").read_text("utf-8")


@pytest.mark.computes
def test_the_readmes_curl_gets_the_readmes_answer():
    body = re.search(r"-d '([^']+)'", README)[1]
    answer = json.loads(re.search(r"```json\n(.*?)\n```", README, re.S)[1])
    result = create_app().test_client().post("/api/v1/forward", json=json.loads(body))
    assert result.json == answer


@pytest.mark.computes
def test_the_readmes_ten_lines_learn_xor():
    (program,) = re.findall(r"```python\n(.*?)```", README, re.S)
    assert len([line for line in program.splitlines() if line.strip()]) <= 10
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    losses, *predictions = done.stdout.splitlines()
    first, last = map(float, losses.strip("[]").split())
    assert last < 0.05 < first
    assert [round(float(line.strip(" []"))) for line in predictions] == [0, 1, 1, 0]


def test_every_file_that_the_documents_name_is_there():
    for page in PAGES:
        for target in re.findall(r"""(?:\]\(|src(?:set)?=")([^)"#:]+)[)"]""", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} names {target}"


def test_every_module_that_the_architecture_names_is_there():
    guides = (ROOT / "docs" / "adding_a_panel.md", ROOT / "docs" / "adding_a_run_panel.md")
    for page in (ROOT / "docs" / "architecture.md", *guides):
        named = re.findall(
            r"`((?:web|panel_kit|panels|course|static|templates|setup|nn_core)/[\w/.]*)`",
            page.read_text("utf-8"),
        )
        built = {"static/vendor/", *re.findall(r"^## \d\. `([^`]+)`", GUIDE + RUN_GUIDE, re.M)}
        assert named
        assert [name for name in named if name not in built and not (ROOT / name).exists()] == []


def test_run_py_knows_the_commands_and_options_that_the_documents_name():
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    commands = set(re.findall(r"(?:python3 )?run\.py ([a-z]+)", text))
    assert {"test", "check", "bench"} <= commands <= set(COMMANDS)
    options = set(re.findall(r"`(?:python3 run\.py )?(--[a-z-]+(?: (?:\d+|https?://\S+))?)`", text))
    assert {"--port 9000", "--lan", "--no-browser"} <= options
    for option in options:
        read_serve_options(option.split())


def test_the_numbers_that_the_page_on_serving_names_are_the_servers():
    promised = {
        f"{MOST_JOBS} long computations": LONG_JOBS.most,
        f"{MOST_MEGABYTES:.0f} MB": LONG_JOBS.megabytes,
        f"{SECONDS_UNREAD:.0f} seconds": LONG_JOBS.patience,
        f"{FEWEST_SECONDS_TO_RETRY} to {MOST_SECONDS_TO_RETRY} seconds": None,
        f"{MOST_CLIENTS} clients": None,
        f"{LIMITS.seconds:.0f} seconds": None,
        f"{HEAD_BYTES // 1024} kB": None,
        f"after {SECONDS_FOR_A_HEAD} seconds": None,
        f"after {SECONDS_FOR_A_BODY:.0f} seconds": None,
    }
    words = " ".join(SERVING.split())
    assert [words_ for words_ in promised if words_ not in words] == []
    size = re.search(r"client_max_body_size (\d+)k", SERVING)[1]
    assert MAX_CSV_BODY <= int(size) * 1024 <= 2 * MAX_CSV_BODY


def test_the_command_that_serves_a_campus_is_one():
    plain, framing = re.findall(r"^python3 run\.py (--workers .*)$", SERVING, re.M)
    for command in (plain, framing):
        asked = read_serve_options(command.split())
        assert (asked.workers, asked.name, asked.no_browser) == (4, ["nudge.example.org"], True)
        assert asked.allow_frame == (["https://course.example.org"] if command is framing else [])


def test_the_states_that_the_teaching_page_links_to_open():
    links = re.findall(r"`(/panels/[^`]+\?[^`]+)`", TEACHING)
    assert links
    for link in links:
        page = create_app().test_client().get(link)
        assert page.status_code == 200
        assert "opens at its defaults" not in page.text


def test_the_keys_that_the_teaching_page_names_do_something():
    script = (ROOT / "static" / "js" / "lib" / "projection.js").read_text("utf-8")
    _before, *rows = TEACHING.partition("|---|---|")[2].splitlines()
    named = {
        key for row in rows if row.startswith("|") for key in re.findall(r"`([^`]+)`", row.split("|")[1])
    }
    table = re.search(r"KEYS = .*?\n\]\);", script, re.DOTALL)[0]
    keys = {key for each in re.findall(r"keys: \[(.*?)\]", table) for key in re.findall(r'"([^"]+)"', each)}
    arrows = {"←": "ArrowLeft", "→": "ArrowRight", "↑": "ArrowUp", "↓": "ArrowDown"}
    assert {arrows.get(key, key) for key in named} == keys - set("2345678") - {"p", "Escape"}


PARTS_OF_THE_HOUSE = (
    "nn_core",
    "panel_kit",
    "panels",
    "course",
    "web",
    "setup",
    "templates",
    "static",
    "tests/js",
    "tests/panels",
    "tests/test_house.py",
    "app.py",
)


def follow(guide, house):
    """Follows a guide to the letter in a copy of the project; the files that it adds."""
    for part in PARTS_OF_THE_HOUSE:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        (house / part).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / part, house / part)
    line = re.search(r"```text\n(    Lesson\(14.*?\n)```", guide)[1]
    syllabus = house / "course" / "syllabus.py"
    lessons, rest = syllabus.read_text("utf-8").split("\n)\n\nPLAN", 1)
    syllabus.write_text(f"{lessons}\n{line})\n\nPLAN{rest}", "utf-8")
    files = re.findall(r"## \d\. `([^`]+)`.*?```\w+\n(.*?)```", guide, re.S)
    for path, text in files:
        (house / path).write_text(text, "utf-8")
    return [path for path, _ in files]


def check_house(house, script, test):
    """The script runs in a copy of the project, and its rules and the panel's own test hold."""
    subprocess.run([sys.executable, "-c", script], cwd=house, check=True, capture_output=True)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(house)]
    tests = ["tests/test_house.py", test, "-o", "pythonpath=."]
    done = subprocess.run([*command, *tests], cwd=house, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_guide_to_adding_a_panel_adds_one(tmp_path):
    assert len(follow(GUIDE, tmp_path)) == 5
    script = (
        "from app import create_app\n"
        "client = create_app().test_client()\n"
        "assert client.post('/api/v1/square', json={'x': 3}).json['square'] == 9.0\n"
        "assert client.post('/api/v1/square', json={'x': 4}).status_code == 422\n"
        "assert 'The square of 2.00 is 4.00.' in client.get('/panels/square?x=2').text\n"
        "assert 'The square of 2.00 is 4.00.' in client.get('/lessons/more?square.x=2').text\n"
        "assert '/api/v1/square' in client.get('/api/v1/openapi.json').json['paths']\n"
    )
    check_house(tmp_path, script, "tests/panels/test_square.py")


def test_the_guide_to_adding_a_panel_that_trains_adds_one(tmp_path):
    assert len(follow(RUN_GUIDE, tmp_path)) == 4
    script = (
        "from app import create_app\n"
        "client = create_app().test_client()\n"
        "lines = client.post('/api/v1/handwriting', json={'epochs': 2}, headers={'Accept': "
        "'application/x-ndjson; snapshots=float32'}).text.splitlines()\n"
        "assert len(lines) >= 3 and '\"float32\"' in lines[0]\n"
        "assert client.post('/api/v1/handwriting', json={'hidden': 65}).status_code == 422\n"
        "page = client.get('/panels/handwriting').text\n"
        "assert all(f'data-part=\"{name}\"' in page for name in ('picture', 'time', 'runs', 'export'))\n"
        "file = client.post('/api/v1/export/handwriting', json={'epochs': 1})\n"
        "kept = {**file.get_json(force=True), 'network': None}\n"
        "assert client.post('/api/v1/import/handwriting', json=kept).status_code == 200\n"
        "epoch = client.post('/api/v1/handwriting/epoch', json={'epochs': 1}).json\n"
        "assert len(epoch['parameters']) == 43\n"
        "paths = client.get('/api/v1/openapi.json').json['paths']\n"
        "assert '/api/v1/handwriting/seeds' in paths and '/api/v1/export/handwriting' in paths\n"
    )
    check_house(tmp_path, script, "tests/panels/test_handwriting.py")
