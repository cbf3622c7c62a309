"""Bytes become characters: UTF-8 where they are, else Windows-1252, as spreadsheets on Windows write it.

UTF-8 has a shape that text in another encoding hardly ever has by chance. So what can be read as UTF-8 is
meant so, and what cannot is not. The page does the same with a file (static/js/lib/decode.js).
"""

from __future__ import annotations

BYTE_ORDER_MARK = "\ufeff"


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file, without its byte-order mark, and the encoding: ``"utf-8"``, ``"utf-16"`` or
    ``"windows-1252"``.

    The five bytes that Windows-1252 leaves open stand for control characters, as browsers have it.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), "utf-16"
    try:
        return data.decode("utf-8").removeprefix(BYTE_ORDER_MARK), "utf-8"
    except UnicodeDecodeError:
        return "".join(map(WINDOWS_1252.__getitem__, data)), "windows-1252"


def _character(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


WINDOWS_1252 = [_character(byte) for byte in range(256)]
