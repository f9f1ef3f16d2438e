"""The language model's settings: what they mean, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.llm.opening import open_language_model
from assistant.settings import JsonMode, SettingsError, load

URL = {"CHIDAO_LLM_URL": "http://127.0.0.1:11434", "CHIDAO_LLM_MODEL": "qwen3"}


def test_no_model_by_default() -> None:
    settings = load({})
    assert settings.model is None
    assert open_language_model(settings) is None


def test_an_address_without_a_path_gets_the_usual_one() -> None:
    model = load(URL).model
    assert model is not None
    assert (model.url, model.name, model.json_mode) == ("http://127.0.0.1:11434/v1", "qwen3", JsonMode.RESPONSE)
    longer = load({**URL, "CHIDAO_LLM_URL": "https://llm.example/api/v2/"}).model
    assert longer is not None
    assert longer.url == "https://llm.example/api/v2"


def test_the_key_is_never_shown() -> None:
    settings = load({**URL, "CHIDAO_LLM_API_KEY": "sk-secret"})
    assert settings.model is not None
    assert settings.model.api_key == "sk-secret"
    assert "sk-secret" not in repr(settings) + str(settings)


def test_a_file_names_its_model(tmp_path: Path) -> None:
    file = tmp_path / "Vi-7B.Q4.gguf"
    file.touch()
    model = load({"CHIDAO_LLM_GGUF": str(file)}).model
    assert model is not None
    assert (model.gguf, model.name) == (file, "Vi-7B.Q4")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"CHIDAO_LLM_URL": "localhost:11434", "CHIDAO_LLM_MODEL": "m"}, "must be an address such as http://"),
        ({"CHIDAO_LLM_URL": "http://user:pw@host/v1", "CHIDAO_LLM_MODEL": "m"}, "CHIDAO_LLM_API_KEY"),
        ({"CHIDAO_LLM_URL": "http://host/v1"}, "http://host/v1/models"),
        ({"CHIDAO_LLM_MODEL": "m"}, "set CHIDAO_LLM_URL or CHIDAO_LLM_GGUF"),
        ({"CHIDAO_LLM_API_KEY": "sk-secret"}, "CHIDAO_LLM_API_KEY is set, but no model"),
        ({"CHIDAO_LLM_GGUF": "/no/such.gguf"}, "there is no such file"),
        ({**URL, "CHIDAO_LLM_GGUF": "/no/such.gguf"}, "keep the one to be used"),
        ({**URL, "CHIDAO_LLM_JSON": "yes"}, "response_format, json_schema, none"),
        ({**URL, "CHIDAO_LLM_CONCURRENCY": "0"}, "1 or more"),
        ({**URL, "CHIDAO_LLM_RETRIES": "1.5"}, "whole number"),
        ({**URL, "CHIDAO_LLM_TOTAL_SECONDS": "soon"}, "must be a number"),
        ({**URL, "CHIDAO_LLM_TOTAL_SECONDS": "inf"}, "must be a number"),
        ({**URL, "CHIDAO_LLM_FIRST_SECONDS": "0"}, "above 0"),
        ({**URL, "CHIDAO_LLM_PRICE_PROMPT": "-1"}, "0 or more"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(given: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(given)
    assert told in str(caught.value)
    assert "CHIDAO_LLM_" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert ":pw" not in str(caught.value)


def test_a_file_needs_the_package_that_runs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "m.gguf"
    file.touch()
    monkeypatch.setattr("assistant.llm.opening.find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r"chidao\[llm\]"):
        open_language_model(load({"CHIDAO_LLM_GGUF": str(file)}))
