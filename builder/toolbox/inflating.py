"""The body of an answer, never more of it than asked for: a small compressed one may hold gigabytes."""

import zlib

import httpx2

_GZIP_OR_ZLIB = 47  # zlib's word for "whichever of the two it is"


async def inflated(response: httpx2.Response, limit: int) -> tuple[bytes, bool]:
    """At most `limit` bytes of the body, uncompressed, and whether there was more. Raises DecodingError."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise httpx2.DecodingError(f"it is compressed as {coding[:40]}")
    unpack = None if coding in ("", "identity") else zlib.decompressobj(_GZIP_OR_ZLIB)
    body = bytearray()
    async for part in response.aiter_raw():
        body += _unpacked(unpack, part, limit + 1 - len(body)) if unpack else part
        if len(body) > limit:
            break
    return bytes(body[:limit]), len(body) > limit


def _unpacked(unpack: "zlib._Decompress", part: bytes, room: int) -> bytes:
    try:
        return unpack.decompress(part, room)
    except zlib.error as error:
        raise httpx2.DecodingError("its compression is broken") from error
