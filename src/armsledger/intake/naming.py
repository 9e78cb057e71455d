"""How names of sources are shown: on one line, without passwords or characters that steer a terminal."""

from __future__ import annotations

import re

_CREDENTIALS = re.compile(r"(?<=://)[^/?#@\s]*@")


def shown(name: str) -> str:
    """`name` with control characters, line breaks and undecodable bytes escaped, and a URL's password left out."""
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)
    return _CREDENTIALS.sub("…@", safe)
