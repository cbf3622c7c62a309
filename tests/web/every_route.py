"""Every route of the app, and the app with the fast lane or past it."""

import re

from app import create_app
from course.panels import all_panels
from course.syllabus import LESSONS
from web.pages.routes import is_written

APP = create_app()
GATE = APP.wsgi_app
LANE = GATE.inside
WAYS = {"fast": LANE, "without": LANE.app}
SLUGS = {
    "/panels/<slug>": [*all_panels(), "nothing"],
    "/lessons/<slug>": [*(lesson.slug for lesson in LESSONS if is_written(lesson)), "nothing"],
}
ROUTES = sorted(
    (rule.rule.replace("<slug>", slug), method)
    for rule in APP.url_map.iter_rules()
    for slug in SLUGS.get(rule.rule, [""])
    for method in rule.methods
)
PATHS = sorted({path for path, _ in ROUTES})
FORM = "/forget"  # takes nothing, so nothing in it can be wrong
POSTS = [path for path, method in ROUTES if method == "POST" and path != FORM]
STATIC = re.search(r'src="(/static/[^"]+main\.js)"', APP.test_client().get("/").text)[1]
ELSEWHERE = ["/nothing", "/api/v1/nothing", "/static/nothing.js", STATIC]
