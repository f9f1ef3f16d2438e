"""Through a public key an internal document leaves no trace.

The same requests go to two applications, one of which also holds an internal document; what comes back must be the
same, byte for byte, but for what is random or measured.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from faces_kit import INTERNAL
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from portal_builders import Page, make_key
from starlette.testclient import TestClient

from assistant.portal.limiting import Limits
from assistant.service import create_app
from assistant.web.context import Services

CANARY = "77-KH/VPTW"
TODAY = "2026-05-15"
QUESTIONS = [
    "Kế hoạch 77-KH/VPTW nói gì?", "ai ký 77-KH/VPTW", "KH 77", "công văn ngày 5/3", "kế hoạch kiểm tra nội bộ",
    "Bộ Tài chính có việc gì trong tháng 5?", "Bộ Y tế có nhiệm vụ nào?", "có bao nhiêu nhiệm vụ?", "việc nào quá hạn?",
    "có những văn bản nào?", "có văn bản nào mới?", "rà soát kinh phí", "ai rà soát kinh phí?", "thời hạn tiếp theo",
    "văn bản nào nhắc đến 77-KH/VPTW?", "so sánh 77-KH/VPTW và 20-TB/CQTTBCĐ", "mục 1 của 77-KH/VPTW",
    "so sánh Bộ Tài chính và Bộ Y tế", "tóm tắt kế hoạch 77", "what does plan 77-KH/VPTW say?", "BYT", "BTC có việc gì",
    "tasks of the Ministry of Health", "việc đến hạn ngày 10/6/2026", "nội dung 77", "giúp tôi",
]  # fmt: skip
WORDS = sorted({word for word in re.findall(r"\w+", INTERNAL) if len(word) > 1})
READS = [
    "/api/v1/documents", "/api/v1/documents/77-kh-vptw", f"/api/v1/documents/{quote(CANARY, safe='')}",
    "/api/v1/documents/77-kh-vpt", "/api/v1/clauses/77-kh-vptw/sec_1",
    f"/api/v1/clauses/{quote(CANARY + '#sec_1', safe='')}",
    "/api/v1/documents/77-kh-vptw?format=akn", "/api/v1/documents/77-kh-vptw?format=md",
    "/api/v1/tasks", "/api/v1/tasks?agency=Bộ Y tế", "/api/v1/tasks?document=77-KH/VPTW", "/api/v1/tasks?text=kinh phí",
    "/api/v1/tasks?from=2026-05-01&to=2026-06-30", "/api/v1/tasks?status=overdue&today=2027-01-01",
]  # fmt: skip


@pytest.fixture(scope="module")
def pages(services: Services, internal_services: Services) -> tuple[Page, Page]:
    """The portal's page on the application without the internal document, and on the one with it."""
    return _page(services), _page(internal_services)


def _page(services: Services) -> Page:
    generous = Limits()
    generous.admit_question = lambda *_: 0  # type: ignore[method-assign]
    generous.admit_read = lambda *_: 0  # type: ignore[method-assign]
    opened = replace(services, portal=replace(services.portal, limits=generous))
    client = TestClient(create_app(opened), base_url="https://assistant.example", raise_server_exceptions=False)
    return Page(client, make_key(services))


def _ask(page: Page, question: str, history: list[str]) -> tuple[int, Any]:
    body = {"question": question, "history": history, "today": TODAY}
    headers = page.headers(page.token())
    response = page.client.post("/api/v1/ask", json=body, headers=headers)
    streamed = page.client.post("/api/v1/chat", json=body, headers=headers)
    answer = response.json()
    answer.pop("timings_ms", None)
    stream = re.sub(r'"(id|timings_ms)": ("\w+"|\{[^}]*\})', "", streamed.text)
    return response.status_code, (answer, streamed.status_code, stream)


def _same(pages: tuple[Page, Page], question: str, history: list[str]) -> None:
    without, with_canary = (_ask(page, question, history) for page in pages)
    assert with_canary == without
    said = json.dumps(with_canary, ensure_ascii=False)
    assert "kinh phí*" not in said and "Kiểm tra nội bộ" not in said.replace(question, "")


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_finds_it(pages: tuple[Page, Page], question: str) -> None:
    _same(pages, question, [])


@pytest.mark.parametrize("follow", ["còn văn bản đó?", "việc thứ hai nói rõ hơn", "Thế còn Bộ Y tế?", "ai ký?"])
def test_no_follow_up_finds_it(pages: tuple[Page, Page], follow: str) -> None:
    _same(pages, follow, ["Kế hoạch 77-KH/VPTW nói gì?", "Bộ Tài chính có việc gì?"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*WORDS, CANARY, "nhiệm vụ", "ai", "khi nào", "bao nhiêu"]), min_size=1, max_size=8))
def test_no_words_of_it_find_it(pages: tuple[Page, Page], words: list[str]) -> None:
    _same(pages, " ".join(words), [])


@pytest.mark.parametrize("path", READS)
def test_no_address_leads_to_it(pages: tuple[Page, Page], path: str) -> None:
    answers = [page.client.get(path, headers={**page.headers(page.token()), "Accept-Language": "en"}) for page in pages]
    assert (answers[0].status_code, answers[0].text) == (answers[1].status_code, answers[1].text)
    assert answers[1].status_code in (200, 404, 422)
