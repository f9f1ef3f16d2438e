"""What the faces share while the server runs, and who may see what."""

from __future__ import annotations

import ipaddress
import logging
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from starlette.requests import Request

from assistant.answer import Assistant
from assistant.api_metrics import Metrics
from assistant.history import History
from assistant.model import ALL_AUDIENCES
from assistant.portal.sessions import Portal
from assistant.settings import Settings
from corpus.model import Audience
from index.embedding import Embedder
from index.store import Store

_LOG = logging.getLogger(__name__)
_PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_PUBLIC_ONLY = frozenset({Audience.PUBLIC})
PORTAL_SESSION = "chidao.portal_session"
"""Where the scope of a request that came through a portal holds its ``PortalSession``."""


@dataclass(slots=True)
class Warmth:
    """Whether the embedding model is loaded; it loads while the first questions are already answered."""

    done: threading.Event = field(default_factory=threading.Event)

    def warm(self, assistant: Assistant) -> None:
        """Load the model. A failure is logged; the next search question tries again and says what is wrong."""
        try:
            assistant.warm()
        except Exception:  # noqa: BLE001  (whatever happens in the background must reach the log)
            _LOG.exception("The embedding model could not be loaded")
        else:
            self.done.set()


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the faces need, opened once."""

    settings: Settings
    store: Store
    embedder: Embedder
    assistant: Assistant
    history: History
    portal: Portal
    host: str
    """The address the server is bound to."""
    token: str | None
    """What another process of the same user presents for ``/api/v1/ingest``; None closes that door."""
    metrics: Metrics = field(default_factory=Metrics)
    warmth: Warmth = field(default_factory=Warmth)
    ingesting: threading.Lock = field(default_factory=threading.Lock)
    """One ingest at a time."""

    def audiences(self, headers: Mapping[str, str]) -> frozenset[Audience]:
        """Return whose documents a request may see.

        Internal ones only for somebody at this machine: the server is bound to loopback, was
        addressed by a loopback name (no other site's name pointed here), and no proxy stands between.
        """
        if not is_loopback(self.host) or not is_loopback(_host_name(headers.get("host", ""))):
            return _PUBLIC_ONLY
        return _PUBLIC_ONLY if any(name in headers for name in _PROXY_HEADERS) else ALL_AUDIENCES


def services_of(request: Request) -> Services:
    """Return what was opened for the application that serves this request."""
    return cast(Services, request.app.state.services)


def visible(request: Request) -> frozenset[Audience]:
    """Return whose documents this request may see; through a portal public ones only."""
    if PORTAL_SESSION in request.scope:
        return _PUBLIC_ONLY
    return services_of(request).audiences(request.headers)


def authorised(headers: Mapping[str, str], token: str | None) -> bool:
    """Tell whether a request presents the token that only the data folder's owner can read."""
    given = headers.get("authorization", "").encode()
    return token is not None and secrets.compare_digest(given, f"Bearer {token}".encode())


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host_name(host: str) -> str:
    """Return the name in a Host header: "[::1]:8000" -> "::1"."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()
