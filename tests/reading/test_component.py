"""The reader in a spaCy pipeline of somebody's own."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from armsledger.model import Kind, SettingError
from armsledger.reading import component
from armsledger.reading.document import PIPELINE
from armsledger.reading.reader import read
from tests.reading.test_reader import TEXT

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A plain pipeline, without what armsledger adds to its own."""
    plain: Language = import_module(PIPELINE).load()
    plain.add_pipe("armsledger", config={"publisher": "Daily"})
    return plain


def test_claims_are_on_the_document_with_its_offsets(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert {c.kind for c in doc._.claims} == set(Kind)
    assert [c.id for c in doc._.claims if c.ungrounded(doc.text)] == []


def test_they_are_those_that_read_gives(nlp: Language) -> None:
    given = nlp.make_doc(TEXT)
    given._.published = "2024-03-10"
    doc = nlp(given)
    report = component.report_of(doc, "Daily")
    assert str(report.published) == "2024-03-10"
    assert doc._.claims == read(report).claims


def test_a_document_can_be_stored_and_keeps_its_claims(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.claims == doc._.claims
    assert again._.claims


def test_text_without_weapons_and_documents_of_others_have_no_claims(nlp: Language) -> None:
    assert [nlp(text)._.claims for text in ("", " ", "It rained in Oslo.")] == [(), (), ()]
    assert nlp.make_doc(TEXT)._.claims == ()


def test_a_pipeline_without_a_parser_is_told_what_is_lacking() -> None:
    bare = spacy.blank("en")
    bare.add_pipe("armsledger")
    with pytest.raises(SettingError, match="after a tagger, a lemmatizer and a parser"):
        bare(TEXT)


def test_a_day_that_is_none_is_refused(nlp: Language) -> None:
    given = nlp.make_doc(TEXT)
    given._.published = "last Friday"
    with pytest.raises(SettingError, match="YYYY-MM-DD"):
        nlp(given)


def test_spacy_finds_it_by_its_entry_point() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["entry-points"]["spacy_factories"]["armsledger"].partition(":")
    assert getattr(import_module(module), name) is component.component
