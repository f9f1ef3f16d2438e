"""The real application over copies of the ingested data folder, in this process and as ``chidao serve``."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import postgres_kit
import pytest
from faces_kit import CHROMIUM, CHROMIUM_FLAGS, INTERNAL, LOCAL, Server, chidao, settings_of, stop
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

from assistant.ingest import File, ingest
from assistant.service import create_app, open_services
from assistant.web.context import Services
from corpus.model import Audience

expect.set_options(timeout=20_000)
"""Milliseconds that a page is given to show something: machines that run these tests are slow and busy."""


@pytest.fixture(scope="session")
def data_copy(ingested_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes copies of the data folder."""

    def copy() -> Path:
        folder = tmp_path_factory.mktemp("data") / "copy"
        shutil.copytree(ingested_dir, folder, ignore=shutil.ignore_patterns("*.lock", "holder.json"))
        return folder

    return copy


@pytest.fixture(scope="session")
def services(data_copy: Callable[[], Path]) -> Iterator[Services]:
    with open_services(settings_of(data_copy())) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(services: Services) -> Iterator[TestClient]:
    """A client of the real application at a loopback address."""
    with TestClient(create_app(services), base_url=LOCAL, follow_redirects=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def internal_services(data_copy: Callable[[], Path]) -> Iterator[Services]:
    """Services that hold an internal document besides the shipped ones."""
    with open_services(settings_of(data_copy())) as opened:
        file = File("77-KH-VPTW.txt", INTERNAL.encode(), Audience.INTERNAL)
        assert ingest(opened.store, opened.embedder, [file]).created == ("77-KH/VPTW",)
        yield opened


@pytest.fixture(scope="session")
def internal_client(internal_services: Services) -> Iterator[TestClient]:
    with TestClient(create_app(internal_services), base_url=LOCAL, follow_redirects=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def start_server(data_copy: Callable[[], Path]) -> Iterator[Callable[[], Server]]:
    """Starts servers on free ports, and stops them at the end."""
    with ExitStack() as stack:

        def start() -> Server:
            folder = data_copy()
            process = chidao("serve", "--port", "0", folder=folder)
            stack.callback(stop, process)
            assert process.stdout is not None
            for line in process.stdout:
                if line.startswith("http://"):
                    return Server(line.strip(), process, folder)
            raise AssertionError(process.stderr.read() if process.stderr else "no output")

        yield start


@pytest.fixture(scope="session")
def server(start_server: Callable[[], Server]) -> Server:
    return start_server()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The libpq query that reaches a PostgreSQL cluster of this run."""
    found = postgres_kit.programs()
    if found is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    short = tempfile.TemporaryDirectory(prefix="chidao-pg-")  # a socket's path has 107 bytes at most
    with short as folder, postgres_kit.cluster(found, Path(folder)) as query:
        yield query


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a new database of each kind that the record can be kept in."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'below' / 'chidao.db'}"
    query, name = request.getfixturevalue("postgres"), f"test_{uuid.uuid4().hex}"
    administration = create_engine(f"postgresql+psycopg:///postgres?{query}", isolation_level="AUTOCOMMIT")
    with administration.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    administration.dispose()
    return f"postgresql:///{name}?{query}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium. For a module: its event loop would be in the way of other modules' own."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A fresh window; it may ask the server alone, nothing may be blocked and no script may fail."""
    context = browser.new_context(locale="vi-VN")
    hosts: set[str] = set()
    wrong: list[str] = []
    context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    opened = context.new_page()
    opened.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).netloc))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda m: wrong.append(m.text) if "Content Security Policy" in m.text else None)
    yield opened
    context.close()
    assert (hosts - {""}, wrong) == ({urlsplit(server.url).netloc}, [])
