"""The reader as a component of a spaCy pipeline: `nlp.add_pipe("armsledger")`, then claims on `doc._.claims`.

A claim's offsets are those of `doc.text`. The claims lie in `doc.user_data` as records, so that a document can be stored and
passed between processes as before.
"""

from __future__ import annotations

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from armsledger.catalog import catalog
from armsledger.model import AnyClaim, Report, SettingError
from armsledger.model.records import claim_record, claims_of
from armsledger.reading.document import Document, paragraphs
from armsledger.reading.reader import read_document

KEY = "armsledger"
"""Where the records lie in `doc.user_data`."""
NEEDED = ("TAG", "POS", "LEMMA", "DEP")


class Component:
    """Reads the claims of documents that a tagger, a lemmatizer and a parser have gone over."""

    def __init__(self, publisher: str | None) -> None:
        self.publisher = publisher

    def __call__(self, doc: Doc) -> Doc:
        """The document with `doc._.claims` filled. Raises SettingError where it is not parsed."""
        if doc.text.strip() and (lacking := [name for name in NEEDED if not doc.has_annotation(name)]):
            raise SettingError(
                f"the pipeline gives no {', '.join(lacking)}: add armsledger after a tagger, a lemmatizer and a parser"
            )
        claims = read_document(Document(report_of(doc, self.publisher), doc, paragraphs(doc.text))).claims
        for name in (
            "paths",
            "roles",
            "cues",
        ):  # what rules and features asked for, of no use to others and not to be stored
            doc.user_data.pop(name, None)
        records = [claim_record(c) | {"confidence": c.confidence} for c in claims]
        doc.user_data[KEY] = {"publisher": self.publisher, "claims": records}
        return doc


def report_of(doc: Doc, publisher: str | None) -> Report:
    """The document as a report, published on the day of `doc._.published`. Raises SettingError where that is no day."""
    given = doc._.published
    try:
        published = date.fromisoformat(str(given)[:10]) if given else None
    except ValueError:
        raise SettingError(f"doc._.published {given!r} is no day: write it as YYYY-MM-DD") from None
    return Report.of(doc.text, publisher=publisher, published=published)


def claims_in(doc: Doc) -> tuple[AnyClaim, ...]:
    """The claims of a document that the component has gone over; none of any other."""
    kept = doc.user_data.get(KEY)
    return tuple(claims_of(kept, report_of(doc, kept["publisher"]))) if kept else ()


@Language.factory("armsledger", assigns=["doc._.claims"], default_config={"publisher": None})
def component(nlp: Language, name: str, publisher: str | None) -> Component:
    """The component; `publisher` is whose own voice needs no source.

    `doc._.published` ("2024-03-10"), set on `nlp.make_doc(text)`, is the day from which "last Friday" counts.
    """
    catalog()  # compiled once, before the first document
    return Component(publisher)


Doc.set_extension("claims", getter=claims_in, force=True)
if not Doc.has_extension("published"):
    Doc.set_extension("published", default=None)
