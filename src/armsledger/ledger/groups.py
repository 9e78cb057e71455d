"""Facts that may tell of one deal: same parties and item family, or told apart only by a party that they dispute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta

from armsledger.catalog import Catalog
from armsledger.ledger.facts import Fact

Group = tuple[str, str, str]
SAME_TIME = timedelta(days=31)
"""Two tellings of one number this close are one event, whoever is named as party."""
REFERRED = timedelta(days=400)
"""As long after, where the later report also names the other party."""


def groups(facts: Sequence[Fact], catalog: Catalog) -> list[list[Fact]]:
    """Groups in a stable order; a class, an unknown party or a disputed one joins the group it fits."""
    found: dict[Group, list[Fact]] = defaultdict(list)
    loose: list[Fact] = []
    for fact in facts:
        whole = all(fact.pair) and not fact.wide
        if whole:
            found[*fact.pair, fact.family].append(fact)
        else:
            loose.append(fact)
    _join_loose(found, loose, catalog)
    return _joined_by_dispute(found, catalog)


def _join_loose(found: dict[Group, list[Fact]], loose: list[Fact], catalog: Catalog) -> None:
    """Generic and half-known facts join a group they fit: first those that know both parties."""
    near_by: dict[Side, list[Group]] = defaultdict(list)
    for group in found:
        _put(near_by, group)
    for fact in sorted(loose, key=lambda f: not all(f.pair)):
        homes = [g for g in sorted(_beside(near_by, fact.pair)) if _fits(fact, g, found[g], catalog)]
        near = [g for g in homes if all(fact.pair) or _tells_the_same(fact, found[g])] or homes
        home = near[0] if near and (all(fact.pair) or len(near) == 1 or fact.denied) else (*fact.pair, fact.family)
        if home not in found:
            _put(near_by, home)
        found[home].append(fact)


Side = tuple[int, str]
"""A party as supplier (0) or recipient (1)."""


def _put(near_by: dict[Side, list[Group]], group: Group) -> None:
    near_by[0, group[0]].append(group)
    near_by[1, group[1]].append(group)


def _beside(near_by: dict[Side, list[Group]], pair: tuple[str, str]) -> set[Group]:
    """Groups with each known party of a pair, or with that party unknown."""
    sides = [{g for key in (party, "") for g in near_by.get((n, key), ())} for n, party in enumerate(pair) if party]
    return set.intersection(*sides) if sides else set()


def _fits(fact: Fact, group: Group, members: list[Fact], catalog: Catalog) -> bool:
    parties = all(mine in ("", theirs) for mine, theirs in zip(fact.pair, group[:2], strict=True))
    return parties and same_item(fact, members, catalog)


def same_item(fact: Fact, members: Sequence[Fact], catalog: Catalog) -> bool:
    """Whether the item is of the members' family, or an umbrella or a class that the members' system belongs to."""
    if fact.family == members[0].family:
        return True
    known = next((m.entry for m in members if m.entry), None)
    if not (fact.wide and fact.entry and known):
        return False
    return fact.entry.id in (catalog.family_line(known) if fact.entry.umbrella else catalog.class_line(known.klass))


def _joined_by_dispute(found: dict[Group, list[Fact]], catalog: Catalog) -> list[list[Fact]]:
    """One deal where item, number and time agree and only one party differs (BUNDLES, Deal)."""
    merged: list[list[Fact]] = []
    places: dict[tuple[int, str, str], set[int]] = defaultdict(set)
    for _, members in sorted(found.items(), key=lambda g: (min(f.order for f in g[1]), g[0])):
        known = {(*f.pair, f.family, f.wide): f for f in members}.values()  # the same for most: looked up once
        near = {n for key in _keys(known) for n in places.get(key, ())}
        home = next((n for n in sorted(near) if _disputes_party(members, merged[n], catalog)), None)
        if home is None:
            home = len(merged)
            merged.append(list(members))
        else:
            merged[home] += members
        for fact in known:
            for n, party in enumerate(fact.pair):
                places[n, party, fact.family].add(home)
                places[n, party, ANY].add(home)
                if fact.wide:
                    places[n, party, CLASSES].add(home)
    return merged


ANY, CLASSES = "", "class"
"""Places of all groups, and of those that name a class: only these can be of one item without being of one family."""


def _keys(members: Collection[Fact]) -> set[tuple[int, str, str]]:
    generic = any(f.wide for f in members)
    return {
        (n, party, kind)
        for fact in members
        for n, party in enumerate(fact.pair)
        for kind in ((ANY,) if generic else (fact.family, CLASSES))
    }


def _disputes_party(members: list[Fact], known: list[Fact], catalog: Catalog) -> bool:
    if not same_item(members[0], known, catalog) and not same_item(known[0], members, catalog):
        return False
    pairs = {f.pair for f in known}
    if not any(
        (one == two) != (other == another) for one, other in {f.pair for f in members} for two, another in pairs
    ):
        return False
    if all(f.denied for f in members):
        return True
    if _told_apart(members, known):
        return False
    return any(_tells_the_same(f, known) or _refers(f, known, catalog) for f in members)


def _told_apart(members: Sequence[Fact], known: Sequence[Fact]) -> bool:
    """Whether one report asserts both, of different parties: then they are two deals, as its source knows."""
    there = {(f.report.id, f.origin, f.stage): f.pair for f in known if f.asserted and all(f.pair)}
    return any(
        all(f.pair) and f.asserted and there.get((f.report.id, f.origin, f.stage), f.pair) != f.pair for f in members
    )


def _tells_the_same(fact: Fact, known: Sequence[Fact]) -> bool:
    """Whether a known fact has the same exact number at the same stage and time."""
    return any(
        fact.number
        and fact.number.exact
        and fact.number == k.number
        and fact.stage == k.stage
        and _close(fact, k, SAME_TIME)
        for k in known
    )


def _refers(fact: Fact, known: Sequence[Fact], catalog: Catalog) -> bool:
    """Whether its report names the other party and tells of the same number, or of no other."""
    named = {h.entry.country for h in catalog.scan(fact.report.text) if h.entry.country}
    for k in known:
        others = {key for key in k.pair if key and key not in fact.pair}
        numbers_agree = fact.number is None or k.number is None or fact.number == k.number
        if others & named and numbers_agree and fact.stage == k.stage and _close(fact, k, REFERRED):
            return True
    return False


def _close(one: Fact, other: Fact, within: timedelta) -> bool:
    return abs(one.when - other.when) <= within or abs(one.known - other.known) <= within
