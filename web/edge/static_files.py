"""Static files under the hash of all of them: cached for ever, and never stale.

The whole tree of ``static/`` is published once under ``.build/static/<hash>/`` with each text file
compressed beside it, and WhiteNoise serves it at ``/static/<hash>/``. A changed file changes the
hash, so browsers may keep what they have for a year. The style sheets are published as one, and scripts
as the few files that set-up has joined them into (``setup/join.js``). ``python3 run.py`` joins again
whatever has changed before it starts the app. An app started without it, where a script has changed since,
publishes the modules themselves: slower to load, and always what is in the tree.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whitenoise import WhiteNoise

from setup import stamps
from setup.front_end import scripts_mark
from web.edge.problems import Problem
from web.edge.security import REFUSED, Environ, StartResponse, WSGIApp

COMPRESSED = {".js", ".css", ".svg", ".json", ".txt"}
MIME_TYPES = {".js": "text/javascript", ".css": "text/css"}
IMPORT = re.compile(r'^(?:import|export)\b[^;]*?from\s*"([^"]+)"|^import\s*"([^"]+)"', re.MULTILINE)
ONE_YEAR = 31_536_000
TREES_KEPT = 8


@dataclass(frozen=True)
class StaticFiles:
    """The published tree.

    Attributes
    ----------
    root : Path
        The folder that is served.
    prefix : str
        Its URL: ``"/static/<hash>"``.
    """

    root: Path
    prefix: str

    def url(self, path: str) -> str:
        """The URL of a file of ``static/``."""
        return f"{self.prefix}/{path}"

    def panel_script(self, name: str) -> str:
        """The script of a panel: a file of its name, or the one called panel.js in a folder of its name."""
        alone = f"js/panels/{name}.js"
        return alone if (self.root / alone).exists() else f"js/panels/{name}/panel.js"

    def modules(self, *entries: str) -> list[str]:
        """The URLs of scripts and of everything they import, for preloading in one round trip."""
        return [self.url(path) for path in sorted(imports(self.root, entries))]


def publish(source: Path, build: Path) -> StaticFiles:
    """Copies ``source`` under its hash into ``build``, unless it is there already."""
    files = {path.relative_to(source): path for path in sorted(source.rglob("*")) if path.is_file()}
    files |= joined_scripts(source.parent, build)
    digest = tree_hash(files)
    root = build / "static" / digest
    if not root.exists():
        publish_tree(source, files, root)
    with suppress(OSError):  # another process may tidy up as well, or the folder be another user's
        os.utime(root)
        forget_old_trees(root)
    return StaticFiles(root, f"/static/{digest}")


def publish_tree(source: Path, files: Mapping[Path, Path], root: Path) -> None:
    """The whole tree at once, or nothing of it where there is no room."""
    root.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=root.parent))
    try:
        copy_tree(source, files, fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    move_into_place(fresh, root)


def joined_scripts(project: Path, build: Path) -> dict[Path, Path]:
    """The joined scripts by their names below ``static/``; none when they are older than their sources."""
    folder = build / "scripts"
    if not stamps.is_fresh("scripts", scripts_mark(project), [folder], build):
        return {}
    return {path.relative_to(folder): path for path in sorted(folder.rglob("*")) if path.is_file()}


def tree_hash(files: Mapping[Path, Path]) -> str:
    """A short hash of every name and content."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name, path in files.items():
        digest.update(name.as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def copy_tree(source: Path, files: Mapping[Path, Path], target: Path) -> None:
    """Each file, and its compressed copy; the style sheets as one."""
    for name, path in files.items():
        write(target / name, path.read_bytes())
    write(target / "nudge.css", b"".join(sheet.read_bytes() for sheet in style_sheets(source / "css")))


def style_sheets(folder: Path) -> list[Path]:
    """The style sheets in order: first what ranks the layers, then what all pages have, then the rest."""
    sheets = folder.rglob("*.css")
    return sorted(sheets, key=lambda sheet: (sheet.name != "layers.css", sheet.parent != folder, sheet))


def write(path: Path, content: bytes) -> None:
    """A file and, where it is text, ``.gz`` beside it (no time in it: same bytes each time)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if path.suffix in COMPRESSED:
        Path(f"{path}.gz").write_bytes(gzip.compress(content, 9, mtime=0))


def move_into_place(fresh: Path, root: Path) -> None:
    """Another worker may have been quicker; its tree is the same."""
    fresh.chmod(0o755)
    try:
        os.replace(fresh, root)
    except OSError:
        shutil.rmtree(fresh)


def forget_old_trees(own: Path) -> None:
    """Leaves its own, and those published last: a server that was started before may still serve one.

    By the clock its own may be the oldest, where that was set back.
    """
    others = [tree for tree in own.parent.iterdir() if tree != own]
    newest_first = sorted(others, key=lambda tree: tree.stat().st_mtime, reverse=True)
    for tree in newest_first[TREES_KEPT - 1 :]:
        shutil.rmtree(tree, ignore_errors=True)


def imports(root: Path, entries: Iterable[str]) -> set[str]:
    """Modules and all they import, directly or not, as paths below ``root``."""
    found: set[str] = set()
    waiting = list(entries)
    while waiting:
        path = waiting.pop()
        if path in found or not (root / path).exists():
            continue
        found.add(path)
        if path.startswith("vendor/"):
            continue
        folder = (root / path).parent
        for plain, bare in IMPORT.findall((root / path).read_text("utf-8")):
            target = os.path.relpath(folder / (plain or bare), root)
            waiting.append(Path(target).as_posix())
    return found


class Files(WhiteNoise):  # type: ignore[misc]
    """Static files in front of an app, which says so where one is asked for anything but reading."""

    def serve(self, static_file: Any, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """One of the files."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            environ[REFUSED] = Problem(405, "A file can be read, no more.", headers={"Allow": "GET, HEAD"})
            return self.application(environ, start_response)  # type: ignore[no-any-return]
        return super().serve(static_file, environ, start_response)  # type: ignore[no-any-return]


def serve(wsgi_app: WSGIApp, files: StaticFiles) -> WhiteNoise:
    """The app with the static files in front of it."""
    wrapped = Files(
        wsgi_app,
        max_age=ONE_YEAR,
        mimetypes=MIME_TYPES,
        charset="utf-8",
        allow_all_origins=False,
        immutable_file_test=lambda path, url: True,
    )
    wrapped.add_files(str(files.root), prefix=files.prefix)
    return wrapped
