"""Whether a page is free of anything that came as text and became more than that."""

# Whatever could run or reach out, had a text become markup
ALIVE = """() => {
  const all = [...document.querySelectorAll('*')];
  const isAlive = (element) =>
    element.matches('img, iframe, object, embed, base, meta[http-equiv], style, marquee, video, audio, xss')
    || (element.matches('script') && !element.src && element.type !== 'application/json')
    || [...element.attributes].some(({name, value}) =>
      name.startsWith('on') || /^\\s*(javascript:|\\/\\/evil)/i.test(value));
  return all.filter(isAlive).map((element) => element.outerHTML.slice(0, 100));
}"""


def check_inert(page):
    """Nothing has run, and nothing stands there that could."""
    assert page.evaluate("() => window.pwned") is None
    assert page.evaluate(ALIVE) == []
