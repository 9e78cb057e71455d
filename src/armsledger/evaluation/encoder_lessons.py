"""What the encoder learns from: every candidate of a case as token numbers, with the annotators' answers.

Besides what the reader asks of it (claims, parties in roles, stages, statements) it learns the number, date and sources of a
claim: these teach it which words belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from armsledger.catalog import Catalog, fold
from armsledger.evaluation.agreement import alternatives, near, overlaps
from armsledger.evaluation.examples import entry_of, is_named, matched_claims, spoken_by
from armsledger.evaluation.gold import Case, GoldClaim, answers, item_agrees, name_agrees, party_names, quote_span
from armsledger.model import Act, Certainty, Span, Stage
from armsledger.reading.candidates import Candidate, Scene, candidates, governing_verb
from armsledger.reading.encoder import token_kinds
from armsledger.reading.features import options
from armsledger.reading.heads import ROLES, TRANSFER, USE
from armsledger.reading.mentions import Mention
from armsledger.reading.possible_uses import named_parties
from armsledger.reading.transfers import Layers
from armsledger.reading.wordpieces import Window, windows

Mask = list[bool]


@dataclass(slots=True)
class Pointer:
    """Options for a role, each with the tokens of its mentions, and which are right (the last one: nobody)."""

    options: list[list[list[int]]]
    right: Mask


@dataclass(slots=True)
class Clause:
    """A candidate: its weapon, trigger and sentence, and what is true of it."""

    kind: int
    item: list[int]
    head: int
    trigger: int
    sentence: int
    claim: bool | None
    """None where an annotator leaves it open."""
    stages: Mask = field(default_factory=list)
    certainties: Mask = field(default_factory=list)
    roles: dict[str, Pointer] = field(default_factory=dict)


@dataclass(slots=True)
class Saying:
    """An attribution: whether it is a statement about arms, and of which act."""

    verb: int
    speaker: int
    sentence: int
    statement: bool
    acts: Mask


@dataclass(slots=True)
class EncoderLesson:
    """A case as the encoder sees it."""

    author: str
    tokens: int
    windows: list[Window]
    sentences: list[tuple[int, int]]
    clauses: list[Clause]
    sayings: list[Saying]


def encoder_lesson(case: Case, layers: Layers, catalog: Catalog) -> EncoderLesson:
    """The lesson of a case that is annotated in full."""
    scene = layers.scene
    document = scene.document
    kinds = token_kinds(document, scene.mentions, layers.numbers, layers.dates)
    clauses = [*_transfers(case, layers, catalog)]
    sayings: list[Saying] = []
    if not case.transfers_only:
        clauses += _uses(case, layers, catalog)
        sayings += _sayings(case, layers)
    bounds = [(s.start, s.end) for s in document.sentences]
    return EncoderLesson(case.author, len(document.doc), list(windows(document, kinds)), bounds, clauses, sayings)


def _transfers(case: Case, layers: Layers, catalog: Catalog) -> Iterator[Clause]:
    scene = layers.scene
    found = list(candidates(scene))
    matched = matched_claims(case, scene, found, catalog)
    for candidate in found:
        golds = matched.get(id(candidate))
        clause = Clause(
            TRANSFER,
            _tokens(scene, candidate.item.span),
            candidate.item.head.i,
            candidate.trigger.token.i,
            candidate.sentence,
            None if golds is None else bool(golds),
        )
        if golds:
            _answer(clause, layers, golds, options(scene, candidate), ROLES[:2])
            clause.stages = [s.value in {v for g in golds for v in answers(g["stage"])} for s in Stage]
            if (numbers := _numbers(layers, candidate, golds[0])) is not None:
                clause.roles["quantity"] = numbers
        yield clause


def _uses(case: Case, layers: Layers, catalog: Catalog) -> Iterator[Clause]:
    scene, text = layers.scene, case.report.text
    golds = [(g, quote_span(g, text)) for g in case.claims if g["kind"] == "use"]
    named = named_parties(scene)
    for number, items in enumerate(scene.items):
        for item in items:
            met = [g for g, q in golds if q.overlaps(item.span) and item_agrees(g, entry_of(item), item.name, catalog)]
            required = [g for g in met if g.get("required", True)]
            open_ = bool(met) != bool(required)
            clause = Clause(
                USE,
                _tokens(scene, item.span),
                item.head.i,
                governing_verb(item.head).i,
                number,
                None if open_ else bool(required),
            )
            if required and not open_:
                _answer(clause, layers, required, named, ("user", "against"))
            yield clause


def _answer(
    clause: Clause,
    layers: Layers,
    golds: Sequence[GoldClaim],
    named: Mapping[str, Sequence[Mention]],
    roles: Iterable[str],
) -> None:
    scene = layers.scene
    clause.certainties = [c.value in {v for g in golds for v in answers(g["certainty"])} for c in Certainty]
    for role in roles:
        if (pointer := _parties(scene, golds, role, named)) is not None:
            clause.roles[role] = pointer
    clause.roles["source"] = _sources(layers, golds[0])
    if (dates := _dates(layers, clause.sentence, golds[0])) is not None:
        clause.roles["date"] = dates


def _parties(
    scene: Scene, golds: Sequence[GoldClaim], role: str, named: Mapping[str, Sequence[Mention]]
) -> Pointer | None:
    names = [n for g in golds for n in party_names(g, role)]
    good = [any(is_named(n, key, mentions) for n in names) for key, mentions in named.items()]
    nobody = not any(good) and (not names or any(None in answers(g.get(role)) for g in golds))
    places = [[_tokens(scene, m.span) for m in mentions] for mentions in named.values()]
    return Pointer(places, [*good, nobody]) if any(good) or nobody else None


def _numbers(layers: Layers, candidate: Candidate, gold: GoldClaim) -> Pointer | None:
    here = [n for n in layers.numbers if n.kind in ("count", "year") and _in(layers.scene, candidate.sentence, n.span)]
    wanted = alternatives(gold.get("quantity"))
    good = [any(near(w, [n.interval.min, n.interval.max]) for w in wanted) for n in here]
    nothing = not any(good) and None in wanted
    spans = [[_tokens(layers.scene, n.span)] for n in here]
    return Pointer(spans, [*good, nothing]) if any(good) or nothing else None


def _dates(layers: Layers, sentence: int, gold: GoldClaim) -> Pointer | None:
    here = [d for d in layers.dates if _in(layers.scene, sentence, d.span)]
    wanted = [w for w in alternatives(gold.get("date")) if w and any(w)]
    good = [any(overlaps(w, d.period) for w in wanted) for d in here]
    nothing = not wanted
    spans = [[_tokens(layers.scene, d.span)] for d in here]
    return Pointer(spans, [*good, nothing]) if any(good) or nothing else None


def _sources(layers: Layers, gold: GoldClaim) -> Pointer:
    """Every source that the report names; those of the chain are right (any number of them, none included)."""
    voices, scene = layers.voices, layers.scene
    named: dict[str, list[list[int]]] = {}
    for attribution in voices.attributions:
        named.setdefault(voices.source_of(attribution).name, []).append([attribution.head.i])
        for outlet in voices.told_outlet(attribution):
            named.setdefault(outlet.name, []).append([attribution.addressee.i if attribution.addressee else 0])
    for outlet_ in scene.mentions.outlets:
        named.setdefault(outlet_.name, []).append([outlet_.head.i])
    publisher = fold(scene.document.report.publisher or "")
    kept = {name: places for name, places in named.items() if fold(name) != publisher}
    return Pointer(list(kept.values()), [*_best_chain(list(kept), gold), False])


def _best_chain(names: Sequence[str], gold: GoldClaim) -> Mask:
    """Which names stand in the acceptable chain that they cover best."""

    def said(name: str, wanted: str) -> bool:
        return name_agrees(wanted, name) or fold(name) in fold(wanted)

    masks = []
    for chain in alternatives(gold.get("sources")):
        mask = [any(said(name, wanted) for wanted in chain or ()) for name in names]
        covered = all(any(said(name, wanted) for name in names) for wanted in chain or ())
        masks.append((covered, sum(mask), mask))
    return max(masks, key=lambda m: m[:2])[2]


def _sayings(case: Case, layers: Layers) -> Iterator[Saying]:
    document, voices = layers.scene.document, layers.voices
    golds = [(g, quote_span(g, case.report.text)) for g in case.claims if g["kind"] == "statement"]
    for attribution in voices.attributions:
        source = voices.source_of(attribution)
        met = [g for g, q in golds if q.overlaps(attribution.cue) and spoken_by(g, source.name, source.country)]
        required = [g for g in met if g.get("required", True)]
        if met and not required:
            continue
        acts = {v for g in required for v in answers(g["act"])}
        place = document.sentence_number(attribution.verb)
        mask = [a.value in acts for a in Act]
        yield Saying(attribution.verb.i, attribution.head.i, place, bool(required), mask)


def _tokens(scene: Scene, span: Span) -> list[int]:
    return [t.i for t in scene.document.tokens(span) or ()]


def _in(scene: Scene, sentence: int, span: Span) -> bool:
    bounds = scene.document.sentences[sentence]
    return bounds.start_char <= span.start < bounds.end_char
