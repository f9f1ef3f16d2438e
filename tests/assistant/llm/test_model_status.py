"""The running product beside a model: it is ready without it, says how it is, and counts what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from llm_builders import refuses, says, scripted
from starlette.testclient import TestClient

from assistant.service import create_app, open_services
from assistant.settings import load

ASKED = {"question": "Bộ KH&CN có việc gì đến hạn trong tháng 4?", "today": "2026-04-01"}
ALWAYS_THERE = ("status", "interpretation", "tasks", "total", "excluded", "citations")


@contextmanager
def _serving(folder: Path, url: str) -> Iterator[TestClient]:
    settings = load(
        {
            "CHIDAO_DATA_DIR": str(folder),
            "CHIDAO_LLM_URL": url,
            "CHIDAO_LLM_MODEL": "small",
            "CHIDAO_LLM_RETRIES": "0",
            "CHIDAO_LLM_BREAKER_FAILURES": "2",
            "CHIDAO_LLM_BREAKER_SECONDS": "600",
        }
    )
    with open_services(settings) as services:
        assert services.model is not None
        services.model.warm()  # as the server does when it starts
        yield TestClient(create_app(services), base_url="http://127.0.0.1:8000")


def test_a_failing_model_is_told_and_makes_nobody_less_ready(data_copy: Callable[[], Path]) -> None:
    with scripted(refuses(500)) as (url, seen), _serving(data_copy(), url) as client:
        told = client.get("/readyz")
        assert (told.status_code, told.json()["status"]) == (200, "ready")
        assert told.json()["language_model"] == {"name": "small", "state": "unused"}
        answers = [client.post("/api/v1/ask", json=ASKED).json() for _ in range(3)]
        assert len(seen.requests) == 2, "the breaker spares it the third"
        told = client.get("/readyz")
        assert (told.status_code, told.json()["status"]) == (200, "ready")
        assert told.json()["language_model"]["state"] == "resting"
        metrics = client.get("/metrics").text
    assert 'chidao_llm_requests_total{outcome="overloaded"} 2.0' in metrics
    assert 'chidao_llm_requests_total{outcome="resting"} 1.0' in metrics
    assert "chidao_llm_breaker_open 1.0" in metrics
    assert answers[0]["status"] == "answered"
    assert all(answer["answer"] == answers[0]["answer"] for answer in answers)
    assert answers[0]["wording"]["by"] == "computed"


def test_a_model_that_talks_nonsense_changes_no_fact(data_copy: Callable[[], Path], client: TestClient) -> None:
    plain = client.post("/api/v1/ask", json=ASKED).json()
    nonsense = says("Bộ Y tế ", "chủ trì 99 việc ", "[1]. ")
    with scripted(nonsense) as (url, _), _serving(data_copy(), url) as other:
        told = other.post("/api/v1/ask", json=ASKED).json()
        metrics = other.get("/metrics").text
    assert {key: told[key] for key in ALWAYS_THERE} == {key: plain[key] for key in ALWAYS_THERE}
    assert told["answer"] == plain["answer"]
    assert 'chidao_llm_tokens_total{kind="prompt"} 7.0' in metrics
