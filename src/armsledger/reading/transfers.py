"""Candidates become transfer claims: the models decide which, who, and how far; everything is grounded in words."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from armsledger.catalog import Catalog, EntryKind
from armsledger.model import (
    Certainty,
    Evidence,
    Item,
    Party,
    PartyKind,
    Quantity,
    Span,
    Stage,
    TransferClaim,
)
from armsledger.reading.amounts import amount_of
from armsledger.reading.assignment import ROLES, is_plain
from armsledger.reading.candidates import Candidate, Scene, candidates
from armsledger.reading.confidence import looked_at_again
from armsledger.reading.counting import date_of, value_of
from armsledger.reading.dates import DateMention
from armsledger.reading.decision import Decision, Filler, Pair, Weight
from armsledger.reading.features import options, outlook
from armsledger.reading.judge import Judge
from armsledger.reading.mentions import Mention
from armsledger.reading.outline import Outline
from armsledger.reading.quantities import Number
from armsledger.reading.roles import RECIPIENT, SUPPLIER
from armsledger.reading.sourcing import Voices

ACTOR_KINDS = frozenset({"maker", "company", "body", "group", "nominal"})
LONGEST_QUOTE = 40  # words
PROPOSED = 0.08
"""Least probability at which a candidate is looked at more closely."""
PAIRS = 4
"""How many pairs of parties of a candidate are looked at a second time."""
AT_HOME = 9.0
"""How many times as likely as two parties one on both sides must be, for a state that orders at home: nothing is transferred then."""


Chances = Mapping[str, Mapping[str, Weight]]
"""What the models give each party, and nobody (""), by role."""


@dataclass(frozen=True, slots=True)
class Layers:
    """What the claims of a document are assembled from."""

    scene: Scene
    numbers: list[Number]
    dates: list[DateMention]
    voices: Voices

    @property
    def counts(self) -> list[Number]:
        """The numbers that stand in no date."""
        return [n for n in self.numbers if not any(n.span.overlaps(d.span) for d in self.dates)]


def decide(judge: Judge, whole: Outline, threshold: float) -> list[Decision]:
    """The candidates read as claims, one for each weapon mention, parties and stage in a sentence."""
    chosen = looked_at_again(judge.scene, whole, proposals(judge, whole), judge.second["transfer"])
    return list(distinct(d for d in chosen if d.confidence >= threshold))


def proposals(judge: Judge, whole: Outline) -> list[Decision]:
    """Every candidate that may be a claim, with what the models make of it."""
    out = []
    for candidate in candidates(judge.scene):
        weight = judge.claim_weight(candidate)
        if weight.both >= PROPOSED and (decision := _decide(judge, candidate, whole, weight)):
            out.append(decision)
    return likeliest_carried(out)


def likeliest_carried(decisions: list[Decision]) -> list[Decision]:
    """A word without a weapon of its own takes up one of those named before, not several."""
    best: dict[int, Decision] = {}
    for decision in decisions:
        place = decision.candidate.trigger.token.i
        if decision.candidate.carried == "item" and (
            place not in best or decision.probability > best[place].probability
        ):
            best[place] = decision
    kept = {id(d) for d in best.values()}
    return [d for d in decisions if d.candidate.carried != "item" or id(d) in kept]


def _decide(judge: Judge, candidate: Candidate, whole: Outline, claim: Weight) -> Decision | None:
    """The likeliest readings of a candidate; None where a state orders at home."""
    chances = {role: judge.role_weights(candidate, whole, role) for role in ROLES}
    found = _pairs(judge, chances)
    if _at_home(chances) > AT_HOME * max(found)[0]:
        return None
    pairs = tuple(_likeliest(judge.scene, candidate, chances, found))
    stages = judge.stage_weights(candidate)
    name = max(stages, key=lambda n: stages[n].both)
    stage, certainty = _not_yet(candidate, Stage(name), judge.certainty(candidate))
    return Decision(candidate, stage, certainty, claim, stages[name], pairs, pairs[0])


def _not_yet(candidate: Candidate, stage: Stage, certainty: Certainty) -> tuple[Stage, Certainty]:
    """What is still to come has not been delivered: "will send" is a pledge, "will arrive" a planned delivery."""
    trigger = candidate.trigger
    ahead = {"will", "shall", "is-to"} & set(outlook(trigger.token).split("+"))
    if (stage, certainty) != (Stage.DELIVERED, Certainty.ASSERTED) or not ahead:
        return stage, certainty
    active = trigger.cue.frame in ("give", "equip") and any(c.dep_ == "nsubj" for c in trigger.token.children)
    return (Stage.PLEDGED, certainty) if active else (stage, Certainty.PLANNED)


def _pairs(judge: Judge, chances: Chances) -> list[tuple[float, float, str, str]]:
    """Every supplier with every other recipient, by how likely both are together, and the part of known trades in that."""
    return [
        (supplier.both * recipient.both * (trade := judge.trade(s, r)), trade, s, r)
        for s, supplier in chances[SUPPLIER].items()
        for r, recipient in chances[RECIPIENT].items()
        if not s or s != r
    ]


def _likeliest(
    scene: Scene, candidate: Candidate, chances: Chances, found: Sequence[tuple[float, float, str, str]]
) -> Iterator[Pair]:
    """The likeliest pairs; where a verb says outright who supplies or receives, only those that it says."""
    named = options(scene, candidate)
    plain = [{key for key in named if is_plain(scene, candidate, role, key)} for role in ROLES]
    outright = [p for p in found if all(key in said or not said for key, said in zip(p[2:], plain, strict=True))]
    for chance, trade, *keys in heapq.nlargest(PAIRS, outright or found, key=lambda p: p[0]):
        parties = dict(zip(ROLES, keys, strict=True))
        weights = {role: chances[role][key] for role, key in parties.items()}
        yield Pair({r: _filler(scene, candidate, named, k) for r, k in parties.items()}, weights, trade, chance)


def _at_home(chances: Chances) -> float:
    """How likely one party is on both sides."""
    recipients = chances[RECIPIENT]
    return max((w.both * recipients[key].both for key, w in chances[SUPPLIER].items() if key), default=0.0)


def _filler(scene: Scene, candidate: Candidate, named: dict[str, list[Mention]], key: str) -> Filler | None:
    if not key:
        return None
    mentions, number = named[key], scene.document.sentence_number
    here = [m for m in mentions if number(m.head) == candidate.sentence]
    pool = here or ([m for m in mentions if number(m.head) < candidate.sentence][-1:] or mentions[:1])
    states = [m for m in pool if m.kind == "state"] or [m for m in pool if m.kind != "pronoun"]
    actors = [m for m in here if m.kind in ACTOR_KINDS and m.antecedent is None]
    best = min(states or pool, key=lambda m: abs(m.head.i - candidate.trigger.token.i))
    return Filler(key, best, actors[0] if actors and len(key) == 3 else None)


def distinct(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """The decisions without those that tell again what a better one tells.

    Triggers of one chain ("signed a contract for the delivery") tell one claim; other triggers of a sentence tell another
    claim on the same weapon only at another stage.
    """
    kept: list[Decision] = []
    for decision in sorted(decisions, key=_precedence):
        if not any(_tells_again(decision, better) for better in kept):
            kept.append(decision)
    yield from sorted(kept, key=lambda d: (d.candidate.sentence, d.candidate.trigger.token.i, d.candidate.item.first))


def _precedence(decision: Decision) -> tuple[bool, float]:
    """Cues before other verbs; in a chain the inner word, which says what is done ("relies on … for support")."""
    trigger = decision.candidate.trigger
    return trigger.cue.frame == "other", -decision.confidence * 1.2 ** len(trigger.absorbed)


def named_at(candidate: Candidate) -> Span:
    """Where the weapon is named: of a relative pronoun, its antecedent in the sentence."""
    item = candidate.item
    taken_up = item.antecedent
    return (
        taken_up.span
        if taken_up and taken_up.head.sent == item.head.sent and item.head.tag_ in ("WDT", "WP")
        else item.span
    )


def _tells_again(decision: Decision, better: Decision) -> bool:
    one, other = decision.candidate, better.candidate
    if one.sentence != other.sentence or named_at(one) != named_at(other):
        return False
    chained = one.trigger.token in other.trigger.operators or other.trigger.token in one.trigger.operators
    uncued = "other" in (one.trigger.cue.frame, other.trigger.cue.frame)
    return decision.stage == better.stage or chained or uncued


def claims(layers: Layers, judge: Judge, decisions: list[Decision], catalog: Catalog) -> Iterator[TransferClaim]:
    """Transfer claims of the decisions, joint recipients and suppliers each on their own."""
    counts = layers.counts
    for decision in decisions:
        quantity = amount_of(judge, decision, counts)
        for supplier in _with_conjuncts(layers.scene, decision, SUPPLIER):
            for recipient in _with_conjuncts(layers.scene, decision, RECIPIENT):
                if supplier is None or recipient is None or supplier.key != recipient.key:
                    yield _claim(layers, decision, supplier, recipient, quantity, catalog)


def _with_conjuncts(scene: Scene, decision: Decision, role: str) -> list[Filler | None]:
    """The filler and the parties coordinated with it: "to Qatar, Azerbaijan and Poland" is three."""
    filler = decision.roles[role]
    if filler is None or scene.document.sentence_number(filler.mention.head) != decision.candidate.sentence:
        return [filler]
    conjuncts = {t.i for t in filler.mention.head.conjuncts}
    other = decision.roles[RECIPIENT if role == SUPPLIER else SUPPLIER]
    joined = [
        m
        for m in scene.parties[decision.candidate.sentence]
        if m.head.i in conjuncts
        and m.key
        and m.key not in (filler.key, other.key if other else "")
        and m.kind in ("state", "group")
    ]
    unique = {m.key: m for m in joined}
    return [filler, *(Filler(key, m) for key, m in unique.items())]


def _claim(
    layers: Layers,
    decision: Decision,
    supplier: Filler | None,
    recipient: Filler | None,
    quantity: Quantity | None,
    catalog: Catalog,
) -> TransferClaim:
    candidate, document = decision.candidate, layers.scene.document
    trigger, item = candidate.trigger, candidate.item
    place = trigger.token.idx if candidate.carried != "trigger" else item.span.start
    fillers = [f for f in (supplier, recipient) if f]
    evidence = quote(
        document.text, layers.scene, decision, [f.mention for f in fillers], quantity.span if quantity else None
    )
    mode = trigger.cue.mode
    return TransferClaim(
        id="",
        evidence=Evidence.at(evidence, document.text),
        certainty=decision.certainty,
        sources=layers.voices.chain(candidate.sentence, place),
        date=date_of(document, trigger, item, layers.dates, layers.voices.speech_tokens),
        cues=(("stage", trigger_span(decision)), *((("mode", trigger_span(decision)),) if mode else ())),
        confidence=decision.confidence,
        supplier=party(supplier, catalog),
        supplier_actor=actor(supplier),
        recipient=party(recipient, catalog),
        recipient_actor=actor(recipient),
        item=item_of(item),
        quantity=quantity,
        stage=decision.stage,
        step=trigger.cue.step if trigger.cue.stage == decision.stage else None,
        mode=mode,
        value=value_of(document, trigger, item, layers.numbers),
    )


def trigger_span(decision: Decision) -> Span:
    """The trigger word."""
    token = decision.candidate.trigger.token
    return Span(token.idx, token.idx + len(token.text))


def party(filler: Filler | None, catalog: Catalog) -> Party | None:
    """The state, group or company in a role."""
    if filler is None:
        return None
    state = catalog.state(filler.key)
    if state is not None:
        kind = PartyKind.IGO if state.subkind == "igo" else PartyKind.STATE
        return Party(state.name, state.id, kind, filler.mention.span)
    kinds = {
        "maker": PartyKind.COMPANY,
        "company": PartyKind.COMPANY,
        "person": PartyKind.PERSON,
        "group": PartyKind.NON_STATE,
    }
    return Party(filler.mention.name, None, kinds.get(filler.mention.kind, PartyKind.UNKNOWN), filler.mention.span)


def actor(filler: Filler | None) -> Party | None:
    """The company, service or body that acts for the state in a role."""
    if filler is None or filler.actor is None:
        return None
    known = filler.actor
    kind = PartyKind.COMPANY if known.kind in ("maker", "company") else PartyKind.UNKNOWN
    return Party(known.name, known.country, kind, known.span)


def item_of(mention: Mention) -> Item:
    """The weapon of a mention, by the system it takes up where it takes one up, under the name that the report gives it."""
    known = mention.antecedent or mention
    entry = known.entry
    if entry is None:
        return Item(mention.name, span=mention.span, generic=True)
    if own := known.own_name:
        return Item(own, None, entry.class_name, entry.category, generic=False, span=mention.span)
    name, generic = known.called or entry.name, entry.kind == EntryKind.CLASS
    return Item(name, entry.id, entry.class_name, entry.category, generic, mention.span)


def quote(text: str, scene: Scene, decision: Decision, parties: list[Mention], number: Span | None) -> Span:
    """The shortest stretch of the sentence over trigger, weapon, number and the parties near them."""
    candidate = decision.candidate
    bounds = scene.document.sentences[candidate.sentence]
    sentence = Span(bounds.start_char, bounds.end_char).trimmed(text)
    core = candidate.item.span if candidate.carried == "trigger" else trigger_span(decision)
    if not candidate.carried:
        core = core.hull(candidate.item.span)
    for extra in [number, *(m.span for m in parties)]:
        if extra and sentence.contains(extra) and len(core.hull(extra).of(text).split()) <= LONGEST_QUOTE:
            core = core.hull(extra)
    return core
