"""The interface over HTTP, on the real application with the shipped directives."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from faces_kit import LOCAL
from starlette.testclient import TestClient

from assistant.database import open_database
from assistant.history import History
from assistant.service import create_app
from assistant.web.context import Services

QUESTION = "which tasks does the Ministry of Science and Technology own due in April"
ASKED = {"question": QUESTION, "today": "2026-04-01"}
DASH = "20-TB/CQTTBCĐ#sec_3__point_c__indent_6"


def test_ask_has_the_documented_shape(client: TestClient) -> None:
    response = client.post("/api/v1/ask", json=ASKED)
    answer = response.json()
    assert response.status_code == 200
    assert {
        "question", "language", "today", "status", "interpretation", "answer",
        "tasks", "total", "excluded", "citations", "timings_ms",
    } <= answer.keys()  # fmt: skip
    assert answer["status"] == "answered"
    assert answer["interpretation"]["due"] == {"from": "2026-04-01", "to": "2026-04-30"}
    assert (answer["tasks"][0]["clause"], answer["tasks"][0]["match"]) == (DASH, "due")


def test_every_quote_is_a_verbatim_part_of_the_clause_it_names(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json=ASKED).json()
    assert answer["citations"]
    for citation in answer["citations"]:
        document = client.get(f"/api/v1/documents/{citation['url'].split('/')[2].split('#')[0]}").json()
        assert document["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_the_answer_is_on_record_before_it_leaves(client: TestClient, services: Services) -> None:
    response = client.post("/api/v1/ask", json={**ASKED, "session": "on-record"})
    assert services.history.answer(response.headers["X-Answer-Id"]) == response.json()
    assert services.history.questions("on-record") == [QUESTION]


def test_a_named_session_is_a_conversation_of_the_asker(client: TestClient, services: Services) -> None:
    before = services.conversations.search("").total
    for path in ("ask", "chat", "ask"):
        assert client.post(f"/api/v1/{path}", json={**ASKED, "session": "named"}).status_code == 200
    client.post("/api/v1/ask", json=ASKED)
    client.post("/api/v1/ask", json={**ASKED, "session": "named"}, headers={"X-Forwarded-For": "203.0.113.9"})
    found = services.conversations.search("")
    assert found.total == before + 1
    assert (found.conversations[0].title, found.conversations[0].questions) == (QUESTION, 3)


def _events(text: str) -> list[tuple[str, dict[str, Any]]]:
    blocks = [block for block in text.replace("\r\n", "\n").split("\n\n") if block.startswith("event:")]
    lines = [block.split("\n") for block in blocks]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in lines]


def test_chat_streams_what_ask_answers(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json=ASKED).json()
    response = client.post("/api/v1/chat", json=ASKED)
    events = _events(response.text)
    names = list(dict.fromkeys(name for name, _ in events))
    assert response.headers["content-type"].startswith("text/event-stream")
    assert names == ["interpretation", "token", "tasks", "citations", "done"]
    assert "".join(data["text"] for name, data in events if name == "token") == answer["answer"]
    told = dict(events)
    assert told["tasks"]["tasks"] == answer["tasks"]
    assert told["citations"]["citations"] == answer["citations"]
    assert told["done"]["id"] == response.headers["X-Answer-Id"]


BAD_QUESTIONS = [
    ({"question": ""}, 422, "empty"),
    ({"question": "   \n"}, 422, "empty"),
    ({"question": "x" * 100_000}, 422, "too_long"),
    ({"question": "Ai ký?", "today": "2026-02-30"}, 422, "bad_date"),
    ({"question": "Ai ký?", "today": "30/4/2026"}, 422, "bad_date"),
    ({"question": "Việc nào quá hạn?", "today": "0001-01-01"}, 422, "bad_date"),
    ({"question": "Tuần tới có việc gì?", "today": "9999-12-31"}, 422, "bad_date"),
    ({"question": "Ai ký?", "history": ["x" * 100_000]}, 422, "too_long"),
    ({"question": 7}, 422, "invalid_request"),
    ({}, 422, "invalid_request"),
    ([], 422, "invalid_request"),
    ({"question": "Ai ký?", "lang": "fr"}, 422, "invalid_request"),
    ({"question": "x" * 300_000}, 413, "too_large"),
]


@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/chat"])
@pytest.mark.parametrize(("body", "status", "code"), BAD_QUESTIONS)
def test_bad_questions_are_told_what_to_do(client: TestClient, path: str, body: object, status: int, code: str) -> None:
    response = client.post(path, json=body)
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (status, code)
    assert len(error["message"]) > 20


def test_invalid_json_and_a_missing_content_type(client: TestClient) -> None:
    invalid = client.post("/api/v1/ask", content=b"{", headers={"Content-Type": "application/json"})
    untyped = client.post("/api/v1/ask", content=b'{"question": "Ai?"}')
    assert (invalid.status_code, invalid.json()["error"]["code"]) == (400, "invalid_json")
    assert (untyped.status_code, untyped.json()["error"]["code"]) == (415, "not_json")


def test_errors_speak_the_language_of_the_reader(client: TestClient) -> None:
    english = client.get("/api/v1/documents/none", headers={"Accept-Language": "en-GB,en;q=0.9"})
    vietnamese = client.get("/api/v1/documents/none", headers={"Accept-Language": "vi"})
    assert english.json()["error"]["message"].startswith("There is no document")
    assert vietnamese.json()["error"]["message"].startswith("Không có văn bản")


def test_what_breaks_inside_stays_inside(services: Services, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'broken.db'}")
    history = History(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE feedback")
        connection.exec_driver_sql("DROP TABLE answers")
    with TestClient(create_app(replace(services, history=history)), base_url=LOCAL) as client:
        asked = client.post("/api/v1/ask", json=ASKED)
        streamed = client.post("/api/v1/chat", json=ASKED)
    engine.dispose()
    assert (asked.status_code, asked.json()["error"]["code"]) == (500, "internal")
    assert "answers" not in asked.text and "sqlite" not in asked.text.lower()
    assert [name for name, _ in _events(streamed.text)] == ["error"]
    assert "no such table" in caplog.text


def test_tasks_by_agency_and_range(client: TestClient) -> None:
    query = {"agency": "Bộ KH&CN", "role": "lead", "from": "2026-04-01", "to": "2026-04-30"}
    by_name = client.get("/api/v1/tasks", params=query).json()
    found = {task["clause"]: task["match"] for task in by_name["tasks"] if task["role"] == "lead"}
    assert found == {
        DASH: "due",
        "20-TB/CQTTBCĐ#sec_3__point_c__indent_1": "spans",
        "20-TB/CQTTBCĐ#sec_3__point_d": "recurring",
    }
    assert by_name["total"] == len(by_name["tasks"])


def test_tasks_overdue_and_of_a_document(client: TestClient) -> None:
    query = {"document": "693-cv-vptw", "status": "overdue", "today": "2026-03-11"}
    overdue = client.get("/api/v1/tasks", params=query).json()["tasks"]
    assert overdue
    assert {task["document"] for task in overdue} == {"693-CV/VPTW"}
    assert all(min(d["to"] for d in task["deadlines"] if d["to"]) <= "2026-03-10" for task in overdue)


BAD_FILTERS = [
    ({"agency": "Bộ Không Có"}, "no_agency"),
    ({"role": "boss"}, "bad_role"),
    ({"from": "2026-13-01"}, "bad_date"),
    ({"from": "2026-05-01", "to": "2026-04-01"}, "bad_range"),
    ({"status": "late"}, "bad_status"),
    ({"document": "99-NQ/TW"}, "no_document"),
]


@pytest.mark.parametrize(("query", "code"), BAD_FILTERS)
def test_bad_filters_are_told_what_to_do(client: TestClient, query: dict[str, str], code: str) -> None:
    response = client.get("/api/v1/tasks", params=query)
    assert (response.status_code // 100, response.json()["error"]["code"]) == (4, code)


def test_documents(client: TestClient) -> None:
    heads = client.get("/api/v1/documents").json()
    assert [head["number"] for head in heads["documents"]] == ["693-CV/VPTW", "20-TB/CQTTBCĐ"]
    whole = client.get("/api/v1/documents/693-cv-vptw").json()
    assert whole["signer"]["name"] == "Võ Thành Hưng"
    assert len(whole["tasks"]) == 25


@pytest.mark.parametrize(
    "path",
    [
        "20-TB%2FCQTTBC%C4%90%23sec_3__point_%C4%91",
        "20-tb-cqttbcd/sec_3__point_%C4%91",
        "20-tb-cqttbcd%23sec_3__point_%C4%91",
        "20-TB%2FCQTTBC%C4%90%23sec_3__point_d%CC%84",  # not the same letter
    ],
)
def test_a_clause_by_its_id_or_slug(client: TestClient, path: str) -> None:
    response = client.get(f"/api/v1/clauses/{path}")
    if path.endswith("%84"):
        assert response.json()["error"]["code"] == "no_clause"
        return
    clause = response.json()
    assert clause["id"] == "20-TB/CQTTBCĐ#sec_3__point_đ"
    assert clause["label"] == "Mục 3, điểm đ"
    assert clause["text"].startswith("đ) Đề nghị Đảng ủy Quốc hội")
    assert len(clause["tasks"]) == 2


def test_search_finds_the_clause(client: TestClient) -> None:
    found = client.get("/api/v1/search", params={"q": "truy xuất nguồn gốc nông, lâm, thủy sản", "limit": 3}).json()
    assert found["found"][0]["clause"] == "20-TB/CQTTBCĐ#sec_3__point_i"
    assert len(found["found"]) == 3


def test_feedback_is_recorded_for_an_answer_that_exists(client: TestClient, services: Services) -> None:
    answer = client.post("/api/v1/ask", json=ASKED).headers["X-Answer-Id"]
    said = {"answer": answer, "rating": "down", "reason": "incomplete", "comment": "Thiếu một việc."}
    assert client.post("/api/v1/feedback", json=said).status_code == 201
    assert [each.comment for each in services.history.feedback(answer)] == ["Thiếu một việc."]
    unknown = client.post("/api/v1/feedback", json={**said, "answer": "0" * 32})
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "no_answer")
    assert client.post("/api/v1/feedback", json={**said, "rating": "meh"}).status_code == 422


def test_health_readiness_and_metrics(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] == "ready"
    client.post("/api/v1/ask", json=ASKED)
    text = client.get("/metrics").text
    assert 'chidao_answer_seconds_count{intent="list_tasks",status="answered"}' in text
    assert 'route="/api/v1/ask"' in text
    assert "Ministry" not in text


def test_responses_carry_security_headers(client: TestClient) -> None:
    for path in ("/documents", "/api/v1/documents", "/docs", "/api/v1/documents/none"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_reference_page_lists_the_interface_and_calls_no_other_host(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "/api/v1/ask" in page and "/api/v1/ingest" not in page
    assert "https://" not in page


REMOTE = [
    {"Host": "chidao.example.gov.vn"},  # a name that somebody pointed at this machine
    {"X-Forwarded-For": "203.0.113.9"},  # a proxy
    {"Forwarded": "for=203.0.113.9"},
]


@pytest.mark.parametrize("headers", REMOTE)
def test_internal_documents_stay_at_this_machine(headers: dict[str, str], internal_client: TestClient) -> None:
    local = {head["number"] for head in internal_client.get("/api/v1/documents").json()["documents"]}
    remote = {head["number"] for head in internal_client.get("/api/v1/documents", headers=headers).json()["documents"]}
    assert local - remote == {"77-KH/VPTW"}
    assert internal_client.get("/documents/77-kh-vptw").status_code == 200
    assert internal_client.get("/documents/77-kh-vptw", headers=headers).status_code == 404
    asked = internal_client.post("/api/v1/ask", json={"question": "77-KH/VPTW giao việc gì?"}, headers=headers)
    assert asked.json()["status"] == "no_match"


def test_a_server_bound_to_the_network_shows_public_documents_only(internal_services: Services) -> None:
    with TestClient(create_app(replace(internal_services, host="0.0.0.0")), base_url=LOCAL) as client:
        numbers = {head["number"] for head in client.get("/api/v1/documents").json()["documents"]}
    assert numbers == {"20-TB/CQTTBCĐ", "693-CV/VPTW"}


def test_a_clause_tells_quoted_and_operative_words_from_the_others(client: TestClient) -> None:
    whole = client.get("/api/v1/clauses/20-tb-cqttbcd/sec_3__point_c__indent_6").json()
    start = whole["start"] + whole["text"].index("Bộ Tài chính")
    asked = {"from": start, "to": start + len("Bộ Tài chính")}
    parts = client.get("/api/v1/clauses/20-tb-cqttbcd/sec_3__point_c__indent_6", params=asked).json()["parts"]
    assert "".join(part["text"] for part in parts) == whole["text"]
    assert [part["text"] for part in parts if part["quoted"]] == ["Bộ Tài chính"]
    operative = [part["text"] for part in parts if part["operative"]]
    assert operative == ["Chủ trì", "phối hợp với", "Hoàn thành trong tháng 4/2026"]
    assert not any(part["quoted"] for part in whole["parts"])
