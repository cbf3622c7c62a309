"""What a page fetches when nothing is in the cache."""

import pytest

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
    assert len(asked) <= 14
    assert modules == preloaded


def test_programs_and_tables_come_with_the_first_drawer(open_panel):
    asked = []
    panel = open_panel()
    panel.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2].partition("-")[0]))
    panel.page.locator("[data-value=data]").click()
    panel.page.wait_for_selector("[data-part=data] table")
    assert {"code_listing", "data_table"} <= set(asked)
