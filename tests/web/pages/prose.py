"""The words that a page says: without scripts, panels, formulas and the cards of terms."""

import html
import re

from course.questions import questions_of
from course.syllabus import LESSONS
from web.pages.routes import is_written

WRITTEN = [lesson for lesson in LESSONS if is_written(lesson)]
TERM = re.compile(r'<button type="button" class="term" popovertarget="term-([^"]+)">(.*?)</button>')
LEFT_OUT = re.compile(
    r'<nudge-([a-z-]+) class="panel[^"]*".*?</nudge-\1>|<h[12].*?</h[12]>|<p class="eyebrow".*?</p>'
    r"|<nav.*?</nav>|<noscript>.*?</noscript>"
    r'|<script.*?</script>|<span class="term-card".*?</span>',
    re.S,
)


def prose_of(page):
    """What stands between the panels, as text; a term's button leaves ``⟦key⟧`` before its words."""
    body = re.search(r"<(?:article|main)\b.*</(?:article|main)>", page, re.S)[0]
    body = re.sub(r"<math.*?</math>", " 0 ", body, flags=re.S)  # a formula is like a number
    body = TERM.sub(r" ⟦\1⟧\2", LEFT_OUT.sub(" ", body))
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def plain(page):
    """The words of an article alone, without its formulas."""
    body = LEFT_OUT.sub(" ", re.search(r"<article\b.*</article>", page, re.S)[0])
    body = re.sub(r"<math.*?</math>", " ", body, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", body)))


def said_of_questions(lesson):
    """What the lesson's questions say that is not on the page before they are answered."""
    return [option.feedback for question in questions_of(lesson) for option in question.options]
