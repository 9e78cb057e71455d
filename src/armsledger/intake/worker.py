"""Keeps one extractor process for all pages and stops it when a page takes too long.

The process is started with the first page, and anew after a page that ended it. One page at a time, whoever calls.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

_SCRIPT = Path(__file__).with_name("extractor.py")
Article = dict[str, str | None]


class TooHardError(Exception):
    """The page ended the extractor: it took too long, too much memory, or crashed it."""


class Extractor:
    """A child process that answers pages with articles."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def article(self, source: str, seconds: float) -> Article | None:
        """The article of a page, None where there is none. Raises TooHardError."""
        with self._lock:
            child = self._started()
            timer = threading.Timer(seconds, child.kill)
            timer.start()
            try:
                answer = _asked(child, source.encode("utf-8", "replace"))
            finally:
                timer.cancel()
            if not answer.endswith(b"\n"):
                self._stop()
                raise TooHardError
            found: Article | None = json.loads(answer)
            return found

    def close(self) -> None:
        """Ends the process, if there is one."""
        with self._lock:
            self._stop()

    def _started(self) -> subprocess.Popen[bytes]:
        # A forked process must not share its parent's pipes: the answers would mix.
        if self._child is None or self._child.poll() is not None or self._owner != os.getpid():
            # -P keeps this folder, whose modules are no top-level names, off the child's path.
            command = [sys.executable, "-P", str(_SCRIPT)]
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            self._owner = os.getpid()
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None and self._owner == os.getpid():
            child.kill()
            child.communicate()


def _asked(child: subprocess.Popen[bytes], page: bytes) -> bytes:
    assert child.stdin
    assert child.stdout
    try:
        child.stdin.write(b"%d\n" % len(page) + page)
        child.stdin.flush()
        return child.stdout.readline()
    except OSError:
        return b""


EXTRACTOR = Extractor()
atexit.register(EXTRACTOR.close)
