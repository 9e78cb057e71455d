"""Who publicly accuses, denies, confirms, announces or says something about a transfer or a use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from armsledger.catalog import Catalog
from armsledger.model import Act, Evidence, Party, PartyKind, Phrase, SourceKind, Span, StatementClaim
from armsledger.reading.attribution import Attribution
from armsledger.reading.candidates import Scene
from armsledger.reading.decision import Filler
from armsledger.reading.judge import Judge
from armsledger.reading.mentions import Mention
from armsledger.reading.sourcing import Voices
from armsledger.reading.transfers import party


def statement_features(scene: Scene, voices: Voices, attribution: Attribution) -> list[str]:
    """Whether an attribution is a statement about arms."""
    source = voices.source_of(attribution)
    number = scene.document.sentence_number(attribution.verb)
    inside = [i for i in scene.items[number] if _within(i, attribution.content)]
    triggered = [t for t in scene.triggers[number] if any(c.start <= t.token.idx < c.end for c in attribution.content)]
    lemma = attribution.verb.lemma_.lower()
    out = [
        "bias",
        f"lemma:{lemma}",
        f"act:{attribution.act.value}",
        f"source:{source.kind.value}",
        f"paragraph:{scene.paragraphs[number].kind}",
    ]
    out += [
        f"items:{min(2, len(inside))}",
        f"triggers:{min(2, len(triggered))}",
        f"source:{source.kind.value}:items:{bool(inside)}:triggers:{bool(triggered)}",
    ]
    out += [f"items_here:{bool(scene.items[number])}", f"items_before:{bool(number and scene.items[number - 1])}"]
    out += [
        f"pronoun:{attribution.head.pos_ == 'PRON'}",
        f"dep:{attribution.verb.dep_}",
        f"negated:{attribution.negated}",
        f"content:{bool(attribution.content)}",
        f"tag:{attribution.verb.tag_}",
    ]
    out += [f"addressee:{attribution.addressee is not None}", f"country:{bool(source.country)}"]
    out += [f"head:{attribution.head.lemma_.lower()}"] if attribution.head.pos_ == "NOUN" else []
    out += [f"first:{number < 3}", f"document_items:{min(3, len(scene.mentions.items))}"]
    out += [f"trigger:{t.cue.stage.value}" for t in triggered[:2]]
    return out


def _within(mention: Mention, content: tuple[Span, ...]) -> bool:
    return any(c.overlaps(mention.span) for c in content)


def claims(judge: Judge, voices: Voices, catalog: Catalog, threshold: float) -> Iterator[StatementClaim]:
    """Statement claims of a document, one for each attribution that the models take for one."""
    scene = judge.scene
    for attribution in voices.attributions:
        sentence = scene.document.sentence_number(attribution.verb)
        probability = judge.statement(attribution, sentence, statement_features(scene, voices, attribution))
        if probability >= threshold and attribution.verb.i >= 0:
            yield _claim(scene, voices, attribution, probability, catalog)


def _claim(
    scene: Scene, voices: Voices, attribution: Attribution, confidence: float, catalog: Catalog
) -> StatementClaim:
    text, source = scene.document.text, voices.source_of(attribution)
    sentence = scene.document.sentence_number(attribution.verb)
    evidence = attribution.source.hull(attribution.cue)
    wider = evidence.hull(attribution.content[0]) if attribution.content else evidence
    evidence = wider if len(wider.of(text).split()) <= 40 else evidence
    outer = tuple(s for s in voices.carried.get(sentence, ()) if s.name != source.name)
    about = _trimmed(attribution.content[0], text) if attribution.content else None
    return StatementClaim(
        id="",
        evidence=Evidence.at(evidence.trimmed(text), text),
        sources=outer,
        cues=(("act", attribution.cue),),
        confidence=confidence,
        speaker=source,
        speaker_for=_speaker_for(source.country, source.span, catalog) if source.kind != SourceKind.OUTLET else None,
        addressee=_addressee(scene, attribution, catalog),
        act=attribution.act,
        about=Phrase(about.of(text), about) if about else None,
    )


def _trimmed(span: Span, text: str) -> Span:
    """At most a dozen words, so that a table can show it."""
    words_ = list(re.finditer(r"\S+", span.of(text)))[:12]
    return Span(span.start + words_[0].start(), span.start + words_[-1].end())


def _speaker_for(country: str | None, span: Span | None, catalog: Catalog) -> Party | None:
    state = catalog.state(country) if country else None
    return (
        Party(state.name, state.id, PartyKind.IGO if state.subkind == "igo" else PartyKind.STATE, span)
        if state
        else None
    )


def _addressee(scene: Scene, attribution: Attribution, catalog: Catalog) -> Party | None:
    token = attribution.addressee or _accused(attribution)
    if token is None:
        return None
    known = next((m for m in [*scene.mentions.parties, *scene.mentions.outlets] if m.head.i == token.i and m.key), None)
    beside = known or _apposed(scene, token)
    if beside is None:
        return None
    if beside.kind in ("person", "outlet", "body", "maker"):
        return Party(
            beside.name, beside.country, PartyKind.PERSON if beside.kind == "person" else PartyKind.UNKNOWN, beside.span
        )
    return party(Filler(beside.key, beside), catalog)


def _apposed(scene: Scene, token: Token) -> Mention | None:
    """The name beside a description: "his Turkish counterpart Tayyip Erdogan"."""
    inside = {t.i for t in token.subtree}
    named = [m for m in scene.mentions.parties if m.head.i in inside and m.key]
    return next((m for m in named if m.kind == "person"), named[0] if named else None)


def _accused(attribution: Attribution) -> Token | None:
    """The object of accusing, urging, warning, putting on notice."""
    if attribution.act not in (Act.ACCUSE, Act.WARN, Act.DEMAND, Act.CONDEMN, Act.THREATEN, Act.PRAISE):
        return None
    return next(
        (c for c in attribution.verb.children if c.dep_ in ("dobj", "dative") and c.pos_ in ("PROPN", "NOUN")), None
    )
