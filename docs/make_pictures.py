"""Takes the pictures of the README from the running app: ``python docs/make_pictures.py``."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench._browser import chromium  # noqa: E402
from bench._servers import Server  # noqa: E402

STATE = "/lessons/forward-pass?forward.x=0.8,-0.45&forward.view.unit=2,1"


def main() -> None:
    """The forward panel, in light and in dark."""
    with Server() as nudge, chromium() as browser:
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": 1440, "height": 960}, color_scheme=scheme)
            page.goto(f"http://127.0.0.1:{nudge.port}{STATE}")
            page.wait_for_selector("[data-part=picture][data-drawn]")
            page.wait_for_timeout(300)
            page.screenshot(path=ROOT / "docs" / "pictures" / f"forward-panel-{scheme}.png")


if __name__ == "__main__":
    main()
