"""What the pages need that is not in git: `static/vendor/`, made from npm packages, and the joined scripts.

One ES module with the parts of Lit and D3 in use, the fonts, and Swagger UI for the API's page. Each
output is made beside its place and moved there whole.
"""

import gzip
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from setup import node, stamps
from setup.commands import SetupError, run
from setup.places import NODE_MODULES, ROOT, SCRIPTS, VENDOR, VENV_PYTHON
from setup.report import say, step

LOCK = ROOT / "package-lock.json"
BUNDLE = VENDOR / "vendor.js"
TYPES = VENDOR / "vendor.d.ts"
BUNDLE_LIMIT = 50_000  # bytes, gzipped: a quarter of what a first visit may load
MATH_FONT = VENDOR / "fonts" / "stix-two-math.woff2"
MATH_FONT_SOURCE = "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"
ATKINSON = "@fontsource-variable/atkinson-hyperlegible"
COPIES = {
    f"{ATKINSON}-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2": (
        "fonts/atkinson-hyperlegible-next.woff2"
    ),
    f"{ATKINSON}-mono/files/atkinson-hyperlegible-mono-latin-wght-normal.woff2": (
        "fonts/atkinson-hyperlegible-mono.woff2"
    ),
    f"{ATKINSON}-next/LICENSE": "fonts/atkinson-hyperlegible-next.LICENSE.txt",
    f"{ATKINSON}-mono/LICENSE": "fonts/atkinson-hyperlegible-mono.LICENSE.txt",
    "@fontsource/stix-two-math/LICENSE": "fonts/stix-two-math.LICENSE.txt",
    "swagger-ui-dist/swagger-ui.css": "swagger/swagger-ui.css",
    "swagger-ui-dist/swagger-ui-bundle.js": "swagger/swagger-ui-bundle.js",
    "swagger-ui-dist/LICENSE": "swagger/LICENSE.txt",
    "swagger-ui-dist/NOTICE": "swagger/NOTICE.txt",
}


def build_math_font() -> None:
    """Make the math font, by a Python package, if it is missing or older than what it is made from."""
    inputs = [LOCK, ROOT / "setup/math_font.py", ROOT / "requirements.txt"]
    make("math-font", inputs, [MATH_FONT], cut_math_font)


def build_scripts() -> None:
    """Make whatever else is missing or older than what it is made from."""
    here = ROOT / "setup"
    copies = [VENDOR / target for target in COPIES.values()]
    make("bundle", [LOCK, here / "vendor.js", here / "bundle.js"], [BUNDLE, TYPES], bundle)
    make("copies", [LOCK, here / "front_end.py"], copies, copy_files)
    make_scripts()


def make(name: str, inputs: list[Path], outputs: list[Path], work: Callable[[], None]) -> None:
    """Do one step of the build unless its stamp is fresh."""
    make_marked(name, stamps.mark_of(inputs), outputs, work)


def make_marked(name: str, mark: str, outputs: list[Path], work: Callable[[], None]) -> None:
    if stamps.is_fresh(name, mark, outputs):
        return
    node.install_packages()
    stamps.redo(name, mark, work)


def make_scripts() -> None:
    """Join the scripts again if one has changed."""
    make_marked("scripts", scripts_mark(ROOT), [SCRIPTS], join_scripts)


def bundle() -> None:
    """Bundle setup/vendor.js with esbuild, and say how large it came out.

    The entry only re-exports, so the same text beside the bundle is what the type checker reads.
    """
    unfinished = beside(BUNDLE)
    with step("Bundling Lit and D3"):
        run([node.find().program, "setup/bundle.js", unfinished], "esbuild could not bundle Lit and D3")
        size = len(gzip.compress(unfinished.read_bytes(), 9))
        if size > BUNDLE_LIMIT:
            raise SetupError(f"vendor.js is {size} bytes gzipped, and {BUNDLE_LIMIT} is the most it may be.")
        shutil.copyfile(ROOT / "setup/vendor.js", TYPES)
        os.replace(unfinished, BUNDLE)
    say(f"static/vendor/vendor.js is {size / 1000:.1f} kB gzipped.")


def scripts_mark(root: Path) -> str:
    """A hash of everything that the joined scripts are made from; of a panel's template, its name."""
    scripts = sorted((root / "static/js").rglob("*.js"))
    sources = [root / "package-lock.json", root / "setup/join.js", *scripts]
    places = [path.relative_to(root).as_posix() for path in sources]
    panels = sorted(path.stem for path in (root / "templates" / "panels").glob("*.html"))
    return stamps.mark_of([path for path in sources if path.exists()], *places, *panels)


def join_scripts() -> None:
    """Join the modules of static/js into the few files that a page asks for."""
    unfinished = beside(SCRIPTS)
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.rmtree(SCRIPTS, ignore_errors=True)
    with step("Joining the scripts"):
        run([node.find().program, "setup/join.js", unfinished], "esbuild could not join static/js")
        os.replace(unfinished, SCRIPTS)


def copy_files() -> None:
    """Copy fonts, Swagger UI and their licenses out of the npm packages."""
    for source, target in COPIES.items():
        unfinished = beside(VENDOR / target)
        shutil.copyfile(NODE_MODULES / source, unfinished)
        os.replace(unfinished, VENDOR / target)


def cut_math_font() -> None:
    """Make the part of STIX Two Math that the formulas use."""
    unfinished = beside(MATH_FONT)
    with step("Cutting the math font to the signs in use"):
        command: list[str | Path] = [
            VENV_PYTHON,
            "setup/math_font.py",
            NODE_MODULES / MATH_FONT_SOURCE,
            unfinished,
        ]
        run(command, "fontTools could not make the math font")
        os.replace(unfinished, MATH_FONT)


def beside(target: Path) -> Path:
    """Return where a file is made before it is moved to its place, in the same folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return target.with_name(f"unfinished-{target.name}")
