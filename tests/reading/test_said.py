"""Everything that is said, thought, wanted or known, not only about arms."""

import pytest

from armsledger.model import Report
from armsledger.reading.attribution import Attribution, attributions
from armsledger.reading.document import parse
from armsledger.reading.said import everything_said


def told(text: str) -> list[tuple[str, str, str]]:
    def parts(found: Attribution) -> tuple[str, str, str]:
        return found.source.of(text), found.cue.of(text), " … ".join(c.of(text) for c in found.content)

    return [parts(a) for a in everything_said(next(parse([Report.of(text)])))]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister wants to sign the treaty.", "The minister", "wants", "to sign the treaty"),
        ("She has long believed that the bridge is unsafe.", "She", "has long believed", "that the bridge is unsafe"),
        ("The board opposed the merger.", "The board", "opposed", "the merger"),
        ("The mayor is aware of the problem.", "The mayor", "is aware of", "the problem"),
        ("They rejected his claim that taxes fell.", "They", "rejected", "his claim that taxes fell"),
        ("He said the road, which is closed, will reopen.", "He", "said", "the road, which is closed, will reopen"),
        ("The plan was rejected by the senate.", "the senate", "was rejected", "The plan"),
        ("KELLY: Thank you for coming.", "KELLY", ":", "Thank you for coming."),
        ("In a new poll, the governor leads by ten points.", "a new poll", "In", "the governor leads by ten points"),
    ],
)
def test_source_cue_and_content(text: str, source: str, cue: str, content: str) -> None:
    assert (source, cue, content) in told(text)


def test_a_quote_goes_on_after_its_cue() -> None:
    text = "“We lost the vote,” said Ana Silva. “We will try again.”"
    assert told(text) == [("Ana Silva", "said", "“We lost the vote,” … “We will try again.”")]


def test_a_quote_split_from_its_cue_is_found() -> None:
    text = "“Can you really reform the bank?” Clinton asked."
    assert told(text) == [("Clinton", "asked", "“Can you really reform the bank?”")]


def test_what_is_said_within_a_quote_is_the_speakers() -> None:
    assert [s for s, _, _ in told("“I think they want to leave,” he said.")] == ["he"]


@pytest.mark.parametrize("text", ["The delivery is expected soon.", "The rain made him stay.", "It seems to work."])
def test_nobody_says_it(text: str) -> None:
    assert told(text) == []


def test_an_open_quote_ends_with_its_paragraph() -> None:
    text = "He said: “We will go home.\nThe train left at noon."
    assert told(text) == [("He", "said", "“We will go home")]


def test_claims_go_by_the_narrow_attributions() -> None:
    document = next(parse([Report.of("The minister hopes to sign. Officials said the jets were sold.")]))
    assert [a.source.of(document.text) for a in attributions(document)] == ["Officials"]
