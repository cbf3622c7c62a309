"""The audit: what is known of holes in the packages of the locks, and about which nobody could be asked.

A package that a service knows nothing of has not been checked: that is said by name and is a failure, as a
known hole is.
"""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from setup import lock, node, python_packages
from setup.places import ROOT, VENV_PYTHON
from setup.report import complain, say

MOST_NAMED = 8


@dataclass(frozen=True)
class Findings:
    """What came of asking about one kind of packages.

    Attributes
    ----------
    kind : str
        "Python", "JavaScript".
    checked : int
        About how many packages the service had an answer.
    holes : list of str
        Known holes, a line each.
    unknown : list of str
        The packages that it was not asked about or did not know.
    reason : str
        Why, in its own words.
    """

    kind: str
    checked: int
    holes: list[str]
    unknown: list[str]
    reason: str = ""


def audit() -> int:
    """Ask about all packages that set-up installs; 0 when each was checked and none has a known hole."""
    python_packages.install(python_packages.DEVELOP)
    python_packages.install(python_packages.AUDIT)
    found = [of_python(python_packages.DEVELOP), of_python(node.WHEEL), of_javascript()]
    for findings in found:
        report(findings)
    return int(any(findings.holes or findings.unknown for findings in found))


def of_python(ranges: str) -> Findings:
    """What the service that pip-audit asks knows of the packages of a lock."""
    options = ["--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off"]
    done = answer_of([str(VENV_PYTHON), "-m", "pip_audit", "-r", str(lock.lock_of(ranges)), *options])
    return read_pip_audit(f"Python ({lock.lock_of(ranges).name})", done.stdout, done.stderr)


def of_javascript() -> Findings:
    """What the registry knows of the packages of package-lock.json."""
    done = answer_of([*node.find().npm, "audit", "--json"])
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    names = [name.rpartition("node_modules/")[2] for name in packages if name]
    return read_npm_audit("JavaScript (package-lock.json)", done.stdout, names)


def answer_of(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", errors="replace"
    )


def read_pip_audit(kind: str, text: str, errors: str) -> Findings:
    """The findings in pip-audit's JSON; without any, nothing was checked."""
    packages: list[dict[str, Any]] = parsed(text).get("dependencies", [])
    if not packages:
        return Findings(kind, 0, [], ["all packages"], last_line(errors))
    skipped = [each for each in packages if "skip_reason" in each]
    holes = [
        f"{each['name']} {each['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or '–'}"
        for each in packages
        for hole in each.get("vulns", ())
    ]
    reason = skipped[0]["skip_reason"] if skipped else ""
    return Findings(kind, len(packages) - len(skipped), holes, [each["name"] for each in skipped], reason)


def read_npm_audit(kind: str, text: str, names: Sequence[str]) -> Findings:
    """The findings in npm's JSON; an answer that is an error has checked nothing."""
    answer = parsed(text)
    if "vulnerabilities" not in answer:
        reason = answer.get("message") or answer.get("error", {}).get("summary") or "npm gave no answer"
        return Findings(kind, 0, [], list(names), str(reason))
    holes = [f"{name}: {hole['severity']}" for name, hole in answer["vulnerabilities"].items()]
    return Findings(kind, len(names), holes, [])


def parsed(text: str) -> dict[str, Any]:
    try:
        answer = json.loads(text)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no word of why"


def report(findings: Findings) -> None:
    """Say what was checked, then what is wrong, then what nobody could be asked about."""
    say(f"{findings.kind}: {findings.checked} packages checked, {len(findings.holes)} known holes.")
    for hole in findings.holes:
        complain(f"  {hole}")
    if findings.unknown:
        named = ", ".join(findings.unknown[:MOST_NAMED])
        more = len(findings.unknown) - MOST_NAMED
        named += f" and {more} more" if more > 0 else ""
        complain(f"  Not checked: {named}. {findings.reason}")
