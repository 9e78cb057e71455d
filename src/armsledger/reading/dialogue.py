"""Lines that name their speaker before a colon or after a dash: "KELLY: Thank you", "“We lost.” — Ana Silva"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from armsledger.model import Act, Span
from armsledger.reading.attribution import Attribution
from armsledger.reading.document import Document, Paragraph

_NAME = r"(?:[A-Z][\w.'’]*|[A-Z]\.)(?: (?:[A-Z][\w.'’-]*|of|de|van|von|al)){0,4}"
_BEFORE = re.compile(rf"[\"“]?(?P<source>{_NAME})(?: \([^)]{{1,30}}\))?(?P<cue>:)\s+(?P<content>\S.*)", re.DOTALL)
_AFTER = re.compile(rf"(?P<content>[“”\"].+[”\"])\s*(?P<cue>--|[―—–-])\s*(?P<source>{_NAME})(?:,.*)?", re.DOTALL)


def dialogue(document: Document) -> list[Attribution]:
    """The attributions of lines of dialogue."""
    return [a for paragraph in document.paragraphs for a in _line(document, paragraph)]


def _line(document: Document, paragraph: Paragraph) -> Iterator[Attribution]:
    line = paragraph.span.of(document.text)
    match = _BEFORE.fullmatch(line) or _AFTER.fullmatch(line)
    if match is None or (match["cue"] == ":" and not _speaks(match, paragraph)):
        return
    at = paragraph.span.start
    source, cue, content = (Span(at + match.start(n), at + match.end(n)) for n in ("source", "cue", "content"))
    inside, mark = document.tokens(source), document.tokens(cue)
    if inside is not None and mark is not None:
        yield Attribution(source, inside.root, cue, mark[0], (content,), Act.SAY)


def _speaks(match: re.Match[str], paragraph: Paragraph) -> bool:
    """Whether a name before a colon is a speaker's: in capitals, before a quote, or at the head of a headline."""
    return (
        (match["source"].isupper() and len(match["source"]) > 2)
        or match["content"][0] in "“\"‘'"
        or paragraph.span.start == 0
    )
