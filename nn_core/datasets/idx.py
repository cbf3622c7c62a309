"""IDX: the format of the MNIST files, an array with its type and shape in front.

Two zero bytes, the type, the number of dimensions; each dimension as four bytes, the highest first; then the
numbers, row by row, the highest byte first. Files packed with gzip are unpacked while they are read.
"""

from __future__ import annotations

import gzip
import math
import zlib
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from nn_core.errors import FormatError, RangeError

TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
MOST_DIMENSIONS = 8
MOST_BYTES = 256 * 2**20
GZIP_MAGIC = b"\x1f\x8b"
PIECE = 2**20


def read_idx(path: str | Path) -> npt.NDArray[Any]:
    """The array of an IDX file.

    Parameters
    ----------
    path : str or Path
        Plain or packed with gzip; its beginning decides which, not its name.

    Returns
    -------
    array
        Of the file's type (unsigned or signed bytes, 16 or 32 bits, single or double floats) and shape;
        read-only.

    Raises
    ------
    FormatError
        The file cannot be read, is no IDX file, or holds another number of bytes than its header says.
    RangeError
        Its header asks for more than 8 dimensions or 256 MiB.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            packed = file.read(2) == GZIP_MAGIC
            file.seek(0)
            if not packed:
                return read_stream(path.name, file)
            with gzip.GzipFile(fileobj=file) as stream:
                return read_stream(path.name, stream)
    except (OSError, EOFError, zlib.error) as error:
        came = f"a file that cannot be read ({type(error).__name__})"
        raise FormatError(path.name, came, "an IDX file, plain or packed with gzip") from error


def read_stream(name: str, stream: BinaryIO | gzip.GzipFile) -> npt.NDArray[Any]:
    """Header and numbers; nothing is set aside for more than there is."""
    dtype, shape = read_header(name, stream)
    expected = math.prod(shape) * dtype.itemsize
    # Even beside a 0, dimensions beyond all memory make no array
    if math.prod(max(size, 1) for size in shape) * dtype.itemsize > MOST_BYTES:
        raise RangeError(name, f"dimensions {shape} of {dtype.itemsize} bytes", f"at most {MOST_BYTES} bytes")
    content = bytearray()
    while len(content) <= expected and (piece := stream.read(PIECE)):
        content += piece
    if len(content) != expected:
        came = f"{len(content)} bytes" if len(content) < expected else "more bytes"
        raise FormatError(name, f"{came} after the header", f"{expected} for the dimensions {shape}")
    array = np.frombuffer(bytes(content), dtype).reshape(shape).astype(dtype.newbyteorder("="), copy=False)
    array.flags.writeable = False
    return array


def read_header(name: str, stream: BinaryIO | gzip.GzipFile) -> tuple[np.dtype[Any], tuple[int, ...]]:
    """The type and the dimensions."""
    magic = stream.read(4)
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[2] not in TYPES:
        types = ", ".join(f"{number:02x}" for number in TYPES)
        raise FormatError(name, f"the beginning {magic.hex(' ')!r}", f"00 00, a type ({types}) and a count")
    count = magic[3]
    if not 1 <= count <= MOST_DIMENSIONS:
        raise RangeError(name, f"{count} dimensions", f"1 to {MOST_DIMENSIONS}")
    sizes = stream.read(4 * count)
    if len(sizes) < 4 * count:
        raise FormatError(name, f"{len(sizes)} bytes of dimensions", f"{4 * count} for {count} dimensions")
    return np.dtype(TYPES[magic[2]]), tuple(np.frombuffer(sizes, ">u4").tolist())
