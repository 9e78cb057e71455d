"""Reports in, readings out: the steps in the order they run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from armsledger.catalog import Catalog, EntryKind, catalog
from armsledger.model import AnyClaim, Kind, Report, claim_id
from armsledger.reading import statements, transfers, uses
from armsledger.reading.attribution import Attribution, attributions
from armsledger.reading.candidates import Scene
from armsledger.reading.coreference import resolve
from armsledger.reading.dates import DateMention, dates
from armsledger.reading.decision import Decision
from armsledger.reading.document import Document, parse
from armsledger.reading.encoder import encoder, token_kinds
from armsledger.reading.judge import Judge, Models, shipped
from armsledger.reading.mentions import Mentions
from armsledger.reading.outline import Outline, outline
from armsledger.reading.quantities import Number, numbers
from armsledger.reading.references import references
from armsledger.reading.repeats import told_once
from armsledger.reading.said import everything_said
from armsledger.reading.sourcing import Voices
from armsledger.reading.use_confidence import Around, looked_at_again
from armsledger.reading.uses import Used

VERSION = "linear+encoder 0.5"
CLAIM_THRESHOLD = 0.45
STATEMENT_THRESHOLD = 0.3
USE_THRESHOLD = 0.4
"""Least probability at which a candidate becomes a claim; chosen on work cases of authors that the models had not seen."""
SURE_CLAIM, SURE_STATEMENT = 0.65, 0.95
"""What the surest transfer or use, or else the surest statement, of a report about arms reaches; chosen in the same way."""


class Reading:
    """What was read from one report: claims, and the layers below them to look at one by one."""

    def __init__(
        self, report: Report, claims: tuple[AnyClaim, ...], document: Document | None, mentions: Mentions | None
    ) -> None:
        self.report = report
        self.claims = claims
        self._document = document
        self._mentions = mentions

    @property
    def numbers(self) -> list[Number]:
        """All quantities of the text."""
        return numbers(self.report.text)

    @property
    def dates(self) -> list[DateMention]:
        """All dates of the text, and the words that point at a time without dating it (now, recently)."""
        known = dates(self.report.text, self.report.published)
        return sorted([*known, *references(self.report.text, known)], key=lambda d: d.span)

    @property
    def attributions(self) -> list[Attribution]:
        """Everything that somebody is said to say, think, want or know."""
        if not self.report.text.strip():
            return []
        return everything_said(self._document or next(parse([self.report])))

    @property
    def mentions(self) -> Mentions | None:
        """Who and what the report names; None where nothing could bear a claim."""
        return self._mentions


def read(report: Report) -> Reading:
    """Read one report."""
    return next(read_all([report]))


def read_all(reports: Iterable[Report]) -> Iterator[Reading]:
    """Read reports in order. Only those that name a weapon are parsed: no other can bear a claim."""
    known = catalog()
    for batch in _batches(reports, 32):
        bearing = [r for r in batch if can_bear_claims(r, known)]
        documents = {id(d.report): d for d in parse(bearing)}
        for report in batch:
            document = documents.get(id(report))
            yield _read(document, known) if document else Reading(report, (), None, None)


def read_document(document: Document) -> Reading:
    """Read a report that is parsed already, by any English pipeline."""
    known = catalog()
    if can_bear_claims(document.report, known):
        return _read(document, known)
    return Reading(document.report, (), document, None)


def _batches(reports: Iterable[Report], size: int) -> Iterator[list[Report]]:
    batch: list[Report] = []
    for report in reports:
        batch.append(report)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def can_bear_claims(report: Report, known: Catalog) -> bool:
    """Whether the text names a weapon or a class of weapons."""
    return any(h.entry.kind in (EntryKind.SYSTEM, EntryKind.CLASS) for h in known.scan(report.text))


def scene_of(document: Document, known: Catalog) -> Scene:
    """A document with its mentions found and linked."""
    mentions = Mentions(document, known)
    resolve(document, mentions, known)
    return Scene.of(document, mentions)


def judge_of(layers: transfers.Layers, models: Models) -> Judge:
    """The models over a document whose mentions, numbers and dates are found."""
    scene = layers.scene
    kinds = token_kinds(scene.document, scene.mentions, layers.numbers, layers.dates)
    return Judge(scene, models, encoder(models.encoder).vectors(scene.document, kinds))


def layers_of(scene: Scene) -> transfers.Layers:
    """Numbers, dates and voices of a document."""
    report = scene.document.report
    voices = Voices.of(scene, attributions(scene.document))
    return transfers.Layers(scene, numbers(report.text), dates(report.text, report.published), voices)


def claims_of(scene: Scene, known: Catalog, models: Models) -> list[AnyClaim]:
    """All claims of a document, in no order."""
    layers = layers_of(scene)
    return judged_claims(layers, judge_of(layers, models), known)


def judged_claims(layers: transfers.Layers, judge: Judge, known: Catalog) -> list[AnyClaim]:
    """All claims of a document that the models are laid over, in no order.

    Where none is sure the report is about something else, be it full of demands and denials: nothing is read.
    """
    found = list(_doubtful_claims(layers, judge, known))
    return found if any(c.confidence >= _sure(c) for c in found) else []


def _sure(claim: AnyClaim) -> float:
    return SURE_STATEMENT if claim.kind == Kind.STATEMENT else SURE_CLAIM


def _doubtful_claims(layers: transfers.Layers, judge: Judge, known: Catalog) -> Iterator[AnyClaim]:
    whole = outline(layers.scene)
    decisions = transfers.decide(judge, whole, CLAIM_THRESHOLD)
    used = list(uses.claims(layers, judge, whole, used_in(judge, whole, decisions), known))
    firing = {span for claim in used for _, span in claim.cues}
    yield from transfers.claims(layers, judge, [d for d in decisions if transfers.trigger_span(d) not in firing], known)
    yield from used
    if layers.scene.mentions.items:
        yield from statements.claims(judge, layers.voices, known, STATEMENT_THRESHOLD)


def used_in(judge: Judge, whole: Outline, decisions: Sequence[Decision]) -> list[Used]:
    """The uses of a document whose transfers are decided."""
    found = uses.proposals(judge, whole)
    around = Around(judge.scene, whole, found, decisions)
    return [u for u in looked_at_again(around, found, judge.second["use"]) if u.confidence >= USE_THRESHOLD]


def _read(document: Document, known: Catalog) -> Reading:
    scene, report = scene_of(document, known), document.report
    found = claims_of(scene, known, shipped())
    return Reading(report, tuple(sound(found, report)), document, scene.mentions)


def sound(found: Iterable[AnyClaim], report: Report) -> Iterator[AnyClaim]:
    """The claims whose every field is grounded, each told once, with ids, in reading order."""
    ordered = sorted(found, key=lambda c: (c.evidence.start, c.kind.value, c.evidence.end))
    return numbered(told_once([c for c in ordered if not c.ungrounded(report.text)]), report)


def numbered(claims: list[AnyClaim], report: Report) -> Iterator[AnyClaim]:
    """The claims with ids, in reading order."""
    for number, claim in enumerate(claims, 1):
        yield replace(claim, id=claim_id(report.id, number), reader=VERSION)
