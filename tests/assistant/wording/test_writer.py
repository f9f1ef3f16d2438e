"""Wording over real answers: what may change, what never does, and what happens when the model fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import monotonic

import pytest
from wording_builders import Failing, Malicious, Scripted, Silent

from assistant.answer import Assistant
from assistant.llm.model import Cancellation, LanguageModel
from assistant.model import Answer, Question, WordedBy
from assistant.wire import answer_json
from assistant.wording.writer import Limits, Writer

TODAY = date(2026, 4, 1)
APRIL = "Bộ KH&CN có việc gì đến hạn trong tháng 4?"
WORDED = (
    "Trong tháng 4/2026, Bộ Khoa học và Công nghệ chủ trì 3 nhiệm vụ [1] [2] [3]. "
    "Bộ Khoa học và Công nghệ chủ trì ban hành hướng dẫn theo Nghị định số 231/2025/NĐ-CP, hạn chậm nhất là ngày "
    "30/4/2026 [1]."
)
WRONG = "Bộ Khoa học và Công nghệ chủ trì 4 nhiệm vụ [1] [2] [3]."


def with_model(assistant: Assistant, model: LanguageModel, limits: Limits | None = None) -> Assistant:
    return Assistant(assistant.view, assistant.embedder, Writer(model, limits or Limits()))


def asked(assistant: Assistant, text: str = APRIL) -> Answer:
    return assistant.ask(Question(text, TODAY))


def told(assistant: Assistant, text: str = APRIL, cancellation: Cancellation | None = None) -> list[Answer | str]:
    return list(assistant.tell(Question(text, TODAY), cancellation or Cancellation()))


def same_but_for_words(worded: Answer, computed: Answer) -> bool:
    return replace(worded, text="", wording=None, timings_ms={}) == replace(computed, text="", timings_ms={})


def test_the_prose_is_replaced_and_nothing_else(shipped: Assistant) -> None:
    computed, worded = asked(shipped), asked(with_model(shipped, Scripted(WORDED)))
    assert same_but_for_words(worded, computed)
    assert worded.wording is not None
    assert (worded.wording.by, worded.wording.sentences, worded.wording.dropped) == (WordedBy.MODEL, 2, {})
    prose, _, rest = worded.text.partition("\n\n")
    assert prose == WORDED
    assert rest == computed.text.partition("\n\n")[2]


def test_a_wrong_sentence_is_dropped_and_counted(shipped: Assistant) -> None:
    worded = asked(with_model(shipped, Scripted(f"{WORDED} {WRONG}")))
    assert worded.wording is not None
    assert worded.wording.dropped == {"count": 1}
    assert "chủ trì 4 nhiệm vụ" not in worded.text
    assert worded.text.startswith(WORDED)


def test_what_no_longer_tells_the_answer_is_not_shown(shipped: Assistant) -> None:
    computed = asked(shipped)
    worded = asked(with_model(shipped, Scripted(WORDED.partition(". ")[2])))
    assert worded.text == computed.text
    assert worded.wording is not None
    assert worded.wording.by is WordedBy.COMPUTED


@pytest.mark.parametrize(
    "model", [Failing(), Failing("Bộ Khoa"), Scripted(""), Scripted("Xin chào."), Malicious(WRONG)]
)
def test_a_failing_model_leaves_the_computed_answer(shipped: Assistant, model: LanguageModel) -> None:
    computed, worded = asked(shipped), asked(with_model(shipped, model))
    assert worded.text == computed.text
    assert same_but_for_words(worded, computed)


def test_a_silent_model_costs_the_first_sentence_limit_and_no_more(shipped: Assistant) -> None:
    computed, model = asked(shipped), Silent()
    started = monotonic()
    worded = asked(with_model(shipped, model, Limits(first_sentence=0.2, total=30.0)))
    assert monotonic() - started < 5
    assert worded.text == computed.text
    assert model.stopped.wait(5), "the model was not told to stop"


def test_a_model_of_which_nothing_passes_is_left(shipped: Assistant) -> None:
    """It costs a reader eight sentences, and not the whole limit."""
    model = Silent("Bộ Công giữa. " * 9)
    started = monotonic()
    worded = asked(with_model(shipped, model, Limits(first_sentence=60.0)))
    assert monotonic() - started < 30
    assert worded.wording is not None
    assert worded.wording.dropped == {"no_token": 8}
    assert worded.text == asked(shipped).text
    assert model.stopped.wait(5), "the model was not told to stop"


def test_a_model_that_stops_halfway_costs_the_total_limit(shipped: Assistant) -> None:
    model = Silent(WORDED + " ")
    worded = asked(with_model(shipped, model, Limits(first_sentence=5.0, total=0.5)))
    assert worded.wording is not None
    assert worded.wording.sentences == 1  # what had been written by then tells the answer
    assert model.stopped.wait(5)


def test_without_a_model_the_json_is_what_it_was(shipped: Assistant) -> None:
    assert "wording" not in answer_json(asked(shipped))
    assert answer_json(asked(with_model(shipped, Scripted(WORDED))))["wording"] == {
        "by": "model",
        "sentences": 2,
        "dropped": {},
    }


def test_refusals_are_not_worded(shipped: Assistant) -> None:
    model = Scripted(WORDED)
    assert asked(with_model(shipped, model), "thời tiết hôm nay thế nào?").wording is None
    assert model.prompts == []


def test_told_pieces_are_the_text(shipped: Assistant) -> None:
    for text in (WORDED, WRONG, f"{WORDED} {WRONG}", WORDED.partition(". ")[2], ""):
        first, *pieces, last = told(with_model(shipped, Scripted(text)))
        assert isinstance(first, Answer) and isinstance(last, Answer)
        assert "".join(map(str, pieces)) == last.text
        assert same_but_for_words(last, first)


def test_told_sentences_come_one_by_one_and_only_checked(shipped: Assistant) -> None:
    pieces = told(with_model(shipped, Scripted(f"{WRONG} {WORDED}")))[1:-1]
    assert pieces[0] == WORDED.partition(". ")[0] + "."
    assert not any("chủ trì 4 nhiệm vụ" in str(piece) for piece in pieces)


def test_told_sentences_that_do_not_tell_all_are_followed_by_the_computed_answer(shipped: Assistant) -> None:
    *_, last = told(with_model(shipped, Scripted(WORDED.partition(". ")[2])))
    assert isinstance(last, Answer)
    assert last.text.endswith(asked(shipped).text)
    assert last.wording is not None
    assert last.wording.by is WordedBy.COMPUTED


def test_a_reader_who_leaves_stops_the_model(shipped: Assistant) -> None:
    model, cancellation = Silent(WORDED + " Bộ"), Cancellation()
    telling = with_model(shipped, model).tell(Question(APRIL, TODAY), cancellation)
    assert isinstance(next(telling), Answer)
    assert next(telling)
    assert model.waiting.wait(5)
    cancellation.cancel()
    assert model.stopped.wait(5)


def test_a_passage_found_is_introduced(shipped: Assistant) -> None:
    sentence = (
        "Công văn 693-CV/VPTW giao cơ quan đầu mối quản lý nhà nước về dữ liệu xây dựng Cổng Dịch vụ công quốc gia [1]."
    )
    question = "Công văn 693 nói gì về Cổng Dịch vụ công?"
    computed, worded = asked(shipped, question), asked(with_model(shipped, Scripted(sentence)), question)
    assert worded.text == f"{sentence}\n\n{computed.text}"


def test_a_document_is_summarised_by_its_clauses(shipped: Assistant) -> None:
    sentences = (
        "Công văn số 693-CV/VPTW do Văn phòng Trung ương Đảng ban hành ngày 02/3/2026, chỉ đạo triển khai một số "
        "giải pháp tháo gỡ khó khăn, thúc đẩy phát triển KHCN, ĐMST, CĐS [1].",
        "Bộ Tư pháp chủ trì rà soát, đánh giá các văn bản pháp luật liên quan đến KHCN, ĐMST, CĐS, báo cáo trước ngày "
        "05/4/2026 [2].",
        "Bộ Công an chủ trì quản lý Trung tâm dữ liệu quốc gia [5].",
    )
    wrong = "Bộ Y tế chủ trì quản lý Trung tâm dữ liệu quốc gia [5]."
    swapped = "Bộ Tư pháp chủ trì quản lý Trung tâm dữ liệu quốc gia [5]."
    model = Scripted(" ".join((*sentences, wrong, swapped)))
    worded = asked(with_model(shipped, model), "Tóm tắt Công văn 693-CV/VPTW")
    assert worded.text.startswith(" ".join(sentences) + "\n\n693-CV/VPTW gồm 6 mục:")
    assert worded.wording is not None
    assert sum(worded.wording.dropped.values()) == 2
    assert "tóm tắt" in model.prompts[0][0].text


def test_an_agencys_tasks_are_summarised(shipped: Assistant) -> None:
    model = Scripted(WORDED)
    worded = asked(with_model(shipped, model), "Tóm tắt các nhiệm vụ của Bộ KH&CN đến hạn trong tháng 4/2026")
    assert "bản tóm tắt" in model.prompts[0][0].text
    assert worded.text.startswith(WORDED)
