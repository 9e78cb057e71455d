"""Adding from the page: what goes in, what it changes, and many readers meanwhile."""

import threading
from collections.abc import Callable

import pytest

from armsledger.web.security import Role
from tests.web.client import Client

ClientOf = Callable[..., Client]
TEXT = "Sweden has sold eight Gripen fighters to Bulgaria, officials in Sofia said on Friday. The jets will be delivered next year."


@pytest.fixture
def analyst(own_ledger: str, client_of: ClientOf) -> Client:
    return client_of(own_ledger, Role.ANALYST)


def test_a_pasted_text_changes_the_register(analyst: Client) -> None:
    assert analyst.get("/register.json").json()["total"] == 1
    answer = analyst.post("/add", {"text": TEXT, "title": "Gripens", "publisher": "Daily", "published": "2024-03-10"})
    job = analyst.wait(answer.headers["location"])
    assert (job["state"], job["counts"]["new"]) == ("done", 1)
    assert analyst.get("/register.json?recipient=Bulgaria").json()["total"] == 1
    page = analyst.words(answer.headers["location"])
    assert "Gripens" in page
    assert "Sweden → Bulgaria" in page
    entry = analyst.site.store.log()[-1]
    assert (entry.who, entry.what) == ("Ada", "add report")


def test_adding_twice_is_adding_once(analyst: Client) -> None:
    jobs = [
        analyst.wait(analyst.post("/add", {"text": TEXT, "published": "2024-03-10"}).headers["location"])
        for _ in range(2)
    ]
    assert [job["counts"]["new"] for job in jobs] == [1, 0]
    assert jobs[1]["counts"]["known"] == 1


def test_an_uploaded_file_is_known_by_its_name_alone(analyst: Client) -> None:
    token = analyst.site.access.form_token(analyst.person)  # type: ignore[arg-type]
    answer = analyst.ask(
        "POST",
        "/add",
        data={"form_token": token, "published": "2024-03-10"},
        files={"file": ("news.txt", TEXT.encode())},
    )
    assert analyst.wait(answer.headers["location"])["counts"]["new"] == 1


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"address": "http://127.0.0.1:1/x"}, "private"), ({"address": "file:///etc/passwd"}, "http"),
        ({"text": "Das ist ein deutscher Text, der von Panzern und Raketen handelt, und er ist nicht englisch geschrieben."}, "English"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_says_why(form: dict[str, str], words: str, analyst: Client) -> None:
    job = analyst.wait(analyst.post("/add", form).headers["location"])
    assert job["state"] == "failed"
    assert words in " ".join(job["problems"])


@pytest.mark.parametrize("form", [{}, {"text": "  "}, {"text": TEXT, "published": "soon"}])
def test_nothing_and_nonsense_are_refused_at_once(form: dict[str, str], analyst: Client) -> None:
    assert analyst.post("/add", form).status_code == 422


def test_one_adds_while_twenty_read(analyst: Client) -> None:
    wrong: list[object] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            for path in ("/register", "/register.json?as_of=2019-06-01", "/search?q=drones", "/sources", "/reports/a"):
                answer = analyst.get(path)
                if answer.status_code != 200:
                    wrong.append((path, answer.status_code))

    readers = [threading.Thread(target=read) for _ in range(20)]
    for reader in readers:
        reader.start()
    for number in range(5):
        text = TEXT.replace("eight", str(number + 10)) + f" It was batch {number}."
        analyst.wait(analyst.post("/add", {"text": text, "published": f"2024-03-{number + 10}"}).headers["location"])
    over.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert len(analyst.site.views.view().reports) == 13
