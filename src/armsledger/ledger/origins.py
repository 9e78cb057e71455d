"""The independent origin of a claim: the innermost named source (BUNDLES rules).

Persons and bodies of one government, its armed services and export agencies are one origin, also where such a body is the
publisher; a company is its own; where the innermost source is anonymous, the outlet that quotes it, else the publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from armsledger.catalog import Catalog, Surface, fold
from armsledger.catalog.cues import words
from armsledger.ledger import speakers, voices
from armsledger.ledger.speakers import Scene
from armsledger.model import AnyClaim, Report, Source, SourceKind

REGISTERS = {
    "sipri": re.compile(r"\bsipri\b|\bstockholm international peace research institute\b"),
    "unroca": re.compile(r"\bunroca\b|\b(?:un|united nations) register\b"),
}
"""Registers are origins of their own, by whatever name they are called."""


def origin_of(claim: AnyClaim, report: Report, catalog: Catalog, publishers: frozenset[str] = frozenset()) -> str:
    """A key for who stands behind the claim: a state's code, a company's or outlet's id, else a folded name.

    `publishers` are the bare names (`bare`) of all publishers in the ledger: a source of that name is that outlet.
    """
    scene = Scene.of(claim, report, catalog)
    for source in reversed(claim.sources):
        if bare(source.name) in publishers:
            return _published_by(source.name, scene)
        if not anonymous(source, catalog):
            return key_of(source, scene)
    return _published_by(report.publisher or report.id, scene)


@lru_cache(maxsize=16_384)
def bare(name: str) -> str:
    """An outlet's name without "the" and "newspaper"."""
    return voices.outlet_words().sub("", fold(name)) or fold(name)


def _published_by(name: str, scene: Scene) -> str:
    return _outlet(name, scene.catalog) or speakers.own_government(name, scene) or bare(name)


@lru_cache(maxsize=16_384)
def _outlet(name: str, catalog: Catalog) -> str | None:
    """The key of a publisher that is no body of a government; None where it may be one."""
    known = known_key(catalog.find(name))
    return known or (None if speakers.bodies_in(name) and not voices.news().search(fold(name)) else bare(name))


def anonymous(source: Source, catalog: Catalog) -> bool:
    """Whether a source is only described: officials, people familiar with the matter, an executive, papers that somebody saw."""
    return _described(source.name, catalog)


@lru_cache(maxsize=16_384)
def _described(name: str, catalog: Catalog) -> bool:
    table = words("anonymous", "lemma", "kind")
    words_ = name.split()
    capitals = any(w[:1].isupper() for w in words_[1:])
    if words_[0].lower() in voices.unnamed() and not capitals:
        return True  # "a docker", "two persons in the industry"
    if _known(name, catalog):
        return False
    if voices.papers().match(fold(name)) and not speakers.issuers(name, catalog):
        return not speakers.bodies_in(name)
    described = [table.get(w) or table.get(w.rstrip("s")) for w in fold(name).split()]
    named = (capitals and "person" in described) or "organisation" in described or _personal(name, catalog)
    return "anonymous" in described and not named


def _personal(name: str, catalog: Catalog) -> bool:
    """Whether two capitalised words stand together that the catalog does not know: "defence analyst Hans Meyer"."""
    unknown = name
    for hit in catalog.scan(name):
        unknown = unknown[: hit.start] + "_" * (hit.end - hit.start) + unknown[hit.end :]
    return re.search(r"\b[A-Z][\w'-]+ (?:[a-z]{2,3} )?[A-Z][\w'-]+", unknown) is not None


def _known(name: str, catalog: Catalog) -> str | None:
    return _register(name) or known_key(catalog.find(name))


def _register(name: str) -> str | None:
    return next((key for key, pattern in REGISTERS.items() if pattern.search(fold(name))), None)


def key_of(source: Source, scene: Scene) -> str:
    """One key for all persons and bodies of a government; companies, outlets and others by their own."""
    name, catalog = source.name, scene.catalog
    own = source.kind in (SourceKind.COMPANY, SourceKind.OUTLET, SourceKind.ORGANISATION, SourceKind.ARMED_GROUP)
    return (
        _register(name)
        or known_key(s for s in catalog.find(name) if not speakers.foreign(s.entry, name, scene))
        or (None if own else source.country)
        or speakers.company(name, scene)
        or (None if own else speakers.government(name, scene))
        or speakers.beside(name, scene)
        or speakers.inside(name, scene)
        or bare(name)
    )


def known_key(surfaces: Iterable[Surface]) -> str | None:
    """The origin that the first of some readings is."""
    for surface in surfaces:
        if key := speakers.entry_key(surface.entry):
            return key
    return None
