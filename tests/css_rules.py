"""Reads the style sheets for the tests: their rules, the tokens and what colors come to on a screen."""

import re
from dataclasses import dataclass
from pathlib import Path

from web.edge.static_files import style_sheets

CSS = Path(__file__).parent.parent / "static" / "css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
THEMES = ("light", "dark")

# Ottosson (2020): linear sRGB → cone responses, and their cube roots → OKLab
TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
FROM_LAB = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
FROM_CONES = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


@dataclass(frozen=True)
class Rule:
    """One block of declarations.

    Attributes
    ----------
    file, selector : str
        What surrounds the block, save its layer, stands before its own selector.
    around : tuple of str
        The same, level by level.
    declared : dict of str
        Property ↦ value, as it is written.
    """

    file: str
    around: tuple
    declared: dict

    @property
    def selector(self):
        return " ".join(self.around)


def every_rule():
    """All blocks of all style sheets; what surrounds a block stands before its selector."""
    return [rule for path in style_sheets(CSS) for rule in rules_of(name_of(path), path.read_text())]


def name_of(path):
    """A style sheet by its path: `charts/plot.css`."""
    return path.relative_to(CSS).as_posix()


def rules_of(file, text):
    """The blocks of one style sheet, nested ones too."""
    found, outer, declared, start = [], [], [{}], 0
    text = COMMENT.sub("", text)
    for at, sign in enumerate(text):
        if sign not in "{;}":
            continue
        words = " ".join(text[start:at].split())
        start = at + 1
        if sign == "{":
            outer.append(words)
            declared.append({})
            continue
        if ":" in words:
            name, _, value = words.partition(":")
            declared[-1][name.strip()] = value.strip()
        if sign == "}":
            around = tuple(each for each in outer if not each.startswith("@layer"))
            found.append(Rule(file, around, declared.pop()))
            outer.pop()
    return [rule for rule in found if rule.declared and rule.selector]


def tokens(theme, is_projected=False):
    """Token ↦ color (r, g, b) from 0 to 1, in a theme."""
    declared = {}
    for rule in rules_of("tokens.css", (CSS / "tokens.css").read_text()):
        if rule.selector == ":root" or (is_projected and rule.selector == ":root.projecting"):
            declared |= rule.declared
    values = {name: in_theme(value, theme) for name, value in declared.items() if name.startswith("--")}
    found = {name: resolved(value, values) for name, value in values.items()}
    return {name: rgb(value) for name, value in found.items() if re.fullmatch("#[0-9a-f]{6}", value)}


def in_theme(value, theme):
    """A value with its `light-dark()` decided."""
    return re.sub(r"light-dark\(([^,()]+),([^,()]+)\)", lambda m: m[1 + THEMES.index(theme)].strip(), value)


def resolved(value, values):
    """A value with one level of `var()` put in."""
    return re.sub(r"var\((--[\w-]+)\)", lambda m: values.get(m[1], m[0]), value)


def rgb(text):
    """#rrggbb."""
    return tuple(int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))


def over(color, ground, opacity):
    """A color that lets its ground through."""
    return tuple(opacity * one + (1 - opacity) * other for one, other in zip(color, ground, strict=True))


def contrast(one, other):
    """WCAG 2.2: (L₁ + 0.05) / (L₂ + 0.05)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(color):
    """WCAG 2.2, relative luminance."""
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear(color), strict=True))


def linear(color):
    """sRGB without its gamma."""
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)


def mixed(one, other, share):
    """`color-mix(in oklab, one share, other)`, kept inside what a screen can show."""
    lab = over(to_lab(one), to_lab(other), share)
    cones = [part**3 for part in times(FROM_LAB, lab)]
    return tuple(min(1.0, max(0.0, gamma(part))) for part in times(FROM_CONES, cones))


def to_lab(color):
    return times(TO_LAB, [part ** (1 / 3) for part in times(TO_CONES, linear(color))])


def gamma(part):
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def times(matrix, vector):
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
