"""A question said again in words that stand on their own, and with one of its conditions changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from faces_kit import INTERNAL, LOCAL, settings_of
from starlette.testclient import TestClient

from assistant.answer import Assistant
from assistant.ingest import File, ingest
from assistant.model import ALL_AUDIENCES, Language, Question, QuestionError
from assistant.restate import Slot, corrected, restated
from assistant.service import create_app, open_services
from corpus.model import Audience

STRANGER = {"X-Forwarded-For": "203.0.113.9"}
TODAY = date(2026, 4, 1)
MOST = "Bộ Khoa học và Công nghệ"
APRIL = f"{MOST} chủ trì những nhiệm vụ nào đến hạn từ ngày 01/4/2026 đến ngày 30/4/2026?"
ENGLISH = "Which tasks does the Ministry of Science and Technology lead due from 1 April 2026 to 30 April 2026?"


@pytest.mark.parametrize(
    ("asked", "again"),
    [
        (["Bộ KH&CN có việc gì đến hạn trong tháng 4?"], APRIL),
        (["which tasks does the Ministry of Science and Technology own due in April"], ENGLISH),
        # what was taken over from the question before is said
        (["Bộ KH&CN có việc gì đến hạn trong tháng 4?", "Thế còn Bộ Công an?"], APRIL.replace(MOST, "Bộ Công an")),
        (["việc nào quá hạn?"], "Có những nhiệm vụ nào đã quá hạn?"),
        (["Bộ Y tế phối hợp mấy việc trong công văn 693?"], "Bộ Y tế phối hợp bao nhiêu nhiệm vụ trong 693-CV/VPTW?"),
        (["các việc liên quan đến Bộ Tài chính"], "Có những nhiệm vụ nào liên quan đến Bộ Tài chính?"),
        (["Nhiệm vụ nào phải báo cáo định kỳ hằng tháng?"], "Có những nhiệm vụ nào báo cáo định kỳ hằng tháng?"),
        (["ai hỗ trợ Bộ Tư pháp"], "Những cơ quan nào phối hợp với Bộ Tư pháp?"),
        (["cac tinh phai lam gi"], "Các tỉnh chủ trì những nhiệm vụ nào?"),
        (["what must the provinces do"], "Which tasks do the provinces lead?"),
        (["Có bao nhiêu nhiệm vụ?"], "Có bao nhiêu nhiệm vụ trong toàn bộ kho?"),
        (["Kế hoạch 99-KH/TW có những nhiệm vụ nào?"], "Có những nhiệm vụ nào trong Kế hoạch 99-KH/TW?"),
    ],
)  # fmt: skip
def test_a_question_is_said_again_in_full(shipped: Assistant, asked: list[str], again: str) -> None:
    context = shipped.view.context(ALL_AUDIENCES)
    for question in (Question(asked[-1], TODAY, tuple(asked[:-1])), Question(again, TODAY)):
        found = restated(question, context)
        assert found and found.question == again
        assert {Slot.DUE, Slot.DOCUMENT, Slot.AGENCY} <= set(found.slots)


OTHER = "Thông báo 20-TB/CQTTBCĐ"


@pytest.mark.parametrize(
    ("asked", "slot", "value", "again"),
    [
        ("Ai ký Công văn số 693-CV/VPTW?", Slot.DOCUMENT, "20-TB/CQTTBCĐ", f"Ai ký {OTHER}?"),
        ("Ai chủ trì truy xuất nguồn gốc nông sản?", Slot.DOCUMENT, "20-TB/CQTTBCĐ",
         f"Ai chủ trì truy xuất nguồn gốc nông sản trong {OTHER}?"),
        ("Theo Công văn 693, ai đánh giá 25 dịch vụ công trực tuyến?", Slot.DOCUMENT, "",
         "Ai đánh giá 25 dịch vụ công trực tuyến?"),
        ("Khi nào Bộ Tư pháp phải báo cáo kết quả rà soát?", Slot.AGENCY, "Bộ Y tế",
         "Khi nào Bộ Y tế phải báo cáo kết quả rà soát?"),
        ("Hạn gần nhất của Bộ Công an là việc gì?", Slot.AGENCY, "Bộ Y tế", "Hạn gần nhất của Bộ Y tế là việc gì?"),
        ("Công văn 693 nói gì về Cổng Dịch vụ công?", Slot.DOCUMENT, "20-TB/CQTTBCĐ",
         f"{OTHER} nói gì về Cổng Dịch vụ công?"),
        ("Mục 4 của Công văn 693 có những việc gì?", Slot.DOCUMENT, "20-TB/CQTTBCĐ",
         f"Mục 4 của {OTHER} có những việc gì?"),
        ("Who signed dispatch 693?", Slot.DOCUMENT, "20-TB/CQTTBCĐ", "Who signed 20-TB/CQTTBCĐ?"),
    ],
)  # fmt: skip
def test_any_other_question_keeps_its_words_but_for_the_condition(
    shipped: Assistant, asked: str, slot: Slot, value: str, again: str
) -> None:
    context = shipped.view.context(ALL_AUDIENCES)
    found = restated(Question(asked, TODAY), context)
    assert found and found.question == asked and slot in found.slots
    language = Language.EN if asked.startswith("Who") else Language.VI
    assert corrected(Question(asked, TODAY), language, slot, value, context) == again


@pytest.mark.parametrize(
    "asked",
    [
        ["Ai ký Công văn 693?", "Thế Thông báo 20?"],  # stands on the one before, and is no question for tasks
        ["Về đăng ký kinh phí, Công văn 693 và Thông báo 20 nói khác nhau thế nào?"],  # two documents side by side
        ["Văn phòng có nhiệm vụ gì?"],  # ambiguous
        ["Bộ Công an có việc gì ngày 30/02/2026?"],  # no day
        ["Bộ Công an có việc gì?", "trong số đó, việc nào quá hạn?"],  # counts in another answer
    ],
)
def test_what_cannot_be_said_for_certain_is_not_said(shipped: Assistant, asked: list[str]) -> None:
    question = Question(asked[-1], TODAY, tuple(asked[:-1]))
    assert restated(question, shipped.view.context(ALL_AUDIENCES)) is None


@pytest.mark.parametrize(
    ("slot", "value", "question"),
    [
        (Slot.AGENCY, "BCA", APRIL.replace(MOST, "BCA")),
        (Slot.AGENCY, "", "Có những nhiệm vụ nào đến hạn từ ngày 01/4/2026 đến ngày 30/4/2026?"),
        (Slot.ROLE, "coordinator", APRIL.replace("chủ trì", "phối hợp")),
        (Slot.ROLE, "", f"Có những nhiệm vụ nào liên quan đến {MOST} đến hạn từ ngày 01/4/2026 đến ngày 30/4/2026?"),
        (Slot.DUE, "", f"{MOST} chủ trì những nhiệm vụ nào?"),
        (Slot.DUE, "overdue", f"{MOST} chủ trì những nhiệm vụ nào đã quá hạn?"),
        (Slot.DUE, "2026-05-05", f"{MOST} chủ trì những nhiệm vụ nào đến hạn ngày 05/5/2026?"),
        (Slot.DUE, "..2026-06-30", f"{MOST} chủ trì những nhiệm vụ nào đến hạn chậm nhất ngày 30/6/2026?"),
        (Slot.DUE, "2026-06-01..", f"{MOST} chủ trì những nhiệm vụ nào đến hạn từ ngày 01/6/2026 trở đi?"),
        (Slot.DOCUMENT, "693-CV/VPTW", APRIL.replace("?", " trong 693-CV/VPTW?")),
    ],
)  # fmt: skip
def test_one_condition_is_changed(shipped: Assistant, slot: Slot, value: str, question: str) -> None:
    context = shipped.view.context(ALL_AUDIENCES)
    assert corrected(Question(APRIL, TODAY), Language.VI, slot, value, context) == question
    assert restated(Question(question, TODAY), context)  # and can be changed again


@pytest.mark.parametrize(
    ("slot", "value", "code"),
    [
        (Slot.AGENCY, "xin chào", "error.not_corrected"),
        (Slot.AGENCY, "Văn phòng", "error.not_corrected"),  # ambiguous
        (Slot.AGENCY, "Bộ Công an quá hạn", "error.not_corrected"),  # says more than an agency
        (Slot.AGENCY, "Bộ Công an trong 693-CV/VPTW", "error.not_corrected"),
        (Slot.ROLE, "boss", "error.bad_role"),
        (Slot.DUE, "2026-02-30..", "error.bad_date"),
        (Slot.DUE, "2026-05-01..2026-04-01", "error.bad_range"),
        (Slot.DOCUMENT, "1/QĐ-TTg", "error.no_document"),
    ],
)
def test_what_is_no_value_is_refused(shipped: Assistant, slot: Slot, value: str, code: str) -> None:
    with pytest.raises(QuestionError) as raised:
        corrected(Question(APRIL, TODAY), Language.VI, slot, value, shipped.view.context(ALL_AUDIENCES))
    assert raised.value.code == code


def test_a_question_that_is_not_for_tasks_has_no_roles(shipped: Assistant) -> None:
    with pytest.raises(QuestionError):
        corrected(
            Question("Ai ký Công văn 693?", TODAY), Language.VI, Slot.ROLE, "lead", shipped.view.context(ALL_AUDIENCES)
        )


def test_over_http(client: TestClient) -> None:
    asked = {"question": APRIL, "today": "2026-04-01", "slot": "agency"}
    given = client.get("/api/v1/restated", params=asked | {"value": "Bộ Y tế"})
    assert given.json() == {"question": APRIL.replace(MOST, "Bộ Y tế")}
    refused = client.get("/api/v1/restated", params=asked | {"value": "xin chào"})
    assert refused.status_code == 422 and "xin chào" in refused.json()["error"]["message"]
    english = client.get("/api/v1/restated", params=asked | {"question": ENGLISH, "value": "", "lang": "en"})
    assert english.json() == {"question": "Which tasks are there due from 1 April 2026 to 30 April 2026?"}
    named = client.get("/api/v1/agencies").json()["agencies"]
    assert {"name": "Bộ Công an", "en": "Ministry of Public Security"} in named
    assert named == sorted(named, key=lambda each: each["name"])


def test_strangers_learn_nothing_of_internal_documents(internal_client: TestClient) -> None:
    asked = {"question": APRIL, "slot": "document", "value": "77-KH/VPTW"}
    assert internal_client.get("/api/v1/restated", params=asked).status_code == 200
    unknown = internal_client.get("/api/v1/restated", params=asked | {"value": "78-KH/VPTW"}, headers=STRANGER)
    hidden = internal_client.get("/api/v1/restated", params=asked, headers=STRANGER)
    assert hidden.status_code == unknown.status_code == 422
    assert hidden.json()["error"]["code"] == unknown.json()["error"]["code"] == "no_document"


def test_who_has_tasks_follows_the_reader(data_copy: Callable[[], Path]) -> None:
    text = INTERNAL.replace("Bộ Y tế báo cáo", "Cục Thú y báo cáo")
    with open_services(settings_of(data_copy())) as services:
        ingest(services.store, services.embedder, [File("77.txt", text.encode(), Audience.INTERNAL)])
        with TestClient(create_app(services), base_url=LOCAL) as client:
            seen = client.get("/api/v1/agencies").text, client.get("/api/v1/agencies", headers=STRANGER).text
    assert ["Cục Thú y" in each for each in seen] == [True, False]
