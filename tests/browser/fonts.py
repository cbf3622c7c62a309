"""Computers with other fonts: by a fontconfig file of its own, Chromium finds those of one folder only."""

import os
import shutil
from dataclasses import dataclass

import pytest

from setup.fallback_fonts import path_of

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


@dataclass(frozen=True)
class Fonts:
    """All the fonts of a computer.

    Attributes
    ----------
    packages : str
        The Debian packages that have them.
    files : tuple of str
        A sans-serif font, regular and bold, a monospaced one, and one with arrows where these have none.
    """

    packages: str
    files: tuple


LIBERATION_MONO = "LiberationMono-Regular.ttf"
ARROWS = "NotoSansMath-Regular.ttf"
COMPUTERS = {
    "Liberation": Fonts(
        "fonts-liberation", ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", LIBERATION_MONO)
    ),
    "DejaVu": Fonts("fonts-dejavu-core", ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSansMono.ttf")),
    "Noto": Fonts(
        "fonts-noto-core fonts-noto-mono",
        ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansMono-Regular.ttf", ARROWS),
    ),
    # Roboto Mono is in no package of Debian's; on Android, too, the monospaced font is another
    "Roboto": Fonts(
        "fonts-roboto-unhinted fonts-liberation fonts-noto-core",
        ("Roboto-Regular.ttf", "Roboto-Bold.ttf", LIBERATION_MONO, ARROWS),
    ),
}


def only(name, folder):
    """The environment of a program that finds these fonts only; where they lack, CI fails and others skip."""
    fonts = COMPUTERS[name]
    try:
        paths = [path_of(file) for file in fonts.files]
    except FileNotFoundError as error:
        missing = f"NOT TESTED WITH THE FONTS OF {name}: {error}. Install: apt-get install {fonts.packages}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    (folder / "fonts").mkdir()
    for path in paths:
        shutil.copy(path, folder / "fonts")
    configuration = folder / "fonts.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder))
    return {**os.environ, "FONTCONFIG_FILE": str(configuration)}
