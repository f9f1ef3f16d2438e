"""Secret calendar addresses: made and revoked by their person, and worth what that person may see today."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from faces_kit import INTERNAL, LOCAL, settings_of
from icalendar import Calendar
from sqlalchemy import select
from starlette.testclient import TestClient

from assistant.ingest import File, ingest
from assistant.people.accounts import Rank
from assistant.people.feeds import FEED_ADDRESSES
from assistant.service import create_app, open_services
from assistant.web.context import Services
from corpus.model import Audience

PASSWORD = "một mật khẩu đủ dài"
AGENCY = "/agencies/bo-tai-chinh"
OTHER = "/agencies/bo-y-te"
HIDDEN = "77-KH/VPTW#sec_1/0@chidao"


@pytest.fixture(scope="module")
def guarded(data_copy: Callable[[], Path]) -> Iterator[Services]:
    """Services with two accounts, over an internal document."""
    with open_services(settings_of(data_copy())) as opened:
        ingest(opened.store, opened.embedder, [File("77-KH-VPTW.txt", INTERNAL.encode(), Audience.INTERNAL)])
        for name in ("lan", "mai"):
            opened.people.accounts.add(name, Rank.OFFICIAL, PASSWORD)
        yield opened


@pytest.fixture
def calendar(guarded: Services) -> TestClient:
    """A calendar: it asks without cookies."""
    return TestClient(create_app(guarded), base_url=LOCAL, follow_redirects=False)


def official(services: Services, name: str) -> TestClient:
    headers = {"Origin": LOCAL, "Accept": "text/html"}
    client = TestClient(create_app(services), base_url=LOCAL, follow_redirects=False, headers=headers)
    assert client.post("/sign-in", data={"name": name, "password": PASSWORD}).status_code == 303
    return client


def make(client: TestClient, agency: str = AGENCY) -> str:
    """Make an address; return its path."""
    shown = client.post(f"{agency}/feed")
    assert shown.status_code == 200 and shown.headers["Cache-Control"] == "no-store"
    (path,) = re.findall(rf"{LOCAL}(/feeds/[\w-]{{43}}\.ics)", shown.text)
    return str(path)


def uids(response: object) -> set[str]:
    return {str(event["uid"]) for event in Calendar.from_ical(response.content).walk("VEVENT")}  # type: ignore[attr-defined]


def test_an_own_address_has_what_its_person_may_see(guarded: Services, calendar: TestClient) -> None:
    path = make(official(guarded, "lan"))
    own, public = calendar.get(path), calendar.get(f"{AGENCY}.ics")
    assert own.headers["content-type"].startswith("text/calendar")
    assert HIDDEN in uids(own) and HIDDEN not in uids(public)
    assert uids(public) < uids(own)
    assert "Set-Cookie" not in own.headers


def test_a_new_address_voids_the_one_before_and_no_other(guarded: Services, calendar: TestClient) -> None:
    lan, mai = official(guarded, "lan"), official(guarded, "mai")
    assert "Tạo địa chỉ riêng" in mai.get(AGENCY).text
    first, other, hers = make(lan), make(lan, OTHER), make(mai)
    second = make(lan)
    assert "Thu hồi địa chỉ riêng" in lan.get(AGENCY).text
    assert [calendar.get(path).status_code for path in (first, second, other, hers)] == [404, 200, 200, 200]
    assert lan.post(f"{AGENCY}/feed/revoke").headers["Location"] == f"{AGENCY}#feed"
    assert [calendar.get(path).status_code for path in (second, other, hers)] == [404, 200, 200]
    assert "Thu hồi" not in lan.get(AGENCY).text


def test_an_address_ends_with_its_person(guarded: Services, calendar: TestClient) -> None:
    accounts = guarded.people.accounts
    accounts.add("an", Rank.OFFICIAL, PASSWORD)
    path = make(official(guarded, "an"))
    accounts.change("an", disabled=True)
    assert calendar.get(path).status_code == 404
    accounts.change("an", disabled=False)
    assert calendar.get(path).status_code == 200
    accounts.remove("an")
    accounts.add("an", Rank.OFFICIAL, PASSWORD)
    assert calendar.get(path).status_code == 404


def test_an_administrator_voids_all_addresses_of_a_person(guarded: Services, calendar: TestClient) -> None:
    paths = [make(official(guarded, "mai"), agency) for agency in (AGENCY, OTHER)]
    assert guarded.feeds.revoke_all("Mai") == 2
    assert [calendar.get(path).status_code for path in paths] == [404, 404]


def test_only_a_digest_is_kept(guarded: Services) -> None:
    secret = make(official(guarded, "lan")).removeprefix("/feeds/").removesuffix(".ics")
    with guarded.feeds._engine.connect() as connection:
        rows = [str(tuple(row)) for row in connection.execute(select(FEED_ADDRESSES))]
    assert rows and not any(secret in row for row in rows)


def test_a_failure_leaves_no_secret_in_the_log(
    guarded: Services, calendar: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = make(official(guarded, "lan"))

    def fail(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr("assistant.pages.feeds.register_view", fail)
    assert calendar.get(path).status_code == 500
    secret = path.removeprefix("/feeds/").removesuffix(".ics")
    assert "/feeds/{secret}.ics failed" in caplog.text and secret not in caplog.text


def test_strangers_and_other_sites_make_none(guarded: Services, calendar: TestClient) -> None:
    assert calendar.post(f"{AGENCY}/feed").status_code == 401
    forged = official(guarded, "lan")
    for action in ("feed", "feed/revoke"):
        assert forged.post(f"{AGENCY}/{action}", headers={"Origin": "https://evil.example"}).status_code == 403
    assert "địa chỉ riêng" not in calendar.get(AGENCY).text
    for path in ("/feeds/x.ics", "/feeds/.ics", f"/feeds/{'A' * 43}.ics"):
        assert calendar.get(path).status_code == 404
    assert official(guarded, "lan").post("/agencies/none/feed").status_code == 404


def test_an_open_machine_needs_none(client: TestClient) -> None:
    assert "địa chỉ riêng" not in client.get(AGENCY).text
    assert client.post(f"{AGENCY}/feed", headers={"Origin": LOCAL}).status_code == 404
