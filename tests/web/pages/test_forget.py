"""What a browser keeps: one module touches its stores, a page tells of all of it, a button removes it."""

import re
from pathlib import Path

import pytest

from tests.web.every_route import FORM
from web.pages.addresses import every_page

SCRIPTS = Path(__file__).parents[3] / "static/js"
OWNER = "lib/storage.js"
FIRST = "theme.js"  # no module, for it runs before the first paint: it reads the theme and nothing else
STORES = re.compile(
    r"\b(localStorage|sessionStorage|indexedDB|caches|cookieStore|serviceWorker)\b|\.cookie\b"
)
KEYS = dict(re.findall(r'(\w+): "(nudge-\w+)"', (SCRIPTS / OWNER).read_text("utf-8")))


def touched(path):
    """The lines of a script that reach for one of the browser's stores; comments do not."""
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
    return [line.strip() for line in code.splitlines() if STORES.search(line)]


def test_one_module_touches_the_stores_of_the_browser():
    touching = {
        path.relative_to(SCRIPTS).as_posix(): lines
        for path in sorted(SCRIPTS.rglob("*.js"))
        if (lines := touched(path))
    }
    assert set(touching) == {OWNER, FIRST}
    assert touching[FIRST] == [f'const theme = localStorage.getItem("{KEYS["theme"]}");']


def test_the_page_and_the_promise_name_all_that_is_kept(client):
    assert set(KEYS) == {"theme", "seen", "answers", "runs"}
    page = client.get(FORM).text
    promise = (SCRIPTS.parents[1] / "SECURITY.md").read_text("utf-8")
    for key in KEYS.values():
        assert f"<code>{key}</code>" in page
        assert f"`{key}`" in promise


@pytest.mark.parametrize("path", every_page().values())
def test_the_button_is_in_the_foot_of_every_page(client, path):
    foot = re.search(r"<footer.*</footer>", client.get(path).text, re.DOTALL)[0]
    assert re.search(rf'<form method="post" action="{FORM}" data-forget><button>', foot)
    assert f'href="{FORM}"' in foot


def test_the_button_tells_the_browser_to_remove_all_but_cookies_that_other_ports_share(either_way):
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    answer = either_way.post(FORM, headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{FORM}#forgotten")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Clear-Site-Data" not in either_way.get(FORM).headers
