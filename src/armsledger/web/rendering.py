"""Pages from templates. Everything that is put into a template is escaped, and no template holds a script or a style."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from armsledger.model import DateCell, NumberCell
from armsledger.web.content import Content
from armsledger.web.queries import Moment
from armsledger.web.search_index import END, START
from armsledger.web.security import Role
from armsledger.web.site import person_of, site_of

PAGES = (
    ("Register", "/register"), ("Map", "/map"), ("Timeline", "/timeline"), ("Network", "/network"), ("Sources", "/sources"),
    ("Gaps", "/gaps"), ("Changes", "/changes"), ("Search", "/search"), ("Methods", "/methods"),
)  # fmt: skip
WORK = (("Review", "/review"), ("Add", "/add"))


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=PackageLoader("armsledger.web"), autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters |= {
        "state": lambda value: str(getattr(value, "value", value)).replace("_", " "), "number": number, "day": day, "marked": marked,
        "plural": plural, "web_link": web_link,
    }  # fmt: skip
    made.globals |= {"url": url, "Role": Role}
    return made


def rendered(request: Request, template: str, content: Content, asked: Moment | None = None) -> str:
    """A page as HTML."""
    return (
        environment().get_template(template).render(_frame(request, content, asked or Moment()) | dict(content.context))
    )


def _frame(request: Request, content: Content, asked: Moment) -> dict[str, Any]:
    """What the frame around every page shows."""
    site, person = site_of(request), person_of(request)
    role = person.role if person else None
    work = WORK if role and role.may(Role.ANALYST) and not site.public else ()
    kept = {k: v for k, v in asked.parameters().items() if k in ("as_of", "rule")}
    return {
        "title": content.title, "site": site, "person": person, "asked": asked, "kept": kept, "here": request.url.path,
        "pages": [(name, url(path, kept)) for name, path in (PAGES + work if person else ())],
        "twins": _twins(request), "token": site.access.form_token(person) if person else "", "days": (), "view": None,
    }  # fmt: skip


def _twins(request: Request) -> dict[str, str]:
    """The addresses of the page's JSON and CSV, where it has them."""
    route = request.scope.get("route")
    names: frozenset[str] = request.app.state.with_twins
    if getattr(route, "name", None) not in names:
        return {}
    path, query = request.scope["path"], request.url.query
    return {kind: quote(f"{path}.{kind}") + (f"?{query}" if query else "") for kind in ("json", "csv")}


def url(path: str, state: Mapping[str, str] | None = None, **more: object) -> str:
    """An address of this site. The path is escaped, an id after its first part wholly, and the state becomes its query."""
    top, slash, id = path.removeprefix("/").partition("/")
    given = {**(state or {}), **{k: str(v) for k, v in more.items() if v is not None}}
    return "/" + quote(top) + slash + quote(id, safe="") + (f"?{urlencode(given)}" if given else "")


def web_link(address: str | None) -> str | None:
    """The address of a report where it leads to the web; None for any other, such as javascript:."""
    return address if address and address.lower().startswith(("http://", "https://")) else None


def number(cell: NumberCell) -> str:
    """A number, or a dash."""
    return str(cell.interval) if cell.interval else "–"


def day(cell: DateCell) -> str:
    """A date, or a dash."""
    return str(cell.period) if cell.period else "–"


def plural(count: int, word: str, many: str | None = None) -> str:
    """A count with its noun: 1 report, 2 reports."""
    return f"{count:,} {word if count == 1 else many or word + 's'}"


def marked(excerpt: str) -> Markup:
    """An excerpt with what was found in <mark>."""
    safe = str(escape(excerpt))
    return Markup(safe.replace(START, "<mark>").replace(END, "</mark>"))
