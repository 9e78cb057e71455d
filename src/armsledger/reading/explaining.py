"""Why a claim was read as it was: the words, the options that were weighed, and what each model gave them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from armsledger.catalog import Catalog, catalog
from armsledger.model import AnyClaim, Item, Kind, Party, Report, SettingError, Span, UseClaim
from armsledger.reading import confidence, statements, transfers, uses
from armsledger.reading.assignment import ROLES, is_explicit
from armsledger.reading.attribution import Attribution
from armsledger.reading.decision import Decision, Weight
from armsledger.reading.document import parse
from armsledger.reading.explanation import Explanation, Operator, Option, Voice, Words
from armsledger.reading.features import options
from armsledger.reading.judge import Judge, shipped
from armsledger.reading.mentions import Mention
from armsledger.reading.outline import outline
from armsledger.reading.paths import spelled
from armsledger.reading.possible_uses import named_parties, user_rows
from armsledger.reading.reader import (
    CLAIM_THRESHOLD,
    can_bear_claims,
    judge_of,
    judged_claims,
    layers_of,
    scene_of,
    sound,
)
from armsledger.reading.transfers import Layers, item_of
from armsledger.reading.trees import reasons
from armsledger.reading.triggers import cue_of, operators, said_stage
from armsledger.reading.use_confidence import Around, looked_at_again
from armsledger.reading.use_confidence import features as use_features

SHOWN = 6
"""Parties shown for a role: the likeliest."""


def explain(report: Report, wanted: str) -> Explanation:
    """The derivation of a claim of the report, given by its number or id. Raises SettingError where there is none."""
    known = catalog()
    if not can_bear_claims(report, known):
        raise SettingError(f"no claim was read in {report.id}: it names no weapon")
    layers = layers_of(scene_of(next(parse([report])), known))
    judge = judge_of(layers, shipped())
    claim = _wanted(list(sound(judged_claims(layers, judge, known), report)), wanted, report)
    explained = _EXPLAINERS[claim.kind](claim, layers, judge, known)
    return replace(explained, sources=tuple(_voices(claim, layers)))


def _wanted(claims: Sequence[AnyClaim], wanted: str, report: Report) -> AnyClaim:
    found = next((c for n, c in enumerate(claims, 1) if wanted in (str(n), c.id)), None)
    if found is None:
        there = f"choose a number from 1 to {len(claims)}" if claims else "no claim was read in it"
        raise SettingError(f"report {report.id} has no claim {wanted!r}: {there}")
    return found


def _transfer(claim: AnyClaim, layers: Layers, judge: Judge, known: Catalog) -> Explanation:
    whole = outline(judge.scene)
    decisions = transfers.decide(judge, whole, CLAIM_THRESHOLD)
    decision = next(d for d in decisions if claim in _made(claim, layers, judge, d, known))
    candidate = decision.candidate
    trigger, item, text = candidate.trigger, candidate.item, layers.scene.document.text
    others = transfers.proposals(judge, whole)
    first = next(d for d in others if (d.candidate.trigger.token, d.candidate.item) == (trigger.token, item))
    rank = [pair.keys for pair in first.pairs].index(decision.pair.keys)
    looked_at = confidence.features(first, rank, confidence.Around(judge.scene, whole, others))
    certainties = {n: Weight(share, None, share) for n, share in judge.certainty_shares(candidate).items()}
    return Explanation(
        claim,
        _token(trigger.token),
        trigger.cue.frame,
        judge.claim_weight(candidate),
        operators=tuple(Operator(_token(t), _effect(t)) for t in trigger.operators),
        says=said_stage(trigger).value,
        weapon=_words(item.span, text),
        way=spelled(trigger.token, item.head),
        carried=candidate.carried,
        roles={role: _role(claim, judge, decision, role) for role in ROLES},
        stages=_closed(judge.stage_weights(candidate), decision.stage.value),
        certainties=_closed(certainties, claim.certainty.value),
        reasons=tuple(reasons(looked_at, judge.second["transfer"])),
    )


def _made(claim: AnyClaim, layers: Layers, judge: Judge, decision: Decision, known: Catalog) -> list[AnyClaim]:
    """The claims that come of a decision, under the claim's id."""
    made = transfers.claims(layers, judge, [decision], known)
    return [replace(c, id=claim.id, reader=claim.reader) for c in made]


def _role(claim: AnyClaim, judge: Judge, decision: Decision, role: str) -> tuple[Option, ...]:
    candidate, scene = decision.candidate, judge.scene
    named = options(scene, candidate)
    weights = judge.role_weights(candidate, outline(scene), role)
    found = _parties(weights, named, getattr(claim, role), candidate.trigger.token)
    return tuple(replace(o, explicit=bool(key) and is_explicit(scene, candidate, role, key)) for key, o in found)


def _parties(
    weights: Mapping[str, Weight], named: Mapping[str, Sequence[Mention]], party: Party | None, trigger: Token
) -> list[tuple[str, Option]]:
    """The likeliest parties and the chosen one by key, the likeliest first; nobody is "" and shown as "nobody"."""
    span = party.span if party else None
    chosen = next((key for key, mentions in named.items() if any(m.span == span for m in mentions)), "")
    ranked = sorted(weights, key=lambda key: -weights[key].both)
    shown = [key for n, key in enumerate(ranked) if n < SHOWN or key == chosen]
    return [(key, _party(key, weights[key], named.get(key, ()), span, key == chosen, trigger)) for key in shown]


def _party(
    key: str, weight: Weight, mentions: Sequence[Mention], span: Span | None, chosen: bool, trigger: Token
) -> Option:
    if not key:
        return Option("nobody", weight, chosen)
    told = next((m for m in mentions if chosen and m.span == span), mentions[-1])
    words = _words(told.span, trigger.doc.text)
    return Option(told.name, weight, chosen, words, spelled(trigger, told.head))


def _use(claim: AnyClaim, layers: Layers, judge: Judge, _: Catalog) -> Explanation:
    assert isinstance(claim, UseClaim)
    cue, weapon, scene, whole = dict(claim.cues)["use"], claim.item, layers.scene, outline(layers.scene)
    proposed = uses.proposals(judge, whole)
    around = Around(scene, whole, proposed, transfers.decide(judge, whole, CLAIM_THRESHOLD))
    chosen = zip(proposed, looked_at_again(around, proposed, judge.second["use"]), strict=True)
    used, seen = next((u, again) for u, again in chosen if _is_use(again, cue, weapon, claim))
    rank = used.users.index(seen.user)
    found, named = used.use, named_parties(scene)
    roles = {}
    for role in ("user", "against"):
        weights = judge.user_weights(found, role, named, user_rows(scene, found, whole, role, named))
        roles[role] = tuple(o for _, o in _parties(weights, named, getattr(claim, role), found.token))
    return Explanation(
        claim,
        _token(found.token),
        found.frame,
        used.weight,
        weapon=_words(found.item.span, scene.document.text),
        way=spelled(found.token, found.item.head),
        roles=roles,
        reasons=tuple(reasons(use_features(used, rank, around), judge.second["use"])),
    )


def _is_use(used: uses.Used, cue: Span, weapon: Item | None, claim: UseClaim) -> bool:
    user = claim.user.span if claim.user else None
    return (_token(used.use.token).span, item_of(used.use.item), used.user.mention.span) == (cue, weapon, user)


def _statement(claim: AnyClaim, layers: Layers, judge: Judge, _: Catalog) -> Explanation:
    scene, cue = layers.scene, dict(claim.cues)["act"]
    found = next(a for a in layers.voices.attributions if a.cue == cue and claim.evidence.span.contains(a.source))
    features = statements.statement_features(scene, layers.voices, found)
    likely = judge.statement_weight(found, scene.document.sentence_number(found.verb), features)
    reasons = tuple(judge.linear["statement"].reasons(features))
    return Explanation(claim, _words(cue, scene.document.text), found.act.value, likely, reasons=reasons)


_EXPLAINERS = {Kind.TRANSFER: _transfer, Kind.USE: _use, Kind.STATEMENT: _statement}


def _closed(weights: Mapping[str, Weight], chosen: str) -> tuple[Option, ...]:
    ranked = sorted(weights, key=lambda name: -weights[name].both)
    return tuple(Option(name, weights[name], name == chosen) for name in ranked)


def _effect(operator: Token) -> str:
    """What an operator makes of the trigger: its effect, or the stage of the cue that it is itself."""
    cue = cue_of(operator)
    return operators().get(operator.lemma_.lower()) or (cue.stage.value if cue else "neutral")


def _voices(claim: AnyClaim, layers: Layers) -> Iterator[Voice]:
    """The claim's sources, each with the saying that brings it in: in the claim's own sentence, else the last one before."""
    text = layers.scene.document.text
    for source in claim.sources:
        said = [a for a in layers.voices.attributions if source.name in _speaking(layers, a)]
        said = [a for a in said if a.verb.idx <= _sentence_end(claim, said, text)]
        near = min(said, key=lambda a: abs(a.verb.idx - claim.evidence.start), default=None)
        words = _words(source.span, text) if source.span else None
        yield Voice(source.name, source.kind.value, words, _words(near.cue, text) if near else None)


def _speaking(layers: Layers, attribution: Attribution) -> set[str]:
    """Who speaks in an attribution: its source, and the outlet that was told."""
    return {s.name for s in (*layers.voices.told_outlet(attribution), layers.voices.source_of(attribution))}


def _sentence_end(claim: AnyClaim, said: Sequence[Attribution], text: str) -> int:
    """Where the sentence of the claim's last word ends, as far as the parse tells."""
    if not said:
        return len(text)
    tokens = said[0].verb.doc.char_span(claim.evidence.start, claim.evidence.end, alignment_mode="expand")
    return len(text) if tokens is None else tokens[-1].sent.end_char


def _token(token: Token) -> Words:
    return Words(token.text, Span(token.idx, token.idx + len(token.text)))


def _words(span: Span, text: str) -> Words:
    return Words(span.of(text), span)
