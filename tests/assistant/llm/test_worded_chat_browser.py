"""The chat with a language model behind it, in the browser: checked sentences, then the table; and a way to stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from faces_kit import chidao, stop
from llm_builders import hangs, says, scripted
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

QUESTION = "Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4/2026?"
GOOD = "Trong tháng 4/2026, Bộ Khoa học và Công nghệ chủ trì 3 nhiệm vụ [1] [2] [3]."
WRONG = "Bộ Khoa học và Công nghệ chủ trì 4 nhiệm vụ [1] [2] [3]."


def test_sentences_are_checked_the_table_is_last_and_the_button_stops_the_model(
    browser: Browser, data_copy: Callable[[], Path]
) -> None:
    with scripted(says(f"{GOOD} ", f"{WRONG} "), hangs(f"{GOOD} ")) as (url, seen):
        settings = {"CHIDAO_LLM_URL": url, "CHIDAO_LLM_MODEL": "small", "CHIDAO_LLM_RETRIES": "0"}
        settings |= {"CHIDAO_LLM_FIRST_SECONDS": "60", "CHIDAO_LLM_TOTAL_SECONDS": "120"}
        process = chidao("serve", "--port", "0", folder=data_copy(), **settings)
        try:
            assert process.stdout is not None
            address = next(line.strip() for line in process.stdout if line.startswith("http://"))
            page = browser.new_context(locale="vi-VN").new_page()
            page.goto(f"{address}/chat?today=2026-04-01")
            for n in range(2):
                page.locator("#chat-input").fill(QUESTION)
                page.locator("#chat-submit").click()
                answer = page.locator("[id^='step-answer-']").nth(n)
                if n == 0:
                    expect(answer.get_by_role("button", name="Chép")).to_be_visible()
                    told = answer.inner_text()
                    assert told.index("Hiểu là:") < told.index("Trong tháng 4/2026, Bộ Khoa") < told.index("STT")
                    assert "chủ trì 4 nhiệm vụ" not in told  # the register has 3
                    expect(answer.get_by_role("link", name="[1]").first).to_be_visible()
            assert not seen.left.wait(0.3)
            page.get_by_role("button", name="Dừng trả lời").click()
            assert seen.left.wait(20), "the model still works for nobody"
            expect(page.locator("#root").get_by_text("Đã dừng theo yêu cầu.")).to_be_visible()
        finally:
            stop(process)
