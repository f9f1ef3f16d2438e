"""Pages of documents that came in several files, that were replaced, or that give work a second time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from faces_kit import LOCAL
from life_builders import flat_services
from starlette.testclient import TestClient
from test_annex_files import ANNEX_1, ANNEX_2, BODY_TEXT, HEAD, NUMBER, PLAN, made
from test_repeats import AGAIN, EARLIER, FIRST, LATER

from assistant.document_parts import number_text
from assistant.ingest import ingest
from assistant.model import Language
from assistant.service import create_app
from assistant.web.context import Services


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with flat_services(tmp_path) as opened:
        yield opened


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(create_app(services), base_url=LOCAL) as opened:
        yield opened


@pytest.mark.parametrize(
    ("number", "issuer", "words"),
    [
        ("693-CV/VPTW", "", "693-CV/VPTW"),
        ("45/QĐ-UBND@phu-luc-ii", "", "45/QĐ-UBND (Phụ lục II)"),
        ("45/QĐ-UBND@phu-luc-3", "", "45/QĐ-UBND (Phụ lục 3)"),
        ("45/QĐ-UBND@phu-luc-ke-hoach-trien-khai", "", "45/QĐ-UBND (Phụ lục)"),
        ("45/QĐ-UBND@van-ban", "", "45/QĐ-UBND (phần văn bản)"),
        ("12/KH-UBND@2025", "", "12/KH-UBND (năm 2025)"),
        ("12/KH-UBND@2025-phu-luc-i", "", "12/KH-UBND (năm 2025, Phụ lục I)"),
        ("12/KH-UBND@ubnd-tinh-nghe-an", "UBND tỉnh Nghệ An", "12/KH-UBND (UBND tỉnh Nghệ An)"),
        ("12/KH-UBND@ubnd-tinh-nghe-an-2025", "UBND tỉnh Nghệ An", "12/KH-UBND (UBND tỉnh Nghệ An, năm 2025)"),
        ("12/KH-UBND@1a2b3c4d", "", "12/KH-UBND@1a2b3c4d"),
    ],
)
def test_a_number_is_shown_as_people_read_it(number: str, issuer: str, words: str) -> None:
    assert number_text(number, Language.VI, issuer) == words


def test_body_and_annexes_lead_to_each_other(client: TestClient, services: Services) -> None:
    ingest(services.store, services.embedder, [made("a.txt", BODY_TEXT), made("b.txt", ANNEX_1), made("c.txt", PLAN)])
    slugs = ["45-qd-ubnd", "45-qd-ubnd-phu-luc-i", "45-qd-ubnd-phu-luc-ke-hoach-trien-khai-du-lieu-dung-chung"]
    for slug in slugs:
        page = client.get(f"/documents/{slug}").text
        linked = [
            other
            for other in slugs
            if f'<dd><a href="/documents/{other}"' in page or f'; <a href="/documents/{other}"' in page
        ]
        assert "Cùng văn bản" in page and slug not in linked and len(linked) == 2, slug
    assert "<h1>45/QĐ-UBND (Phụ lục I)</h1>" in client.get(f"/documents/{slugs[1]}").text
    assert "@phu-luc" not in client.get("/documents").text


def test_the_register_counts_them_together(client: TestClient, services: Services) -> None:
    ingest(
        services.store, services.embedder, [made("a.txt", BODY_TEXT), made("b.txt", ANNEX_1), made("c.txt", ANNEX_2)]
    )
    page = client.get("/register?today=2026-04-01").text
    assert '45/QĐ-UBND (cả phụ lục)</span> <span class="count">3</span>' in page.replace("\n", " ")
    assert "(Phụ lục II)</span>" not in page
    chosen = client.get(f"/register?today=2026-04-01&document={NUMBER}").text
    assert chosen.count('45/QĐ-UBND (cả phụ lục)<span class="hidden">') == 1
    part = client.get(f"/register?today=2026-04-01&document={NUMBER}%40phu-luc-ii").text
    assert '45/QĐ-UBND (Phụ lục II)<span class="hidden">' in part


def test_a_replaced_document_says_so_on_its_page(client: TestClient, services: Services) -> None:
    act = HEAD.replace("45/", "99/").format(month=9, year=2026, title="Thay thế Kế hoạch")
    act += f"Điều 1. Quyết định này thay thế Quyết định số {NUMBER} ngày 12/3/2026.\n"
    ingest(services.store, services.embedder, [made("a.txt", BODY_TEXT), made("b.txt", act)])
    assert "Đã bị thay thế bởi 99/QĐ-UBND" in client.get("/documents/45-qd-ubnd").text
    assert "Còn hiệu lực" in client.get("/documents/99-qd-ubnd").text


def test_tasks_given_twice_lead_to_each_other(client: TestClient, services: Services) -> None:
    ingest(services.store, services.embedder, [FIRST, AGAIN])
    earlier, later = (client.get(f"/documents/{number}").text for number in ("896-cv-bkhcn", "903-cv-bkhcn"))
    assert '<dt>Được giao lại tại</dt><dd><a href="/documents/903-cv-bkhcn#sec_1">' in earlier and LATER in earlier
    assert '<dt>Đã được giao tại</dt><dd><a href="/documents/896-cv-bkhcn#sec_1">' in later and EARLIER in later
