"""What the tests of the portal share."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.testclient import TestClient

from assistant.portal.keys import PortalKey
from assistant.web.context import Services

PORTAL = "https://portal.example"
STRANGER = "https://stranger.example"


@dataclass(frozen=True)
class Page:
    """A portal's page in a reader's browser: every request names its origin."""

    client: TestClient
    key: PortalKey
    origin: str = PORTAL
    address: str = "198.51.100.7"

    def token(self) -> str:
        response = self.client.post(
            "/api/v1/portal/session", json={"key": self.key.id}, headers={"Origin": self.origin}
        )
        assert response.status_code == 200, response.text
        return str(response.json()["token"])

    def headers(self, token: str) -> dict[str, str]:
        return {"Origin": self.origin, "Authorization": f"Bearer {token}"}


def make_key(services: Services, *origins: str, rate: str = "1000/minute") -> PortalKey:
    return services.portal.keys.create(origins or (PORTAL,), rate=rate)
