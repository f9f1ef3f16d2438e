"""What a foreign page may ask, over HTTP."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from portal_builders import PORTAL, STRANGER, Page, make_key
from starlette.testclient import TestClient

from assistant.portal.limiting import Limits
from assistant.service import create_app
from assistant.web.context import Services

ASKED = {"question": "Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4?", "today": "2026-04-01"}


@pytest.fixture
def page(services: Services) -> Page:
    """A page of the portal, with limits of its own."""
    fresh = replace(services, portal=replace(services.portal, limits=Limits()))
    return Page(TestClient(create_app(fresh), base_url="https://assistant.example"), make_key(services))


def test_a_page_asks_and_reads_the_answer(page: Page) -> None:
    response = page.client.post("/api/v1/ask", json=ASKED, headers=page.headers(page.token()))
    assert response.status_code == 200
    assert response.json()["total"] == 3
    assert response.headers["Access-Control-Allow-Origin"] == PORTAL
    assert "X-Answer-Id" in response.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_preflights(page: Page) -> None:
    ask = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    allowed = page.client.options("/api/v1/chat", headers={"Origin": PORTAL, **ask})
    assert (allowed.status_code, allowed.headers["Access-Control-Allow-Origin"]) == (204, PORTAL)
    assert "Authorization" in allowed.headers["Access-Control-Allow-Headers"]
    refused = page.client.options("/api/v1/chat", headers={"Origin": STRANGER, **ask})
    assert refused.status_code == 403 and "Access-Control-Allow-Origin" not in refused.headers


def test_a_stranger_gets_no_session_and_can_use_none(page: Page) -> None:
    body = {"key": page.key.id}
    refused = page.client.post("/api/v1/portal/session", json=body, headers={"Origin": STRANGER})
    assert refused.status_code == 403 and "Access-Control-Allow-Origin" not in refused.headers
    assert page.client.post("/api/v1/portal/session", json=body).status_code == 403
    stolen = {**page.headers(page.token()), "Origin": STRANGER}
    assert page.client.post("/api/v1/ask", json=ASKED, headers=stolen).status_code == 403
    assert page.client.post("/api/v1/ask", json=ASKED, headers={"Origin": PORTAL}).status_code == 403
    assert page.client.get("/api/v1/tasks", headers={"Origin": STRANGER}).status_code == 403


def test_a_revoked_key_ends_its_sessions_at_once(page: Page, services: Services) -> None:
    headers = page.headers(page.token())
    assert page.client.post("/api/v1/ask", json=ASKED, headers=headers).status_code == 200
    services.portal.keys.revoke(page.key.id)
    assert page.client.post("/api/v1/ask", json=ASKED, headers=headers).status_code == 401
    again = page.client.post("/api/v1/portal/session", json={"key": page.key.id}, headers={"Origin": PORTAL})
    assert again.status_code == 403


def test_a_token_opens_what_portals_need_and_nothing_else(page: Page) -> None:
    headers = page.headers(page.token())
    assert page.client.get("/api/v1/clauses/20-tb-cqttbcd/sec_3", headers=headers).status_code == 200
    assert page.client.get("/api/v1/search?q=x", headers=headers).status_code == 403
    assert page.client.post("/api/v1/ingest", json={"files": []}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("rate", "limit"), [("3/minute", 3), ("1000/minute", 10)], ids=["of the key", "of the session"]
)
def test_questions_are_limited(services: Services, rate: str, limit: int) -> None:
    fresh = replace(services, portal=replace(services.portal, limits=Limits()))
    page = Page(TestClient(create_app(fresh), base_url="https://assistant.example"), make_key(services, rate=rate))
    headers = {**page.headers(page.token()), "Accept-Language": "en"}
    codes = [page.client.post("/api/v1/ask", json=ASKED, headers=headers).status_code for _ in range(limit + 1)]
    assert codes == [200] * limit + [429]
    refused = page.client.post("/api/v1/chat", json=ASKED, headers=headers)
    wait = int(refused.headers["Retry-After"])
    assert 1 <= wait <= 60 and f"{wait} seconds" in refused.json()["error"]["message"]
    assert refused.headers["Access-Control-Allow-Origin"] == PORTAL
    other = page.client.post("/api/v1/ask", json=ASKED, headers=page.headers(page.token()))
    assert other.status_code == (429 if rate == "3/minute" else 200)


def test_a_portal_sends_no_long_bodies(page: Page) -> None:
    long = {**ASKED, "history": ["dài " * 900] * 20}
    headers = page.headers(page.token())
    assert page.client.post("/api/v1/ask", json=long, headers=headers).status_code == 413


def test_a_body_that_does_not_arrive_is_not_waited_for(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.web.middleware.BODY_SECONDS", 0.2)
    sent: list[dict[str, object]] = []

    async def never() -> dict[str, object]:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/api/v1/ask", "raw_path": b"/api/v1/ask", "query_string": b"",
        "headers": [(b"host", b"127.0.0.1")], "client": ("127.0.0.1", 1), "scheme": "http", "server": ("127.0.0.1", 80),
    }  # fmt: skip
    asyncio.run(create_app(services)(scope, never, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 408


def test_the_sites_own_pages_need_no_token(client: TestClient) -> None:
    own = {"Origin": str(client.base_url).rstrip("/")}
    assert client.post("/api/v1/ask", json=ASKED, headers=own).status_code == 200


def test_the_component_is_served_under_its_hash(client: TestClient) -> None:
    import base64
    import hashlib

    from assistant.portal.routes import manifest

    current, versioned = client.get("/widget.js"), client.get(f"/widget/{manifest()['file']}")
    assert current.content == versioned.content
    digest = base64.b64encode(hashlib.sha384(current.content).digest()).decode()
    assert manifest()["integrity"] == f"sha384-{digest}"
    assert "immutable" in versioned.headers["Cache-Control"] and "immutable" not in current.headers["Cache-Control"]
    assert versioned.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/widget/manifest.json").status_code == 404
    assert client.get("/widget/..%2Fchidao.css").status_code == 404


def test_the_frame_may_stand_where_the_key_says(client: TestClient, services: Services) -> None:
    key = make_key(services, PORTAL)
    frame = client.get(f"/widget/frame?key={key.id}")
    assert f"frame-ancestors 'self' {PORTAL}" in frame.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame.headers
    services.portal.keys.revoke(key.id)
    assert client.get(f"/widget/frame?key={key.id}").status_code == 403
