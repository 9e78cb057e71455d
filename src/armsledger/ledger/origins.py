"""The independent origin of a claim: the innermost named source (BUNDLES rules).

Persons and bodies of one government, its armed services and export agencies are one origin, also where such a body is the
publisher; a company is its own; where the innermost source is anonymous, the outlet that quotes it, else the publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from armsledger.catalog import Catalog, Entry, EntryKind, Surface, fold
from armsledger.catalog.cues import words
from armsledger.model import AnyClaim, Report, Source

REACH = 70  # characters around a name in which its state or company is looked for


def origin_of(claim: AnyClaim, report: Report, catalog: Catalog, publishers: frozenset[str] = frozenset()) -> str:
    """A key for who stands behind the claim: a state's code, a company's or outlet's id, else a folded name.

    `publishers` are the folded names of all publishers in the ledger: a source of that name is that outlet.
    """
    parties = party_states(claim)
    for source in reversed(claim.sources):
        if fold(source.name) in publishers:
            return _published_by(source.name, catalog)
        if not anonymous(source, catalog):
            return key_of(source.name, source.country, report, parties, catalog)
    publisher = report.publisher or report.id
    return _government(publisher, None, parties, catalog) or _published_by(publisher, catalog)


def _published_by(name: str, catalog: Catalog) -> str:
    return _known_key(catalog.find(name)) or fold(name)


def party_states(claim: AnyClaim) -> list[str]:
    """States of the claim's parties: whose ministry "the ministry" most likely is."""
    parties = (getattr(claim, name, None) for name in ("supplier", "recipient", "user", "against"))
    return [p.country for p in parties if p and p.country]


def anonymous(source: Source, catalog: Catalog) -> bool:
    """Whether a source is only described: officials, people familiar with the matter, an executive."""
    table = words("anonymous", "lemma", "kind")
    words_ = source.name.split()
    capitals = any(w[:1].isupper() for w in words_[1:])
    if words_[0].lower() in _SOME and not capitals:
        return True  # "a docker", "two persons in the industry"
    described = [table.get(w) or table.get(w.rstrip("s")) for w in fold(source.name).split()]
    named = (capitals and "person" in described) or "organisation" in described
    return "anonymous" in described and not named and not _known_key(catalog.find(source.name))


_SOME = frozenset(
    {"a", "an", "one", "two", "three", "four", "some", "several", "many", "other", "unnamed", "anonymous"}
)


def key_of(name: str, country: str | None, report: Report, parties: list[str], catalog: Catalog) -> str:
    """One key for all persons and bodies of a government; companies, outlets and others by their own."""
    return (
        _known_key(s for s in catalog.find(name) if not _foreign(s.entry, report, parties, catalog))
        or country
        or _government(name, report, parties, catalog)
        or _beside(name, report, parties, catalog)
        or _names_inside(name, catalog, report, parties)
        or fold(name)
    )


def _foreign(entry: Entry, report: Report, parties: Sequence[str], catalog: Catalog) -> bool:
    """Whether a body of that name belongs to a state that has nothing to do with the report: several share a name."""
    if entry.kind != EntryKind.BODY or entry.country in parties:
        return False
    return all(
        hit.entry.country != entry.country for hit in catalog.scan(report.text) if hit.entry.kind != EntryKind.BODY
    )


def _known_key(surfaces: Iterable[Surface]) -> str | None:
    for surface in surfaces:
        if key := entry_key(surface.entry):
            return key
    return None


def entry_key(entry: Entry) -> str | None:
    """The origin that an entry of the catalog is."""
    if entry.kind == EntryKind.OUTLET or (entry.kind == EntryKind.MAKER and entry.subkind != "export_agency"):
        return entry.id
    if entry.kind in (EntryKind.STATE, EntryKind.BODY, EntryKind.PERSON, EntryKind.MAKER):
        return entry.country
    return entry.id if entry.kind == EntryKind.GROUP else None


def _names_inside(name: str, catalog: Catalog, report: Report | None = None, parties: Sequence[str] = ()) -> str | None:
    """The state, body or company that the words of a source name: "Czech Defence Minister Radim Kolář"."""
    entries = [h.entry for h in catalog.scan(name) if report is None or not _foreign(h.entry, report, parties, catalog)]
    return next((key for entry in entries if (key := entry_key(entry))), None)


def _government(name: str, report: Report | None, parties: list[str], catalog: Catalog) -> str | None:
    """The state of a body's or office's name: its own words, else what the report says before it, else a party of the claim."""
    table = words("government_words", "word", "kind")
    if not any(word in table or word.rstrip("s") in table for word in re.findall(r"[a-z]+", fold(name))):
        return None
    inside = _names_inside(name, catalog, report, parties)
    if inside or report is None:
        return inside
    if len(parties) > 1 and any(table.get(w) == "service" for w in re.findall(r"[a-z]+", fold(name))):
        return parties[-1]  # a bare "the army" is mostly the one that receives
    place = report.text.find(name)
    near = report.text[max(0, place - 2 * REACH) : place] if place >= 0 else report.text
    states = [h.entry.country for h in catalog.scan(near) if h.entry.kind in (EntryKind.STATE, EntryKind.BODY)]
    fitting = [s for s in states if s in parties] or states
    return fitting[-1] if fitting else (parties[-1] if parties else None)


def _beside(name: str, report: Report, parties: Sequence[str], catalog: Catalog) -> str | None:
    """The state or company that the report names right beside a person: title before, apposition after."""
    text, surname = report.text, name.split()[-1]
    for match in re.finditer(rf"\b{re.escape(surname)}\b", text):
        before = re.split(r"[.!?;]\s|\n", text[max(0, match.start() - REACH) : match.start()])[-1]
        after = re.split(r"[.!?;]|\n", text[match.end() : match.end() + REACH])[0]
        known = [h.entry for h in catalog.scan(before) if not _foreign(h.entry, report, parties, catalog)]
        keys = [key for e in known if e.kind != EntryKind.PERSON and (key := entry_key(e))]
        if keys:
            return keys[-1]
        if after.startswith(",") and (inside := _names_inside(after, catalog, report, parties)):
            return inside
    return None
