"""The few SVG pieces that the pictures are made of; every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape


def tag(name: str, body: object = "", **attributes: object) -> Markup:
    """One element; an underscore in an attribute's name stands for a hyphen, a trailing one is dropped."""
    # A page draws hundreds of these: plain strings are four times as fast as Markup's own formatting.
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{given}>{escape(body)}</{name}>")


def _value(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(escape(value))


def picture(width: int, height: int, label: str, pieces: Iterable[Markup], class_: str) -> Markup:
    """A picture with a name for those who don't see it."""
    inside = Markup("").join([tag("title", label), *pieces])
    return tag(
        "svg", inside, viewBox=f"0 0 {width} {height}", role="img", class_=class_, preserveAspectRatio="xMinYMid meet"
    )


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """A line."""
    return tag("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), class_=class_)


def box(x: float, y: float, width: float, height: float, class_: str, title: str | None = None) -> Markup:
    """A rectangle; a `title` is shown when it is pointed at."""
    body = tag("title", title) if title else ""
    return tag(
        "rect", body, x=float(x), y=float(y), width=max(1.5, float(width)), height=float(height), class_=class_, rx=1.5
    )


def dot(x: float, y: float, radius: float, class_: str, title: str | None = None) -> Markup:
    """A filled circle."""
    return tag("circle", tag("title", title) if title else "", cx=float(x), cy=float(y), r=float(radius), class_=class_)


def words(x: float, y: float, text: str, class_: str, anchor: str = "start") -> Markup:
    """A line of text."""
    return tag("text", text, x=float(x), y=float(y), class_=class_, text_anchor=anchor)


def link(href: str, inside: Markup) -> Markup:
    """A link around a piece."""
    return tag("a", inside, href=href)
