"""Signing in over HTTP: the form, the throttle, what a stranger sees, and an OpenID Connect provider."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from faces_kit import INTERNAL, LOCAL, chidao, settings_of
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from assistant.ingest import File, ingest
from assistant.people.accounts import Rank
from assistant.people.people import People
from assistant.people.throttle import Throttle
from assistant.service import create_app, open_services
from assistant.settings import load
from assistant.web.context import Services
from corpus.model import Audience

PASSWORD = "một mật khẩu đủ dài"
INTERNAL_PAGE = "/documents/77-kh-vptw"


@pytest.fixture(scope="module")
def guarded(data_copy: Callable[[], Path]) -> Iterator[Services]:
    """Services with an account, over an internal document."""
    with open_services(settings_of(data_copy())) as opened:
        file = File("77-KH-VPTW.txt", INTERNAL.encode(), Audience.INTERNAL)
        ingest(opened.store, opened.embedder, [file])
        opened.people.accounts.add("lan", Rank.OFFICIAL, PASSWORD)
        yield opened


@pytest.fixture
def visitor(guarded: Services) -> TestClient:
    """A browser that nobody has signed in with."""
    app = create_app(replace(guarded, throttle=Throttle()))
    return TestClient(app, base_url=LOCAL, follow_redirects=False, headers={"Accept": "text/html"})


def sign_in(client: TestClient, password: str = PASSWORD, wanted: str = "/chat/", **headers: str) -> object:
    return client.post("/sign-in", data={"name": "Lan", "password": password, "next": wanted}, headers=headers)


def test_a_stranger_sees_public_documents_and_the_way_in(visitor: TestClient) -> None:
    assert visitor.get("/documents/20-tb-cqttbcd").status_code == 200
    assert visitor.get(INTERNAL_PAGE).status_code == 404
    led = visitor.get("/chat/?x=1")
    assert (led.status_code, led.headers["Location"]) == (303, "/sign-in?next=%2Fchat%2F%3Fx%3D1")
    page = visitor.get(led.headers["Location"])
    assert 'value="/chat/?x=1"' in page.text and page.headers["Cache-Control"] == "no-store"
    with pytest.raises(WebSocketDisconnect), visitor.websocket_connect("/chat/ws/socket.io/"):
        pass


def test_who_signs_in_sees_internal_documents_until_they_leave(visitor: TestClient) -> None:
    entered = sign_in(visitor, wanted=INTERNAL_PAGE)
    assert (entered.status_code, entered.headers["Location"]) == (303, INTERNAL_PAGE)
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Secure" not in cookie  # plain HTTP, on loopback
    page = visitor.get(INTERNAL_PAGE)
    assert page.status_code == 200 and "lan" in page.text and "Đăng xuất" in page.text
    visitor.post("/sign-out")
    assert visitor.get(INTERNAL_PAGE).status_code == 404


def test_the_cookie_is_secure_everywhere_else(guarded: Services) -> None:
    client = TestClient(create_app(guarded), base_url="https://chidao.example", follow_redirects=False)
    assert "Secure" in sign_in(client).headers["Set-Cookie"]


def test_wrong_passwords_are_throttled_and_right_ones_wait_too(visitor: TestClient) -> None:
    codes = [sign_in(visitor, "sai mật khẩu rồi").status_code for _ in range(6)]
    assert codes == [401] * 5 + [429]
    refused = sign_in(visitor)
    assert refused.status_code == 429 and 1 <= int(refused.headers["Retry-After"]) <= 60


def test_unknown_and_wrong_look_the_same(visitor: TestClient) -> None:
    wrong = visitor.post("/sign-in", data={"name": "lan", "password": "sai mật khẩu rồi"})
    unknown = visitor.post("/sign-in", data={"name": "lam", "password": "sai mật khẩu rồi"})
    assert (wrong.status_code, wrong.text.replace('"lan"', '"lam"')) == (unknown.status_code, unknown.text)


def test_another_sites_form_signs_nobody_in(visitor: TestClient) -> None:
    assert sign_in(visitor, Origin="https://evil.example").status_code == 403


@pytest.mark.parametrize(
    "wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_the_way_back_stays_on_this_site(visitor: TestClient, wanted: str) -> None:
    assert sign_in(visitor, wanted=wanted).headers["Location"] == "/chat/"


def test_other_commands_still_reach_the_server(guarded: Services) -> None:
    client = TestClient(create_app(replace(guarded, token="t" * 40)), base_url=LOCAL)
    own = client.get("/api/v1/documents", headers={"Authorization": f"Bearer {'t' * 40}"})
    assert "77-KH/VPTW" in own.text
    assert "77-KH/VPTW" not in client.get("/api/v1/documents").text


def test_without_accounts_only_this_machine_is_served(data_copy: Callable[[], Path]) -> None:
    process = chidao("serve", "--host", "0.0.0.0", "--port", "0", folder=data_copy())
    _, error = process.communicate(timeout=90)
    assert process.returncode == 1
    assert "chidao user add" in error and "Traceback" not in error


def test_an_open_machine_says_so(client: TestClient) -> None:
    assert "không cần đăng nhập" in client.get("/documents").text
    assert client.get("/sign-in").status_code == 303


class Provider:
    """A small OpenID Connect provider: the code flow with PKCE and signed tokens (OpenID Connect Core 1.0, 3.1)."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "k", "use": "sig", "alg": "RS256"})
        self.claims: dict[str, object] = {}
        self.asked: dict[str, str] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._send(provider.metadata() if "well-known" in self.path else provider.keys())

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self._send(provider.tokens())

            def _send(self, body: dict[str, object]) -> None:
                import json

                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: object) -> None: ...

        return Handler

    def metadata(self) -> dict[str, object]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def keys(self) -> dict[str, object]:
        return {"keys": [self.key.as_dict(private=False)]}

    def tokens(self) -> dict[str, object]:
        now = int(time.time())
        claims = {
            "iss": self.url, "sub": "1", "aud": "chidao", "iat": now, "exp": now + 60, "nonce": self.asked["nonce"],
            **self.claims,
        }  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "k"}, claims, self.key)
        return {"access_token": "a", "token_type": "Bearer", "id_token": token}


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.server.shutdown()


def enter(guarded: Services, provider: Provider, claims: dict[str, object], rank: str = "") -> TestClient:
    """Go to the provider and come back with its word."""
    settings = load(
        {
            "CHIDAO_DATA_DIR": str(guarded.settings.data_dir),
            "CHIDAO_OIDC_ISSUER": provider.url,
            "CHIDAO_OIDC_CLIENT_ID": "chidao",
            "CHIDAO_OIDC_CLIENT_SECRET": "s",
            "CHIDAO_OUTSIDE_ROLE": rank,
        }
    )
    people = People(guarded.people.accounts, settings)
    app = create_app(replace(guarded, settings=settings, people=people))
    client = TestClient(app, base_url=LOCAL, follow_redirects=False)
    led = client.get("/sign-in/sso?next=/documents")
    provider.asked = {name: values[0] for name, values in parse_qs(urlsplit(led.headers["Location"]).query).items()}
    provider.claims = claims
    assert provider.asked["code_challenge_method"] == "S256"
    back = {"code": "c", "state": provider.asked["state"]}
    client.told = client.get("/sign-in/sso/callback?" + urlencode(back))  # type: ignore[attr-defined]
    return client


def test_a_provider_lets_in_who_has_an_account(guarded: Services, provider: Provider) -> None:
    guarded.people.accounts.add("mai@gov.example", Rank.MAINTAINER, None)
    client = enter(guarded, provider, {"email": "Mai@gov.example", "email_verified": True})
    assert client.told.headers["Location"] == "/documents"  # type: ignore[attr-defined]
    assert client.get(INTERNAL_PAGE).status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@gov.example"},
        {"email": "mai@gov.example", "email_verified": False},
        {"email": "mai@gov.example", "aud": "another"},
        {"email": "mai@gov.example", "exp": 1},
        {"email": "mai@gov.example", "nonce": "replayed"},
        {},
    ],
)
def test_a_provider_lets_nobody_else_in(guarded: Services, provider: Provider, claims: dict[str, object]) -> None:
    client = enter(guarded, provider, claims)
    assert client.told.status_code in (401, 403)  # type: ignore[attr-defined]
    assert client.get(INTERNAL_PAGE).status_code == 404


def test_a_new_person_gets_the_role_that_the_settings_give(guarded: Services, provider: Provider) -> None:
    client = enter(guarded, provider, {"email": "new@gov.example"}, rank="official")
    assert client.get(INTERNAL_PAGE).status_code == 200
    assert any(each.name == "new@gov.example" and not each.has_password for each in guarded.people.accounts.all())
