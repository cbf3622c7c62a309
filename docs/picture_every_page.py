"""Takes a picture of every page, as people see it: ``python3 run.py pictures [folder]``.

Light and dark on a desk, on a phone, and each panel on a projector. Beside the pictures comes a contact
sheet, ``index.html``, that shows them all.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench._browser import chromium  # noqa: E402
from bench._servers import Server  # noqa: E402
from web.pages.addresses import every_page, every_panel  # noqa: E402

# Lit says when it has drawn; the reference of the API is drawn by Swagger UI.
IS_DRAWN = """() => document.fonts.status === 'loaded'
  && [...document.querySelectorAll('[data-part=picture]')].every(e => e.hasAttribute('data-drawn'))
  && [...document.querySelectorAll('#reference')].every(e => e.querySelector('.opblock'))"""
SHEET = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Nudge, every page</title>
<style>
  body {{ margin: 2rem; background: #77767c; font: 16px system-ui, sans-serif; }}
  h2 {{ margin: 2rem 0 0.5rem; }}
  div {{ display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem; }}
  figure {{ margin: 0; }}
  img {{ display: block; width: 28rem; max-height: 60rem; object-fit: cover; object-position: top; }}
  .phone img {{ width: 11rem; }}
</style>
<h1>Nudge, every page</h1>
{rows}
</html>
"""


@dataclass(frozen=True)
class Way:
    """A way to look at a page.

    Attributes
    ----------
    name : str
    width, height : int
    scheme : str
        ``"light"`` or ``"dark"``.
    query : str
        What it adds to the address.
    options : dict
        Further settings of the browser's context.
    """

    name: str
    width: int
    height: int
    scheme: str = "light"
    query: str = ""
    options: dict[str, Any] = field(default_factory=dict)


DESK = Way("light", 1440, 900)
DARK = Way("dark", 1440, 900, "dark")
PHONE = Way("phone", 360, 780, options={"has_touch": True, "device_scale_factor": 2})
PROJECTOR = Way("projection", 1920, 1080, query="?view.project=true")


def main(folder: Path) -> int:
    """All pictures and the sheet; what a page said on its console is told, and fails."""
    folder.mkdir(parents=True, exist_ok=True)
    said: list[str] = []
    with chromium() as browser, Server() as server:
        for way in (DESK, DARK, PHONE, PROJECTOR):
            pages = every_panel() if way is PROJECTOR else every_page()
            said += take_all(browser, f"http://127.0.0.1:{server.port}", way, pages, folder)
    (folder / "index.html").write_text(sheet(folder), "utf-8")
    print(f"{len(list(folder.glob('*.png')))} pictures; all of them: {folder / 'index.html'}")
    for line in said:
        print(f"A page said: {line}", file=sys.stderr)
    return int(bool(said))


def take_all(browser: Any, url: str, way: Way, pages: dict[str, str], folder: Path) -> list[str]:
    """One way of looking, page by page in one browser context; returns what the consoles said."""
    context = browser.new_context(
        viewport={"width": way.width, "height": way.height},
        color_scheme=way.scheme,
        reduced_motion="reduce",
        **way.options,
    )
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for name, path in pages.items():
        page.goto(f"{url}{path}{way.query}")
        page.wait_for_function(IS_DRAWN)
        page.wait_for_timeout(100)
        page.screenshot(path=folder / f"{name}-{way.name}.png", full_page=way is not PROJECTOR)
    context.close()
    # That a page is not there, which is what the page not-found is for, the browser itself says.
    return [line for line in said if "/nothing" not in line]


def sheet(folder: Path) -> str:
    """The contact sheet: a row a page."""
    return SHEET.format(rows="\n".join(row(name, path, folder) for name, path in every_page().items()))


def row(name: str, path: str, folder: Path) -> str:
    """The pictures of one page."""
    ways = [way for way in (DESK, DARK, PHONE, PROJECTOR) if (folder / f"{name}-{way.name}.png").exists()]
    figures = "".join(
        f'<figure class="{way.name}"><a href="{name}-{way.name}.png">'
        f'<img loading="lazy" src="{name}-{way.name}.png" alt="{escape(name)}, {way.name}"></a></figure>'
        for way in ways
    )
    return f"<h2>{escape(path)}</h2>\n<div>{figures}</div>"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
