"""Whose voice a name is: "the ministry", "Deputy minister Perić", "the company" are resolved by what the report says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from armsledger.catalog import Catalog, Entry, EntryKind, fold
from armsledger.catalog.cues import words
from armsledger.ledger import voices
from armsledger.ledger.items import entry_of
from armsledger.model import AnyClaim, Report, TransferClaim

REACH = 70
"""Characters around a name in which its state or company is looked for."""
HEADS = {"minister": "ministry", "ministers": "ministry", "ministerial": "ministry"}


@dataclass(frozen=True, slots=True)
class Scene:
    """A claim in its report, with what is known beforehand."""

    report: Report
    parties: tuple[str, ...]
    """States of the claim's parties: whose ministry "the ministry" most likely is."""
    claim: AnyClaim
    catalog: Catalog

    @classmethod
    def of(cls, claim: AnyClaim, report: Report, catalog: Catalog) -> Scene:
        """The scene of a claim."""
        sides = (getattr(claim, name, None) for name in ("supplier", "recipient", "user", "against"))
        return cls(report, tuple(p.country for p in sides if p and p.country), claim, catalog)

    @property
    def makers(self) -> tuple[str, ...]:
        """Companies that act for the supplier or make the item."""
        return _makers(self.claim, self.catalog)


def _makers(claim: AnyClaim, catalog: Catalog) -> tuple[str, ...]:
    actor = claim.supplier_actor.name if isinstance(claim, TransferClaim) and claim.supplier_actor else None
    item = getattr(claim, "item", None)
    entry = entry_of(item, catalog) if item else None
    row = catalog.row(entry) if entry and entry.kind == EntryKind.SYSTEM else {}
    return tuple(n for n in (actor, *(m.strip() for m in row.get("maker", "").split(";"))) if n)


def entry_key(entry: Entry) -> str | None:
    """The origin that an entry of the catalog is."""
    if entry.kind == EntryKind.OUTLET or (entry.kind == EntryKind.MAKER and entry.subkind != "export_agency"):
        return entry.id
    if entry.kind in (EntryKind.STATE, EntryKind.BODY, EntryKind.PERSON, EntryKind.MAKER):
        return entry.country
    return entry.id if entry.kind == EntryKind.GROUP else None


def foreign(entry: Entry, name: str, scene: Scene) -> bool:
    """Whether a body of a name that several states use belongs to one that has nothing to do with the report."""
    if entry.kind != EntryKind.BODY or entry.country in scene.parties or not voices.speaks(name, "generic"):
        return False
    hits = scene.catalog.scan(scene.report.text)
    return all(hit.entry.country != entry.country for hit in hits if hit.entry.kind != EntryKind.BODY)


def bodies_in(name: str) -> list[str]:
    """The words of a name that mean a body or office of government."""
    table = words("government_words", "word", "kind")
    listed = [w for w in re.findall(r"[a-z]+", fold(name)) if w in table or w.rstrip("s") in table]
    return listed + voices.offices(name)


def issuers(name: str, catalog: Catalog) -> list[Entry]:
    """Those in whose name a paper can speak: companies, bodies, outlets; states, unless it is their media."""
    private = voices.private(name)
    kinds = (
        EntryKind.MAKER,
        EntryKind.OUTLET,
        EntryKind.BODY,
        EntryKind.GROUP,
        *(() if private else (EntryKind.STATE,)),
    )
    return [hit.entry for hit in catalog.scan(name) if hit.entry.kind in kinds]


def company(name: str, scene: Scene) -> str | None:
    """The company of a name: the maker itself or somebody of it, one that the name spells out, or "the company"."""
    for maker in scene.makers:
        if f" {fold(maker)} " in f" {fold(name)} ":
            return _company_key(maker, scene)
    if voices.speaks(name, "public"):
        return None
    if spelled := voices.company().search(re.sub(r"^The\b|\bThe\b", "the", name)):
        return inside(spelled.group(1), scene) or fold(spelled.group(1))
    if voices.speaks(name, "business"):
        return inside(name, scene) or _company_near(name.split()[-1], scene) or fold(name)
    bare_role = voices.maker().match(fold(name)) and not any(w[:1].isupper() for w in name.split()[1:])
    return _company_near(name, scene) if bare_role else None


def _company_near(name: str, scene: Scene) -> str | None:
    """The company named last before a place in the report, else first after it, else the maker."""
    text = scene.report.text
    place = _place(name, text)
    apposed = _companies(text[place : place + len(name) + REACH // 3], scene)  # "the manufacturer CASC"
    before = _companies(text[:place], scene)[::-1]
    keys = [
        *apposed,
        *before,
        *_companies(text[place:], scene),
        *(_company_key(maker, scene) for maker in scene.makers),
    ]
    return next(iter(keys), None)


def _companies(text: str, scene: Scene) -> list[str]:
    hits = ((h.start, h.entry) for h in scene.catalog.scan(text) if h.entry.kind == EntryKind.MAKER)
    known = [(start, key) for start, e in hits if e.subkind != "export_agency" and (key := entry_key(e))]
    spelled = [
        (m.start(), fold(m.group(1)))
        for m in voices.company().finditer(text)
        if not voices.speaks(m.group(1), "public")
    ]
    inside_known = [s for s in spelled if not any(abs(s[0] - k[0]) < REACH // 2 for k in known)]
    return [key for _, key in sorted([*known, *inside_known])]


def _company_key(maker: str, scene: Scene) -> str:
    keys = (key for s in scene.catalog.find(maker) if (key := entry_key(s.entry)))
    return next(keys, fold(maker))


def _place(name: str, text: str) -> int:
    """Where a name stands in a text, in any case; its end where it does not."""
    found = re.search(re.escape(name), text, re.IGNORECASE)
    return found.start() if found else len(text)


def own_government(name: str, scene: Scene) -> str | None:
    """The state that the words of a body's name themselves name."""
    return inside(name, scene) if bodies_in(name) and not voices.private(name) else None


def government(name: str, scene: Scene) -> str | None:
    """The state of a body's or office's name: its own words, else the like body named before, else a state near, else a party."""
    heads = bodies_in(name)
    if not heads or voices.private(name):
        return None
    return inside(name, scene) or _antecedent(name, heads, scene) or _near(name, heads, scene)


def _antecedent(name: str, heads: Sequence[str], scene: Scene) -> str | None:
    """The state of the last body of the same kind that the report names with its state: "the Serbian ministry … the ministry"."""
    text = scene.report.text
    kinds = {HEADS.get(h, h) for h in heads}
    place = _place(name, text)
    whole = place if place < len(text) else len(text)
    pattern = "|".join(sorted(kinds | set(heads)))
    matches = list(re.finditer(rf"\b(?:{pattern})", text[:whole], re.IGNORECASE))
    for match in reversed(matches):
        start = max(text.rfind(mark, 0, match.start()) for mark in (". ", "\n", "; ")) + 1
        before = _states(text[max(start, match.start() - REACH) : match.start()], scene)
        after = _states(_clause(text[match.end() : match.end() + REACH // 2]), scene)
        states = before[-1:] or after[:1]
        if states:
            return states[0]
    return None


def _clause(text: str) -> str:
    return re.split(r"[.!?;,]|\n| (?:and|said|has|have|will|that|told|on|in) ", text)[0]


def _states(text: str, scene: Scene) -> list[str]:
    hits = (h.entry for h in scene.catalog.scan(text) if h.entry.kind in (EntryKind.STATE, EntryKind.BODY))
    return [e.country for e in hits if e.country]


def _near(name: str, heads: Sequence[str], scene: Scene) -> str | None:
    parties = scene.parties
    if parties and "export" in fold(name):
        return parties[0]
    table = words("government_words", "word", "kind")
    if len(parties) > 1 and any(table.get(h) == "service" for h in heads):
        return parties[-1]  # a bare "the army" is mostly the one that receives
    text = scene.report.text
    place = _place(name, text)
    near = text[max(0, place - 2 * REACH) : place] if place < len(text) else text
    states = _states(near, scene)
    fitting = [s for s in states if s in parties] or states
    return fitting[-1] if fitting else (parties[-1] if parties else None)


def beside(name: str, scene: Scene) -> str | None:
    """The state or company that the report names right beside a person: title before, apposition after."""
    text, surname = scene.report.text, name.split()[-1]
    if not surname[:1].isupper() or voices.speaks(name, "scholar"):
        return None
    for match in re.finditer(rf"\b{re.escape(surname)}\b", text):
        before = re.split(r"[.!?;]\s|\n", text[max(0, match.start() - REACH) : match.start()])[-1]
        after = re.split(r"[.!?;]|\n", text[match.end() : match.end() + REACH])[0]
        if key := _titled(before, name, scene) or _apposed(after, scene):
            return key
    return None


def _titled(before: str, name: str, scene: Scene) -> str | None:
    """By the state, company or bare office before a name."""
    known = [h.entry for h in scene.catalog.scan(before)]
    keys = [key for e in known if e.kind != EntryKind.PERSON and (key := entry_key(e))]
    if keys and not voices.private(before):
        return keys[-1]
    title = " ".join(before.split()[-4:])
    if bodies_in(title) and not voices.private(title) and name not in title:
        return _antecedent(name, bodies_in(title), scene) or _near(name, bodies_in(title), scene)
    return None


def _apposed(after: str, scene: Scene) -> str | None:
    """By what stands between commas behind a name: ", the head of Ukraine's navy,"."""
    if not after.startswith(","):
        return None
    words_ = after[1:].split(",")[0]
    found = inside(words_, scene)
    if found or voices.private(words_) or not bodies_in(words_):
        return found
    return _antecedent(words_, bodies_in(words_), scene) or _near(words_, bodies_in(words_), scene)


def inside(name: str, scene: Scene) -> str | None:
    """The state, body or company that the words of a source name: "Czech Defence Minister Radim Kolář"."""
    entries = [h.entry for h in scene.catalog.scan(name) if not foreign(h.entry, name, scene)]
    if voices.private(name):  # "a Turkish newspaper" is not Turkey
        entries = [e for e in entries if e.kind in (EntryKind.MAKER, EntryKind.OUTLET, EntryKind.GROUP)]
    return next((key for entry in entries if (key := entry_key(entry))), None)
