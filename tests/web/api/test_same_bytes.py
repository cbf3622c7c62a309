"""The same request gives the same bytes, whichever process answers it."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from course.panels import all_panels
from setup.places import ROOT
from tests.waiting import SECONDS

ASK = """
import hashlib, orjson
from app import create_app
from course.panels import all_panels
client = create_app().test_client()
for slug, panel in all_panels().items():
    short = {"epochs": 3} if "epochs" in panel.request.model_fields else {}
    few = {"seeds": 1} if slug in ("double-descent", "overfitting") else {}
    for request in ({**each, **short, **few} for each in ({}, *(preset.request for preset in panel.presets))):
        graded = [f"grade/{slug}"] if panel.grading else []
        for path in (slug, f"code/{slug}", f"table/{slug}", *graded):
            body = {"data": orjson.dumps(request), "content_type": "application/json"}
            answer = client.post(f"/api/v1/{path}", **body)
            print(path, answer.status_code, hashlib.sha256(answer.data).hexdigest())
    print("page", hashlib.sha256(client.get(f"/panels/{slug}").data).hexdigest())
"""


def answers(hash_seed):
    """Status and hash of every panel's answers, from a process of its own with its own order of sets."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", ASK]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_two_processes_answer_every_panel_and_preset_with_the_same_bytes():
    with ThreadPoolExecutor() as both:
        one, other = both.map(answers, "12")
    assert one == other
    assert {line.split()[1] for line in one if not line.startswith("page")} == {"200"}
    endpoints = {panel.slug: 4 if panel.grading else 3 for panel in all_panels().values()}
    assert len(one) == sum(1 + endpoints[slug] * (1 + len(p.presets)) for slug, p in all_panels().items())
