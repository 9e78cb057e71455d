"""The child process that finds the article in a page; run as a script, knows nothing of armsledger.

Reads from standard input, again and again: the length of a page in bytes as a decimal line, then the page in UTF-8.
Answers each with one line of JSON: null, or an object with text, title, date, sitename, hostname and url.
A page can make any HTML library slow, hungry or crash; here that costs a process, not the program.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys

_MEMORY = 2 << 30
_FIELDS = ("text", "title", "date", "sitename", "hostname", "url")
# A date found by searching the prose is as likely the event's as the page's: none is better than a wrong one.
_DATES = {"original_date": True, "extensive_search": False}


def article(source: str) -> dict[str, str | None] | None:
    """What trafilatura finds in a page; None where it finds nothing."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(source, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    except (ValueError, TypeError, AttributeError, RecursionError, MemoryError, AssertionError):
        return None  # broken beyond what trafilatura foresees
    return {name: getattr(found, name) for name in _FIELDS} if found else None


def main() -> None:
    """Answers pages until standard input ends."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    logging.disable(logging.CRITICAL)
    while size := sys.stdin.buffer.readline():
        source = sys.stdin.buffer.read(int(size)).decode("utf-8", "replace")
        sys.stdout.buffer.write(json.dumps(article(source)).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
