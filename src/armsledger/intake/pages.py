"""HTML to the article's text and what the page says of itself: title, date, site. Every page counts as hostile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from armsledger.intake.limits import Limits
from armsledger.intake.text import decode
from armsledger.intake.worker import EXTRACTOR, Article, TooHardError
from armsledger.model.errors import InputError

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.I)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>", re.I)
_TAG = re.compile(r"<[a-zA-Z]")
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds for us."""

    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    """The address the page gives for itself."""


def page_of(content: bytes, where: str, limits: Limits, charset: str | None = None) -> Page:
    """The article of a page. Raises InputError where there is none, or where the page is out of bounds."""
    meta = _META_CHARSET.search(content[:_HEAD])
    source = decode(content, where, charset or (meta[1].decode("ascii", "replace") if meta else None), mend=True)
    source = source.removeprefix(declared[0]) if (declared := _DECLARATION.match(source)) else source
    if (tags := len(_TAG.findall(source))) > limits.elements:
        raise InputError(
            f"{where}: {tags:,} tags, over the limit of {limits.elements:,}; save the article's text instead"
        )
    try:
        found = EXTRACTOR.article(source, limits.extraction)
    except TooHardError as error:
        raise InputError(f"{where}: the page is too hard to take apart; save the article's text instead") from error
    if found is None or not (found["text"] or "").strip():
        raise InputError(f"{where}: no article text in the page; save the article's text and give that")
    return _page(found)


def _page(found: Article) -> Page:
    url, day = found["url"] or "", found["date"]
    return Page(
        text=found["text"] or "",
        title=found["title"] or None,
        published=date.fromisoformat(day) if day else None,
        publisher=found["sitename"] or found["hostname"] or None,
        url=url if url.startswith(("http://", "https://")) else None,
    )
