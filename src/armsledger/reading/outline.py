"""Whom a report is mainly about: its main supplier and recipient, told from the document as a whole.

In four of five claims of a report the recipient is the same, in two of three the supplier; a claim whose sentence
leaves a role open mostly means them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from armsledger.catalog import EntryKind
from armsledger.reading.candidates import Candidate, Scene
from armsledger.reading.mentions import Mention
from armsledger.reading.paths import preposition
from armsledger.reading.roles import RECIPIENT, SUPPLIER, slot_role


@dataclass(frozen=True, slots=True)
class Outline:
    """Counts over a whole document, by party key."""

    named: dict[str, list[Mention]]
    slots: dict[str, Counter[str]]
    designed: Counter[str]
    """How many of the weapon mentions a state designed."""
    origin: Counter[str]
    """How often its demonym stands before a weapon."""
    lead: frozenset[str]
    """Parties of the first three sentences."""
    title: frozenset[str]
    beside: dict[tuple[str, str], dict[str, set[int]]] = field(default_factory=dict)
    """Sentences in which a party has a role (first key: a weapon's key and the role, "" for any or none) for a weapon, by party."""
    counted: dict[tuple[str, str, int], tuple[Counter[str], str]] = field(default_factory=dict)
    """Answers of `elsewhere`, once asked for."""
    told: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Features of parties in roles, once asked for."""
    seen: dict[tuple[Candidate, str], set[str]] = field(default_factory=dict)
    """Features of parties in candidates, once asked for."""

    def elsewhere(self, weapon: str, role: str, sentence: int) -> tuple[Counter[str], str]:
        """In how many other sentences parties have a role for a weapon, and who had it last before the sentence."""
        place = weapon, role, sentence
        if place not in self.counted:
            found = {key: places - {sentence} for key, places in self.beside.get((weapon, role), {}).items()}
            last = max(
                (
                    (max(before), key)
                    for key, places in found.items()
                    if (before := [n for n in places if n < sentence])
                ),
                default=(0, ""),
            )
            self.counted[place] = Counter({key: len(places) for key, places in found.items()}), last[1]
        return self.counted[place]


def outline(scene: Scene) -> Outline:
    """The outline of a document."""
    named: dict[str, list[Mention]] = {}
    for party in scene.mentions.parties:
        if party.key:
            named.setdefault(party.key, []).append(party)
    slots: dict[str, Counter[str]] = {SUPPLIER: Counter(), RECIPIENT: Counter()}
    origin: Counter[str] = Counter()
    beside: dict[tuple[str, str], dict[str, set[int]]] = {}
    for number, found in enumerate(scene.triggers):
        items = scene.items[number]
        heads = {i.head.i for i in items}
        for party in scene.parties[number]:
            roles = {slot_role(t, items[0] if items else party, party) for t in found}
            for role in roles - {None}:
                slots[str(role)][party.key] += 1
            for item in items if party.key else ():
                for role in {slot_role(t, item, party) or "" for t in found} | {""}:
                    beside.setdefault((item.key, role), {}).setdefault(party.key, set()).add(number)
            if party.head.head.i in heads and party.head.dep_ in ("amod", "compound", "poss", "nmod"):
                origin[party.key] += 1
    designed = Counter(
        i.entry.country
        for i in scene.mentions.items
        if i.entry and i.entry.kind == EntryKind.SYSTEM and i.entry.country
    )
    lead = frozenset(p.key for parties in scene.parties[:3] for p in parties)
    title = frozenset(p.key for p in scene.parties[0]) if scene.parties else frozenset()
    return Outline(named, slots, Counter({k: v for k, v in designed.items() if k}), origin, lead, title, beside)


def outline_features(whole: Outline, role: str, key: str) -> list[str]:
    """Whether the party is the document's main one in the role."""
    if (role, key) not in whole.told:
        whole.told[role, key] = [f"{role}|{name}" for name in _party_features(whole, key)]
    return whole.told[role, key]


def _party_features(whole: Outline, key: str) -> list[str]:
    counts = Counter({k: len(m) for k, m in whole.named.items()})
    out = [
        f"rank:{_rank(counts, key)}",
        f"share:{_share(counts, key)}",
        f"title:{key in whole.title}",
        f"lead:{key in whole.lead}",
    ]
    for name, table in (
        ("supplier", whole.slots[SUPPLIER]),
        ("recipient", whole.slots[RECIPIENT]),
        ("designed", whole.designed),
        ("origin", whole.origin),
    ):
        out += [
            f"{name}:rank:{_rank(table, key)}",
            f"{name}:share:{_share(table, key)}",
            f"{name}:{min(3, table[key])}",
        ]
    supplier, recipient = whole.slots[SUPPLIER][key], whole.slots[RECIPIENT][key]
    out += [
        f"balance:{max(-3, min(3, supplier - recipient))}",
        f"title:{key in whole.title}:balance:{max(-2, min(2, supplier - recipient))}",
    ]
    mentions = whole.named[key]
    places = Counter(preposition(m.head) for m in mentions)
    out += [f"prep:{name}:{min(2, places[name])}" for name in ("to", "from", "for", "by", "in", "with", "of")]
    kinds = Counter(m.kind for m in mentions)
    out += [f"kind:{name}:{min(3, kinds[name])}" for name in kinds]
    out += [f"subject:{min(3, sum(m.head.dep_ in ('nsubj', 'nsubjpass') for m in mentions))}"]
    out += [f"demonym:{min(3, sum(m.manner == 'demonym' for m in mentions))}", f"state:{len(key) == 3}"]
    return out


def _rank(table: Counter[str], key: str) -> str:
    if not table[key]:
        return "none"
    better = sum(count > table[key] for count in table.values())
    ties = sum(count == table[key] for count in table.values()) - 1
    return f"{min(better, 3)}{'tie' if ties else ''}"


def _share(table: Counter[str], key: str) -> str:
    total = sum(table.values())
    part = table[key] / total if total else 0
    return (
        "most"
        if part > 0.5
        else "much"
        if part > 0.3
        else "some"
        if part > 0.15
        else "little"
        if part > 0.05
        else "hardly"
    )
