"""One browser page for many tests, each of which finds it as new.

A new page costs as much as what is done with it: the browser starts a process for it, fetches the scripts and
compiles them. What a test leaves behind is taken away instead: what is stored, where it has been, what it
routed, where its mouse is. Tests that do what cannot be undone ask for a page of their own.
"""

USES = 60  # then a new one: what a page has grown to is given back
MEDIA = {"color_scheme": "light", "reduced_motion": "no-preference"}  # as in a new context


class KeptPage:
    """A page that is opened at its first use.

    Parameters
    ----------
    browser : playwright browser
    url : str
        The server's: what it has stored is taken away.
    """

    def __init__(self, browser, url):
        self.browser, self.url, self.context, self.uses = browser, url, None, 0

    def take(self, width, height, **media):
        """The page, in a window of this size, with `color_scheme` and `reduced_motion` as asked for."""
        if self.uses >= USES:
            self.close()
        if self.context is None:
            self.context = self.browser.new_context()
            self.page = self.context.new_page()
            self.devtools = self.context.new_cdp_session(self.page)
        self.uses += 1
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(**{**MEDIA, **media})
        return self.page

    def clean(self):
        """Takes away what a test has left behind; where that fails, the whole page."""
        try:
            self.forget()
        except BaseException:
            self.close()
            raise

    def forget(self):
        page = self.page
        for other in self.context.pages[1:]:
            other.close()
        page.unroute_all(behavior="ignoreErrors")
        page.evaluate("() => document.fullscreenElement && document.exitFullscreen()")
        page.mouse.move(-1, -1)
        page.goto(f"{self.url}/healthz")  # of the same origin, and no script there stores anything
        page.evaluate("() => { sessionStorage.clear(); }")
        self.devtools.send("Storage.clearDataForOrigin", {"origin": self.url, "storageTypes": "all"})
        self.devtools.send("Page.resetNavigationHistory")

    def close(self):
        """Leaves no page until it is taken again."""
        if self.context is not None:
            self.context.close()
        self.context, self.uses = None, 0


class Watch:
    """Writes down what pages say on their consoles, and which other hosts they ask."""

    def __init__(self, url):
        self.url, self.trouble = url, []
        self.heard = {"console": self.message, "pageerror": self.error, "request": self.asked}

    def message(self, message):
        self.trouble.append(f"{message.type}: {message.text}")

    def error(self, error):
        self.trouble.append(f"error: {error}")

    def asked(self, request):
        if not request.url.startswith((self.url, "data:")):
            self.trouble.append(f"asked another host: {request.url}")

    def begin(self, page):
        for event, hear in self.heard.items():
            page.on(event, hear)

    def end(self, page):
        for event, hear in self.heard.items():
            page.remove_listener(event, hear)
