"""What the faces share while the server runs, and who may see what."""

from __future__ import annotations

import gc
import ipaddress
import logging
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

from assistant.answer import Assistant
from assistant.conversations import Conversations
from assistant.curation import Curator
from assistant.declarations import Declarations
from assistant.history import History
from assistant.model import ALL_AUDIENCES
from assistant.people.accounts import Person, Rank
from assistant.people.feeds import Feeds
from assistant.people.people import OWNER, People
from assistant.people.throttle import Throttle
from assistant.portal.sessions import Portal
from assistant.settings import Settings
from assistant.web.metrics import Metrics
from assistant.web.origins import foreign_origin
from assistant.web.resuming import Tickets
from corpus.model import Audience
from index.embedding import Embedder
from index.store import Reader, Store

if TYPE_CHECKING:
    from assistant.llm.resilience import GuardedModel

_LOG = logging.getLogger(__name__)
_PROXY_HEADERS = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
_PUBLIC_ONLY = frozenset({Audience.PUBLIC})
TODAY_COOKIE = "chidao_today"
"""The day that a chat counts from, set by the page that leads to it."""
PEER = "chidao.peer"
"""Where a request's scope holds the peer's own address."""
PORTAL_SESSION = "chidao.portal_session"
"""Where the scope of a request that came through a portal holds its ``PortalSession``."""


class RankError(Exception):
    """Somebody asks for what they may not do; ``person`` is None for a stranger, who may sign in."""

    def __init__(self, person: Person | None) -> None:
        super().__init__(person.name if person else "stranger")
        self.person = person


@dataclass(slots=True)
class Warmth:
    """Whether the embedding model is loaded; it loads while the first questions are already answered."""

    done: threading.Event = field(default_factory=threading.Event)

    def warm(self, assistant: Assistant, stopping: threading.Event) -> None:
        """Load the model. A failure is logged; the next search question tries again and says what is wrong.

        Once the server is ``stopping`` nobody waits for the model, and the store may be closed.
        """
        try:
            assistant.warm(stopping.is_set)
        except Exception:  # noqa: BLE001  (whatever happens in the background must reach the log)
            if not stopping.is_set():
                _LOG.exception("The embedding model could not be loaded")
        else:
            _set_aside()
            self.done.set()


def _set_aside() -> None:
    """Spare what was loaded for good the search for unused objects: a tenth of a second in the middle of an answer."""
    gc.collect()
    gc.freeze()


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the faces need, opened once."""

    settings: Settings
    store: Store
    embedder: Embedder
    assistant: Assistant
    history: History
    conversations: Conversations
    feeds: Feeds
    portal: Portal
    people: People
    host: str
    """The address the server is bound to."""
    token: str | None
    """What another process of the same user presents for ``/api/v1/ingest``; None closes that door."""
    model: GuardedModel | None = None
    """The language model; None where none is configured."""
    metrics: Metrics = field(default_factory=Metrics)
    warmth: Warmth = field(default_factory=Warmth)
    throttle: Throttle = field(default_factory=Throttle)
    tickets: Tickets = field(default_factory=Tickets)
    ingesting: threading.Lock = field(default_factory=threading.Lock)
    """One ingest at a time."""

    @property
    def reader(self) -> Reader:
        """The store as it is now, for reading."""
        return self.assistant.view.store

    def curator(self) -> Curator:
        """Return what changes stored documents; hold ``ingesting`` while using it."""
        return Curator(self.store, self.embedder, Declarations(self.settings.data_dir))

    def audiences(self, scope: Scope) -> frozenset[Audience]:
        """Return whose documents a request may see; through a portal public ones only."""
        if PORTAL_SESSION in scope:
            return _PUBLIC_ONLY
        return ALL_AUDIENCES if self.person(scope) else _PUBLIC_ONLY

    def owner(self, scope: Scope) -> str | None:
        """Return the name under which a request's conversations are kept; None for strangers and readers of portals."""
        person = None if PORTAL_SESSION in scope else self.person(scope)
        return person.name if person else None

    def person(self, scope: Scope) -> Person | None:
        """Return who a request comes from; None for a stranger.

        Where nobody has to sign in, that is the machine's owner, if the request comes from the machine.
        """
        headers = Headers(scope=scope)
        if authorised(headers, self.token):
            return OWNER
        if self.people.configured:
            return self.people.person(headers, scope.get(PEER, ""))
        return OWNER if self._at_machine(headers) else None

    def _at_machine(self, headers: Mapping[str, str]) -> bool:
        """Tell whether somebody at this machine asks.

        The server is bound to loopback, was addressed by a loopback name (no other site's name pointed here), and
        no proxy stands between.
        """
        if not is_loopback(self.host) or not is_loopback(_host_name(headers.get("host", ""))):
            return False
        return not any(name in headers for name in _PROXY_HEADERS)


def services_of(request: Request) -> Services:
    """Return what was opened for the application that serves this request."""
    return cast(Services, request.app.state.services)


def visible(request: Request) -> frozenset[Audience]:
    """Return whose documents this request may see."""
    return services_of(request).audiences(request.scope)


def require(request: Request, rank: Rank) -> Person:
    """Return who asks, if they may do what a rank may.

    Raises:
        RankError: they may not.
    """
    person = services_of(request).person(request.scope)
    if person is None or not person.rank.covers(rank):
        raise RankError(person)
    return person


def maintainer(request: Request) -> Person:
    """Return who asks, if they may change the corpus from a page.

    Raises:
        RankError: they may not.
    """
    return _at_own_page(request, Rank.MAINTAINER)


def official(request: Request) -> Person:
    """Return who asks, if they may keep conversations and change them from a page.

    Raises:
        RankError: they may not.
    """
    return _at_own_page(request, Rank.OFFICIAL)


def _at_own_page(request: Request, rank: Rank) -> Person:
    """Return who asks. The one check of pages that not everybody may use.

    A form of another site's page is refused by its origin, which browsers send with every form.
    """
    person = require(request, rank)
    named = "origin" in request.headers or request.method in ("GET", "HEAD")
    same = named and foreign_origin(request.headers) is None
    if not same and not authorised(request.headers, services_of(request).token):
        raise RankError(person)
    return person


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
