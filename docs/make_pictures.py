"""Takes the pictures of the README from the running app: ``python docs/make_pictures.py``."""

import base64
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench._browser import chromium  # noqa: E402
from bench._servers import Server  # noqa: E402

LAPTOP, PROJECTOR = {"width": 1440, "height": 900}, {"width": 1920, "height": 1080}
# What the README shows, by the name of its picture: the theme, the page, and what is pressed there
PICTURES = {
    "home-light": ("light", "/", ()),
    "home-dark": ("dark", "/", ()),
    "lesson": ("light", "/lessons/forward-pass?forward.x=0.8,-0.45&forward.view.unit=2,1", ()),
    "projected": ("dark", "/panels/training?network.hidden=6,6&epochs=120&view.epoch=60", ("p",)),
}
# A picture as WebP: a third of the bytes, and words stay sharp
AS_WEBP = """async (png) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', 0.8).split(',')[1];
}"""
IS_AT_REST = """() => [...document.querySelectorAll('[data-panel]')].every(({isSettled}) => isSettled)"""


def main() -> None:
    """Home, a lesson and a projected panel, as they are for whoever wants no motion."""
    with Server() as nudge, chromium() as browser:
        for name, (scheme, path, keys) in PICTURES.items():
            size = PROJECTOR if keys else LAPTOP
            page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
            page.goto(f"http://127.0.0.1:{nudge.port}{path}")
            page.wait_for_selector("[data-part=picture][data-drawn]")
            for key in keys:
                page.keyboard.press(key)
            page.wait_for_function(IS_AT_REST)
            page.wait_for_timeout(500)
            picture = base64.b64encode(page.screenshot()).decode()
            page.goto("about:blank")
            webp = base64.b64decode(page.evaluate(AS_WEBP, picture))
            (ROOT / "docs" / "pictures" / f"{name}.webp").write_bytes(webp)
            page.close()


if __name__ == "__main__":
    main()
