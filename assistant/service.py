"""The server: opens what is needed, says where it answers, and closes it all again."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from functools import partial
from types import FrameType

import uvicorn
from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant import messages
from assistant.answer import Assistant
from assistant.api import admin as api_admin
from assistant.api import ask as api_ask
from assistant.api import conversations as api_conversations
from assistant.api import corpus as api_corpus
from assistant.api import restate as api_restate
from assistant.api import status as api_status
from assistant.backend import open_settings_store
from assistant.conversations import Conversations
from assistant.corpus_view import CorpusView
from assistant.curation import Curator
from assistant.database import open_database
from assistant.declarations import Declarations
from assistant.history import History
from assistant.llm.opening import open_parts
from assistant.model import Language
from assistant.pages import admin as admin_pages
from assistant.pages import conversations as conversation_pages
from assistant.pages import documents as document_pages
from assistant.pages import feeds as feed_pages
from assistant.pages import guide as guide_pages
from assistant.pages import register as register_pages
from assistant.people import routes as people_routes
from assistant.people.accounts import Accounts
from assistant.people.feeds import Feeds
from assistant.people.guard import Guard, Peer
from assistant.people.people import People
from assistant.portal import routes as portal_routes
from assistant.portal.door import Door
from assistant.portal.keys import KeyStore
from assistant.portal.sessions import Portal
from assistant.portal.tokens import TokenIssuer, load_secret
from assistant.settings import Settings
from assistant.web import errors
from assistant.web.context import Services, is_loopback
from assistant.web.metrics import Metrics
from assistant.web.middleware import Gate
from assistant.web.resuming import Resuming
from corpus.agencies import registry
from index.embedding import load_embedder
from index.errors import StoreLockedError

_LOG = logging.getLogger(__name__)
_GRACE = 5
"""Seconds that open conversations get to end when the server stops."""


class ServeError(Exception):
    """The server cannot start; the message says what to do."""


def serve(settings: Settings, host: str = "127.0.0.1", port: int = 8000) -> int:
    """Serve until stopped; return the exit code. Says what to do where the address or the data folder is taken."""
    _set_up_log(settings.log_level)
    signal.signal(signal.SIGTERM, _leave)
    try:
        _serve(settings, host, port)
    except ServeError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


def _serve(settings: Settings, host: str, port: int) -> None:
    with open_services(settings, host) as services, _bound(host, port) as listener:
        if not is_loopback(host) and not services.people.configured:
            raise ServeError(_say("serve.needs_accounts", host=host))
        app = create_app(services)
        _mount_chat(app, services)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=_GRACE,
            server_header=False,
            proxy_headers=False,  # create_app believes those that the settings name
        )
        _Server(config, services, _url(host, listener)).run(sockets=[listener])


def _set_up_log(level: str) -> None:
    """Log to standard error; what libraries tell of their own doings only where everything is wanted."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if level != "debug":
        for name in ("alembic", "chainlit", "httpx", "uvicorn"):
            logging.getLogger(name).setLevel(logging.WARNING)


@contextlib.contextmanager
def open_services(settings: Settings, host: str = "127.0.0.1") -> Iterator[Services]:
    """Open the store and the record, and close them at the end.

    Raises:
        ServeError: another process holds the data folder.
        SettingsError: a language model is configured that cannot be had.
    """
    parts = open_parts(settings)
    with contextlib.ExitStack() as stack:
        try:
            embedder = load_embedder(settings.embedding_model)
            store = open_settings_store(settings, embedder)
        except StoreLockedError as error:
            raise ServeError(_held(error, settings)) from error
        stack.callback(store.close)
        Curator(store, embedder, Declarations(settings.data_dir)).reconcile()
        database = open_database(settings.database_url)
        stack.callback(database.dispose)
        history, conversations = History(database), Conversations(database)
        stack.callback(parts.close)
        metrics = Metrics()
        metrics.include(*parts.collectors)
        assistant = Assistant(CorpusView(store, registry()), embedder, parts.writer, parts.proposer)
        token = store.announce(None)
        portal = Portal(KeyStore(database), TokenIssuer(load_secret(settings.data_dir)))
        people = People(Accounts(database), settings)
        yield Services(
            settings=settings,
            store=store,
            embedder=embedder,
            assistant=assistant,
            history=history,
            conversations=conversations,
            feeds=Feeds(database),
            portal=portal,
            people=people,
            host=host,
            token=token,
            model=parts.model,
            metrics=metrics,
        )


def create_app(services: Services) -> FastAPI:
    """Return the application without the chat, over what was opened."""
    app = FastAPI(title="chidao", docs_url=None, redoc_url=None, lifespan=_warming)
    app.state.services = services
    for module in (
        document_pages,
        feed_pages,
        register_pages,
        conversation_pages,
        guide_pages,
        api_ask,
        api_conversations,
        api_corpus,
        api_restate,
        api_admin,
        admin_pages,
        api_status,
        portal_routes,
        people_routes,
    ):
        app.include_router(module.router)
    errors.install(app)
    _let_in(app, services)
    return app


def _let_in(app: FastAPI, services: Services) -> None:
    """Put up what every request passes; the last one added is the first one met."""
    settings = services.settings
    if settings.oidc_issuer:
        from assistant.people import oidc  # an HTTP client, which takes its time to import

        app.include_router(oidc.router)
        app.state.sso = oidc.client(settings)
        secret = load_secret(settings.data_dir)
        app.add_middleware(SessionMiddleware, secret_key=secret, session_cookie="chidao_signing_in", max_age=600)
    app.add_middleware(Resuming, tickets=services.tickets)
    app.add_middleware(Guard, services=services)
    app.add_middleware(Door, services=services)
    app.add_middleware(Gate, services=services)
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))
    app.add_middleware(Peer)


@contextlib.asynccontextmanager
async def _warming(app: FastAPI) -> AsyncIterator[None]:
    """Load the embedding model, and open the language model, in the background; task questions need not wait for it."""
    services: Services = app.state.services
    stopping = threading.Event()
    warm = partial(services.warmth.warm, services.assistant, stopping)
    warming = threading.Thread(target=warm, daemon=True, name="warm")
    warming.start()
    if services.model:
        threading.Thread(target=services.model.warm, daemon=True, name="warm-model").start()
    yield
    stopping.set()
    await asyncio.to_thread(warming.join, _GRACE)  # it reads the store, which is closed next


def _mount_chat(app: FastAPI, services: Services) -> None:
    from assistant.chat import mount  # Chainlit takes seconds to import, and wants its folder first

    mount.mount(app, services)


class _Server(uvicorn.Server):
    """Says where it answers once it does, to people and to other processes."""

    def __init__(self, config: uvicorn.Config, services: Services, url: str) -> None:
        super().__init__(config)
        self._services = services
        self._url = url

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the doors."""
        await super().startup(sockets)
        if self.started:
            await asyncio.to_thread(self._services.store.announce, self._url)
            print(_say("serve.ready"), self._url, sep="\n", flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Send nobody here any more, then let the last requests end."""
        await asyncio.to_thread(self._services.store.announce, None)
        await super().shutdown(sockets)


@contextlib.contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    """Take the address before anything slow happens; nobody is let in until the server listens."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ServeError(_say("serve.bad_address", host=host, port=port, reason=error.strerror)) from error
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except (OSError, OverflowError) as error:
            raise ServeError(_taken(error, host, port)) from error
        yield listener


def _taken(error: OSError | OverflowError, host: str, port: int) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return _say("serve.port_taken", host=host, port=port, other=port + 1)
    return _say("serve.bad_address", host=host, port=port, reason=getattr(error, "strerror", None) or error)


def _held(error: StoreLockedError, settings: Settings) -> str:
    if error.url:
        return _say("serve.already", url=error.url, folder=settings.data_dir)
    return _say("serve.locked", pid=error.pid or "?", folder=settings.data_dir)


def _url(host: str, listener: socket.socket) -> str:
    port = listener.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _say(key: str, **values: object) -> str:
    return messages.text(Language.VI, key, **values)


def _leave(_: int, __: FrameType | None) -> None:
    sys.exit(0)
