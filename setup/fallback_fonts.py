"""Write `static/css/fallback_fonts.css`: the fonts that a page is read in until its own have come.

A page is painted before its fonts are there. Each font below, which one computer or another has, is scaled
(`size-adjust`) until running text is as wide in it as in ours, and its lines are made as high: so nothing
moves when ours come. The stacks in tokens.css name them all, and the first that is installed is taken, with
figures of its own. Runs inside `.venv`, which has fontTools: `python setup/fallback_fonts.py`, on a computer
that has the files named here (Debian: fonts-dejavu-core, fonts-liberation, fonts-noto-core, fonts-noto-mono,
fonts-roboto-unhinted).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "static/css/fallback_fonts.css"
NEXT = ROOT / "static/vendor/fonts/atkinson-hyperlegible-next.woff2"
MONO = ROOT / "static/vendor/fonts/atkinson-hyperlegible-mono.woff2"
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")

# How often among 1,000 characters of the lessons' prose ↦ which; a number put in is counted as 0.65.
COUNTED = {
    193: " ",
    91: "e",
    74: "t",
    60: "s",
    57: "a",
    51: "o",
    48: "nh",
    46: "i",
    41: "r",
    27: "l",
    24: ".",
    22: "d",
    19: "w",
    16: "uc",
    14: "0gp",
    13: "fm",
    11: ",",
    10: "56y",
    9: "b",
    6: "v",
    5: "k",
    4: "T",
    3: ":",
    2: "12WAx",
    1: "3489OSILRNUEz;=",
}
FREQUENCIES = {letter: count for count, letters in COUNTED.items() for letter in letters}
REGULAR, SEMIBOLD, BOLD = "200 550", "551 675", "676 800"
MEASURED = {REGULAR: 400, SEMIBOLD: 650, BOLD: 700}
"""The weights that a face stands for ↦ the weight of ours that is measured, the one most used."""


@dataclass(frozen=True)
class Fallback:
    """A font that a computer may have, and others that are as wide.

    Attributes
    ----------
    name : str
    regular, bold : tuple of str
        The names under which a browser finds the font, or another just as wide, by `local()`. With no
        bold ones the browser makes them itself, and they are as wide as the regular ones.
    files : tuple of str
        The files that are measured: the regular and the bold one.
    ours : Path
        What it stands for.
    times : tuple of float
        How many times as wide as these files the regular and the bold font are.
    """

    name: str
    regular: tuple[str, ...]
    bold: tuple[str, ...]
    files: tuple[str, ...]
    ours: Path = NEXT
    times: tuple[float, ...] = field(default=(1.0, 1.0))


# Segoe UI, Arial, Courier New and Consolas are not free, and Debian has no Roboto Mono. Liberation Sans and
# Mono are made as wide as Arial and Courier New, glyph for glyph. For the others the widths are published, in
# 2048ths of the size: in @capsizecss/metrics 4.3 the means over English text of Segoe UI (908, bold 973) and
# of Arial (913, 983), and those of any character of Cascadia Mono (1200), Roboto Mono and Courier New (both
# 1229); any character of Consolas is 1126 wide.
LIBERATION = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")
LIBERATION_MONO = ("LiberationMono-Regular.ttf",)
DROID = ("Roboto Mono", "RobotoMono-Regular", "Droid Sans Mono")
CASCADIA = ("Cascadia Mono", "CascadiaMono-Regular", "Cascadia Code")
ROBOTO = ("Roboto-Regular.ttf", "Roboto-Bold.ttf")
NOTO = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
NOTO_MONO = ("NotoSansMono-Regular.ttf",)
DEJAVU = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
DEJAVU_MONO = ("DejaVuSansMono.ttf",)

# Where a system has one file of all weights (Roboto on Android), it goes by the name of the regular one
ANY_ROBOTO = ("Roboto", "Roboto-Regular")
ANY_NOTO = ("Noto Sans", "NotoSans-Regular")
FALLBACKS = [
    Fallback("Segoe UI", ("Segoe UI",), ("Segoe UI Bold",), LIBERATION, NEXT, (908 / 913, 973 / 983)),
    Fallback("Roboto", ANY_ROBOTO, ("Roboto Bold", "Roboto-Bold", *ANY_ROBOTO), ROBOTO),
    Fallback("Noto Sans", ANY_NOTO, ("Noto Sans Bold", "NotoSans-Bold", *ANY_NOTO), NOTO),
    Fallback("Arial", ("Arial", "Liberation Sans"), ("Arial Bold", "Liberation Sans Bold"), LIBERATION),
    Fallback("DejaVu Sans", ("DejaVu Sans",), ("DejaVu Sans Bold",), DEJAVU),
    Fallback("Consolas", ("Consolas",), (), LIBERATION_MONO, MONO, (1126 / 1229,)),
    Fallback("Cascadia Mono", CASCADIA, (), LIBERATION_MONO, MONO, (1200 / 1229,)),
    Fallback("Roboto Mono", DROID, (), LIBERATION_MONO, MONO),
    Fallback("Noto Sans Mono", ("Noto Sans Mono", "NotoSansMono-Regular", "Noto Mono"), (), NOTO_MONO, MONO),
    Fallback("DejaVu Sans Mono", ("Menlo", "DejaVu Sans Mono"), (), DEJAVU_MONO, MONO),
    Fallback("Courier New", ("Liberation Mono", "Courier New"), (), LIBERATION_MONO, MONO),
]
FACE = """@font-face {{
  ascent-override: {ascent:.1f}%;
  descent-override: {descent:.1f}%;
  font-family: "Fallback {name}";{weights}
  line-gap-override: 0%;
  size-adjust: {size:.1f}%;
  src: {sources};
}}
"""


def sheet() -> str:
    """Return the style sheet."""
    head = "/* Made by setup/fallback_fonts.py: as wide and as high as our own, so that nothing shifts. */\n"
    return head + "\n".join(face for fallback in FALLBACKS for face in faces(fallback))


def faces(fallback: Fallback) -> Iterator[str]:
    """Write the faces of one font: one of any weight, or one for each range of weights."""
    if not fallback.bold:
        yield face(fallback, "", fallback.regular, 0)
        return
    yield face(fallback, REGULAR, fallback.regular, 0)
    for weights in (SEMIBOLD, BOLD):
        yield face(fallback, weights, fallback.bold, 1)


def face(fallback: Fallback, weights: str, names: tuple[str, ...], which: int) -> str:
    ours = mean_width(fallback.ours, MEASURED.get(weights, 400))
    size = ours / (mean_width(path_of(fallback.files[which])) * fallback.times[which])
    ascent, descent = heights(fallback.ours)
    return FACE.format(
        name=fallback.name,
        weights=weights and f"\n  font-weight: {weights};",
        sources=", ".join(f'local("{name}")' for name in names),
        # A share of what the size has been adjusted to
        ascent=100 * ascent / size,
        descent=100 * descent / size,
        size=100 * size,
    )


@cache
def mean_width(path: Path, weight: int | None = None) -> float:
    """Return the mean width of a character of running text, in sizes of the font.

    As many letters stand beside each other as if each were drawn by itself, so with the product of their
    frequencies; that tells how far kerning moves text together to a tenth of a percent.
    """
    font = TTFont(path)
    if weight is not None:
        font = instancer.instantiateVariableFont(font, {"wght": weight})
    names, widths, tables = font.getBestCmap(), font["hmtx"], pair_tables(font)
    shares = {names[ord(letter)]: count / sum(FREQUENCIES.values()) for letter, count in FREQUENCIES.items()}
    width = sum(share * widths[glyph][0] for glyph, share in shares.items())
    kerning = sum(
        share * other * kern(tables, left, right)
        for left, share in shares.items()
        for right, other in shares.items()
    )
    return float((width + kerning) / font["head"].unitsPerEm)


def pair_tables(font: TTFont) -> list[Any]:
    """Return the tables of the font's GPOS that move pairs of letters (feature "kern")."""
    if "GPOS" not in font:
        return []
    table = font["GPOS"].table
    features = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == "kern"]
    places = sorted({place for feature in features for place in feature.LookupListIndex})
    found = [each for place in places for each in table.LookupList.Lookup[place].SubTable]
    direct = [getattr(each, "ExtSubTable", each) for each in found]
    return [each for each in direct if isinstance(each, otTables.PairPos)]


def kern(tables: list[Any], left: str, right: str) -> int:
    """Return how much wider a pair of glyphs is set: what the first table says that knows the left one."""
    for table in tables:
        if left in table.Coverage.glyphs and (found := entry(table, left, right)) is not None:
            return getattr(found, "XAdvance", 0)
    return 0


def entry(table: Any, left: str, right: str) -> Any:
    """Return what a table says of a pair: by its glyphs (format 1) or by the classes they are in (2)."""
    if table.Format == 2:
        row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
        return row.Class2Record[table.ClassDef2.classDefs.get(right, 0)].Value1
    pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
    return next((pair.Value1 for pair in pairs if pair.SecondGlyph == right), None)


def heights(path: Path) -> tuple[float, float]:
    """Return how far a line goes up and down from its base line, in sizes of the font."""
    font = TTFont(path)
    lines, units = font["hhea"], font["head"].unitsPerEm
    return lines.ascent / units, -lines.descent / units


def path_of(file: str) -> Path:
    """Find an installed font by the name of its file; raises FileNotFoundError."""
    for folder in FOLDERS:
        for path in Path(folder).expanduser().rglob(file):
            return path
    raise FileNotFoundError(f"{file} is in none of {', '.join(FOLDERS)}")


if __name__ == "__main__":
    TARGET.write_text(sheet(), encoding="utf-8")
