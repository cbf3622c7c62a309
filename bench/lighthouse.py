"""Lighthouse 12 on the pages that people meet first: on a desktop, and on a phone on a slow line.

Lighthouse comes from npm into .build/ the first time; nothing else needs it. The median of three runs.
"""

import json
import shutil
import statistics
import tempfile
from pathlib import Path

from bench._browser import FLAGS, program
from bench._goals import conclude, verdict
from bench._servers import Server
from setup import node, stamps
from setup.commands import run
from setup.places import BUILD, ROOT

PACKAGES = ROOT / "bench" / "lighthouse_packages"
FOLDER = BUILD / "lighthouse"
COMMAND = FOLDER / "node_modules/lighthouse/cli/index.js"
PAGES = {"home": "/", "a lesson": "/lessons/forward-pass", "training": "/panels/training"}
RUNS = 3
GOALS = {
    "desktop": {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100},
    "mobile": {"performance": 90, "accessibility": 100, "best-practices": 100, "seo": 100},
}


def install():
    """Puts Lighthouse into .build/, if it is not there."""
    files = [PACKAGES / "package.json", PACKAGES / "package-lock.json"]

    def work():
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        for file in files:
            shutil.copy(file, FOLDER)
        command = [*node.find().npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        run(command, "npm could not install Lighthouse", cwd=FOLDER)

    mark = stamps.mark_of(files)
    if not stamps.is_fresh("lighthouse", mark, [COMMAND]):
        stamps.redo("lighthouse", mark, work)


def scores(url, device, browser, folder):
    """One run: points from 0 to 100 by category."""
    report = Path(folder) / "report.json"
    command = [
        *(node.find().program, COMMAND, url, "--quiet", "--output=json", f"--output-path={report}"),
        *(f"--only-categories={','.join(GOALS[device])}", f"--chrome-path={browser}"),
        f"--chrome-flags={' '.join(['--headless', *FLAGS])}",
        *(["--preset=desktop"] if device == "desktop" else []),
    ]
    run(command, "Lighthouse could not measure the page", cwd=FOLDER)
    categories = json.loads(report.read_text("utf-8"))["categories"]
    return {name: round(100 * category["score"]) for name, category in categories.items()}


def main():
    """Every page on both devices."""
    browser = program()
    install()
    with Server() as server, tempfile.TemporaryDirectory() as folder:
        for name, path in PAGES.items():
            for device, goals in GOALS.items():
                runs = [scores(server.url + path, device, browser, folder) for _ in range(RUNS)]
                for category, goal in goals.items():
                    median = statistics.median(each[category] for each in runs)
                    verdict(f"{name}, {device}, {category}", f"{median:.0f}", f"≥ {goal}", median >= goal)


if __name__ == "__main__":
    main()
    conclude()
