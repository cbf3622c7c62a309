"""What a page fetches when nothing is in the cache."""

import pytest

from web.pages.addresses import every_page

PATHS = ["/", "/lessons/forward-pass", "/lessons/backpropagation", "/panels/forward", "/glossary"]


@pytest.mark.parametrize("path", PATHS)
def test_a_first_visit_makes_at_most_14_requests_and_preloads_every_script(browser, server, path):
    page = browser.new_context().new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url + path, wait_until="networkidle")
    preloaded = set(page.locator("link[rel=modulepreload]").evaluate_all("all => all.map(link => link.href)"))
    modules = {url for url in asked if url.endswith(".js") and not url.endswith("/theme.js")}
    page.context.close()
    # Home also asks the API, for the run that it shows
    assert len([url for url in asked if "/api/" not in url]) <= 14
    assert modules == preloaded


@pytest.mark.parametrize("path", [path for path in every_page().values() if path != "/api/docs"])
def test_a_first_visit_is_light(browser, server, path):
    """At most 25 requests, and 200 kB of scripts and style sheets as they come over the wire.

    The reference of the API is left out: Swagger UI, which nothing else loads, is 430 kB by itself.
    """
    page = browser.new_context().new_page()
    page.goto(server.url + path, wait_until="networkidle")
    sizes = page.evaluate("() => performance.getEntriesByType('resource').map(e => [e.name, e.transferSize])")
    page.context.close()
    code = sum(size for name, size in sizes if name.endswith((".js", ".css")))
    assert len(sizes) + 1 <= 25
    assert 5_000 < code <= 200_000


def test_programs_and_tables_come_with_the_first_drawer(open_panel):
    asked = []
    panel = open_panel()
    panel.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].partition("-")[0]))
    panel.page.locator("[data-value=data]").click()
    panel.page.wait_for_selector("[data-part=data] table")
    assert {"code_listing", "data_table"} <= set(asked)
