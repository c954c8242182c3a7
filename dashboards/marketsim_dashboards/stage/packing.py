"""Arrays and a few words in one piece of bytes, which the browser reads without copying."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

ALIGNED = 8
KINDS = {"uint8": "u1", "uint16": "<u2", "int32": "<i4", "float32": "<f4"}


def pack(about: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> bytes:
    """Write a length, a header in JSON and then every array, each at a multiple of eight bytes.

    The header is ``{"about": …, "arrays": {name: [kind, shape, offset]}}``; offsets count from the header's end.
    """
    parts, places, offset = [], {}, 0
    for name, array in arrays.items():
        kind = array.dtype.name
        content = np.ascontiguousarray(array, dtype=KINDS[kind]).tobytes()
        places[name] = [kind, list(array.shape), offset]
        parts.append(_padded(content))
        offset += len(parts[-1])
    header = json.dumps(
        {"about": about, "arrays": places}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    header = _padded(header, b" ")
    return len(header).to_bytes(ALIGNED, "little") + header + b"".join(parts)


def unpack(data: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Read back what :func:`pack` wrote."""
    size = int.from_bytes(data[:ALIGNED], "little")
    header = json.loads(data[ALIGNED : ALIGNED + size])
    begin = ALIGNED + size
    arrays = {
        name: np.frombuffer(data, KINDS[kind], int(np.prod(shape)), begin + offset).reshape(shape)
        for name, (kind, shape, offset) in header["arrays"].items()
    }
    return header["about"], arrays


def _padded(content: bytes, by: bytes = b"\0") -> bytes:
    return content + by * (-len(content) % ALIGNED)
