"""Gzip, unpacked piece by piece inside bounds: a bomb or a cut-off file ends in one clear error."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO, cast

from armsledger.intake.limits import Limits
from armsledger.model.errors import InputError

MAGIC = b"\x1f\x8b"
_PIECE = 65_536


class _Gunzip(io.RawIOBase):
    """A readable stream over the unpacked bytes of all gzip members of `packed`."""

    def __init__(self, packed: BinaryIO, where: str, limits: Limits) -> None:
        self._packed, self._where, self._limits = packed, where, limits
        self._taken = self._given = 0
        self._fresh()

    def _fresh(self) -> None:
        self._unpacker = zlib.decompressobj(wbits=31)
        self._started = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._next(min(len(buffer), _PIECE))
        buffer[: len(data)] = data
        self._given += len(data)
        self._refuse_bomb()
        return len(data)

    def _next(self, most: int) -> bytes:
        """At least one unpacked byte, or none at the end."""
        while True:
            pending = self._unpacker.unconsumed_tail or self._read_packed()
            if not pending:
                self._refuse_cut()
                return b""
            if not (data := self._unpack(pending, most)):
                continue
            return data

    def _read_packed(self) -> bytes:
        if self._unpacker.eof:
            rest = self._unpacker.unused_data
            self._fresh()
            if rest.strip(b"\0"):  # zero padding after the last member is allowed
                return rest
        piece = self._packed.read(_PIECE)
        self._taken += len(piece)
        return piece if self._started or piece.strip(b"\0") else b""

    def _unpack(self, pending: bytes, most: int) -> bytes:
        self._started = True
        try:
            return self._unpacker.decompress(pending, most)
        except zlib.error as error:
            raise InputError(f"{self._where}: damaged gzip data after byte {self._given:,}; get it again") from error

    def _refuse_cut(self) -> None:
        if self._started and not self._unpacker.eof:
            raise InputError(f"{self._where}: gzip data is cut off after {self._given:,} unpacked bytes; get it again")

    def _refuse_bomb(self) -> None:
        if self._given > max(self._limits.size, self._limits.expansion * self._taken):
            raise InputError(
                f"{self._where}: gzip data unpacks to over {self._limits.expansion} times its size; refused as a bomb"
            )


def unpacked(stream: BinaryIO, where: str, limits: Limits) -> BinaryIO:
    """The stream itself, or its unpacked bytes where it holds gzip."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    if buffered.peek(2)[:2] != MAGIC:
        return cast(BinaryIO, buffered)
    return cast(BinaryIO, io.BufferedReader(_Gunzip(cast(BinaryIO, buffered), where, limits), _PIECE))
