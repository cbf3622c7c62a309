"""Cut STIX Two Math down to the letters and signs that the formulas use.

A browser needs the MATH table to set fractions, roots and growing brackets; the whole font is
some 400 kB, this part of it about 65 kB. Runs inside `.venv`, which has fontTools:
`python setup/math_font.py SOURCE TARGET`.
"""

import sys

from fontTools import subset

Span = tuple[int, int]

LETTERS: list[Span] = [
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x00FF),  # Latin-1
    (0x0391, 0x03F6),  # Greek
    (0x1D400, 0x1D49B),  # bold, italic and bold italic Latin
    (0x1D6A8, 0x1D755),  # bold, italic and bold italic Greek
    (0x1D7CE, 0x1D7D7),  # bold digits
]
NAMED_LETTERS = "ıȷℎℏℒℓℕℙℚℝℤℬℰℱ𝒟𝒩𝒪𝒰𝔼𝟙"
MARKS: list[Span] = [
    (0x0300, 0x030C),  # combining hat, bar, tilde, dot, check
    (0x0331, 0x0332),
    (0x20D6, 0x20D7),  # combining arrows
    (0x02C6, 0x02DC),  # the same as signs of their own
]
SIGNS: list[Span] = [
    (0x2009, 0x2026),  # spaces, dashes, quotes, ellipsis
    (0x2032, 0x2034),  # primes
    (0x203E, 0x203E),
    (0x2044, 0x2044),
    (0x2057, 0x2064),  # invisible operators
    (0x2070, 0x208E),  # superscripts and subscripts
    (0x2190, 0x2199),  # arrows
    (0x21A6, 0x21A6),
    (0x21D0, 0x21D4),
    (0x2200, 0x222B),  # for all, partial, nabla, sum, root, integral
    (0x2234, 0x2237),
    (0x223C, 0x223C),
    (0x2243, 0x2248),
    (0x2254, 0x2254),
    (0x2260, 0x226B),  # comparisons
    (0x2282, 0x228B),
    (0x2295, 0x2299),  # circled operators
    (0x22A4, 0x22A5),
    (0x22C0, 0x22C6),
    (0x22EE, 0x22F1),  # dots
    (0x2308, 0x230B),  # ceiling and floor
    (0x23DE, 0x23DF),  # braces over and under
    (0x25A1, 0x25A1),
    (0x27E6, 0x27EB),  # angle and double brackets
    (0x27F5, 0x27F9),  # long arrows
]


def wanted() -> list[int]:
    """Return the code points that the font keeps."""
    spans = [*LETTERS, *MARKS, *SIGNS]
    return [code for low, high in spans for code in range(low, high + 1)] + [ord(c) for c in NAMED_LETTERS]


def cut(source: str, target: str) -> None:
    """Write the part of the font `source` that has `wanted()` to `target`, as WOFF2."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.name_IDs = ["*"]  # the license travels inside the font
    options.hinting = False
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted())
    cutter.subset(font)
    subset.save_font(font, target, options)


if __name__ == "__main__":
    cut(*sys.argv[1:3])
