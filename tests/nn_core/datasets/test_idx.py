"""IDX files: small ones written here, plain and packed, right and wrong in every byte of the header."""

import gzip
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn_core.datasets import read_idx
from nn_core.errors import FormatError, RangeError

CODES = {"u1": 0x08, "i1": 0x09, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}


def as_idx(array):
    """The array as the bytes of an IDX file."""
    kind = array.dtype.str[1:]
    header = struct.pack(f">HBB{array.ndim}I", 0, CODES[kind], array.ndim, *array.shape)
    return header + array.astype(f">{kind}").tobytes()


GOOD = as_idx(np.arange(6, dtype=np.uint8).reshape(2, 3))
PACKED = gzip.compress(GOOD, mtime=0)  # the names of the tests are the same at every start


def test_the_bytes_of_a_file_by_hand(tmp_path):
    path = tmp_path / "small-idx2-ubyte"
    path.write_bytes(bytes.fromhex("00 00 08 02 00 00 00 02 00 00 00 03 00 01 02 03 04 ff"))
    array = read_idx(path)
    assert array.dtype == np.uint8
    assert array.tolist() == [[0, 1, 2], [3, 4, 255]]


@pytest.mark.parametrize("kind", CODES)
@pytest.mark.parametrize("shape", [(3,), (2, 3), (2, 1, 4), (0, 28, 28)])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_every_type_and_shape_comes_back(tmp_path, kind, shape, pack):
    array = (np.arange(np.prod(shape)).reshape(shape) - 2 * (kind != "u1")).astype(kind)
    path = tmp_path / "file"  # its name says nothing
    path.write_bytes(pack(as_idx(array)))
    again = read_idx(str(path))
    assert again.dtype == np.dtype(kind)
    assert again.dtype.isnative
    assert again.shape == shape
    assert again.tobytes() == array.tobytes()
    if again.size:
        with pytest.raises(ValueError, match="read-only"):
            again.flat[0] = 1


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (b"", FormatError, "got the beginning '', expected 00 00, a type"),
        (b"\0\0\x08", FormatError, "got the beginning '00 00 08'"),
        (b"PK\x03\x04" + GOOD, FormatError, r"got the beginning '50 4b 03 04'"),
        (
            b"\0\0\x0a\x01" + GOOD[4:],
            FormatError,
            r"got the beginning '00 00 0a 01', .* \(08, 09, 0b, 0c, 0d, 0e\)",
        ),
        (b"\0\0\x08\0", RangeError, "got 0 dimensions, expected 1 to 8"),
        (b"\0\0\x08\x09" + b"\0" * 36, RangeError, "got 9 dimensions, expected 1 to 8"),
        (GOOD[:11], FormatError, "got 7 bytes of dimensions, expected 8 for 2 dimensions"),
        (GOOD[:-1], FormatError, r"got 5 bytes after the header, expected 6 for the dimensions \(2, 3\)"),
        (GOOD + b"\0", FormatError, "got more bytes after the header, expected 6"),
        (
            b"\0\0\x08\x03" + b"\xff" * 12,
            RangeError,
            r"got dimensions \(4294967295, .* at most 268435456 bytes",
        ),
        (
            struct.pack(">HBBI", 0, 0x0E, 1, 2**25 + 1),
            RangeError,
            "got dimensions .* of 8 bytes, expected at",
        ),
        (struct.pack(">HBB3I", 0, 0x08, 3, 0, 2**32 - 1, 2**32 - 1), RangeError, "got dimensions"),
        (struct.pack(">HBBI", 0, 0x08, 1, 2**28), FormatError, "got 0 bytes after the header"),
        (PACKED[:-9], FormatError, "got a file that cannot be read .EOFError"),
        (PACKED[:10] + b"\xff" * 30, FormatError, "got a file that cannot be read"),
        (gzip.compress(GOOD + bytes(10**7), mtime=0), FormatError, "got more bytes after the header"),
    ],
)
def test_a_bad_file_is_refused_by_name(tmp_path, content, error, message):
    path = tmp_path / "train-images"
    path.write_bytes(content)
    with pytest.raises(error, match=f"^train-images: {message}"):
        read_idx(path)


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path):
    with pytest.raises(FormatError, match=r"^nothing: got a file that cannot be read \(FileNotFoundError\)"):
        read_idx(tmp_path / "nothing")
    with pytest.raises(FormatError, match=f"^{tmp_path.name}: got a file that cannot be read"):
        read_idx(tmp_path)


@settings(deadline=None)  # files take the time they take
@given(st.binary(max_size=40), st.integers(0, 60), st.booleans())
def test_no_bytes_break_it(tmp_path_factory, tail, cut, packed):
    path = tmp_path_factory.mktemp("idx") / "file"
    content = GOOD[: min(cut, len(GOOD))] + tail
    path.write_bytes(b"\x1f\x8b" + zlib.compress(content) if packed else content)
    try:
        array = read_idx(path)
    except (FormatError, RangeError):
        return
    assert array.nbytes <= len(content)
