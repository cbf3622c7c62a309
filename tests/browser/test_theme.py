"""A theme that was chosen is there from the first picture on."""

import time

import pytest

# Notes the page's ground in every frame, from the first that has a body.
WATCH = """
localStorage.setItem("nudge-theme", "%s");
globalThis.grounds = [];
const look = () => {
  if (document.body) grounds.push(getComputedStyle(document.documentElement).backgroundColor
    + " " + getComputedStyle(document.body).backgroundColor);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


@pytest.mark.parametrize("path", ["/", "/lessons/forward-pass", "/glossary"])
@pytest.mark.parametrize(("chosen", "preferred"), [("dark", "light"), ("light", "dark")])
def test_the_chosen_theme_never_flashes_the_other(browser, server, path, chosen, preferred):
    page = browser.new_context(color_scheme=preferred).new_page()
    page.add_init_script(WATCH % chosen)
    page.route("**/js/main.js", lambda route: (time.sleep(0.3), route.continue_()))
    page.goto(server.url + path)
    page.wait_for_function("() => grounds.length > 10")
    grounds = page.evaluate("[...new Set(grounds)]")
    switched = page.evaluate(
        "theme => { document.documentElement.dataset.theme = theme;"
        " return getComputedStyle(document.documentElement).backgroundColor"
        " + ' ' + getComputedStyle(document.body).backgroundColor; }",
        preferred,
    )
    page.context.close()
    assert len(grounds) == 1
    assert switched not in grounds
