"""What one test leaves behind in the page that the next one gets is gone."""

from tests.browser.kept_page import KeptPage, Watch
from tests.browser.looking import wait_until

LEAVE = """async () => {
  localStorage.setItem('kept', 1);
  sessionStorage.setItem('kept', 1);
  document.cookie = 'kept=1';
  await new Promise((done) => { indexedDB.open('kept').onsuccess = done; });
  history.pushState(null, '', '?kept');
  document.title = 'kept';
}"""
LEFT = """async () => ({
  stored: localStorage.length + sessionStorage.length,
  cookie: document.cookie,
  databases: (await indexedDB.databases()).length,
  history: history.length,
  window: [innerWidth, innerHeight],
  isDark: matchMedia('(prefers-color-scheme: dark)').matches,
  isStill: matchMedia('(prefers-reduced-motion: reduce)').matches,
  isHovered: document.querySelector('main a').matches(':hover'),
  title: document.title,
})"""
HEARD = ["asked another host: http://elsewhere.example/", "error: a fault", "warning: a word"]


def test_a_page_is_as_new_for_the_next_test(browser, server):
    kept, path = KeptPage(browser, server.url), f"{server.url}/panels/"
    page = kept.take(800, 600)
    page.goto(path)
    new = page.evaluate(LEFT)
    page.evaluate(LEAVE)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size({"width": 500, "height": 400})
    page.locator("main a").first.hover()
    left = page.evaluate(LEFT)
    page.context.new_page()
    page.route("**/*", lambda route: route.abort())
    assert [name for name in new if left[name] == new[name]] == []
    kept.clean()
    again = kept.take(800, 600)
    assert again is page
    assert len(page.context.pages) == 1
    page.goto(path)
    assert {**page.evaluate(LEFT), "history": new["history"]} == new
    kept.close()


def test_what_a_page_says_is_heard_while_it_is_watched(browser, server):
    kept, watch = KeptPage(browser, server.url), Watch(server.url)
    page = kept.take(800, 600)
    watch.begin(page)
    page.goto(server.url)
    page.evaluate("() => { console.warn('a word'); setTimeout(() => { throw new Error('a fault'); }); }")
    page.route("http://elsewhere.example/", lambda route: route.fulfill(body=""))
    page.goto("http://elsewhere.example/")
    wait_until(page, lambda: len(watch.trouble) >= 3)
    assert sorted(watch.trouble) == HEARD
    watch.end(page)
    page.evaluate("() => { console.warn('later'); }")
    assert sorted(watch.trouble) == HEARD
    kept.close()
